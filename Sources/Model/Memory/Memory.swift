import Inputs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The memory market: ordinary DRAM contracted by the quarter, HBM by the year, from the same wafers.
///
/// An HBM wafer gives up `trade_ratio` times its bits of ordinary DRAM, so AI and everyone else bid for the same
/// wafers.
public struct Memory: ~Copyable {
  /// A quarter, in days: what contracts of DRAM are for.
  static let quarter = Time.year / 4

  /// Ordinary use a day at the normal price, in GB, before growth.
  private var normalUse = 0.0
  private var growth = 0.0
  /// Log move a quarter that the contract price of DRAM carries with it.
  private(set) var momentum = 0.0
  /// Log of the price of DRAM over full cost, as buyers and makers are used to it.
  private(set) var habit = 0.0
  /// GB of ordinary DRAM that buyers hold, and that they and accelerators' servers use a day.
  private(set) var buyersStock = 0.0
  private(set) var use = 0.0
  /// GB a day that servers of accelerators take.
  private var serverUse = 0.0
  /// GB of ordinary DRAM a day that all orders come to, HBM in what it takes of that, and their growth in log a
  /// quarter, as makers see them.
  private var orders = 0.0
  private var ordersGrowth = 0.0
  /// Part of their lines that makers run.
  private(set) var running = 1.0
  /// GB a day that assembly took and that came out, smoothed.
  private(set) var hbmUse = 0.0
  private(set) var hbmFlow = 0.0
  private(set) var dramFlow = 0.0
  private(set) var hbmMade = 0.0
  private var lastUpdate = 0.0
  private var lastConsumed = 0.0
  /// USD/GB of HBM agreed on last, and the share of each fab's wafers that was promised with it.
  var agreed = 0.0
  var targets: [Double] = []
  // Scratch of one decision.
  var shares: [Double] = []
  var flows: [Flow] = []

  /// GB on a wafer that no stacking of cells will pass: a hundred times those of 2026.
  private static let mostPerWafer = 1e5

  /// Of the ordinary DRAM made at the start, the least that other buyers take, however much servers would.
  private static let leastOrdinary = 0.05
  /// Quarters over which makers come to believe orders, and their growth.
  private static let ordersMemory = 2.0
  private static let growthMemory = 4.0

  /// Full cost of ordinary DRAM in USD/GB now, after the fall that there has been.
  static func cost(_ exchange: borrowing Exchange) -> Double {
    let fall = exchange.inputs(since: 0).memory.dramCostFall.value
    return exchange.inputs.memory.dramCost.value * exp(-fall * exchange.now / Time.year)
  }

  /// HBM sold per wafer in GB in so many years, after the growth that there will have been.
  static func hbmPerWafer(_ exchange: borrowing Exchange, years: Double = 0) -> Double {
    let growth = exchange.inputs(since: 0).memory.hbmPerWaferGrowth.value
    let grown = exchange.inputs.memory.hbmPerWafer.value * exp(growth * (exchange.now / Time.year + years))
    return min(mostPerWafer, grown)
  }

  mutating func open(_ exchange: inout Exchange) {
    post(dram: exchange.inputs.memory.dramPrice.value, &exchange)
    post(pressure: 1, &exchange)
    let perWafer = Memory.hbmPerWafer(exchange)
    var hbm = 0.0
    var dram = 0.0
    shares.removeAll(keepingCapacity: true)
    for fab in exchange.posted.fabs.capacity.indices {
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
    hbmFlow = hbm
    hbmUse = hbm
    dramFlow = dram
    openHBM(&exchange)
    openDRAM(dram, hbm, &exchange)
    hbmMade = 0
    lastUpdate = 0
    lastConsumed = 0
    exchange.recur(
      .memoryDecides, .memory, months: exchange.inputs.decisions.memory.value,
      priority: Priority.decision)
  }

  /// The market for ordinary DRAM in mid-stride: stocks, what is used and ordered, and the move under way.
  private mutating func openDRAM(_ made: Double, _ hbm: Double, _ exchange: inout Exchange) {
    let inputs = exchange.inputs.memory
    let buyers = OrdinaryBuyers(inputs)
    let normal = inputs.normalPrice.value
    exchange.goods.endow(exchange.goods.dram, onHand: made * inputs.openingMakersStock.value)
    momentum = inputs.openingMove.value
    habit = log(inputs.openingHabit.value)
    running = 1
    growth = 0
    serverUse = openingServerDRAM(exchange)
    let ordinary = max(Memory.leastOrdinary * made, inputs.openingUse.value * made - serverUse)
    let price = inputs.dramPrice.value / (normal * Memory.cost(exchange))
    normalUse = ordinary / buyers.use(price: price, slow: exp(habit) / normal)
    buyersStock = ordinary * inputs.openingBuyersStock.value
    use = ordinary + serverUse
    let ordered = buyers.orders(use: ordinary, stock: buyersStock, momentum: momentum)
    orders = ordered + serverUse + hbm * inputs.tradeRatio.value
    ordersGrowth = inputs.dramDemandGrowth.value(at: 0) * Memory.quarter / Time.year
    post(running: running, &exchange)
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
    let weight = min(1, days / (2 * Time.month))
    hbmMade += made.hbm
    hbmFlow += weight * (made.hbm / days - hbmFlow)
    dramFlow += weight * (made.dram / days - dramFlow)
    tradeDRAM(made.dram, days, &exchange)
    hbmUse = plannedUse(of: nil, exchange)
  }

  /// Ordinary buyers get what they ordered of what was made, as far as makers sell it; contracts move.
  private mutating func tradeDRAM(_ made: Double, _ days: Double, _ exchange: inout Exchange) {
    let inputs = exchange.inputs.memory
    let quarters = days / Memory.quarter
    let buyers = OrdinaryBuyers(inputs)
    let (price, cost) = (exchange.posted.memory.dram, Memory.cost(exchange))
    let place = exchange.goods.dram
    growth += inputs.dramDemandGrowth.value(at: exchange.now) * days / Time.year
    // Servers took theirs as they were built.
    let taken = exchange.goods[place].consumed - lastConsumed
    lastConsumed += taken
    serverUse += min(1, days / (2 * Time.month)) * (taken / days - serverUse)
    let normal = inputs.normalPrice.value
    let wanted =
      normalUse * exp(growth) * buyers.use(price: price / (normal * cost), slow: exp(habit) / normal)
    let ordered = buyers.orders(use: wanted, stock: buyersStock, momentum: momentum)
    let fresh = max(0, made - taken)
    let older = exchange.goods[place].onHand - fresh - inputs.makersLeast.value * dramFlow
    let released = max(0, older) * (1 - exp(-days / inputs.makersRelease.value))
    let sold = min(ordered * days, fresh + released, exchange.goods[place].onHand)
    exchange.goods.sell(place, sold)
    let used = wanted * buyers.part(use: wanted, stock: buyersStock) * days
    buyersStock = max(0, buyersStock + sold - used)
    use = wanted + serverUse
    let market = QuarterlyContract.Market(
      orders: ordered + serverUse, made: dramFlow, use: use, stock: exchange.goods[place].onHand, cost: cost)
    moveContract(market, quarters, &exchange)
    seeOrders(market, quarters, &exchange)
  }

  private mutating func moveContract(
    _ market: QuarterlyContract.Market, _ quarters: Double, _ exchange: inout Exchange
  ) {
    let inputs = exchange.inputs.memory
    let contract = QuarterlyContract(inputs)
    let price = exchange.posted.memory.dram
    momentum = contract.momentum(momentum, price, market, quarters: quarters)
    // One negotiation a quarter: its luck is that of all its months. The time that went by counts by its middle.
    let negotiation = Int(exchange.now / Memory.quarter - quarters / 2) + 1
    var luck = exchange.luck(inputs.identity, .contract, negotiation)
    let next = contract.price(price, momentum: momentum, market, quarters: quarters, chance: luck.normal())
    post(dram: next, &exchange)
    let kept = exp(-quarters * Memory.quarter / inputs.priceHabit.value)
    habit = kept * habit + (1 - kept) * log(next / market.cost)
  }

  /// What makers see of orders, and which part of their lines they run.
  private mutating func seeOrders(
    _ market: QuarterlyContract.Market, _ quarters: Double, _ exchange: inout Exchange
  ) {
    let inputs = exchange.inputs.memory
    let before = orders
    let seen = market.orders + hbmUse * inputs.tradeRatio.value
    orders += (1 - exp(-quarters / Memory.ordersMemory)) * (seen - orders)
    if before > 0, orders > 0 {
      let rate = log(orders / before) / quarters
      ordersGrowth += (1 - exp(-quarters / Memory.growthMemory)) * (rate - ordersGrowth)
    }
    let target = MemoryBuilding.utilisation(
      price: exchange.posted.memory.dram / market.cost, stock: market.use > 0 ? market.stock / market.use : 0,
      least: inputs.leastRun.value)
    running += (1 - exp(-quarters * Memory.quarter / inputs.idling.value)) * (target - running)
    post(running: running, &exchange)
  }

  /// Makers turn lines to the HBM that they have promised, and say what they build for.
  mutating func decide(_ exchange: inout Exchange) -> [Double] {
    let interval = exchange.recur(
      .memoryDecides, .memory, months: exchange.inputs.decisions.memory.value,
      priority: Priority.decision)
    turn(days: interval, exchange)
    signal(&exchange)
    return shares
  }

  /// What DRAM makers build for.
  private func signal(_ exchange: inout Exchange) {
    let inputs = exchange.inputs.memory
    var capacity = 0.0
    for fab in exchange.posted.fabs.capacity.indices
    where exchange.inputs.processes[exchange.inputs.fabs[fab].process.asInt].kind == .dram {
      capacity += exchange.posted.fabs.capacity[fab] * 1000 / Time.month
    }
    let bits = capacity * Memory.hbmPerWafer(exchange) * inputs.tradeRatio.value
    let pressure = MemoryBuilding(inputs).pressure(
      orders: orders, growth: ordersGrowth, capacity: bits, slow: exp(habit),
      now: exchange.posted.memory.dram / Memory.cost(exchange))
    post(pressure: pressure, &exchange)
  }
}
