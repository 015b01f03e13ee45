import Inputs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The memory market: contract prices follow shortage and stock; makers move wafers toward the better revenue per
/// wafer.
///
/// An HBM wafer gives up `trade_ratio` times its bits of ordinary DRAM, so AI and everyone else bid for the same
/// wafers.
public struct Memory: ~Copyable {
  /// Ordinary demand a day at the opening price, in GB, before growth.
  private var openingDemand = 0.0
  private var growth = 0.0
  /// GB a day that assembly took and that came out, smoothed.
  private(set) var hbmUse = 0.0
  private(set) var hbmFlow = 0.0
  private(set) var dramFlow = 0.0
  private(set) var hbmMade = 0.0
  private var lastUpdate = 0.0
  private var lastConsumed = 0.0
  private var openingShare: [Double] = []
  // Scratch of one decision.
  private var shares: [Double] = []

  /// GB on a wafer that no stacking of cells will pass: a hundred times those of 2026.
  private static let mostPerWafer = 1e5

  /// Of the ordinary DRAM made at the start, the least that other buyers take, however much servers would.
  private static let leastOrdinary = 0.05

  /// Demand over supply counts between these: the log of nothing has no end.
  private static let leastRatio = 0.05
  private static let mostRatio = 20.0

  /// HBM sold per wafer in GB now, after the growth that there has been.
  static func hbmPerWafer(_ exchange: borrowing Exchange) -> Double {
    let growth = exchange.inputs(since: 0).memory.hbmPerWaferGrowth.value
    let grown = exchange.inputs.memory.hbmPerWafer.value * exp(growth * exchange.now / Time.year)
    return min(mostPerWafer, grown)
  }

  mutating func open(_ exchange: inout Exchange) {
    post(hbm: exchange.inputs.memory.hbmPrice.value, &exchange)
    post(dram: exchange.inputs.memory.dramPrice.value, &exchange)
    post(pressure: 1, &exchange)
    let perWafer = Memory.hbmPerWafer(exchange)
    var hbm = 0.0
    var dram = 0.0
    openingShare.removeAll(keepingCapacity: true)
    shares.removeAll(keepingCapacity: true)
    for fab in exchange.posted.fabs.capacity.indices {
      openingShare.append(exchange.posted.fabs.hbmShare[fab])
      shares.append(exchange.posted.fabs.hbmShare[fab])
      let process = exchange.inputs.fabs[fab].process.asInt
      guard exchange.inputs.processes[process].kind == .dram else { continue }
      let daily = exchange.posted.fabs.capacity[fab] * 1000 / Time.month
      let made = daily * exchange.posted.fabs.hbmShare[fab] * perWafer
      hbm += made
      dram +=
        daily * (1 - exchange.posted.fabs.hbmShare[fab]) * perWafer
        * exchange.inputs.memory.tradeRatio.value
      let stock = exchange.goods.output(process)
      exchange.goods.endow(stock, onHand: made * exchange.inputs.memory.hbmStock.value * Time.month)
    }
    let months = exchange.inputs.memory.inventoryTarget.value
    exchange.goods.endow(exchange.goods.dram, onHand: dram * months * Time.month * 0.5)
    hbmFlow = hbm
    hbmUse = hbm
    dramFlow = dram
    openingDemand = max(Memory.leastOrdinary * dram, dram - openingServerDRAM(exchange))
    growth = 0
    hbmMade = 0
    lastUpdate = 0
    lastConsumed = 0
    exchange.recur(
      .memoryDecides, .memory, months: exchange.inputs.decisions.memory.value,
      priority: Priority.decision)
  }

  private func openingServerDRAM(_ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    for design in exchange.inputs.accelerators.indices {
      sum +=
        Fabs.openingRate(design, exchange.inputs)
        * exchange.inputs.accelerators[design].dram.value
    }
    return sum
  }

  /// Sells a period's ordinary DRAM, of what came out of the fabs in GB, and moves contract prices.
  mutating func trade(_ made: (hbm: Double, dram: Double), _ exchange: inout Exchange) {
    let days = exchange.now - lastUpdate
    guard days > 0 else { return }
    lastUpdate = exchange.now
    let inputs = exchange.inputs.memory
    let weight = min(1, days / (2 * Time.month))
    hbmMade += made.hbm
    hbmFlow += weight * (made.hbm / days - hbmFlow)
    dramFlow += weight * (made.dram / days - dramFlow)
    tradeDRAM(inputs, days, &exchange)
    priceHBM(inputs, days, &exchange)
  }

  private mutating func tradeDRAM(_ inputs: View<Inputs>, _ days: Double, _ exchange: inout Exchange) {
    growth += inputs.dramDemandGrowth.value(at: exchange.now) * days / Time.year
    let relative = exchange.posted.memory.dram / inputs.dramPrice.value
    let demand = openingDemand * exp(growth) * pow(relative, -inputs.dramElasticity.value) * days
    let place = exchange.goods.dram
    let sold = min(demand, exchange.goods[place].onHand)
    exchange.goods.sell(place, sold)
    let target = max(1, dramFlow * inputs.inventoryTarget.value * Time.month)
    let stockGap = (target - exchange.goods[place].onHand) / target
    let shortage = dramFlow > 0 ? log(max(Memory.leastRatio, demand / days / dramFlow)) : 3
    let pressure = shortage + inputs.stockPull.value * max(-1, stockGap) - inputs.evenShortage.value
    let price = moved(exchange.posted.memory.dram, by: pressure, inputs, days)
    post(dram: min(inputs.dramCeiling.value, max(inputs.dramFloor.value, price)), &exchange)
  }

  private mutating func priceHBM(_ inputs: View<Inputs>, _ days: Double, _ exchange: inout Exchange) {
    var wanted = 0.0
    var stock = 0.0
    for design in exchange.inputs.accelerators.indices {
      let entry = exchange.inputs.accelerators[design]
      let book = OrderBook.index(vendor: entry.vendor.asInt, orbit: entry.orbit)
      let share = exchange.catalogue.share(design, book: book, at: exchange.now)
      wanted += exchange.posted.assembly.planRate[book] * share / entry.performance.value * entry.hbm.value
    }
    for process in exchange.inputs.processes.indices
    where exchange.inputs.processes[process].kind == .dram {
      stock += exchange.goods[exchange.goods.output(process)].onHand
    }
    hbmUse = wanted
    let cover = hbmFlow > 0 ? stock / (hbmFlow * inputs.inventoryTarget.value * Time.month) : 0
    let ratio = max(Memory.leastRatio, min(Memory.mostRatio, wanted / hbmFlow))
    let shortage = hbmFlow > 0 && wanted > 0 ? log(ratio) : wanted > 0 ? 3 : -1
    let asked = inputs.parity.value * inputs.tradeRatio.value * exchange.posted.memory.dram
    let renewed =
      exchange.posted.memory.hbm < asked ? inputs.renewal.value * log(asked / exchange.posted.memory.hbm) : 0
    let slack = inputs.stockPull.value * min(2, max(0, cover - 1))
    // Volumes and prices are fixed for a year: a glut shows at renewals, a shortage in what buyers offer at once.
    let pressure = inputs.hbmPull.value * shortage - slack
    let price =
      moved(
        exchange.posted.memory.hbm, by: pressure < 0 ? inputs.glutPull.value * pressure : pressure, inputs,
        days)
      * exp(renewed * days / Time.year)
    post(hbm: min(inputs.hbmCeiling.value, max(inputs.hbmFloor.value, price)), &exchange)
  }

  /// A price after `days` of a pressure, within the limit on its speed.
  private func moved(_ price: Double, by pressure: Double, _ inputs: View<Inputs>, _ days: Double) -> Double {
    let limit = inputs.priceLimit.value
    return price * exp(min(limit, max(-limit, inputs.priceSpeed.value * pressure)) * days / Time.year)
  }

  /// Makers move wafers between HBM and ordinary DRAM: the share of HBM that each fab turns to.
  mutating func decide(_ exchange: inout Exchange) -> [Double] {
    let inputs = exchange.inputs.memory
    let interval = exchange.recur(
      .memoryDecides, .memory, months: exchange.inputs.decisions.memory.value,
      priority: Priority.decision)
    let step = inputs.shareShift.value * interval / Time.year
    let advantage = exchange.posted.memory.hbm / (exchange.posted.memory.dram * inputs.tradeRatio.value)
    let short = hbmFlow > 0 ? hbmUse / hbmFlow : 1
    let isGlut = short < inputs.glut.value
    for fab in shares.indices {
      shares[fab] = exchange.posted.fabs.hbmShare[fab]
      let limit = inputs.hbmShareLimit[fab]
      guard limit > 0 else { continue }
      // The better HBM pays, the faster makers convert; a threefold pace is the most that lines can take.
      let gain = 2 * log(max(1e-3, advantage))
      let pull = max(
        min(3, gain > 0 ? gain : tanh(gain)), short > inputs.loyaltyShortage.value ? inputs.loyalty.value : -1
      )
      var share = shares[fab]
      if pull > 0, short > 1 {
        share = min(max(limit, share), share + step * pull)
      } else if pull < 0 || isGlut {
        share = max(
          min(share, openingShare[fab] * inputs.contractFloor.value),
          share - step * max(-pull, isGlut ? 0.5 : 0))
      }
      shares[fab] = share
    }
    signal(&exchange, over: interval)
    return shares
  }

  /// What DRAM makers build for: HBM wanted over made, weighted with the height of ordinary prices.
  private func signal(_ exchange: inout Exchange, over days: Double) {
    let inputs = exchange.inputs.memory
    let short = hbmFlow > 0 ? min(4, hbmUse / hbmFlow) : 1
    let height = exchange.posted.memory.dram / inputs.dramPrice.value
    let weight = 1 - exp(-days / (inputs.signalMemory.value * Time.month))
    let share = inputs.hbmSignal.value
    let pressure = share * max(short, 0) + (1 - share) * min(4, height) + inputs.buildAhead.value
    let seen = exchange.posted.memory.pressure
    post(pressure: seen + weight * (pressure - seen), &exchange)
  }
}
