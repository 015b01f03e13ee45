/// H100-equivalents on order and on their way, by lab and venue.
struct Pipeline {
  private let places: Places
  /// On their way to a site, by cell.
  private(set) var transit: [Double]
  /// On order and on their way, by cell: as last counted, and what was ordered since.
  private(set) var coming: [Double]
  /// What of that an over-orderer means to cancel, by lab.
  private(set) var extra: [Double]

  init(_ places: Places) {
    self.places = places
    transit = Array(repeating: 0, count: places.cells)
    coming = transit
    extra = Array(repeating: 0, count: places.labs)
  }

  mutating func reset() {
    for cell in transit.indices {
      transit[cell] = 0
      coming[cell] = 0
    }
    for lab in extra.indices { extra[lab] = 0 }
  }

  /// Counts anew what is on order and on the way. Linear in the number of orders.
  mutating func count(_ book: borrowing OrderBook) {
    for cell in coming.indices { coming[cell] = transit[cell] }
    for lab in extra.indices { extra[lab] = 0 }
    for orders in book.books {
      for order in orders {
        coming[places.cell(order.lab, order.venue)] += order.owed
        extra[order.lab] += order.extra
      }
    }
  }

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
struct Tally {
  private var values: [Double]

  init(labs: Int) { values = Array(repeating: 0, count: labs) }

  mutating func reset() {
    for lab in values.indices { values[lab] = 0 }
  }

  mutating func add(_ amount: Double, to lab: Int) { values[lab] += amount }

  /// What has come together since it was last taken.
  mutating func take(_ lab: Int) -> Double {
    defer { values[lab] = 0 }
    return values[lab]
  }
}
