/// H100-equivalents on order and on their way, by lab and venue.
struct Pipeline: ~Copyable {
  private let places: Places
  /// On their way to a site, by cell.
  private(set) var transit: FixedArray<Double>
  /// On order and on their way, by cell: as last counted, and what was ordered since.
  private(set) var coming: FixedArray<Double>
  /// What of that an over-orderer means to cancel, by lab.
  private(set) var extra: FixedArray<Double>

  init(_ places: Places) {
    self.places = places
    transit = FixedArray(repeating: 0, count: places.cells)
    coming = FixedArray(repeating: 0, count: places.cells)
    extra = FixedArray(repeating: 0, count: places.labs)
  }

  mutating func reset() {
    transit.fill(0)
    coming.fill(0)
    extra.fill(0)
  }

  /// Counts anew what is on order and on the way. Linear in the number of orders.
  mutating func count(_ book: borrowing OrderBook) {
    for cell in coming.indices { coming[cell] = transit[cell] }
    extra.fill(0)
    for orders in book.books {
      for order in orders {
        coming[places.cell(order.lab, order.venue)] += order.ordered
        extra[order.lab] += order.surplus
      }
    }
  }

  /// What is on order and on its way to a lab, wherever it builds.
  func coming(lab: Int) -> Double { places.total(lab: lab) { coming[$0] } }
  /// The same in regions alone.
  func comingOnGround(lab: Int) -> Double {
    var sum = 0.0
    for region in 0..<places.regions { sum += coming[places.cell(lab, region)] }
    return sum
  }
  /// What is on order and on its way to a venue.
  func coming(venue: Int) -> Double { places.total(venue: venue) { coming[$0] } }

  mutating func order(_ compute: Double, _ cell: Int) { coming[cell] += compute }
  mutating func depart(_ compute: Double, _ cell: Int) { transit[cell] += compute }
  mutating func arrive(_ compute: Double, _ cell: Int) { transit[cell] -= compute }

  /// What is on its way to one lab goes to another.
  mutating func handOver(from lab: Int, to heir: Int) {
    for venue in 0..<places.venues {
      transit[places.cell(heir, venue)] += transit[places.cell(lab, venue)]
      transit[places.cell(lab, venue)] = 0
    }
  }
}

/// A number of each lab that adds up until somebody takes it.
struct Tally: ~Copyable {
  private var values: FixedArray<Double>

  init(labs: Int) { values = FixedArray(repeating: 0, count: labs) }

  mutating func reset() { values.fill(0) }

  mutating func add(_ amount: Double, to lab: Int) { values[lab] += amount }

  /// What has come together since it was last taken.
  mutating func take(_ lab: Int) -> Double {
    defer { values[lab] = 0 }
    return values[lab]
  }
}
