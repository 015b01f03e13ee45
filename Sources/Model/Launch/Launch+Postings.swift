import Inputs

// What labs and costs read of launch.
extension Launch {
  struct Posted {
    /// USD per kg to the target orbit; infinite while nothing flies.
    fileprivate(set) var price = Double.infinity
    /// Tonnes that the quoted vehicle lifts, and the probability that its launch fails.
    fileprivate(set) var payloadCapacity = 0.0
    fileprivate(set) var failure = 1.0
    /// Launches a year that satellites could have soon.
    fileprivate(set) var spareLaunches = 0.0
    /// What each family asks for lift, then each older rocket.
    fileprivate(set) var offers: [LiftChoice.Offer]
    /// USD for a kilogram that arrives at the quoted price, with what may be lost and the wait.
    fileprivate(set) var costOfLift = Double.infinity

    init(_ inputs: View<WorldInputs>) {
      let makers = inputs.launch.families.count + inputs.launch.rockets.count
      offers = Array(repeating: LiftChoice.Offer(), count: makers)
    }

    /// The same, with quotes moved by what has moved from some to others.
    func quotes(movedFrom before: Self, to after: Self) -> Self {
      var moved = self
      if before.price != after.price { moved.price = after.price }
      if before.payloadCapacity != after.payloadCapacity { moved.payloadCapacity = after.payloadCapacity }
      if before.failure != after.failure { moved.failure = after.failure }
      moved.offers = offers.moved(from: before.offers, to: after.offers)
      if before.costOfLift != after.costOfLift { moved.costOfLift = after.costOfLift }
      return moved
    }
  }

  func post(price: Double, payload: Double, failure: Double, _ exchange: inout Exchange) {
    exchange.posted.launch.price = price
    exchange.posted.launch.payloadCapacity = payload
    exchange.posted.launch.failure = failure
  }

  func post(_ offer: LiftChoice.Offer, _ maker: Int, _ exchange: inout Exchange) {
    exchange.posted.launch.offers[maker] = offer
  }

  func post(costOfLift cost: Double, _ exchange: inout Exchange) {
    exchange.posted.launch.costOfLift = cost
  }

  /// Posts what lift could be had, for those who are about to decide.
  func postSpareLaunches(_ exchange: inout Exchange) {
    exchange.posted.launch.spareLaunches = spareLaunches(exchange)
  }
}

extension Launch {
  static let series: [Posting] = [
    .now("launches_total", "1", "Launches since the start, but those of older rockets.") { world, _ in
      Double(world.launch.flights)
    },
    .now(
      "rocket_launches_total", "1", "Launches of older rockets with satellites that compute since the start."
    ) { world, _ in world.launch.rocketLaunches },
    .perYear("launches_per_year", "1/year", of: "launches_total", "Launches over twelve months."),
    .now("launch_failures_total", "1", "Launch failures since the start.") { world, _ in
      Double(world.launch.failures)
    },
    .perYear(
      "launch_failures_per_year", "1/year", of: "launch_failures_total",
      "Launch failures over twelve months."),
    .now("launch_price_usd_per_kg", "USD/kg", "Price of lift to the target orbit at today's cadence.") {
      world, _ in
      world.exchange.posted.launch.price.isFinite ? world.exchange.posted.launch.price : .nan
    },
    .now("ships", "1", "Ships that can fly.") { world, _ in Double(world.launch.shipsAlive) },
    .now("mass_to_orbit_total_t", "t", "Satellites with compute put into orbit since the start.") {
      world, _ in world.exchange.goods[world.exchange.goods.payload].produced
    },
    .perYear(
      "mass_to_orbit_t_per_year", "t/year", of: "mass_to_orbit_total_t",
      "Satellites with compute put into orbit over twelve months."),
    .now("oxygen_total_t", "t", "Liquid oxygen flown since the start.") { world, _ in
      world.exchange.goods[world.exchange.goods.oxygen].consumed
    },
    .perYear(
      "oxygen_used_t_per_year", "t/year", of: "oxygen_total_t", "Liquid oxygen flown over twelve months."),
  ]

  static let table = PostingTable(
    name: "launch", title: "Launch vehicles", noun: "vehicle", entities: { $0["launch.vehicles"] ?? [] },
    postings: [
      .now("flights_total", "1", "Flights since the start.") { world, vehicle in
        Double(world.launch.flightsByVehicle[vehicle.entity])
      },
      .now("ships_built_total", "1", "Ships built since the start, those at the start included.") {
        world, vehicle in Double(world.launch.builtShips[vehicle.entity])
      },
      .now("failure_probability", "ratio", "Probability that the next flight fails.") { world, vehicle in
        world.launch.failureProbability(vehicle.entity, world.exchange.inputs)
      },
      .now("payload_t", "t", "Mass one launch brings to the target orbit.") { world, vehicle in
        let inputs = world.exchange.inputs
        return inputs.launch.vehicles[vehicle.entity].payload.value(at: world.exchange.now)
      },
    ])
}
