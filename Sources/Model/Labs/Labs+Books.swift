#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// The books of a period.
extension Labs {
  /// A period's books: revenue, costs, leases, debt, capital; then raising what is missing, or failing.
  mutating func settle(_ exchange: inout Exchange, days: Double) {
    let years = days / Time.year
    takeUpCapital(&exchange)
    for lab in states.indices {
      states[lab].rentDue = 0
      states[lab].rentGot = 0
    }
    takeUpLeases(&exchange)
    payRents(&exchange, years)
    for lab in states.indices where exchange.posted.labs.alive[lab] {
      close(lab, &exchange, years)
      keepSolvent(lab, &exchange, years)
    }
  }

  /// A lab's flows of a period: what it sells, runs, owes and earns.
  private mutating func close(_ lab: Int, _ exchange: inout Exchange, _ years: Double) {
    let used = states[lab].served + states[lab].bought
    let revenue = Labs.billions(used, at: states[lab].price)
    states[lab].revenue = revenue
    exchange.ledger.pay(from: .customers, to: lab, revenue * years)
    let running = operating(lab, exchange) + revenue * exchange.inputs.labs[lab].staff.value
    exchange.ledger.pay(from: lab, to: .suppliers, running * years)
    let other = otherIncome(lab, exchange)
    exchange.ledger.pay(from: .customers, to: lab, other * years)
    let interest = states[lab].debt * exchange.inputs.market.interest.value
    let repaid = min(states[lab].debt, states[lab].debt / exchange.inputs.market.debtTerm.value * years)
    exchange.ledger.pay(from: lab, to: .lenders, interest * years + repaid)
    states[lab].debt -= repaid
    let capital = states[lab].capital / Depreciation.years
    let profit =
      revenue + states[lab].rentGot - states[lab].rentDue - running - interest - capital
      + exchange.posted.market.income[lab]
    states[lab].profit = profit
    states[lab].profitTotal += profit * years
    states[lab].revenueTotal += revenue * years
  }

  /// Billions of USD a year of other business that may go into AI.
  func otherIncome(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.labs[lab]
    let growth = exchange.inputs(since: 0).labs[lab].otherIncomeGrowth.value
    return entry.otherIncome.value * exp(growth * exchange.now / Time.year)
  }

  /// Billions of USD a year that come in, before any cost.
  func income(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    states[lab].revenue + states[lab].rentGot + otherIncome(lab, exchange)
  }

  /// Billions of USD a year of energy and operation of what the lab runs itself; its provider runs what it leases.
  private func operating(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    for region in 0..<exchange.places.regions {
      sum += exchange.running(
        region, megawatts: exchange.posted.drawn(exchange.places.cell(lab, region)))
    }
    let orbit = exchange.posted.drawn(exchange.places.cell(lab, exchange.places.orbit))
    return sum + exchange.runningInOrbit(megawatts: orbit)
  }

  private mutating func takeUpCapital(_ exchange: inout Exchange) {
    // The first instant of a month belongs to it, however its day was summed up.
    depreciation.advance(to: Int(exchange.now / Time.month + 1e-6))
    for lab in states.indices {
      let spent = exchange.capital.take(lab)
      depreciation.spend(lab, spent)
      states[lab].capexTotal += spent
      states[lab].capital = depreciation.capital(lab)
    }
  }

  private mutating func takeUpLeases(_ exchange: inout Exchange) {
    for lab in states.indices {
      let leased = exchange.leased.take(lab)
      guard leased > 0 else { continue }
      let rent = Labs.billions(leased, at: exchange.hours(for: lab).contract)
      let term = exchange.inputs.labs[lab].takeOrPay.value * Time.year
      leases.append(Lease(lab: Int32(lab), until: exchange.now + term, rent: rent))
    }
  }

  /// Ends the leases whose term is over, or one of whose sides has failed.
  private mutating func endLeases(_ exchange: borrowing Exchange) {
    var kept = 0
    for index in leases.indices {
      let lease = leases[index]
      let lab = Int(lease.lab)
      let isAlive = exchange.posted.labs.alive[lab] && payers[lab].provider != nil
      guard isAlive, lease.until > exchange.now else { continue }
      if kept < index { leases[kept] = lease }
      kept += 1
    }
    leases.removeLast(leases.count - kept)
  }

  private mutating func payRents(_ exchange: inout Exchange, _ years: Double) {
    for lab in payers.indices { payers[lab] = exchange.payers(of: lab) }
    endLeases(exchange)
    for lease in leases {
      let lab = Int(lease.lab)
      guard let provider = payers[lab].provider else { continue }
      states[lab].rentDue += lease.rent
      states[provider].rentGot += lease.rent
    }
    for lab in states.indices where states[lab].rentDue > 0 {
      guard let provider = exchange.provider(of: lab) else { continue }
      exchange.ledger.pay(from: lab, to: provider, states[lab].rentDue * years)
    }
  }

  /// Raises debt, then equity, when cash runs low; returns surplus to its owners; fails when nobody will lend.
  private mutating func keepSolvent(_ lab: Int, _ exchange: inout Exchange, _ years: Double) {
    let entry = exchange.inputs.labs[lab]
    let rules = Solvency(exchange.inputs, lab: lab)
    let outlay = states[lab].rentDue + operating(lab, exchange) + states[lab].revenue * entry.staff.value
    // A year's equity may be raised at once, and no more in a year, however often the books are closed.
    let yearly = equityAllowance(lab, exchange)
    states[lab].equityRoom = min(yearly, states[lab].equityRoom + yearly * years)
    var missing = rules.reserve(outlay: outlay) - exchange.ledger.cash(lab)
    if missing > 0 {
      let debt = Solvency.debt(missing: missing, limit: debtLimit(lab, exchange), debt: states[lab].debt)
      states[lab].debt += debt
      exchange.ledger.pay(from: .lenders, to: lab, debt)
      missing -= debt
    }
    if missing > 0 {
      let equity = min(missing, states[lab].equityRoom)
      exchange.ledger.pay(from: .investors, to: lab, equity)
      states[lab].equityRoom -= equity
    }
    let income = self.income(lab, exchange)
    if rules.hasFailed(cash: exchange.ledger.cash(lab), income: income, outlay: outlay) {
      postFailure(lab, &exchange)
      bankruptcies += 1
      return
    }
    let dividend = rules.dividend(
      cash: exchange.ledger.cash(lab), income: income, outlay: outlay, opened: entry.cash.value, years: years)
    if dividend > 0 { exchange.ledger.pay(from: lab, to: .investors, dividend) }
  }

  /// Debt that lenders allow in billions of USD.
  func debtLimit(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    Credit(exchange.inputs, lab: lab).limit(
      income: income(lab, exchange), profit: states[lab].profit,
      capital: exchange.posted.market.capital(exchange.inputs))
  }

  /// Equity that investors put in a year, in billions of USD.
  func equityAllowance(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    Equity(exchange.inputs, lab: lab).allowance(
      revenue: states[lab].revenue, profit: states[lab].profit, growth: states[lab].seenGrowth,
      backing: exchange.inputs.labs[lab].backing.value(at: exchange.now),
      capital: exchange.posted.market.capital(exchange.inputs))
  }

  /// Cash, and what lenders and investors would put in now: bills between two closings of the books are no distress.
  func liquidity(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    exchange.ledger.cash(lab) + max(0, debtLimit(lab, exchange) - states[lab].debt)
      + states[lab].equityRoom
  }
}
