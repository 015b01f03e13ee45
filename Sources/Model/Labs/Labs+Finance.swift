// What labs may spend, and what they owe.
extension Labs {
  /// Money decides: every payer's budget is shared over what it is asked to pay, and rents must fit what a lab expects
  /// to earn.
  mutating func limit(_ years: Double, _ exchange: borrowing Exchange) {
    countDue(exchange)
    for lab in states.indices { asked[lab] = 0 }
    for lab in states.indices where exchange.posted.labs.alive[lab] {
      asked[lab] += wishes[lab].cost * wishes[lab].own
      if let provider = exchange.provider(of: lab) {
        asked[provider] += wishes[lab].cost * (1 - wishes[lab].own)
      }
    }
    for lab in states.indices where exchange.posted.labs.alive[lab] {
      budgets[lab] = budget(lab, years, exchange)
    }
    for lab in states.indices where exchange.posted.labs.alive[lab] {
      var scale = share(lab)
      if wishes[lab].own < 1, let provider = exchange.provider(of: lab) {
        scale = min(wishes[lab].own > 0 ? scale : 1, share(provider))
        scale = min(scale, rentShare(lab, years, exchange))
      }
      wishes[lab].scale = scale
    }
  }

  private func share(_ lab: Int) -> Double { Budget.share(of: asked[lab], budget: budgets[lab]) }

  /// Billions of USD that a lab may newly commit in some years, until it decides again: by then it may owe what it then
  /// dares. Income is what it expects in a year at its own boldness.
  private func budget(_ lab: Int, _ years: Double, _ exchange: borrowing Exchange) -> Double {
    guard liquidity(lab, exchange) >= 0 else { return 0 }
    let entry = exchange.inputs.labs[lab]
    let rules = Budget(exchange.inputs, lab: lab)
    let ahead = min(rules.growth, expectedGrowth(lab, horizon: 1 + years, exchange))
    let other = rules.patientIncome(otherIncome(lab, exchange), profit: states[lab].profit)
    let earned =
      states[lab].revenue * ahead * (1 - entry.staff.value) + states[lab].rentGot - states[lab].rentDue
      + other - states[lab].debt * exchange.inputs.market.interest.value
    let means = Budget.Means(
      earned: earned, debt: max(0, debtLimit(lab, exchange) - states[lab].debt),
      equity: equityAllowance(lab, exchange), cash: exchange.ledger.cash(lab))
    return rules.room(means, owed: owed(lab, after: years, exchange), in: years)
  }

  /// Part of new rent that fits: all rents against what the lab expects to earn and can raise when it decides again.
  private func rentShare(_ lab: Int, _ time: Double, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.labs[lab]
    let rules = Budget(exchange.inputs, lab: lab)
    let expected =
      states[lab].revenue * expectedGrowth(lab, horizon: rules.years + time, exchange)
      * (1 - entry.staff.value)
    let capital =
      equityAllowance(lab, exchange) + rules.cashDraw * max(0, exchange.ledger.cash(lab))
      + otherIncome(lab, exchange)
    let ordered = exchange.pipeline.coming(lab: lab)
    let onOrder = Labs.billions(
      max(0, ordered - exchange.pipeline.extra[lab]) * (1 - wishes[lab].own),
      at: exchange.hours(for: lab).contract)
    return Budget.rentShare(
      of: wishes[lab].rent, expected: expected + capital, due: states[lab].rentDue, onOrder: onOrder)
  }

  /// Billions of USD that a lab will still have to pay, some years from now, on the orders and sites that it has today,
  /// for itself and for those who lease from it: what is on order arrives evenly over the lead time that its buyer
  /// believes in, and sites come on line over their time. What is due on orders is as last counted.
  func owed(_ lab: Int, after years: Double = 0, _ exchange: borrowing Exchange) -> Double {
    let certain = Budget(exchange.inputs, lab: lab).sites
    var sum = 0.0
    for other in states.indices {
      let part = exchange.share(of: other, paidBy: lab)
      sum += part * due[other] * Labs.left(after: years, of: states[other].machineLead)
      guard part > 0, exchange.posted.labs.alive[other] else { continue }
      var building = 0.0
      for region in 0..<exchange.places.regions {
        building +=
          exchange.posted.power.building[exchange.places.cell(other, region)]
          * exchange.posted.costs.siteCapital[region]
      }
      sum +=
        part * building * certain * (1 - exchange.inputs.datacenters.deposit.value)
        * Labs.left(after: years, of: states[other].siteHorizon)
    }
    return sum
  }

  /// Counts what is to be paid on each lab's orders, by whoever pays it, in billions of USD. Linear in the number of
  /// orders.
  mutating func countDue(_ exchange: borrowing Exchange) {
    due.fill(0)
    for book in exchange.book.books.indices {
      guard let design = exchange.catalogue.current(book: book, at: exchange.now) else { continue }
      let price = exchange.pricePerCompute(design, book: book)
      for order in exchange.book.books[book] {
        due[order.lab] += max(0, order.ordered * price - order.prepaid)
      }
    }
  }

  /// Part still to come, after some years, of what comes evenly over a lead time.
  private static func left(after years: Double, of lead: Double) -> Double {
    years <= 0 ? 1 : lead > years ? 1 - years / lead : 0
  }

  /// Adds up what each lab has bet, when the world opens and when all have decided.
  mutating func sumCommitments(_ exchange: borrowing Exchange) {
    countDue(exchange)
    for lab in states.indices { states[lab].commitments = commitments(lab, exchange) }
  }

  /// Rents to the end of their terms, and all that is owed on orders and sites: what the lab has bet, in billions of
  /// USD.
  func commitments(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = owed(lab, exchange)
    for lease in leases where Int(lease.lab) == lab {
      sum += lease.rent * (lease.until - exchange.now) / Time.year
    }
    let coming = exchange.pipeline.coming(lab: lab)
    let leased = Labs.billions(coming * (1 - exchange.ownShare(lab)), at: exchange.hours(for: lab).contract)
    return sum + leased * exchange.inputs.labs[lab].takeOrPay.value
  }

  /// What a wish costs, and who pays.
  mutating func price(_ lab: Int, _ exchange: borrowing Exchange) {
    let inputs = exchange.inputs
    wishes[lab].own = exchange.ownShare(lab)
    let chips = (wishes[lab].ground + wishes[lab].orbit) * machinePrice(lab, exchange)
    let sites = wishes[lab].megawatts * regionMean(lab, exchange.posted.costs.siteCapital, exchange)
    var lift = 0.0
    if wishes[lab].orbit > 0, exchange.posted.launch.price.isFinite {
      let megawatts =
        wishes[lab].orbit * megawattsPerCompute(lab, exchange) / inputs.datacenters.facilityToIT.value
      let specific = Satellite.specificPower(at: exchange.now, inputs.orbit)
      lift =
        megawatts * 1e6 * (exchange.posted.orbit.busPrice + exchange.posted.launch.price / specific) * 1e-9
    }
    wishes[lab].cost = chips + sites + lift
    wishes[lab].rent = Labs.billions(
      (wishes[lab].ground + wishes[lab].orbit) * (1 - wishes[lab].own),
      at: exchange.hours(for: lab).contract)
  }

  /// Billions of USD per H100-equivalent over the vendors a lab buys from.
  private func machinePrice(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    var weight = 0.0
    for vendor in exchange.inputs.vendors.indices {
      let book = OrderBook.index(vendor: vendor, orbit: false)
      let part = vendorWeight(lab, vendor, exchange)
      guard part > 0, let design = exchange.catalogue.current(book: book, at: exchange.now)
      else { continue }
      sum += part * exchange.pricePerCompute(design, book: book)
      weight += part
    }
    return weight > 0 ? sum / weight : Labs.unknownPrice
  }

  /// Billions of USD of an H100-equivalent, where a lab can buy none.
  private static let unknownPrice = 15e-6
}
