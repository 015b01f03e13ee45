extension World {
  /// Closes accounts that run between events, so that a report sees them up to now.
  mutating func settle() { launch.settle(&exchange) }

  /// What is missing of any good, or of money: nil when nothing is lost.
  ///
  /// Each account must add up, and must agree with a count of the things themselves.
  func imbalance() -> String? {
    for place in exchange.goods.stocks.indices {
      let stock = exchange.goods[place]
      let scale = max(1, stock.turnover)
      if abs(stock.imbalance) > 1e-9 * scale {
        return "\(exchange.goods.name(place)): \(stock.imbalance) missing from an account of \(scale)"
      }
      if stock.onHand < -1e-9 * scale || stock.inTransit < -1e-9 * scale {
        return "\(exchange.goods.name(place)): less than nothing on hand (\(stock.onHand)) or in transit (\(stock.inTransit))"
      }
    }
    if abs(exchange.ledger.imbalance) > 1e-9 * max(1, exchange.ledger.turnover) {
      return "money: \(exchange.ledger.imbalance) billion USD missing"
    }
    return miscount()
  }

  /// The first good whose account differs from a count of the things.
  private func miscount() -> String? {
    let goods = exchange.goods
    func differs(_ place: Int, _ counted: Double, _ booked: Double) -> String? {
      abs(counted - booked) > 1e-6 * max(1, goods[place].turnover)
        ? "\(goods.name(place)): \(counted) counted, \(booked) booked" : nil
    }
    if let what = differs(goods.tools, Double(lithography.installing), goods[goods.tools].inTransit) { return what }
    if let what = differs(
      goods.satellites, orbit.satellites, goods[goods.satellites].onHand + goods[goods.satellites].inTransit)
    {
      return what
    }
    if let what = differs(goods.oxygen, launch.oxygen, goods[goods.oxygen].onHand) { return what }
    if let what = differs(goods.methane, launch.methane, goods[goods.methane].onHand) { return what }
    for region in 0..<exchange.board.regions {
      let place = goods.power(region)
      if let what = differs(place, exchange.board.total(exchange.board.live, venue: region), goods[place].onHand) {
        return what
      }
      if let what = differs(place, exchange.board.total(exchange.board.building, venue: region), goods[place].inTransit) {
        return what
      }
    }
    return miscountedMatter()
  }

  private func miscountedMatter() -> String? {
    let goods = exchange.goods
    let inputs = exchange.inputs
    for design in inputs.pointee.accelerators.indices {
      let place = goods.accelerators(design)
      guard goods[place].turnover > 0 else { continue }
      var counted = assembly.finished[design] + sites.held(design) + orbit.held(design, inputs.pointee)
      exchange.deliveries.forEachUsed { if Int($0.design) == design { counted += $0.units } }
      let booked = goods[place].onHand + goods[place].inTransit
      if abs(counted - booked) > 1e-6 * max(1, goods[place].turnover) {
        return "\(goods.name(place)): \(counted) counted, \(booked) booked"
      }
    }
    for process in inputs.pointee.processes.indices {
      let place = goods.wafers(process)
      let counted = fabs.inProcess(process, inputs)
      if abs(counted - goods[place].inTransit) > 1e-6 * max(1, goods[place].turnover) {
        return "\(goods.name(place)): \(counted) counted, \(goods[place].inTransit) booked"
      }
    }
    return nil
  }
}
