import SimulationKernel

// What labs believe, and what they make of it.
extension Labs {
  /// A month passes in people's heads: what growth they see, and the luck of their forecasts and of their demand.
  mutating func moveBeliefs(_ exchange: inout Exchange) {
    let month = Int((exchange.now / Time.month).rounded())
    let leadTime = self.leadTime(exchange)
    for lab in states.indices where exchange.posted.labs.alive[lab] {
      let rules = Beliefs(exchange.inputs, lab: lab)
      let identity = exchange.inputs.labs[lab].identity
      var beliefs = exchange.luck(identity, .beliefs, month)
      states[lab].error = Beliefs.luck(states[lab].error, draw: beliefs.normal())
      var luck = exchange.luck(identity, .demand, month)
      states[lab].shock = Beliefs.luck(states[lab].shock, draw: luck.normal())
      let withheld = isLong(lab, exchange) ? 0 : states[lab].withheld * Time.month / Time.year
      states[lab].received = rules.received(
        states[lab].received, arrived: exchange.arrived.take(lab) + withheld)
      states[lab].machineLead = rules.lead(states[lab].machineLead, told: leadTime)
      states[lab].siteHorizon = rules.lead(states[lab].siteHorizon, told: quotedSiteHorizon(lab, exchange))
      let demand = max(1, exchange.inputs.labs[lab].product ? states[lab].demand : online(lab, exchange))
      states[lab].seenGrowth = rules.growth(
        states[lab].seenGrowth, demand: demand, before: states[lab].lastDemand)
      states[lab].lastDemand = demand
    }
    exchange.scheduler.schedule(.beliefsMove, after: Time.month, priority: Priority.completion)
  }

  /// At the start labs believe what suppliers quote.
  mutating func believeQuotes(_ exchange: borrowing Exchange) {
    for lab in states.indices { states[lab].siteHorizon = quotedSiteHorizon(lab, exchange) }
  }

  /// Years until accelerators ordered now are at a site.
  func leadTime(_ exchange: borrowing Exchange) -> Double {
    let owed = groundBooks(exchange)
    return LeadTime.machines(backlog: owed.backlog, daily: owed.daily)
  }

  /// H100-equivalents that vendors owe on the ground, and deliver a day.
  private func groundBooks(_ exchange: borrowing Exchange) -> (backlog: Double, daily: Double) {
    var backlog = 0.0
    var daily = 0.0
    for book in stride(from: 0, to: exchange.book.backlog.count, by: 2) {
      backlog += exchange.book.backlog[book]
      daily += exchange.book.outflow[book]
    }
    return (backlog, daily)
  }

  /// Whether vendors' lines are long as a lab sees it, all of them taken together.
  private func isLong(_ lab: Int, _ exchange: borrowing Exchange) -> Bool {
    let owed = groundBooks(exchange)
    return OverOrdering(exchange.inputs, lab: lab).isLong(backlog: owed.backlog, daily: owed.daily)
  }

  /// Years from asking for a site to its power, as suppliers quote it, over the lab's regions.
  private func quotedSiteHorizon(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.labs[lab]
    var sum = 0.0
    var weight = 0.0
    for region in 0..<exchange.places.regions where entry.regions[region] > 0 {
      sum += entry.regions[region] * exchange.posted.costs.delay[region]
      weight += entry.regions[region]
    }
    return LeadTime.sites(quoted: weight > 0 ? sum / weight : nil)
  }

  /// H100-equivalents of inference that a lab expects at `horizon` years, at its own boldness.
  func forecast(_ lab: Int, horizon: Double, _ exchange: borrowing Exchange) -> Double {
    Forecast(exchange.inputs, lab: lab).demand(
      sight(lab, exchange), horizon: horizon, quantile: boldness(lab, exchange))
  }

  /// Factor on today's revenue that a lab reckons with at `horizon` years, at its boldness: none for who sells nothing.
  func expectedGrowth(_ lab: Int, horizon: Double, _ exchange: borrowing Exchange) -> Double {
    guard states[lab].demand > 0 else { return 1 }
    return Forecast(exchange.inputs, lab: lab).income(
      sight(lab, exchange), horizon: horizon, quantile: boldness(lab, exchange),
      priceFall: exchange.inputs.labs[lab].expectedPriceFall.value)
  }

  /// The quantile that a lab buys.
  func boldness(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    let hours = exchange.hours(for: lab)
    return Boldness(exchange.inputs, lab: lab).quantile(
      Boldness.Prices(own: states[lab].price, spot: hours.spot, contract: hours.contract))
  }

  /// What a lab goes by: who sells nothing, by the compute that it has.
  private func sight(_ lab: Int, _ exchange: borrowing Exchange) -> Forecast.Sight {
    let state = states[lab]
    let demand =
      exchange.inputs.labs[lab].product
      ? state.demand : online(lab, exchange) * ComputeUse.serving(trainingShare: state.trainingShare)
    return Forecast.Sight(demand: demand, growth: state.seenGrowth, luck: state.error)
  }
}
