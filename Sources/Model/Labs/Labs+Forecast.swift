#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import SimulationKernel

extension Labs {
  /// A month passes in people's heads: what growth they see, and the luck of their forecasts and of their demand.
  ///
  /// Beliefs move on a grid of their own, so that deciding more often does not draw more luck.
  mutating func moveBeliefs(_ exchange: inout Exchange) {
    let month = Int((exchange.now / Time.month).rounded())
    let memory = 1 - exp(-1.0 / 12)
    let stay = exp(-1.0 / 12)
    let heed = 1 - exp(-1.0 / 12 / 0.75)
    // Lead times are believed slowly: a loop from backlog to lead time to orders must turn in months, not in decisions.
    seenLead += heed * (leadTime(exchange) - seenLead)
    for lab in states.indices where exchange.posted.labs.alive[lab] {
      let entry = exchange.inputs.labs[lab]
      var beliefs = exchange.luck(entry.identity, .beliefs, month)
      states[lab].error = states[lab].error * stay + (1 - stay * stay).squareRoot() * beliefs.normal()
      var luck = exchange.luck(entry.identity, .demand, month)
      states[lab].shock = states[lab].shock * stay + (1 - stay * stay).squareRoot() * luck.normal()
      states[lab].received += 2 * memory * (exchange.arrived.take(lab) * 12 - states[lab].received)
      states[lab].siteHorizon += heed * (quotedSiteHorizon(lab, exchange) - states[lab].siteHorizon)
      let demand = max(1, entry.product ? states[lab].demand : online(lab, exchange))
      let rate = log(demand / states[lab].lastDemand) * 12
      states[lab].lastDemand = demand
      states[lab].seenGrowth += memory * (min(4, max(-3, rate)) - states[lab].seenGrowth)
    }
    exchange.scheduler.schedule(.beliefsMove, after: Time.month, priority: Priority.completion)
  }

  /// At the start labs believe what suppliers quote.
  mutating func believeQuotes(_ exchange: borrowing Exchange) {
    for lab in states.indices { states[lab].siteHorizon = quotedSiteHorizon(lab, exchange) }
  }

  /// Demand grows: each lab's own path, slowed as spending nears its potential, moved by leads and luck.
  mutating func growDemand(_ exchange: inout Exchange, years: Double) {
    let market = exchange.inputs.market
    var spending = 0.0
    for state in states { spending += state.revenue }
    let room = max(0, 1 - pow(spending / market.potential.value, market.saturation.value))
    let pause = market.pauseStart.days
    let length = market.pauseLength.value * Time.year
    measureLeads(exchange)
    // A pause is demand that comes late: nothing grows, and then goes on where it was.
    if exchange.now > pause && exchange.now <= pause + length { return }
    let clock = exchange.now > pause ? exchange.now - length : exchange.now
    for lab in states.indices
    where exchange.posted.labs.alive[lab] && exchange.inputs.labs[lab].product {
      let entry = exchange.inputs.labs[lab]
      let path = entry.demandGrowth.value(at: clock)
      let progress = market.progressPull.value * (market.algorithmicProgress.value - 2.5)
      let unmet =
        states[lab].demand > 0 ? 1 - (states[lab].served + states[lab].bought) / states[lab].demand : 0
      // Customers who are not served look elsewhere.
      let rate =
        (path + progress) * room + market.leadPull.value * states[lab].lead
        + market.volatility.value * states[lab].shock - market.impatience.value * max(0, unmet)
      states[lab].growth += rate * years
    }
  }

  private mutating func measureLeads(_ exchange: borrowing Exchange) {
    var sum = 0.0
    var weight = 0.0
    for lab in states.indices
    where exchange.posted.labs.alive[lab] && exchange.inputs.labs[lab].product {
      sum += log10(max(1, states[lab].training)) * states[lab].revenue
      weight += states[lab].revenue
    }
    let mean = weight > 0 ? sum / weight : 0
    for lab in states.indices {
      states[lab].lead = min(1, max(-1, log10(max(1, states[lab].training)) - mean))
    }
  }

  /// Demand that a lab expects at `horizon` years at quantile `quantile`, in H100-equivalents of inference.
  ///
  /// Growth it has seen decays toward the long run; the error widens with the horizon.
  func forecast(_ lab: Int, horizon: Double, quantile: Double, _ exchange: borrowing Exchange) -> Double {
    let market = exchange.inputs.market
    let entry = exchange.inputs.labs[lab]
    let shrink = max(1e-6, market.forecastShrink.value)
    let long = market.longRunGrowth.value
    let growth = long * horizon + (states[lab].seenGrowth - long) * (1 - exp(-shrink * horizon)) / shrink
    let spread = entry.forecastError.value * horizon.squareRoot()
    let base =
      entry.product ? states[lab].demand : online(lab, exchange) * max(0.1, 1 - states[lab].trainingShare)
    return base * exp(growth + spread * (states[lab].error * 0.5 + normalQuantile(quantile)))
  }

  private func normalQuantile(_ p: Double) -> Double {
    Distribution.normal(mean: 0, standardDeviation: 1).quantile(p)
  }

  /// The quantile that a lab buys.
  func boldness(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.labs[lab]
    switch entry.boldnessPolicy {
    case .given:
      return entry.boldness.value
    case .newsvendor:
      let underage = states[lab].price - exchange.posted.market.contract
      let overage = max(0.01, exchange.posted.market.contract - 0.5 * exchange.posted.market.spot)
      return min(0.99, max(0.01, Newsvendor.criticalRatio(underage: underage, overage: overage)))
    }
  }
}
