// What labs read of the market for compute.
extension Market {
  struct Posted {
    /// USD per H100-equivalent hour, now and on a new long lease.
    fileprivate(set) var spot = 0.0
    fileprivate(set) var contract = 0.0
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
