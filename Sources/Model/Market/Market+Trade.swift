import Inputs

// Hours change hands: in each market, and between the two as far as rules let them.
extension Market {
  mutating func trade(_ exchange: inout Exchange, years: Double) {
    countTrade(exchange)
    for (lab, use) in exchange.posted.labs.uses.enumerated() {
      let bloc = Bloc.of(lab, exchange.inputs)
      let trade = trades[bloc]
      guard trade.sold + trade.bought > 0, exchange.posted.labs.alive[lab] else {
        post(sold: 0, bought: 0, income: 0, lab, &exchange)
        continue
      }
      let here = exchange.posted.market.prices[bloc].spot
      let there = exchange.posted.market.prices[Market.other(bloc)].spot
      let sold = trade.spare > 0 ? trade.sold * use.spare / trade.spare : 0
      let lack = max(0, use.demand - use.served)
      let bought = trade.unmet > 0 && use.price > here ? trade.bought * lack / trade.unmet : 0
      let saved = Labs.billions(bought, at: here - trade.paid(here: here, there: there))
      let income = (sold - bought) * (here * Time.hoursPerYear * 1e-9) + saved
      post(sold: sold, bought: bought, income: income, lab, &exchange)
      // The market clears through the customers' account: what buyers pay in, sellers take out.
      exchange.ledger.pay(from: .customers, to: lab, exchange.posted.market.income[lab] * years)
    }
  }

  private static func other(_ bloc: Int) -> Int { Bloc.count - 1 - bloc }

  /// What each market has spare and lacks, and what finds the other: at home first.
  private mutating func countTrade(_ exchange: borrowing Exchange) {
    for bloc in trades.indices { trades[bloc] = HoursTrade() }
    for (lab, use) in exchange.posted.labs.uses.enumerated() where exchange.posted.labs.alive[lab] {
      let bloc = Bloc.of(lab, exchange.inputs)
      trades[bloc].spare += use.spare
      if use.price > exchange.posted.market.prices[bloc].spot {
        trades[bloc].unmet += max(0, use.demand - use.served)
      }
    }
    let rules = RentAbroad(exchange.inputs.market)
    let (home, world) = (trades[Bloc.restricted], trades[Bloc.world])
    // Hours cross to where they are dearer.
    let prices = exchange.posted.market.prices
    let isDearHere = prices[Bloc.restricted].spot > prices[Bloc.world].spot
    let abroad = isDearHere ? home.crossing(from: world, most: rules.mostAbroad(sides[Bloc.restricted])) : 0
    let here = isDearHere ? 0 : world.crossing(from: home, most: rules.mostHere(sides[Bloc.restricted]))
    trades[Bloc.restricted].rentedAbroad = abroad
    trades[Bloc.restricted].letAbroad = here
    trades[Bloc.world].rentedAbroad = here
    trades[Bloc.world].letAbroad = abroad
  }
}
