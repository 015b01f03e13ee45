import Inputs

// What labs read of the market for compute.
extension Market {
  struct Posted {
    /// USD per H100-equivalent hour.
    struct Prices: BitwiseCopyable {
      /// Now, and on a new long lease.
      var spot = 0.0
      var contract = 0.0
    }

    /// Prices of hours, by bloc.
    fileprivate(set) var prices = Array(repeating: Prices(), count: Bloc.count)
    /// Whether capital is plentiful.
    fileprivate(set) var plentiful = true
    /// Part of a lab's price that is markup, now and at the start.
    fileprivate(set) var lerner: [Double]
    fileprivate(set) var openingLerner: [Double]
    /// H100-equivalents leased out and in on the spot market, by lab, and what that brings in billions of USD a year.
    fileprivate(set) var sold: [Double]
    fileprivate(set) var bought: [Double]
    fileprivate(set) var income: [Double]

    init(_ places: Places) {
      lerner = Array(repeating: 0, count: places.labs)
      openingLerner = lerner
      sold = lerner
      bought = lerner
      income = lerner
    }

    /// The world's prices.
    var spot: Double { prices[Bloc.world].spot }
    var contract: Double { prices[Bloc.world].contract }

    /// How much dearer an hour has become behind export controls than in the world since the start.
    func restrictedLead(_ inputs: View<WorldInputs>) -> Double {
      guard spot > 0 else { return 1 }
      return prices[Bloc.restricted].spot / spot / Bloc.openingPremium(Bloc.restricted, inputs)
    }

    mutating func reset() {
      for bloc in prices.indices { prices[bloc] = Prices() }
      for lab in sold.indices {
        sold[lab] = 0
        bought[lab] = 0
        income[lab] = 0
      }
    }

    /// What remains of the limits of lenders and investors.
    func capital(_ inputs: View<WorldInputs>) -> Double {
      plentiful ? 1 : inputs.market.scarceCapital.value
    }
  }

  func post(plentiful: Bool, _ exchange: inout Exchange) { exchange.posted.market.plentiful = plentiful }

  func post(lerner: [Double], opening: [Double], _ exchange: inout Exchange) {
    for lab in lerner.indices {
      exchange.posted.market.lerner[lab] = lerner[lab]
      exchange.posted.market.openingLerner[lab] = opening[lab]
    }
  }

  func post(sold: Double, bought: Double, income: Double, _ lab: Int, _ exchange: inout Exchange) {
    exchange.posted.market.sold[lab] = sold
    exchange.posted.market.bought[lab] = bought
    exchange.posted.market.income[lab] = income
  }

  func post(spot: Double, contract: Double, in bloc: Int = Bloc.world, _ exchange: inout Exchange) {
    exchange.posted.market.prices[bloc] = Posted.Prices(spot: spot, contract: contract)
  }
}

extension Market {
  static let series: [Posting] = [
    .now(
      "spot_price_usd_per_h100e_h", "USD/(H100e*h)", "Spot price of compute, where no export control binds."
    ) {
      world, _ in
      world.exchange.posted.market.spot
    },
    .now(
      "contract_price_usd_per_h100e_h", "USD/(H100e*h)",
      "Price of compute on a new long lease, where no export control binds."
    ) { world, _ in world.exchange.posted.market.contract },
    .now(
      "operating_cost_usd_per_h100e_h", "USD/(H100e*h)",
      "Energy, staff and maintenance of the fleet that runs."
    ) { world, _ in world.market.operatingCost },
    .derived(
      "spot_over_operating_cost", "ratio",
      from: ["spot_price_usd_per_h100e_h", "operating_cost_usd_per_h100e_h"],
      "Spot price over operating cost: below 1, compute is overbuilt."
    ) { record, basis in
      let cost = record.get(basis.columns[1], basis.row)
      return cost > 0 ? record.get(basis.columns[0], basis.row) / cost : .nan
    },
    .now("capital_plentiful", "ratio", "1 while capital is plentiful, 0 while it is scarce.") { world, _ in
      world.market.plentiful ? 1 : 0
    },
    .now(
      "compute_tightness", "ratio", "Compute that labs would use at today's prices over compute online."
    ) { world, _ in world.market.tightness },
    restricted(
      "restricted_spot_price_usd_per_h100e_h", "USD/(H100e*h)",
      "Spot price of compute behind export controls."
    ) { world in world.exchange.posted.market.prices[Bloc.restricted].spot },
    .derived(
      "restricted_over_world_price", "ratio",
      from: ["restricted_spot_price_usd_per_h100e_h", "spot_price_usd_per_h100e_h"],
      "Spot price of compute behind export controls over the world's."
    ) { record, basis in
      let world = record.get(basis.columns[1], basis.row)
      return world > 0 ? record.get(basis.columns[0], basis.row) / world : .nan
    },
    restricted(
      "restricted_tightness", "ratio",
      "Compute that labs behind export controls would use at today's price over what they have online."
    ) { world in world.market.tightness(of: Bloc.restricted) },
    restricted(
      "restricted_rented_h100e", "H100e",
      "Spare compute of the world that labs behind export controls rent."
    ) { world in world.market.trades[Bloc.restricted].rentedAbroad },
  ]

  /// A number of the market behind export controls: missing where no lab is restricted.
  private static func restricted(
    _ name: String, _ unit: String, _ meaning: String,
    _ reading: @escaping @Sendable (borrowing World) -> Double
  ) -> Posting {
    .now(name, unit, meaning) { world, _ in
      let inputs = world.exchange.inputs
      return inputs.labs.indices.contains { inputs.labs[$0].restricted } ? reading(world) : .nan
    }
  }
}
