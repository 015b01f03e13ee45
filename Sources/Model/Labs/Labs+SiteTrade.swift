/// Who has live power beyond its plans sells it to who lacks some, region by region, at the cost of a hall.
extension Labs {
  /// Why a lab lacks power in a region.
  enum Lack {
    /// Machines stand there dark.
    case dark
    /// It does not order machines for want of power.
    case plans
  }

  /// Sells idle power of a region to those who lack it; what was not ordered for want of it is then ordered.
  mutating func tradeSites(_ exchange: inout Exchange, for cause: Lack) {
    for lab in states.indices {
      perCompute[lab] = exchange.board.alive[lab] ? megawattsPerCompute(lab, exchange) : 0
      keeps[lab] = part(lab, cause, exchange)
    }
    for region in 0..<exchange.board.regions {
      var supply = 0.0
      var demand = 0.0
      for lab in states.indices where exchange.board.alive[lab] {
        supply += idle(lab, region, exchange) * keeps[lab]
        demand += lack(lab, region, cause, exchange)
      }
      let traded = min(supply, demand)
      guard traded > 1 else { continue }
      for lab in states.indices where exchange.board.alive[lab] {
        amounts[lab] = traded * lack(lab, region, cause, exchange) / demand
        amounts[lab] -= traded * idle(lab, region, exchange) * keeps[lab] / supply
      }
      settleSites(region, cause, &exchange)
    }
  }

  private mutating func settleSites(_ region: Int, _ cause: Lack, _ exchange: inout Exchange) {
    let halls = exchange.inputs.pointee.datacenters
    let price = halls.shellCost.value / halls.facilityToIT.value * 1e-3
    for lab in states.indices where exchange.board.alive[lab] && amounts[lab] != 0 {
      let cell = exchange.board.cell(lab, region)
      exchange.board.live[cell] += amounts[lab]
      // The market clears through the suppliers' account.
      exchange.ledger.pay(from: lab, to: .suppliers, amounts[lab] * price)
      exchange.board.capex[lab] += amounts[lab] * price
      guard amounts[lab] > 0, perCompute[lab] > 0 else { continue }
      switch cause {
      case .dark: exchange.board.energised.append(cell)
      case .plans: order(amounts[lab] / perCompute[lab], of: lab)
      }
    }
  }

  /// Moves compute from what a lab could not power to what it orders.
  private mutating func order(_ compute: Double, of lab: Int) {
    let gained = min(wishes[lab].unpowered, compute)
    let left = 1 - gained / wishes[lab].unpowered
    wishes[lab].ground += gained
    wishes[lab].lift *= left
    wishes[lab].deferred *= left
    wishes[lab].unpowered -= gained
  }

  /// Facility power in MW that a lab would buy in a region.
  private func lack(_ lab: Int, _ region: Int, _ cause: Lack, _ exchange: borrowing Exchange) -> Double {
    switch cause {
    case .dark:
      let cell = exchange.board.cell(lab, region)
      return max(0, exchange.board.waiting[cell] * perCompute[lab] - free(lab, region, exchange))
    case .plans:
      var sum = 0.0
      for other in 0..<exchange.board.regions { sum += exchange.inputs.pointee.labs[lab].regions[other] }
      guard sum > 0 else { return 0 }
      return wishes[lab].unpowered * perCompute[lab] * exchange.inputs.pointee.labs[lab].regions[region] / sum
    }
  }

  /// Live facility power in MW that is not in use.
  private func free(_ lab: Int, _ region: Int, _ exchange: borrowing Exchange) -> Double {
    let cell = exchange.board.cell(lab, region)
    let used = exchange.board.drawn[cell] * exchange.inputs.pointee.datacenters.facilityToIT.value
    return exchange.board.live[cell] - used
  }

  /// Live facility power in MW beyond a twentieth, what is in use and what is coming.
  private func idle(_ lab: Int, _ region: Int, _ exchange: borrowing Exchange) -> Double {
    let cell = exchange.board.cell(lab, region)
    let taken = (exchange.board.waiting[cell] + exchange.board.coming[cell]) * perCompute[lab]
    return max(0, free(lab, region, exchange) - 0.05 * exchange.board.live[cell] - taken)
  }

  /// Part of its idle power that a lab does not need for what it is about to order.
  private func part(_ lab: Int, _ cause: Lack, _ exchange: borrowing Exchange) -> Double {
    guard exchange.board.alive[lab] else { return 0 }
    switch cause {
    case .dark: return 1
    case .plans:
      guard wishes[lab].unpowered == 0 else { return 0 }
      var sum = 0.0
      for region in 0..<exchange.board.regions { sum += idle(lab, region, exchange) }
      return sum > 0 ? max(0, 1 - wishes[lab].ground * perCompute[lab] / sum) : 0
    }
  }
}
