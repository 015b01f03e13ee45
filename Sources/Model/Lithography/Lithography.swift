import Inputs
import SimulationKernel

/// The maker of EUV tools: ships one by one at the rate its optics supplier allows, to the oldest order whose cleanroom
/// is ready.
///
/// Orders answer with a lag: none is served before its lead time is over. A maker with a line makes no tool that nobody
/// has ordered; without one, what no fab here can take goes to other customers.
public struct Lithography: ~Copyable {
  private(set) var shipped = 0
  private(set) var installing = 0
  /// Billions of USD that tools shipped since the start have cost.
  private(set) var spent = 0.0
  private var othersCredit = 0.0
  /// Tools that other customers have ordered and not received, and the day up to which they have ordered.
  var othersBook = 0.0
  var othersDay = 0.0
  private var draws = 0
  /// Part of a tool that the interval just scheduled completes: 1 unless the rate is below one a month.
  private var pendingShare = 0.0
  /// The rate a year at which it was reckoned, and when.
  private var pendingRate = 0.0
  private var pendingSince = 0.0
  private var pendingPlan = 0.0
  private var part = 0.0

  mutating func open(_ exchange: inout Exchange) {
    shipped = 0
    spent = 0
    installing = 0
    othersCredit = 0
    othersBook = 0
    othersDay = 0
    draws = 0
    part = 0
    exchange.goods.endow(exchange.goods.tools, onHand: Lithography.toolsAtWork(exchange.inputs))
    scheduleShipment(&exchange)
  }

  /// EUV tools that the lines of the scenario keep busy at the start: implied by what they make, not stated.
  private static func toolsAtWork(_ inputs: View<WorldInputs>) -> Double {
    var passes = 0.0
    for fab in inputs.fabs.indices {
      let layers = inputs.processes[inputs.fabs[fab].process.asInt].euvLayers.value
      passes += inputs.fabs[fab].capacity.value * 1000 * 12 * layers
    }
    return passes / inputs.lithography.passesPerToolYear.value
  }

  /// Tools shipped in the months before the start are being installed: the oldest orders have them.
  mutating func openInstallation(_ exchange: inout Exchange) {
    let inputs = exchange.inputs.lithography
    let months = inputs.installation.median
    let rate = inputs.capacity.value(at: 0) / 12 * (1 - inputs.otherCustomers.value)
    var left = Int((rate * months).rounded())
    var index = 0
    while left > 0, index < exchange.toolOrders.orders.count {
      let order = exchange.toolOrders.orders[index]
      let ready = order.cleanroom
      guard order.earliest <= 0, ready <= months * Time.month else {
        index += 1
        continue
      }
      let due = max(ready + 1, Double(left) / rate * Time.month)
      exchange.toolOrders.serve(index)
      exchange.goods.endow(exchange.goods.tools, inTransit: 1)
      installing += 1
      exchange.scheduler.schedule(.toolReady(order.project), after: due, priority: Priority.arrival)
      left -= 1
    }
  }

  private mutating func scheduleShipment(_ exchange: inout Exchange) {
    let rate = Lithography.rate(exchange)
    let wait = rate > 0 ? min(Time.year / rate, Time.month) : Time.month
    exchange.scheduler.schedule(.toolShips, after: wait, priority: Priority.completion)
    pendingShare = rate * wait / Time.year
    pendingRate = rate
    pendingPlan = exchange.inputs.lithography.capacity.value(at: exchange.now)
    pendingSince = exchange.now
  }

  /// Tools a year that can be made now.
  private static func rate(_ exchange: borrowing Exchange) -> Double {
    let lithography = exchange.inputs.lithography
    return exchange.capacity(line: lithography.line, plan: lithography.capacity.value(at: exchange.now))
  }

  /// A tool is finished.
  mutating func ship(_ exchange: inout Exchange) {
    part += completed(exchange)
    while part >= 1 - 1e-9 {
      part -= 1
      shipOne(&exchange)
    }
    scheduleShipment(&exchange)
  }

  /// Tools made since the last was due, at the rate that there has been.
  private func completed(_ exchange: borrowing Exchange) -> Double {
    let then = exchange.inputs(since: pendingSince).lithography.capacity.value(at: pendingSince)
    guard then != pendingPlan else { return pendingShare }
    let grown = pendingPlan > 0 ? pendingRate / pendingPlan : 1
    return then * grown * (exchange.now - pendingSince) / Time.year
  }

  private mutating func shipOne(_ exchange: inout Exchange) {
    let now = exchange.now
    let forOthers = isOthersTurn(exchange)
    guard !forOthers,
      let index = exchange.toolOrders.orders.firstIndex(where: { $0.ready && $0.earliest <= now })
    else {
      if forOthers || exchange.inputs.lithography.line.isNone { sellToOthers(&exchange) }
      return
    }
    shipped += 1
    spent += price(exchange)
    let goods = exchange.goods.tools
    let project = exchange.toolOrders.orders[index].project
    exchange.toolOrders.serve(index)
    exchange.goods.begin(goods, 1)
    installing += 1
    draws += 1
    let lithography = exchange.inputs.lithography
    var stream = exchange.luck(lithography.identity, .install, draws)
    let wait = lithography.installation.sample(using: &stream) * Time.month
    exchange.scheduler.schedule(.toolReady(project), after: wait, priority: Priority.arrival)
  }

  /// Billions of USD per tool now.
  private func price(_ exchange: borrowing Exchange) -> Double {
    let lithography = exchange.inputs.lithography
    return lithography.price.value * exchange.priceFactor(line: lithography.line) / 1000
  }

  /// Whether the tool at hand is for other customers: they have their share of all, or what they ordered of all orders.
  private mutating func isOthersTurn(_ exchange: borrowing Exchange) -> Bool {
    let lithography = exchange.inputs.lithography
    var share = lithography.otherCustomers.value
    if !lithography.line.isNone {
      let others = othersDue(exchange)
      share = others < 1 ? 0 : others / (others + Double(due(exchange)))
    }
    othersCredit += share
    guard othersCredit >= 1 else { return false }
    othersCredit -= 1
    return true
  }

  /// Tools that fabs could take today.
  private func due(_ exchange: borrowing Exchange) -> Int {
    let now = exchange.now
    return exchange.toolOrders.orders.reduce(0) { $0 + ($1.ready && $1.earliest <= now ? $1.tools : 0) }
  }

  private mutating func sellToOthers(_ exchange: inout Exchange) {
    let goods = exchange.goods.tools
    othersBook = max(0, othersBook - 1)
    shipped += 1
    spent += price(exchange)
    exchange.goods.produce(goods, 1)
    exchange.goods.sell(goods, 1)
  }

  /// A tool runs in its fab.
  mutating func installed(_ exchange: inout Exchange) {
    installing -= 1
    exchange.goods.arrive(exchange.goods.tools, 1)
  }
}
