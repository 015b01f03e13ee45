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
    let market = ContractPrice.Market(
      demand: demand / days, supply: dramFlow, stock: exchange.goods[place].onHand,
      liked: max(1, dramFlow * inputs.inventoryTarget.value * Time.month))
    post(dram: ContractPrice(inputs).dram(exchange.posted.memory.dram, market, days: days), &exchange)
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
    let market = ContractPrice.Market(
      demand: wanted, supply: hbmFlow, stock: stock,
      liked: hbmFlow * inputs.inventoryTarget.value * Time.month)
    let posted = exchange.posted.memory
    post(hbm: ContractPrice(inputs).hbm(posted.hbm, market, dram: posted.dram, days: days), &exchange)
  }

  /// Makers move wafers between HBM and ordinary DRAM: the share of HBM that each fab turns to.
  mutating func decide(_ exchange: inout Exchange) -> [Double] {
    let inputs = exchange.inputs.memory
    let interval = exchange.recur(
      .memoryDecides, .memory, months: exchange.inputs.decisions.memory.value,
      priority: Priority.decision)
    let split = WaferSplit(inputs)
    let market = WaferSplit.Market(
      advantage: exchange.posted.memory.hbm / (exchange.posted.memory.dram * inputs.tradeRatio.value),
      shortage: hbmFlow > 0 ? hbmUse / hbmFlow : 1)
    for fab in shares.indices {
      shares[fab] = exchange.posted.fabs.hbmShare[fab]
      let limit = inputs.hbmShareLimit[fab]
      guard limit > 0 else { continue }
      let line = WaferSplit.Line(share: shares[fab], opening: openingShare[fab], limit: limit)
      shares[fab] = split.share(line, market, days: interval)
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
