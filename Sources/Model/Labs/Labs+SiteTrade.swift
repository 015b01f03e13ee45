extension Labs {
  /// Who has live sites beyond its plans sells them to who lacks power, region by region, at the cost of a hall.
  mutating func tradeSites(_ exchange: inout Exchange) {
    let perCompute = megawattsPerCompute(exchange)
    guard perCompute > 0 else { return }
    for lab in states.indices { keeps[lab] = part(lab, exchange, perCompute) }
    for region in 0..<exchange.board.regions {
      var supply = 0.0
      var demand = 0.0
      for lab in states.indices where exchange.board.alive[lab] {
        supply += surplus(lab, region, exchange, perCompute)
        demand += wishes[lab].deferred * regionWeight(lab, region, exchange) * perCompute
      }
      let traded = min(supply, demand)
      guard traded > 1 else { continue }
      for lab in states.indices where exchange.board.alive[lab] {
        let sold = traded * surplus(lab, region, exchange, perCompute) / supply
        amounts[lab] = -sold
        amounts[lab] += traded * wishes[lab].deferred * regionWeight(lab, region, exchange) * perCompute / demand
      }
      settleSites(region, perCompute, &exchange)
    }
  }

  private mutating func settleSites(_ region: Int, _ perCompute: Double, _ exchange: inout Exchange) {
    let halls = exchange.inputs.pointee.datacenters
    let price = halls.shellCost.value / halls.facilityToIT.value * 1e-3
    for lab in states.indices where exchange.board.alive[lab] && amounts[lab] != 0 {
      exchange.board.live[exchange.board.cell(lab, region)] += amounts[lab]
      // The market clears through the suppliers' account.
      exchange.ledger.pay(from: lab, to: .suppliers, amounts[lab] * price)
      exchange.board.capex[lab] += amounts[lab] * price
      guard amounts[lab] > 0 else { continue }
      let gained = min(wishes[lab].deferred, amounts[lab] / perCompute)
      wishes[lab].ground += gained
      wishes[lab].lift *= 1 - gained / wishes[lab].deferred
      wishes[lab].deferred -= gained
    }
    for lab in amounts.indices { amounts[lab] = 0 }
  }

  /// Live facility power in MW that a lab could sell in a region: beyond a twentieth, what is in use and what is coming.
  private func surplus(_ lab: Int, _ region: Int, _ exchange: borrowing Exchange, _ perCompute: Double) -> Double {
    idle(lab, region, exchange, perCompute) * keeps[lab]
  }

  private func idle(_ lab: Int, _ region: Int, _ exchange: borrowing Exchange, _ perCompute: Double) -> Double {
    let cell = exchange.board.cell(lab, region)
    let used = exchange.board.drawn[cell] * exchange.inputs.pointee.datacenters.facilityToIT.value
    let taken = (exchange.board.waiting[cell] + exchange.board.coming[cell]) * perCompute
    return max(0, 0.95 * exchange.board.live[cell] - used - taken)
  }

  /// Part of its idle power that a lab does not need for what it is about to order.
  private func part(_ lab: Int, _ exchange: borrowing Exchange, _ perCompute: Double) -> Double {
    guard exchange.board.alive[lab], wishes[lab].deferred == 0 else { return 0 }
    var sum = 0.0
    for region in 0..<exchange.board.regions { sum += idle(lab, region, exchange, perCompute) }
    return sum > 0 ? max(0, 1 - wishes[lab].ground * perCompute / sum) : 0
  }

  private func regionWeight(_ lab: Int, _ region: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    for other in 0..<exchange.board.regions { sum += exchange.inputs.pointee.labs[lab].regions[other] }
    return sum > 0 ? exchange.inputs.pointee.labs[lab].regions[region] / sum : 0
  }
}
