import Inputs

// What labs read of the market for compute.
extension Market {
  struct Posted {
    /// USD per H100-equivalent hour, now and on a new long lease.
    fileprivate(set) var spot = 0.0
    fileprivate(set) var contract = 0.0
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

    mutating func reset() {
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

  func post(spot: Double, contract: Double, _ exchange: inout Exchange) {
    exchange.posted.market.spot = spot
    exchange.posted.market.contract = contract
  }
}

extension Market {
  static let series: [Posting] = [
    .now("spot_price_usd_per_h100e_h", "USD/(H100e*h)", "Spot price of compute.") { world, _ in
      world.exchange.posted.market.spot
    },
    .now("contract_price_usd_per_h100e_h", "USD/(H100e*h)", "Price of compute on a new long lease.") {
      world, _ in world.exchange.posted.market.contract
    },
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
  ]
}
