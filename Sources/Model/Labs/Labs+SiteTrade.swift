/// Who has live power beyond its plans sells it to who lacks some, region by region, at what a site with power costs.
extension Labs {
  /// Why a lab lacks power in a region.
  enum Lack {
    /// Machines stand there dark.
    case dark
    /// It does not order machines for want of power, or is about to ask for new sites.
    case plans
  }

  /// Begins a round of sales, region by region.
  mutating func openSiteTrade(_ exchange: borrowing Exchange, for cause: Lack) {
    for lab in states.indices {
      perCompute[lab] = exchange.posted.labs.alive[lab] ? megawattsPerCompute(lab, exchange) : 0
      offers[lab] = offered(lab, cause, exchange)
    }
  }

  /// Trades idle power in a region at what a site with power costs, and orders what was not ordered for want of it: who
  /// would ask for a new site takes one that stands idle. `traded` has what each lab bought. False where nobody trades.
  mutating func tradeSites(in region: Int, _ exchange: inout Exchange, for cause: Lack) -> Bool {
    var supply = 0.0
    var demand = 0.0
    for lab in states.indices {
      let side = self.side(lab, region, cause, exchange)
      supply += side.idle * side.offered
      demand += side.lack
      sides[lab] = side
    }
    let most = min(supply, demand)
    guard most > SiteTrade.smallest else { return false }
    let price = sitePrice(region, exchange)
    for lab in states.indices {
      let amount = SiteTrade.amount(sides[lab], traded: most, demand: demand, supply: supply)
      traded[lab] = amount
      guard amount != 0 else { continue }
      // The market clears through the suppliers' account.
      exchange.ledger.pay(from: lab, to: .suppliers, amount * price)
      exchange.capital.add(amount * price, to: lab)
      guard amount > 0, perCompute[lab] > 0, cause == .plans else { continue }
      wishes[lab].megawatts = max(0, wishes[lab].megawatts - amount)
      order(amount / perCompute[lab], of: lab)
    }
    return true
  }

  /// Moves compute from what a lab could not power to what it orders.
  private mutating func order(_ compute: Double, of lab: Int) {
    guard wishes[lab].unpowered > 0 else { return }
    let gained = min(wishes[lab].unpowered, compute)
    let left = 1 - gained / wishes[lab].unpowered
    wishes[lab].ground += gained
    wishes[lab].lift *= left
    wishes[lab].deferred *= left
    wishes[lab].unpowered -= gained
  }

  /// What a lab would buy and sell in a region; nothing where it has failed.
  private func side(_ lab: Int, _ region: Int, _ cause: Lack, _ exchange: borrowing Exchange)
    -> SiteTrade.Side
  {
    guard exchange.posted.labs.alive[lab] else { return SiteTrade.Side(lack: 0, idle: 0, offered: 0) }
    return SiteTrade.Side(
      lack: lack(lab, region, cause, exchange), idle: idle(lab, region, exchange), offered: offers[lab])
  }

  /// Facility power in MW that a lab would buy in a region.
  private func lack(_ lab: Int, _ region: Int, _ cause: Lack, _ exchange: borrowing Exchange) -> Double {
    switch cause {
    case .dark:
      let cell = exchange.places.cell(lab, region)
      return max(0, exchange.posted.waiting(cell) * perCompute[lab] - free(lab, region, exchange))
    case .plans:
      let now = wishes[lab].unpowered * perCompute[lab]
      let later = min(wishes[lab].megawatts, affordable(lab, region, exchange))
      return leaning(lab, region, exchange) * max(now, later)
    }
  }

  /// Facility power in MW that a lab would pay for until it decides again, of its cash: a new site is paid for later.
  private func affordable(_ lab: Int, _ region: Int, _ exchange: borrowing Exchange) -> Double {
    let years = exchange.inputs.decisions.labs.value * Time.month / Time.year
    let cash = max(0, exchange.ledger.cash(lab)) * exchange.inputs.labs[lab].cashDraw.value * years
    return cash / sitePrice(region, exchange)
  }

  /// Billions of USD for which a MW of facility power is traded in a region, with its hall.
  private func sitePrice(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    exchange.sitePrice(region) / exchange.inputs.datacenters.facilityToIT.value * 1e-3
  }

  /// Live facility power in MW that is not in use.
  private func free(_ lab: Int, _ region: Int, _ exchange: borrowing Exchange) -> Double {
    let cell = exchange.places.cell(lab, region)
    let used = exchange.posted.drawn(cell) * exchange.inputs.datacenters.facilityToIT.value
    return exchange.posted.power.live[cell] - used
  }

  /// Live facility power in MW beyond what is in use and what is coming.
  private func idle(_ lab: Int, _ region: Int, _ exchange: borrowing Exchange) -> Double {
    let cell = exchange.places.cell(lab, region)
    let taken = (exchange.posted.waiting(cell) + exchange.pipeline.coming[cell]) * perCompute[lab]
    return SiteTrade(exchange.inputs, lab: lab).idle(
      live: exchange.posted.power.live[cell], free: free(lab, region, exchange), taken: taken)
  }

  /// Part of its idle power that a lab does not need for what it is about to order.
  private func offered(_ lab: Int, _ cause: Lack, _ exchange: borrowing Exchange) -> Double {
    guard exchange.posted.labs.alive[lab] else { return 0 }
    switch cause {
    case .dark: return 1
    case .plans:
      guard wishes[lab].unpowered == 0, wishes[lab].megawatts == 0 else { return 0 }
      var sum = 0.0
      for region in 0..<exchange.places.regions { sum += idle(lab, region, exchange) }
      return SiteTrade.offered(idle: sum, orders: wishes[lab].ground * perCompute[lab])
    }
  }
}
