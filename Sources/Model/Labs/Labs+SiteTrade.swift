extension Labs {
  /// Who has live sites beyond its plans sells them to who lacks power, region by region, at the cost of a hall.
  mutating func tradeSites(_ exchange: inout Exchange) {
    for lab in states.indices {
      perCompute[lab] = exchange.board.alive[lab] ? megawattsPerCompute(lab, exchange) : 0
      keeps[lab] = part(lab, exchange)
    }
    for region in 0..<exchange.board.regions {
      var supply = 0.0
      var demand = 0.0
      for lab in states.indices where exchange.board.alive[lab] {
        supply += idle(lab, region, exchange) * keeps[lab]
        demand += lack(lab, region, exchange)
      }
      let traded = min(supply, demand)
      guard traded > 1 else { continue }
      for lab in states.indices where exchange.board.alive[lab] {
        amounts[lab] = traded * lack(lab, region, exchange) / demand
        amounts[lab] -= traded * idle(lab, region, exchange) * keeps[lab] / supply
      }
      settleSites(region, &exchange)
    }
  }

  private mutating func settleSites(_ region: Int, _ exchange: inout Exchange) {
    let halls = exchange.inputs.pointee.datacenters
    let price = halls.shellCost.value / halls.facilityToIT.value * 1e-3
    for lab in states.indices where exchange.board.alive[lab] && amounts[lab] != 0 {
      exchange.board.live[exchange.board.cell(lab, region)] += amounts[lab]
      // The market clears through the suppliers' account.
      exchange.ledger.pay(from: lab, to: .suppliers, amounts[lab] * price)
      exchange.board.capex[lab] += amounts[lab] * price
      guard amounts[lab] > 0, perCompute[lab] > 0 else { continue }
      let gained = min(wishes[lab].unpowered, amounts[lab] / perCompute[lab])
      let left = 1 - gained / wishes[lab].unpowered
      wishes[lab].ground += gained
      wishes[lab].lift *= left
      wishes[lab].deferred *= left
      wishes[lab].unpowered -= gained
    }
  }

  /// Facility power in MW that a lab would buy in a region for what it cannot order now.
  private func lack(_ lab: Int, _ region: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    for other in 0..<exchange.board.regions { sum += exchange.inputs.pointee.labs[lab].regions[other] }
    guard sum > 0 else { return 0 }
    return wishes[lab].unpowered * perCompute[lab] * exchange.inputs.pointee.labs[lab].regions[region] / sum
  }

  /// Live facility power in MW beyond a twentieth, what is in use and what is coming.
  private func idle(_ lab: Int, _ region: Int, _ exchange: borrowing Exchange) -> Double {
    let cell = exchange.board.cell(lab, region)
    let used = exchange.board.drawn[cell] * exchange.inputs.pointee.datacenters.facilityToIT.value
    let taken = (exchange.board.waiting[cell] + exchange.board.coming[cell]) * perCompute[lab]
    return max(0, 0.95 * exchange.board.live[cell] - used - taken)
  }

  /// Part of its idle power that a lab does not need for what it is about to order.
  private func part(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    guard exchange.board.alive[lab], wishes[lab].unpowered == 0 else { return 0 }
    var sum = 0.0
    for region in 0..<exchange.board.regions { sum += idle(lab, region, exchange) }
    return sum > 0 ? max(0, 1 - wishes[lab].ground * perCompute[lab] / sum) : 0
  }
}
