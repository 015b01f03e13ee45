extension World {
  /// Closes accounts that run between events, so that a report sees them up to now.
  mutating func settle() { launch.settle(&exchange) }

  /// What is missing of any good, or of money: nil when nothing is lost.
  ///
  /// Each account must add up, and must agree with a count of the things themselves.
  mutating func imbalance() -> String? {
    for place in exchange.goods.stocks.indices {
      let stock = exchange.goods[place]
      let scale = max(1, stock.turnover)
      if !(abs(stock.imbalance) <= 1e-9 * scale) {
        return "\(exchange.goods.name(place)): \(stock.imbalance) missing from an account of \(scale)"
      }
      if !(stock.onHand >= -1e-9 * scale && stock.inTransit >= -1e-9 * scale) {
        return
          "\(exchange.goods.name(place)): less than nothing on hand (\(stock.onHand)) or in transit (\(stock.inTransit))"
      }
    }
    if !(abs(exchange.ledger.imbalance) <= 1e-9 * max(1, exchange.ledger.turnover)) {
      return "money: \(exchange.ledger.imbalance) billion USD missing"
    }
    for (price, name) in [
      (exchange.posted.market.spot, "spot price"), (exchange.posted.market.contract, "contract price"),
      (exchange.posted.market.prices[Bloc.restricted].spot, "spot price behind export controls"),
      (exchange.posted.memory.dram, "DRAM price"),
      (exchange.posted.memory.hbm, "HBM price"),
    ] where !price.isFinite || price < 0 { return "\(name): \(price) is no price" }
    return miscount()
  }

  /// The first good whose account differs from a count of the things.
  private mutating func miscount() -> String? {
    let (tools, satellites) = (exchange.goods.tools, exchange.goods.satellites)
    if let what = differs(tools, Double(lithography.installing), exchange.goods[tools].inTransit) {
      return what
    }
    let booked = exchange.goods[satellites].onHand + exchange.goods[satellites].inTransit
    if let what = differs(satellites, orbit.satellites, booked) { return what }
    let (oxygen, methane) = (exchange.goods.oxygen, exchange.goods.methane)
    if let what = differs(oxygen, launch.oxygen, exchange.goods[oxygen].onHand) { return what }
    if let what = differs(methane, launch.methane, exchange.goods[methane].onHand) { return what }
    for region in 0..<exchange.places.regions {
      let place = exchange.goods.power(region)
      let live = exchange.places.total(exchange.posted.power.live, venue: region)
      if let what = differs(place, live, exchange.goods[place].onHand) { return what }
      let building = exchange.places.total(exchange.posted.power.building, venue: region)
      if let what = differs(place, building, exchange.goods[place].inTransit) { return what }
    }
    return miscountedMatter()
  }

  /// What to say of a good of which another amount was counted than is booked; nil where they agree.
  private func differs(_ place: Int, _ counted: Double, _ booked: Double) -> String? {
    if abs(counted - booked) <= 1e-6 * max(1, exchange.goods[place].turnover) { return nil }
    return "\(exchange.goods.name(place)): \(counted) counted, \(booked) booked"
  }

  private mutating func miscountedMatter() -> String? {
    let inputs = exchange.inputs
    for design in counted.indices { counted[design] = assembly.finished[design] }
    sites.addHeld(to: &counted)
    orbit.addHeld(to: &counted)
    exchange.deliveries.forEachUsed { counted[Int($0.design)] += $0.units }
    for design in counted.indices {
      let place = exchange.goods.accelerators(design)
      let booked = exchange.goods[place].onHand + exchange.goods[place].inTransit
      if let what = differs(place, counted[design], booked) { return what }
    }
    countedWafers.fill(0)
    fabs.lots.forEachUsed { lot in
      countedWafers[inputs.fabs[Int(lot.fab)].process.asInt] += lot.wafers
    }
    for process in countedWafers.indices {
      let place = exchange.goods.wafers(process)
      let booked = exchange.goods[place].inTransit
      if let what = differs(place, countedWafers[process], booked) { return what }
    }
    return nil
  }
}
