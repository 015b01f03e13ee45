/// Things that events refer to by a 16-bit index, with places used again after they are taken out.
///
/// Inserting and removing take O(1); after `reset` the memory is kept.
struct Slab<Element: BitwiseCopyable> {
  /// How many an index of 16 bits tells apart.
  private static var most: Int { Int(UInt16.max) + 1 }

  private var elements: [Element] = []
  private var used: [Bool] = []
  private var free: [UInt16] = []

  /// How many are in.
  var count: Int { elements.count - free.count }

  subscript(index: UInt16) -> Element {
    get { elements[Int(index)] }
    set { elements[Int(index)] = newValue }
  }

  /// Precondition: fewer than 65,536 are in.
  mutating func insert(_ element: Element) -> UInt16 {
    if let index = free.popLast() {
      elements[Int(index)] = element
      used[Int(index)] = true
      return index
    }
    precondition(elements.count < Slab.most, "more than 65,536 things of one kind are under way")
    elements.append(element)
    used.append(true)
    return UInt16(elements.count - 1)
  }

  mutating func remove(_ index: UInt16) -> Element {
    precondition(used[Int(index)], "a thing was taken out twice")
    used[Int(index)] = false
    free.append(index)
    return elements[Int(index)]
  }

  /// Visits what is in, in the order of places.
  func forEachUsed(_ body: (Element) -> Void) {
    for index in elements.indices where used[index] { body(elements[index]) }
  }

  /// Changes what is in, in the order of places.
  mutating func updateEach(_ body: (inout Element) -> Void) {
    for index in elements.indices where used[index] { body(&elements[index]) }
  }

  mutating func reset() {
    elements.removeAll(keepingCapacity: true)
    used.removeAll(keepingCapacity: true)
    free.removeAll(keepingCapacity: true)
  }
}
