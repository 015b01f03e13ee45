/// The prices and counts that industries post for one another: a trace has each change of them.
struct Levels {
  private var posted: [Double] = []

  /// Forgets what was posted: every number but zero then counts as new.
  mutating func reset() {
    for place in posted.indices { posted[place] = 0 }
  }

  /// Notes what has changed since the last call. Linear in the number of levels.
  mutating func note(_ exchange: borrowing Exchange, to log: MovementLog) {
    var place = 0
    func see(_ value: Double) {
      if place == posted.count { posted.append(0) }
      if value.bitPattern != posted[place].bitPattern {
        posted[place] = value
        log.note(.level(place), .posted, value)
      }
      place += 1
    }
    // The order is that of `names`.
    let prices = exchange.prices
    for value in [prices.spot, prices.contract, prices.dram, prices.hbm, prices.launch, prices.bus] {
      see(value)
    }
    for value in prices.grid { see(value) }
    for value in prices.markup { see(value) }
    for value in exchange.board.cost { see(value) }
    for value in exchange.board.online { see(value) }
    for value in exchange.board.waiting { see(value) }
    for value in exchange.board.live { see(value) }
  }

  /// What the levels are called.
  static func names(labs: [String], regions: [String], vendors: [String]) -> [TraceNames.Name] {
    typealias Name = TraceNames.Name
    let venues = regions + ["orbit"]
    var names = [
      Name(good: "spot_price", unit: "USD/(H100e*h)"), Name(good: "contract_price", unit: "USD/(H100e*h)"),
      Name(good: "dram_price", unit: "USD/GB"), Name(good: "hbm_price", unit: "USD/GB"),
      Name(good: "launch_price", venue: "orbit", unit: "USD/kg"),
      Name(good: "bus_price", venue: "orbit", unit: "USD/W"),
    ]
    for region in regions { names.append(Name(good: "grid_price", venue: region, unit: "USD/MWh")) }
    for vendor in vendors {
      names.append(Name(good: "markup", entity: vendor, unit: "ratio"))
      names.append(Name(good: "markup", entity: vendor, venue: "orbit", unit: "ratio"))
    }
    for venue in venues { names.append(Name(good: "compute_cost", venue: venue, unit: "USD/(H100e*h)")) }
    for (good, unit) in [("online_compute", "H100e"), ("dark_compute", "H100e"), ("live_power", "MW")] {
      for lab in labs {
        for venue in venues { names.append(Name(good: good, entity: lab, venue: venue, unit: unit)) }
      }
    }
    return names
  }
}
