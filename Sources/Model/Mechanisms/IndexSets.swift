/// Sets of small indices, as bits: what is in one is visited in order, and what is not costs nothing.
struct IndexSets: ~Copyable {
  // Shifts and masks: to divide a number with a sign costs more than all the rest.
  private static let wordBits = 64
  private static let wordShift = 6
  private static let bitMask = 63

  /// Indices are below this.
  private let size: Int
  private let wordsOfSet: Int
  private var words: FixedArray<UInt64>

  init(sets: Int, below size: Int) {
    self.size = size
    wordsOfSet = (size + IndexSets.wordBits - 1) / IndexSets.wordBits
    words = FixedArray(repeating: 0, count: sets * wordsOfSet)
  }

  mutating func removeAll() { words.fill(0) }

  mutating func insert(_ index: Int, in set: Int) {
    words[set * wordsOfSet + (index &>> IndexSets.wordShift)] |= 1 &<< UInt64(index & IndexSets.bitMask)
  }

  mutating func remove(_ index: Int, from set: Int) {
    words[set * wordsOfSet + (index &>> IndexSets.wordShift)] &= ~(1 &<< UInt64(index & IndexSets.bitMask))
  }

  /// The least index of a set that is not below `start`; nil where there is none.
  @inline(__always)
  func next(from start: Int, in set: Int) -> Int? {
    var index = start
    while index < size {
      let word = words[set * wordsOfSet + (index &>> IndexSets.wordShift)]
      let left = word &>> UInt64(index & IndexSets.bitMask)
      if left != 0 { return index + left.trailingZeroBitCount }
      index = (index | IndexSets.bitMask) + 1
    }
    return nil
  }
}
