/// Places of a slab for which there is room when the first thing comes in.
private let fewestPlaces = 64

/// Things that events refer to by a 16-bit index, with places used again after they are taken out.
///
/// Inserting and removing take O(1); after `reset` the memory is kept.
struct Slab<Element: BitwiseCopyable>: ~Copyable {
  /// How many an index of 16 bits tells apart.
  private static var most: Int { Int(UInt16.max) + 1 }

  /// The first `places` of them are used, or were.
  private var elements = FixedArray<Element>()
  private var used = FixedArray<Bool>()
  private var places = 0
  /// The first `vacancies` are places that were used, the last of them to be used again next.
  private var vacant = FixedArray<UInt16>()
  private var vacancies = 0

  /// How many are in.
  var count: Int { places - vacancies }

  subscript(index: UInt16) -> Element {
    get { elements[Int(index)] }
    _modify { yield &elements[Int(index)] }
  }

  /// Precondition: fewer than 65,536 are in.
  mutating func insert(_ element: Element) -> UInt16 {
    if vacancies > 0 {
      vacancies -= 1
      let index = vacant[vacancies]
      elements[Int(index)] = element
      used[Int(index)] = true
      return index
    }
    precondition(places < Slab.most, "more than 65,536 things of one kind are under way")
    if places == elements.count { grow(filling: element) }
    elements[places] = element
    used[places] = true
    places += 1
    return UInt16(places - 1)
  }

  mutating func remove(_ index: UInt16) -> Element {
    precondition(used[Int(index)], "a thing was taken out twice")
    used[Int(index)] = false
    vacant[vacancies] = index
    vacancies += 1
    return elements[Int(index)]
  }

  /// Visits what is in, in the order of places.
  func forEachUsed(_ body: (Element) -> Void) {
    for index in 0..<places where used[index] { body(elements[index]) }
  }

  /// Changes what is in, in the order of places.
  mutating func updateEach(_ body: (inout Element) -> Void) {
    for index in 0..<places where used[index] { body(&elements[index]) }
  }

  mutating func reset() {
    places = 0
    vacancies = 0
  }

  private mutating func grow(filling element: Element) {
    let size = max(fewestPlaces, 2 * places)
    elements.grow(to: size, filling: element)
    used.grow(to: size, filling: false)
    vacant.grow(to: size, filling: 0)
  }
}
