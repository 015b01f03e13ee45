// What labs and the market read of costs.
extension Costs {
  /// What a venue costs and how long it takes.
  struct Posted {
    /// All-in USD per H100e-hour of a new machine, by venue, and without its accelerators; infinite where none can be
    /// had.
    fileprivate(set) var cost: [Double]
    fileprivate(set) var costWithoutChips: [Double]
    /// The same cost without what a site is traded for beyond the cost of its hall: that follows from what compute is
    /// worth, and is no cause of it.
    fileprivate(set) var costWithoutRent: [Double]
    /// Price of a site with power over the cost of its hall, by region.
    fileprivate(set) var sitePrice: [Double]
    /// USD for a kilowatt of the accelerators that are ordered there, by venue.
    fileprivate(set) var machines: [Double]
    /// USD a year that operation of a kilowatt in orbit costs, as last quoted.
    fileprivate(set) var orbitOperation = 0.0
    /// Years from an order to compute, by venue.
    fileprivate(set) var delay: [Double]
    /// Billions of USD for a megawatt of facility power with its hall, by region.
    fileprivate(set) var siteCapital: [Double]

    init(_ places: Places) {
      cost = Array(repeating: 0, count: places.venues)
      costWithoutChips = cost
      costWithoutRent = cost
      sitePrice = Array(repeating: 1, count: places.regions)
      machines = cost
      delay = cost
      siteCapital = Array(repeating: 0, count: places.regions)
    }

    mutating func reset() {
      orbitOperation = 0
      for venue in machines.indices { machines[venue] = 0 }
    }

    /// The same, with quotes moved by what has moved from some to others.
    func quotes(movedFrom before: Self, to after: Self) -> Self {
      var moved = self
      moved.cost = cost.moved(from: before.cost, to: after.cost)
      moved.costWithoutChips = costWithoutChips.moved(
        from: before.costWithoutChips, to: after.costWithoutChips)
      moved.costWithoutRent = costWithoutRent.moved(
        from: before.costWithoutRent, to: after.costWithoutRent)
      moved.machines = machines.moved(from: before.machines, to: after.machines)
      moved.orbitOperation =
        before.orbitOperation == after.orbitOperation ? orbitOperation : after.orbitOperation
      moved.delay = delay.moved(from: before.delay, to: after.delay)
      moved.siteCapital = siteCapital.moved(from: before.siteCapital, to: after.siteCapital)
      return moved
    }
  }

  /// Posts a venue's last quote and the wait for it in years.
  func post(_ venue: Int, delay: Double, _ exchange: inout Exchange) {
    let quote = quotes[venue]
    let valid = quote.computePerKilowatt > 0 && quote.total.isFinite
    exchange.posted.costs.cost[venue] = valid ? quote.perComputeHour : .infinity
    exchange.posted.costs.costWithoutChips[venue] = valid ? quote.perComputeHourWithoutChips : .infinity
    exchange.posted.costs.costWithoutRent[venue] = valid ? quote.perComputeHourWithoutRent : .infinity
    exchange.posted.costs.machines[venue] = quote.machines
    if valid, venue == exchange.places.orbit { exchange.posted.costs.orbitOperation = quote.operation }
    exchange.posted.costs.delay[venue] = delay
  }

  func post(sitePrice factor: Double, _ region: Int, _ exchange: inout Exchange) {
    exchange.posted.costs.sitePrice[region] = factor
  }

  func post(siteCapital billions: Double, _ region: Int, _ exchange: inout Exchange) {
    exchange.posted.costs.siteCapital[region] = billions
  }
}

extension Costs {
  static let series: [Posting] = [
    .now(
      "cost_ground_usd_per_h100e_h", "USD/(H100e*h)",
      "All-in cost of new compute in the cheapest region open to labs under no export control."
    ) { world, _ in
      let ground = world.market.cheapestGround(world.exchange)
      return ground.isFinite ? ground : .nan
    },
    .now(
      "cost_orbit_usd_per_h100e_h", "USD/(H100e*h)",
      "All-in cost of new compute in orbit; missing until chips for it are due within a year and a vehicle can lift one satellite."
    ) { world, _ in
      let orbit = world.exchange.posted.costs.cost[world.exchange.places.orbit]
      return orbit.isFinite ? orbit : .nan
    },
    .derived(
      "orbit_over_ground_cost", "ratio", from: ["cost_orbit_usd_per_h100e_h", "cost_ground_usd_per_h100e_h"],
      "Cost in orbit over cost in the cheapest region open to the same buyers: below 1, orbit is the cheapest place."
    ) { record, basis in
      record.get(basis.columns[0], basis.row) / record.get(basis.columns[1], basis.row)
    },
  ]

  static let table = PostingTable(
    name: "costs", title: "All-in cost of a new machine by venue", noun: "venue",
    entities: { ($0["regions"] ?? []) + ["orbit"] },
    postings: [
      quote("chips_usd_per_kw_year", "USD/(kW*year)", "Accelerators, annualised, per kilowatt of IT power.") {
        $0.chips
      },
      quote("housing_usd_per_kw_year", "USD/(kW*year)", "Hall or satellite bus, annualised.") { $0.housing },
      quote(
        "rent_usd_per_kw_year", "USD/(kW*year)",
        "What a site with power is traded for beyond the cost of its hall, annualised."
      ) { $0.rent },
      quote("supply_usd_per_kw_year", "USD/(kW*year)", "Power plant or launch, annualised.") { $0.supply },
      quote("energy_usd_per_kw_year", "USD/(kW*year)", "Energy.") { $0.energy },
      quote("operation_usd_per_kw_year", "USD/(kW*year)", "Staff, maintenance, insurance.") { $0.operation },
      quote("total_usd_per_kw_year", "USD/(kW*year)", "All-in cost of a new machine.") { $0.total },
      quote("total_usd_per_h100e_h", "USD/(H100e*h)", "All-in cost per hour of compute delivered.") {
        $0.perComputeHour
      },
      quote("without_chips_usd_per_h100e_h", "USD/(H100e*h)", "The same without accelerators.") {
        $0.perComputeHourWithoutChips
      },
      quote("compute_h100e_per_kw", "H100e/kW", "Mean compute that a kilowatt delivers over its life.") {
        $0.computePerKilowatt
      },
    ])

  /// A part of a venue's quote; missing where nothing can be had.
  private static func quote(
    _ name: String, _ unit: String, _ meaning: String, _ part: @escaping @Sendable (VenueCost) -> Double
  ) -> Posting {
    .now(name, unit, meaning) { world, venue in
      world.exchange.posted.costs.cost[venue.entity].isFinite ? part(world.costs.quotes[venue.entity]) : .nan
    }
  }
}
