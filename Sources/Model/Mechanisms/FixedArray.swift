/// Plain values in memory of their own, as many as were asked for.
///
/// What a run writes millions of times lies here: an array asks at every write whether somebody shares its memory,
/// and here nobody can.
struct FixedArray<Element: BitwiseCopyable>: ~Copyable {
  private var elements: UnsafeMutablePointer<Element>
  private(set) var count: Int

  /// None at all, until it grows.
  init() {
    elements = .allocate(capacity: 0)
    count = 0
  }

  init(repeating element: Element, count: Int) {
    elements = .allocate(capacity: count)
    elements.initialize(repeating: element, count: count)
    self.count = count
  }

  deinit { elements.deallocate() }

  var indices: Range<Int> { 0..<count }

  subscript(index: Int) -> Element {
    @inline(__always) unsafeAddress { UnsafePointer(elements + checked(index)) }
    @inline(__always) unsafeMutableAddress { elements + checked(index) }
  }

  /// Sets all of them.
  mutating func fill(_ element: Element) { elements.update(repeating: element, count: count) }

  /// Makes room for more, which are all `element`; does nothing where there is.
  mutating func grow(to size: Int, filling element: Element) {
    guard size > count else { return }
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: size)
    larger.initialize(repeating: element, count: size)
    larger.update(from: elements, count: count)
    elements.deallocate()
    elements = larger
    count = size
  }

  @inline(__always)
  private func checked(_ index: Int) -> Int {
    // As words without a sign, so that one comparison tells both ends.
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "an index beyond a fixed array")
    return index
  }
}
