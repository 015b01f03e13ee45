#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Labs {
  /// Money decides: every payer's budget is shared over what it is asked to pay, and rents must fit what a lab expects to earn.
  mutating func limit(_ years: Double, _ exchange: borrowing Exchange) {
    for lab in states.indices { asked[lab] = 0 }
    for lab in states.indices where exchange.posted.labs.alive[lab] {
      asked[lab] += wishes[lab].cost * wishes[lab].own
      let provider = exchange.inputs.labs[lab].provider
      if wishes[lab].own < 1 { asked[provider.asInt] += wishes[lab].cost * (1 - wishes[lab].own) }
    }
    for lab in states.indices where exchange.posted.labs.alive[lab] {
      budgets[lab] = budget(lab, years, exchange)
    }
    for lab in states.indices where exchange.posted.labs.alive[lab] {
      var scale = share(lab)
      if wishes[lab].own < 1 {
        scale = min(wishes[lab].own > 0 ? scale : 1, share(exchange.inputs.labs[lab].provider.asInt))
        scale = min(scale, rentRoom(lab, exchange))
      }
      wishes[lab].scale = scale
    }
  }

  private func share(_ lab: Int) -> Double { asked[lab] > budgets[lab] ? budgets[lab] / asked[lab] : 1 }

  /// Billions of USD that a lab may newly commit now.
  ///
  /// Some years' money, of what the business brings, what lenders and investors still allow, and a part of its cash, less what is
  /// already owed on orders and sites. Income is what the lab expects in a year at its own boldness.
  private func budget(
    _ lab: Int, _ years: Double, _ exchange: borrowing Exchange
  ) -> Double {
    guard liquidity(lab, exchange) >= 0 else { return 0 }
    let entry = exchange.inputs.labs[lab]
    let ahead = min(2, expectedGrowth(lab, horizon: 1, exchange))
    let earned =
      states[lab].revenue * ahead * (1 - entry.staff.value) + states[lab].rentGot - states[lab].rentDue
      + patientIncome(lab, exchange) - states[lab].debt * exchange.inputs.market.interest.value
    let debt = max(0, debtLimit(lab, exchange) - states[lab].debt)
    let equity = equityAllowance(lab, exchange)
    let rules = exchange.inputs.market
    let yearly =
      max(0, earned) + rules.debtDraw.value * debt + equity
      + rules.cashDraw.value * max(0, exchange.ledger.cash(lab))
    return max(
      0,
      min(
        rules.commitmentYears.value * yearly - owed(lab, exchange),
        rules.commitmentPace.value * yearly * years))
  }

  /// Other income that owners let go into AI in billions of USD a year: past their patience it is cut by what AI loses.
  private func patientIncome(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    let income = otherIncome(lab, exchange)
    let loss = max(0, -states[lab].profit) - exchange.inputs.labs[lab].patience.value * income
    return max(0, income - max(0, loss))
  }

  /// Cash, and what lenders and investors would put in now: bills between two closings of the books are no distress.
  func liquidity(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    exchange.ledger.cash(lab) + max(0, debtLimit(lab, exchange) - states[lab].debt)
      + states[lab].equityRoom
  }

  /// Billions of USD still to be paid by a lab on orders and sites, for itself and for those who lease from it.
  func owed(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    for other in states.indices where exchange.posted.labs.alive[other] {
      let entry = exchange.inputs.labs[other]
      let own = entry.provider.isNone ? 1 : entry.ownShare.value
      let part = other == lab ? own : !entry.provider.isNone && entry.provider.asInt == lab ? 1 - own : 0
      guard part > 0 else { continue }
      var building = 0.0
      for region in 0..<exchange.places.regions {
        building +=
          exchange.posted.power.building[exchange.places.cell(other, region)]
          * exchange.posted.costs.siteCapital[region]
      }
      // About six tenths of what is under way has its permits, with which three tenths are paid; what has none may be dropped.
      sum += part * building * 0.6 * 0.7
    }
    for book in exchange.book.books.indices {
      guard let design = exchange.catalogue.current(book: book, at: exchange.now) else { continue }
      let price = exchange.pricePerCompute(design, book: book)
      for order in exchange.book.books[book] {
        let provider = exchange.inputs.labs[order.lab].provider
        guard order.lab == lab || provider.asInt == lab else { continue }
        let own = provider.isNone ? 1 : exchange.inputs.labs[order.lab].ownShare.value
        let part = order.lab == lab ? own : 1 - own
        sum += part * max(0, order.owed * price - order.prepaid)
      }
    }
    return sum
  }

  /// Part of new rent that fits: all rents against what the lab expects to earn and can raise.
  private func rentRoom(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    guard wishes[lab].rent > 0 else { return 1 }
    let entry = exchange.inputs.labs[lab]
    let horizon = exchange.inputs.market.commitmentYears.value
    let expected =
      states[lab].revenue * expectedGrowth(lab, horizon: horizon, exchange) * (1 - entry.staff.value)
    let capital =
      equityAllowance(lab, exchange)
      + exchange.inputs.market.cashDraw.value * max(0, exchange.ledger.cash(lab))
      + otherIncome(lab, exchange)
    var ordered = 0.0
    for venue in 0..<exchange.places.venues {
      ordered += exchange.pipeline.coming[exchange.places.cell(lab, venue)]
    }
    let onOrder =
      max(0, ordered - exchange.pipeline.extra[lab]) * (1 - wishes[lab].own) * exchange.posted.market.contract
      * Time.hoursPerYear * 1e-9
    let room = expected + capital - states[lab].rentDue - onOrder
    return max(0, min(1, room / wishes[lab].rent))
  }

  /// Factor on today's revenue that the lab reckons with at `horizon` years, at its boldness.
  private func expectedGrowth(_ lab: Int, horizon: Double, _ exchange: borrowing Exchange) -> Double {
    guard states[lab].demand > 0 else { return 1 }
    let volume =
      forecast(lab, horizon: horizon, quantile: boldness(lab, exchange), exchange) / states[lab].demand
    // Prices per unit of compute fall as machines get better.
    return max(0.5, volume * exp(-exchange.inputs.market.expectedPriceFall.value * horizon))
  }

  /// Adds up what each lab has bet when the world opens; later each does when it decides.
  mutating func sumCommitments(_ exchange: borrowing Exchange) {
    for lab in states.indices { states[lab].commitments = commitments(lab, exchange) }
  }

  /// Rents to the end of their terms, and all that is owed on orders and sites: what the lab has bet, in billions of USD.
  func commitments(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = owed(lab, exchange)
    for lease in leases where Int(lease.lab) == lab {
      sum += lease.rent * (lease.until - exchange.now) / Time.year
    }
    let entry = exchange.inputs.labs[lab]
    let own = entry.provider.isNone ? 1 : entry.ownShare.value
    if own < 1 {
      let coming = exchange.places.total(exchange.pipeline.coming, lab: lab)
      sum +=
        coming * (1 - own) * exchange.posted.market.contract * Time.hoursPerYear * 1e-9
        * entry.takeOrPay.value
    }
    return sum
  }
}
