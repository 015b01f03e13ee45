import Inputs
import SimulationKernel

/// The maker of EUV tools: ships one by one at the rate its optics supplier allows, to the oldest order whose cleanroom
/// is ready.
///
/// Orders answer with a lag: none is served before its lead time is over. What no line here can take goes to other
/// customers.
public struct Lithography: ~Copyable {
  private(set) var shipped = 0
  private(set) var installing = 0
  /// Billions of USD that tools shipped since the start have cost.
  private(set) var spent = 0.0
  private var othersCredit = 0.0
  private var draws = 0
  /// Part of a tool that the interval just scheduled completes: 1 unless the rate is below one a month.
  private var pendingShare = 0.0
  /// The rate a year at which it was reckoned, and when.
  private var pendingRate = 0.0
  private var pendingSince = 0.0
  private var part = 0.0

  mutating func open(_ exchange: inout Exchange) {
    shipped = 0
    spent = 0
    installing = 0
    othersCredit = 0
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
    let rate = exchange.inputs.lithography.capacity.value(at: exchange.now)
    let wait = rate > 0 ? min(Time.year / rate, Time.month) : Time.month
    exchange.scheduler.schedule(.toolShips, after: wait, priority: Priority.completion)
    pendingShare = rate * wait / Time.year
    pendingRate = rate
    pendingSince = exchange.now
  }

  /// A tool is finished.
  mutating func ship(_ exchange: inout Exchange) {
    part += completed(exchange)
    while part >= 1 - 1e-9 {
      part -= 1
      shipped += 1
      spent += exchange.inputs.lithography.price.value / 1000
      shipOne(&exchange)
    }
    scheduleShipment(&exchange)
  }

  /// Tools made since the last was due, at the rate that there has been.
  private func completed(_ exchange: borrowing Exchange) -> Double {
    let rate = exchange.inputs(since: pendingSince).lithography.capacity.value(at: pendingSince)
    return rate == pendingRate ? pendingShare : rate * (exchange.now - pendingSince) / Time.year
  }

  private mutating func shipOne(_ exchange: inout Exchange) {
    let goods = exchange.goods.tools
    othersCredit += exchange.inputs.lithography.otherCustomers.value
    if othersCredit >= 1 {
      othersCredit -= 1
      exchange.goods.produce(goods, 1)
      exchange.goods.sell(goods, 1)
      return
    }
    let now = exchange.now
    guard let index = exchange.toolOrders.orders.firstIndex(where: { $0.ready && $0.earliest <= now }) else {
      exchange.goods.produce(goods, 1)
      exchange.goods.sell(goods, 1)
      return
    }
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

  /// A tool runs in its fab.
  mutating func installed(_ exchange: inout Exchange) {
    installing -= 1
    exchange.goods.arrive(exchange.goods.tools, 1)
  }
}
