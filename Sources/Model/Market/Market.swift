#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel

/// The spot market for compute, competition among labs, and the mood of capital.
public struct Market: ~Copyable {
  private var openingCost = 0.0
  private var openingTightness = 0.0
  private(set) var plentiful = true
  private var turns = 0
  /// The day on which capital turns if the rate of that holds; that rate a year, since when, and days times rate left
  /// then.
  private var turnDay = Double.infinity
  private var turnRate = 0.0
  private var turnSince = 0.0
  private var turnLeft = 0.0
  private var lernerNow: [Double]
  private var lernerAtStart: [Double]
  private(set) var tightness = 1.0
  /// USD per H100e-hour of energy and operation of what runs: below it, machines stand.
  private(set) var operatingCost = 0.0
  private var lastTime = 0.0

  /// Days after the end of any run, and the least that is left of a wait, in days times turns a year.
  private static let never = 1e6
  private static let leastWait = 1e-9

  init(_ inputs: View<WorldInputs>) {
    lernerNow = Array(repeating: 0, count: inputs.labs.count)
    lernerAtStart = lernerNow
  }

  func lerner(of lab: Int) -> Double { lernerNow[lab] }

  mutating func open(_ exchange: inout Exchange) {
    let inputs = exchange.inputs
    post(
      spot: inputs.market.spotPrice.value, contract: inputs.market.contractPrice.value,
      &exchange)
    openingCost = 0
    plentiful = true
    turns = 0
    lastTime = 0
    measureCompetition(exchange)
    for lab in lernerAtStart.indices { lernerAtStart[lab] = lernerNow[lab] }
    post(lerner: lernerNow, opening: lernerAtStart, &exchange)
    post(plentiful: plentiful, &exchange)
    scheduleTurn(&exchange)
    exchange.recur(
      .market, .market, months: inputs.decisions.market.value, priority: Priority.market)
  }

  /// Fixes the tightness that the opening price belongs to; call when costs and demand are posted.
  mutating func anchor(_ exchange: borrowing Exchange) {
    openingCost = meanGround(exchange)
    openingTightness = measureDemand(exchange).tightness
    tightness = openingTightness
    operatingCost = runningCost(exchange)
  }

  /// How often a year capital would turn now.
  private func rateOfTurning(_ exchange: borrowing Exchange) -> Double {
    plentiful ? exchange.inputs.market.bust.value : exchange.inputs.market.recovery.value
  }

  private mutating func scheduleTurn(_ exchange: inout Exchange) {
    let market = exchange.inputs.market
    let rate = rateOfTurning(exchange)
    turnRate = rate
    turnSince = exchange.now
    turnLeft = 0
    turnDay = .infinity
    guard rate > 0 else { return }
    turns += 1
    var stream = exchange.luck(market.identity, .sentiment, turns)
    let wait = Distribution.exponential(mean: Time.year / rate).sample(using: &stream)
    turnDay = exchange.now + wait
    turnLeft = wait * rate
    if wait < Market.never {
      exchange.scheduler.schedule(.sentimentTurns, at: turnDay, priority: Priority.completion)
    }
  }

  /// Has the next turn come sooner or later, after its rate has changed: what is left of the wait shrinks as the rate
  /// grows.
  mutating func retime(_ exchange: inout Exchange) {
    let rate = rateOfTurning(exchange)
    guard rate != turnRate else { return }
    guard turnLeft > 0 else { return scheduleTurn(&exchange) }
    turnLeft = max(Market.leastWait, turnLeft - turnRate * (exchange.now - turnSince))
    turnSince = exchange.now
    turnRate = rate
    turnDay = rate > 0 ? exchange.now + turnLeft / rate : .infinity
    if turnDay < Market.never {
      exchange.scheduler.schedule(.sentimentTurns, at: turnDay, priority: Priority.completion)
    }
  }

  /// Capital turns scarce, or plentiful again.
  mutating func turn(_ exchange: inout Exchange) {
    // A date that has been moved since is none.
    guard exchange.now == turnDay else { return }
    plentiful.toggle()
    post(plentiful: plentiful, &exchange)
    scheduleTurn(&exchange)
  }

  /// All-in cost in USD per H100e-hour in the cheapest region where a lab may build that is under no export control:
  /// who may not buy the chips cannot choose between ground and orbit either. Without such a lab, all regions count.
  func cheapestGround(_ exchange: borrowing Exchange) -> Double {
    var least = Double.infinity
    var open = Double.infinity
    for region in 0..<exchange.places.regions {
      least = min(least, exchange.posted.costs.cost[region])
      for lab in 0..<exchange.places.labs {
        let entry = exchange.inputs.labs[lab]
        if entry.regions[region] > 0 && !entry.restricted {
          open = min(open, exchange.posted.costs.cost[region])
        }
      }
    }
    return open.isFinite ? open : least
  }

  /// Cost on the ground in USD per H100e-hour, rent apart, over regions by their live power.
  private func meanGround(_ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    var weight = 0.0
    for region in 0..<exchange.places.regions where exchange.posted.costs.costWithoutRent[region].isFinite {
      let live = exchange.places.total(exchange.posted.power.live, venue: region)
      sum += live * exchange.posted.costs.costWithoutRent[region]
      weight += live
    }
    return weight > 0 ? sum / weight : cheapestGround(exchange)
  }

  /// Compute that labs would use over compute online, and the part of what they would use that answers to its price.
  private func measureDemand(_ exchange: borrowing Exchange) -> (tightness: Double, elastic: Double) {
    var sold = 0.0
    var own = 0.0
    var online = 0.0
    for (lab, use) in exchange.posted.labs.uses.enumerated() where exchange.posted.labs.alive[lab] {
      let compute = exchange.posted.online(lab: lab)
      online += compute
      if exchange.inputs.labs[lab].product {
        sold += use.demand / ComputeUse.serving(trainingShare: use.trainingShare)
      } else {
        own += compute
      }
    }
    let wanted = sold + own
    return (online > 0 ? wanted / online : 1, wanted > 0 ? sold / wanted : 0)
  }

  /// Cournot competition: a lab's markup is its share over the elasticity.
  private mutating func measureCompetition(_ exchange: borrowing Exchange) {
    var sum = 0.0
    for use in exchange.posted.labs.uses { sum += use.revenue }
    for (lab, use) in exchange.posted.labs.uses.enumerated() {
      let share = sum > 0 ? use.revenue / sum : 0
      lernerNow[lab] = Pricing.markup(
        share: share, elasticity: exchange.inputs.market.elasticity.value)
    }
  }

  /// A period of the market begins: who is how large? Returns the days since the last.
  mutating func compete(_ exchange: inout Exchange) -> Double {
    let days = exchange.now - lastTime
    lastTime = exchange.now
    measureCompetition(exchange)
    post(lerner: lernerNow, opening: lernerAtStart, &exchange)
    return days
  }

  /// Then prices move, and spare compute is leased to who lacks it.
  mutating func clear(_ exchange: inout Exchange, days: Double) {
    movePrices(&exchange, days)
    trade(&exchange, years: days / Time.year)
    exchange.recur(
      .market, .market, months: exchange.present.decisions.market.value, priority: Priority.market)
  }

  private mutating func movePrices(_ exchange: inout Exchange, _ days: Double) {
    let rules = SpotPrice(exchange.inputs.market)
    let wanted = measureDemand(exchange)
    tightness = wanted.tightness
    operatingCost = runningCost(exchange)
    let cost = meanGround(exchange)
    let ratio = openingCost > 0 && cost.isFinite ? cost / openingCost : 1
    let sight = SpotPrice.Sight(
      cost: ratio, tightness: tightness, openingTightness: openingTightness, elastic: wanted.elastic,
      running: operatingCost)
    let spot = rules.moved(exchange.posted.market.spot, sight, days: days)
    let contract = rules.contract(spot: spot, cost: ratio)
    post(spot: spot, contract: contract, &exchange)
  }

  /// USD per H100e-hour of energy, staff and maintenance over all that runs.
  private func runningCost(_ exchange: borrowing Exchange) -> Double {
    var billions = 0.0
    var compute = 0.0
    for region in 0..<exchange.places.regions {
      billions += exchange.running(region, megawatts: exchange.posted.drawn(venue: region))
      compute += exchange.posted.online(venue: region)
    }
    return compute > 0 ? billions * 1e9 / Time.hoursPerYear / compute : 0
  }

  private mutating func trade(_ exchange: inout Exchange, years: Double) {
    var spare = 0.0
    var unmet = 0.0
    for (lab, use) in exchange.posted.labs.uses.enumerated() where exchange.posted.labs.alive[lab] {
      spare += use.spare
      if use.price > exchange.posted.market.spot { unmet += max(0, use.demand - use.served) }
    }
    let traded = min(spare, unmet)
    let rate = exchange.posted.market.spot * Time.hoursPerYear * 1e-9
    for (lab, use) in exchange.posted.labs.uses.enumerated() {
      guard traded > 0, exchange.posted.labs.alive[lab] else {
        post(sold: 0, bought: 0, income: 0, lab, &exchange)
        continue
      }
      let sold = traded * use.spare / spare
      let lack = max(0, use.demand - use.served)
      let bought = use.price > exchange.posted.market.spot ? traded * lack / unmet : 0
      post(sold: sold, bought: bought, income: (sold - bought) * rate, lab, &exchange)
      // The market clears through the customers' account: what buyers pay in, sellers take out.
      exchange.ledger.pay(from: .customers, to: lab, exchange.posted.market.income[lab] * years)
    }
  }
}
