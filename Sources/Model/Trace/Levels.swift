/// A price or count that industries post for one another, declared once: what it is called and where it stands.
struct Level: Sendable {
  /// Whose number it is.
  enum Key {
    /// The world's, or that of orbit alone.
    case world, orbit
    /// One for each region, venue, pair of vendor and place (ground, orbit), or pair of lab and venue.
    case regions, venues, books, labsAndVenues
  }

  let name: String
  let unit: String
  let key: Key
  let read: @Sendable (borrowing Exchange) -> [Double]

  /// All levels, in the order of their places.
  static let all: [Level] = [
    Level(name: "spot_price", unit: "USD/(H100e*h)", key: .world) { [$0.posted.market.spot] },
    Level(name: "contract_price", unit: "USD/(H100e*h)", key: .world) { [$0.posted.market.contract] },
    Level(name: "restricted_spot_price", unit: "USD/(H100e*h)", key: .world) {
      [$0.posted.market.prices[Bloc.restricted].spot]
    },
    Level(name: "restricted_contract_price", unit: "USD/(H100e*h)", key: .world) {
      [$0.posted.market.prices[Bloc.restricted].contract]
    },
    Level(name: "dram_price", unit: "USD/GB", key: .world) { [$0.posted.memory.dram] },
    Level(name: "hbm_price", unit: "USD/GB", key: .world) { [$0.posted.memory.hbm] },
    Level(name: "launch_price", unit: "USD/kg", key: .orbit) { [$0.posted.launch.price] },
    Level(name: "bus_price", unit: "USD/W", key: .orbit) { [$0.posted.orbit.busPrice] },
    Level(name: "grid_price", unit: "USD/MWh", key: .regions) { exchange in
      (0..<exchange.places.regions).map { exchange.gridPrice($0) }
    },
    Level(name: "markup", unit: "ratio", key: .books) { $0.posted.assembly.markup },
    Level(name: "compute_cost", unit: "USD/(H100e*h)", key: .venues) { $0.posted.costs.cost },
    Level(name: "online_compute", unit: "H100e", key: .labsAndVenues) { exchange in
      (0..<exchange.places.cells).map { exchange.posted.online($0) }
    },
    Level(name: "dark_compute", unit: "H100e", key: .labsAndVenues) { exchange in
      (0..<exchange.places.cells).map { exchange.posted.waiting($0) }
    },
    Level(name: "live_power", unit: "MW", key: .labsAndVenues) { $0.posted.power.live },
  ]

  /// What the numbers of this level are called, in their order.
  func names(labs: [String], regions: [String], vendors: [String]) -> [TraceNames.Name] {
    func said(_ entity: String = "", at venue: String = "") -> TraceNames.Name {
      TraceNames.Name(good: name, entity: entity, venue: venue, unit: unit)
    }
    let venues = regions + ["orbit"]
    return switch key {
    case .world: [said()]
    case .orbit: [said(at: "orbit")]
    case .regions: regions.map { said(at: $0) }
    case .venues: venues.map { said(at: $0) }
    case .books: vendors.flatMap { [said($0), said($0, at: "orbit")] }
    case .labsAndVenues: labs.flatMap { lab in venues.map { said(lab, at: $0) } }
    }
  }
}

/// The levels as last posted: a trace has each change of them.
struct Levels {
  private var posted: [Double] = []

  /// Forgets what was posted: every number but zero then counts as new.
  mutating func reset() {
    for place in posted.indices { posted[place] = 0 }
  }

  /// Notes what has changed since the last call. Linear in the number of levels.
  mutating func note(_ exchange: borrowing Exchange, to log: MovementLog) {
    var place = 0
    for level in Level.all {
      for value in level.read(exchange) {
        if place == posted.count { posted.append(0) }
        if value.bitPattern != posted[place].bitPattern {
          posted[place] = value
          log.note(.level(place), .posted, value)
        }
        place += 1
      }
    }
  }
}
