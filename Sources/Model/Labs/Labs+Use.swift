#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// What labs do with their compute between two decisions.
extension Labs {
  /// Inference demand, and how compute is divided between inference and training, at today's prices.
  mutating func split(_ exchange: inout Exchange, days: Double) {
    let inputs = exchange.inputs
    let customers = Demand(inputs)
    for lab in states.indices where exchange.posted.labs.alive[lab] {
      let entry = inputs.labs[lab]
      let compute = online(lab, exchange)
      let opening = entry.compute.value * Labs.thousand * (1 - entry.trainingShare.value)
      let openingPrice = states[lab].quality * Bloc.openingSpot(of: lab, inputs)
      let price = Pricing.price(
        quality: states[lab].quality, spot: exchange.hours(for: lab).spot,
        markup: exchange.posted.market.lerner[lab], openingMarkup: exchange.posted.market.openingLerner[lab])
      states[lab].price = price
      states[lab].demand = 0
      if entry.product, openingPrice > 0, opening > 0, price > 0 {
        let rise = log(price / openingPrice)
        states[lab].habit = customers.habit(states[lab].habit, rise: rise, years: days / Time.year)
        states[lab].demand = customers.wanted(
          opening: opening, growth: states[lab].growth, rise: rise, habit: states[lab].habit)
      }
      let use = ComputeUse(inputs, lab: lab)
      let research = Labs.billions(compute * use.wanted, at: exchange.hours(for: lab).contract)
      states[lab].trainingShare = use.trainingShare(research: research)
      let division = use.divide(
        compute, demand: states[lab].demand, trainingShare: states[lab].trainingShare)
      states[lab].served = division.served
      states[lab].training = division.training
      states[lab].spare = division.spare
      states[lab].bought = 0
    }
    post(&exchange)
  }

  /// What was leased on the spot market, out and in.
  mutating func takeTrades(_ exchange: borrowing Exchange) {
    for lab in states.indices where exchange.posted.labs.alive[lab] {
      states[lab].spare -= exchange.posted.market.sold[lab]
      states[lab].bought = exchange.posted.market.bought[lab]
    }
  }

  /// Demand grows: each lab's own path, slowed as spending nears its potential, moved by leads and luck.
  mutating func growDemand(_ exchange: inout Exchange, years: Double) {
    let market = exchange.inputs.market
    let customers = DemandGrowth(exchange.inputs)
    var spending = 0.0
    for state in states { spending += state.revenue }
    let room = customers.room(spending: spending)
    let pause = market.pauseStart.days
    let length = market.pauseLength.value * Time.year
    measureLeads(exchange)
    // A pause is demand that comes late: nothing grows, and then goes on where it was.
    if exchange.now > pause && exchange.now <= pause + length { return }
    let clock = exchange.now > pause ? exchange.now - length : exchange.now
    for lab in states.indices
    where exchange.posted.labs.alive[lab] && exchange.inputs.labs[lab].product {
      let state = states[lab]
      let unmet = state.demand > 0 ? 1 - (state.served + state.bought) / state.demand : 0
      let sight = DemandGrowth.Sight(
        path: exchange.inputs.labs[lab].demandGrowth.value(at: clock), lead: state.lead, luck: state.shock,
        unmet: unmet)
      states[lab].growth += customers.rate(sight, room: room) * years
    }
  }

  /// Who leads in training, against the mean of all by revenue.
  private mutating func measureLeads(_ exchange: borrowing Exchange) {
    var sum = 0.0
    var weight = 0.0
    for lab in states.indices
    where exchange.posted.labs.alive[lab] && exchange.inputs.labs[lab].product {
      sum += DemandGrowth.magnitude(states[lab].training) * states[lab].revenue
      weight += states[lab].revenue
    }
    let mean = weight > 0 ? sum / weight : 0
    for lab in states.indices {
      states[lab].lead = DemandGrowth.lead(states[lab].training, mean: mean)
    }
  }
}
