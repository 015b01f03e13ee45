#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel

/// The spot market for compute, competition among labs, and the mood of capital.
public struct Market: ~Copyable {
  /// What a market of hours was at the start, by bloc: cost of new compute, and compute wanted over compute online.
  private struct Opening: BitwiseCopyable {
    var cost = 0.0
    var tightness = 0.0
  }

  private var opening: [Opening]
  /// What each bloc wants and has, and what of its hours changes hands, as last counted.
  private(set) var sides: [RentAbroad.Side]
  var trades: [HoursTrade]
  /// H100-equivalents that customers behind controls want to rent in the world; below zero, the world's there.
  private(set) var rentedAbroad = 0.0
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
  /// USD per H100e-hour of energy and operation of what runs: below it, machines stand.
  private(set) var operatingCost = 0.0
  private var lastTime = 0.0

  /// Days after the end of any run, and the least that is left of a wait, in days times turns a year.
  private static let never = 1e6
  private static let leastWait = 1e-9

  init(_ inputs: View<WorldInputs>) {
    lernerNow = Array(repeating: 0, count: inputs.labs.count)
    lernerAtStart = lernerNow
    opening = Array(repeating: Opening(), count: Bloc.count)
    sides = Array(repeating: RentAbroad.Side(), count: Bloc.count)
    trades = Array(repeating: HoursTrade(), count: Bloc.count)
  }

  /// Compute that all labs would use at today's prices over compute online.
  var tightness: Double {
    Market.tightness(sides.reduce(0) { $0 + $1.wanted }, of: sides.reduce(0) { $0 + $1.online })
  }

  /// The same of one bloc, by itself.
  func tightness(of bloc: Int) -> Double { Market.tightness(sides[bloc].wanted, of: sides[bloc].online) }

  private static func tightness(_ wanted: Double, of online: Double) -> Double {
    online > 0 ? wanted / online : 1
  }

  func lerner(of lab: Int) -> Double { lernerNow[lab] }

  mutating func open(_ exchange: inout Exchange) {
    let inputs = exchange.inputs
    for bloc in 0..<Bloc.count {
      let premium = Bloc.openingPremium(bloc, inputs)
      post(
        spot: inputs.market.spotPrice.value * premium, contract: inputs.market.contractPrice.value * premium,
        in: bloc, &exchange)
      opening[bloc] = Opening()
      sides[bloc] = RentAbroad.Side()
      trades[bloc] = HoursTrade()
    }
    rentedAbroad = 0
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
    for bloc in 0..<Bloc.count {
      opening[bloc].cost = meanGround(bloc, exchange)
      sides[bloc] = measureDemand(bloc, exchange)
      opening[bloc].tightness = tightness(of: bloc)
    }
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

  /// Cost on the ground in USD per H100e-hour, rent apart, over regions by the live power of a bloc's labs.
  private func meanGround(_ bloc: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    var weight = 0.0
    for region in 0..<exchange.places.regions where exchange.posted.costs.costWithoutRent[region].isFinite {
      var live = 0.0
      for lab in 0..<exchange.places.labs where Bloc.of(lab, exchange.inputs) == bloc {
        live += exchange.posted.power.live[exchange.places.cell(lab, region)]
      }
      sum += live * exchange.posted.costs.costWithoutRent[region]
      weight += live
    }
    return weight > 0 ? sum / weight : cheapestGround(exchange)
  }

  /// Compute that a bloc's labs would use at today's price, the part of it that answers to that, and compute online.
  private func measureDemand(_ bloc: Int, _ exchange: borrowing Exchange) -> RentAbroad.Side {
    var side = RentAbroad.Side()
    var own = 0.0
    for (lab, use) in exchange.posted.labs.uses.enumerated()
    where exchange.posted.labs.alive[lab] && Bloc.of(lab, exchange.inputs) == bloc {
      let compute = exchange.posted.online(lab: lab)
      side.online += compute
      if exchange.inputs.labs[lab].product {
        side.sold += use.demand / ComputeUse.serving(trainingShare: use.trainingShare)
      } else {
        own += compute
      }
    }
    side.wanted = side.sold + own
    return side
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
    operatingCost = runningCost(exchange)
    for bloc in 0..<Bloc.count {
      let rules = SpotPrice(exchange.inputs, bloc: bloc)
      sides[bloc] = measureDemand(bloc, exchange)
      sides[bloc].base = rules.base(
        cost: costRatio(bloc, exchange), openingTightness: opening[bloc].tightness)
    }
    rentedAbroad = RentAbroad(exchange.inputs.market).moved(sides[Bloc.restricted], sides[Bloc.world])
    for bloc in 0..<Bloc.count { movePrices(in: bloc, days, &exchange) }
  }

  private func movePrices(in bloc: Int, _ days: Double, _ exchange: inout Exchange) {
    let rules = SpotPrice(exchange.inputs, bloc: bloc)
    let side = sides[bloc]
    let wanted = side.wanted + (bloc == Bloc.world ? rentedAbroad : -rentedAbroad)
    let sight = SpotPrice.Sight(
      cost: costRatio(bloc, exchange), tightness: Market.tightness(wanted, of: side.online),
      openingTightness: opening[bloc].tightness, elastic: side.wanted > 0 ? side.sold / side.wanted : 0,
      running: operatingCost)
    let spot = rules.moved(exchange.posted.market.prices[bloc].spot, sight, days: days)
    post(spot: spot, contract: rules.contract(spot: spot, cost: sight.cost), in: bloc, &exchange)
  }

  /// Cost of new compute in a bloc over that of the start.
  private func costRatio(_ bloc: Int, _ exchange: borrowing Exchange) -> Double {
    let cost = meanGround(bloc, exchange)
    return opening[bloc].cost > 0 && cost.isFinite ? cost / opening[bloc].cost : 1
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
}
