/// A random permutation of 0 ..< size, computed element by element from a key.
///
/// Up to 16 elements the place of an element is the rank of its keyed hash: every permutation is equally
/// likely. Above, a Feistel network of eight rounds permutes the smallest power of two that holds the size,
/// and an element that lands outside walks on until it is inside (J. Black and P. Rogaway, "Ciphers with
/// arbitrary finite domains", CT-RSA 2002). Fewer than two walks are expected.
struct KeyedPermutation: Sendable {
  /// The number of elements.
  let size: Int
  private let key: UInt64
  private let rightBits: UInt64
  private let rightMask: UInt64
  private let leftMask: UInt64

  init(size: Int, key: UInt64) {
    precondition(size > 0)
    self.size = size
    self.key = key
    let bits = UInt64(Int.bitWidth - (size - 1).leadingZeroBitCount)
    rightBits = (bits + 1) / 2
    rightMask = (1 << rightBits) - 1
    leftMask = (1 << (bits - rightBits)) - 1
  }

  /// The place of `element`, from 0 to size - 1. O(1) expected; O(size) up to 16 elements.
  func callAsFunction(_ element: Int) -> Int {
    precondition(element >= 0 && element < size)
    if size <= 16 { return rank(of: element) }
    var place = UInt64(element)
    repeat { place = network(place) } while place >= UInt64(size)
    return Int(place)
  }

  private func rank(of element: Int) -> Int {
    let own = KeyedHash.word(key, UInt64(element))
    var rank = 0
    for other in 0..<size where KeyedHash.word(key, UInt64(other)) < own { rank += 1 }
    return rank
  }

  /// Each pair of rounds xors one half with a keyed function of the other: a bijection whatever the function.
  private func network(_ value: UInt64) -> UInt64 {
    var left = value &>> rightBits
    var right = value & rightMask
    for round: UInt64 in 0..<4 {
      left ^= (KeyedHash.mix(right ^ KeyedHash.mix(key &+ 2 &* round)) &>> 20) & leftMask
      right ^= (KeyedHash.mix(left ^ KeyedHash.mix(key &+ 2 &* round &+ 1)) &>> 20) & rightMask
    }
    return left &<< rightBits | right
  }
}
