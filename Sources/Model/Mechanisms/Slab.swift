/// Things that events refer to by a 16-bit index, with places used again after they are taken out.
///
/// Inserting and removing take O(1); after `reset` the memory is kept.
struct Slab<Element: BitwiseCopyable> {
  private var elements: [Element] = []
  private var free: [UInt16] = []

  /// How many are in.
  var count: Int { elements.count - free.count }

  subscript(index: UInt16) -> Element {
    get { elements[Int(index)] }
    set { elements[Int(index)] = newValue }
  }

  mutating func insert(_ element: Element) -> UInt16 {
    if let index = free.popLast() {
      elements[Int(index)] = element
      return index
    }
    precondition(elements.count < 65_536, "more than 65,536 things of one kind are under way")
    elements.append(element)
    return UInt16(elements.count - 1)
  }

  mutating func remove(_ index: UInt16) -> Element {
    free.append(index)
    return elements[Int(index)]
  }

  /// Visits every place, also those that are free just now.
  mutating func forEach(_ body: (inout Element) -> Void) {
    for index in elements.indices { body(&elements[index]) }
  }

  mutating func reset() {
    elements.removeAll(keepingCapacity: true)
    free.removeAll(keepingCapacity: true)
  }
}
