#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel
import Synchronization

/// Vendors: plan from their order books, join dies, memory and packaging into accelerators, and share out what they
/// made.
struct Assembly: ~Copyable {
  /// A fixed address, as `Exchange` has one: without it all of this is copied at many a call.
  private let anchor = Atomic(false)
  /// Finished accelerators not yet shipped, by design.
  var finished: [Double]
  /// H100-equivalents sold since the start, by vendor, and the IT power of all in MW.
  var soldByVendor: [Double]
  var soldPower = 0.0
  /// H100-equivalents that controlled vendors delivered to labs behind export controls since the start.
  var imports = 0.0
  /// Months of deliveries so far: the ordinal of their draws.
  var months = 0
  private var openingCost: [Double] = []

  /// H100-equivalents sold since the start.
  var soldCompute: Double { soldByVendor.reduce(0, +) }

  /// Parts that reach for so much of what is wanted do not lack: the rest is rounding.
  private static let reachesAll = 0.999

  // Scratch of one week.
  private var wantedUnits: [Double]
  private var reachable: [Double]
  private var memoryNeed: [Double]
  private var packagingNeed: [Double]
  var shares: FixedArray<Double>
  var readiness: FixedArray<Double>
  var payers: FixedArray<Exchange.Payers>

  init(_ inputs: View<WorldInputs>) {
    finished = Array(repeating: 0, count: inputs.accelerators.count)
    soldByVendor = Array(repeating: 0, count: inputs.vendors.count)
    wantedUnits = finished
    reachable = finished
    memoryNeed = Array(repeating: 0, count: inputs.processes.count)
    packagingNeed = memoryNeed
    let cells = inputs.labs.count * (inputs.regions.count + 1)
    shares = FixedArray(repeating: 0, count: cells)
    readiness = FixedArray(repeating: 0, count: cells)
    payers = FixedArray(repeating: Exchange.Payers(own: 1, provider: nil), count: inputs.labs.count)
  }

  mutating func open(_ exchange: inout Exchange) {
    soldPower = 0
    imports = 0
    for vendor in soldByVendor.indices { soldByVendor[vendor] = 0 }
    months = 0
    openStocks(&exchange)
    openingCost.removeAll(keepingCapacity: true)
    for design in finished.indices { openingCost.append(materialCost(design, exchange)) }
    plan(&exchange)
    exchange.scheduler.schedule(.assemble, after: 0, priority: Priority.completion)
    // Half a month of finished accelerators stands ready: the next delivery is half a month away.
    exchange.scheduler.schedule(.deliver, after: Time.month / 2, priority: Priority.completion)
  }

  /// Some days of dies and packaging wafers stand in stock, half a month of finished accelerators with the vendors.
  private mutating func openStocks(_ exchange: inout Exchange) {
    for design in finished.indices {
      let daily = Fabs.openingRate(design, exchange.inputs)
      let entry = exchange.inputs.accelerators[design]
      let parts = exchange.inputs.vendors[entry.vendor.asInt].openingParts.value
      finished[design] = daily * Time.month / 2
      exchange.goods.endow(exchange.goods.accelerators(design), onHand: finished[design])
      for die in exchange.catalogue.firstDie[design]..<exchange.catalogue.firstDie[design + 1] {
        exchange.goods.endow(
          exchange.goods.dies(die), onHand: daily * exchange.catalogue.dies[die].count * parts)
      }
      guard daily > 0 else { continue }
      let place = exchange.goods.output(entry.packaging.asInt)
      exchange.goods.endow(place, onHand: daily / entry.packagesPerWafer.value * parts)
    }
  }

  /// What each book is planned to make a day, to work off the backlog over the fulfilment time; wafers are started for
  /// what orders will have grown to when they are machines.
  private func plan(_ exchange: inout Exchange) {
    for book in exchange.posted.assembly.planRate.indices {
      let vendor = exchange.inputs.vendors[OrderBook.vendor(of: book)]
      let trend = exchange.book.trend(book)
      let rate = exchange.book.backlog[book] / (vendor.fulfilment.value * Time.month)
      let more = trend.daily * (exp(trend.growth * vendor.lookahead.value / 12) - 1)
      post(planRate: rate, startRate: max(0, rate + more), book, &exchange)
    }
  }

  /// A week of assembly.
  mutating func assemble(_ exchange: inout Exchange) {
    exchange.book.pass(days: Time.week)
    plan(&exchange)
    for process in memoryNeed.indices {
      memoryNeed[process] = 0
      packagingNeed[process] = 0
    }
    for design in wantedUnits.indices {
      wantedUnits[design] = 0
      reachable[design] = 0
    }
    var total = 0.0
    for book in exchange.posted.assembly.planRate.indices { total += want(book, &exchange) }
    let dramFactor = dramShare(exchange)
    if total > 0 { exchange.starvation.want(.assembly, days: Time.week) }
    for design in wantedUnits.indices where wantedUnits[design] > 0 {
      make(design, total: total, dramFactor: dramFactor, &exchange)
    }
    exchange.scheduler.schedule(.assemble, after: Time.week, priority: Priority.completion)
  }

  /// Spreads a book's wish over its designs, newest first, as far as dies reach; returns the wish in H100-equivalents.
  private mutating func want(_ book: Int, _ exchange: inout Exchange) -> Double {
    let unfinished = exchange.book.backlog[book] - readyCompute(book, exchange)
    let most = exchange.inputs.vendors[OrderBook.vendor(of: book)].catchUp.value
    let wish = min(unfinished, exchange.posted.assembly.planRate[book] * Time.week * most)
    guard wish > 0, let newest = exchange.catalogue.current(book: book, at: exchange.now) else {
      return 0
    }
    let second = exchange.catalogue.predecessor(of: newest, book: book, at: exchange.now)
    let ramp =
      second == nil ? 1 : exchange.catalogue.rampShare(newest, at: exchange.now)
    var left = wish
    left -= ask(newest, wish * ramp, exchange)
    if let second { left -= ask(second, left, exchange) }
    // What no older design can make is the newest one's shortage.
    wantedUnits[newest] += max(0, left) / exchange.inputs.accelerators[newest].performance.value
    return wish
  }

  /// Asks for `compute` of a design; returns how much its dies reach for.
  private mutating func ask(_ design: Int, _ compute: Double, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.accelerators[design]
    let units = compute / entry.performance.value
    var possible = units / entry.assemblyYield.value
    for die in exchange.catalogue.firstDie[design]..<exchange.catalogue.firstDie[design + 1] {
      possible = min(
        possible, exchange.goods[exchange.goods.dies(die)].onHand / exchange.catalogue.dies[die].count)
    }
    reachable[design] = possible
    let made = possible * entry.assemblyYield.value
    wantedUnits[design] += made
    memoryNeed[entry.memory.asInt] += possible * entry.hbm.value
    packagingNeed[entry.packaging.asInt] += possible / entry.packagesPerWafer.value
    return made * entry.performance.value
  }

  private func dramShare(_ exchange: borrowing Exchange) -> Double {
    var need = 0.0
    for design in reachable.indices {
      need += reachable[design] * exchange.inputs.accelerators[design].dram.value
    }
    return need > 0 ? min(1, exchange.goods[exchange.goods.dram].onHand / need) : 1
  }

  func readyCompute(_ book: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    for design in exchange.catalogue.line[book] {
      sum += finished[design] * exchange.inputs.accelerators[design].performance.value
    }
    return sum
  }

  /// Joins the bill of materials of one design, as far as everything reaches, and books what was lacking.
  private mutating func make(_ design: Int, total: Double, dramFactor: Double, _ exchange: inout Exchange) {
    let entry = exchange.inputs.accelerators[design]
    let memory = entry.memory.asInt
    let packaging = entry.packaging.asInt
    let memoryFactor = factor(exchange.goods[exchange.goods.output(memory)].onHand, memoryNeed[memory])
    let packagingFactor = factor(
      exchange.goods[exchange.goods.output(packaging)].onHand, packagingNeed[packaging])
    let starts = reachable[design] * min(memoryFactor, packagingFactor, dramFactor)
    let made = starts * entry.assemblyYield.value
    consume(design, starts, made, &exchange)
    let wanted = wantedUnits[design]
    let weight = wanted * entry.performance.value / total
    guard wanted - made > 1e-9 * wanted else { return }
    let logicRatio = min(1, reachable[design] * entry.assemblyYield.value / wanted)
    let memoryRatio = min(memoryFactor, dramFactor)
    let days = Time.week * weight
    let enough = Assembly.reachesAll
    let logic = logicRatio < enough ? scarce(scarcestProcess(design, exchange), 1 - logicRatio, exchange) : 0
    let packages = packagingFactor < enough ? scarce(packaging, 1 - packagingFactor, exchange) : 0
    exchange.starvation.starve(.assembly, of: .logic, days: days * logic)
    if memoryRatio < enough { exchange.starvation.starve(.assembly, of: .memory, days: days) }
    exchange.starvation.starve(.assembly, of: .packaging, days: days * packages)
    let lost = (wanted - made) * entry.performance.value
    if memoryRatio < min(logicRatio, packagingFactor) {
      exchange.starvation.lose(.assembly, for: .memory, output: lost)
      return
    }
    let (cause, part): (Cause, Double) =
      logicRatio <= packagingFactor ? (.logic, logic) : (.packaging, packages)
    exchange.starvation.lose(.assembly, for: cause, output: lost * part)
    // The rest could have been started in time and was not: a plan that came late.
    exchange.starvation.starve(.assembly, of: .leadTime, days: days * (1 - part))
    exchange.starvation.lose(.assembly, for: .leadTime, output: lost * (1 - part))
  }

  /// Part of a shortage that a process could not have prevented: its lines were full when this was to be started.
  private func scarce(_ process: Int, _ shortage: Double, _ exchange: borrowing Exchange) -> Double {
    min(1, exchange.posted.fabs.scarcity[process] / shortage)
  }

  /// The process of the die that reaches least far.
  private func scarcestProcess(_ design: Int, _ exchange: borrowing Exchange) -> Int {
    var least = Double.infinity
    var process = 0
    for die in exchange.catalogue.firstDie[design]..<exchange.catalogue.firstDie[design + 1] {
      let reach = exchange.goods[exchange.goods.dies(die)].onHand / exchange.catalogue.dies[die].count
      guard reach < least else { continue }
      least = reach
      process = exchange.catalogue.dies[die].process
    }
    return process
  }

  private func factor(_ stock: Double, _ need: Double) -> Double {
    need > 0 ? min(1, max(0, stock) / need) : 1
  }

  private mutating func consume(_ design: Int, _ starts: Double, _ made: Double, _ exchange: inout Exchange) {
    guard starts > 0 else { return }
    let entry = exchange.inputs.accelerators[design]
    for die in exchange.catalogue.firstDie[design]..<exchange.catalogue.firstDie[design + 1] {
      exchange.goods.consume(exchange.goods.dies(die), starts * exchange.catalogue.dies[die].count)
    }
    // Pools are shared: the need of this design leaves with its part of the stock.
    let memory = entry.memory.asInt
    let packaging = entry.packaging.asInt
    exchange.goods.consume(exchange.goods.output(memory), starts * entry.hbm.value)
    exchange.goods.consume(exchange.goods.output(packaging), starts / entry.packagesPerWafer.value)
    exchange.goods.consume(exchange.goods.dram, starts * entry.dram.value)
    exchange.goods.produce(exchange.goods.accelerators(design), starts)
    exchange.goods.scrap(exchange.goods.accelerators(design), starts - made)
    finished[design] += made
  }

  /// Cost of wafers and memory in one package now, in thousand USD.
  private func materialCost(_ design: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.accelerators[design]
    let years = exchange.now / Time.year
    var cost =
      (entry.hbm.value * exchange.posted.memory.hbm + entry.dram.value * exchange.posted.memory.dram) / 1000
    for die in exchange.catalogue.firstDie[design]..<exchange.catalogue.firstDie[design + 1] {
      let part = exchange.catalogue.dies[die]
      let process = exchange.inputs.processes[part.process]
      let rise = exchange.inputs(since: 0).processes[part.process].priceRise.value
      cost += VendorPricing.dies(
        part.count, wafer: process.waferPrice.value * exchange.posted.fabs.priceFactor[part.process],
        rise: rise * years,
        diesPerWafer: exchange.posted.fabs.diesPerWafer[die])
    }
    return cost
  }

  /// Part of what a book owes that is owed to labs behind export controls.
  private func restrictedPart(_ book: Int, _ exchange: borrowing Exchange) -> Double {
    var (restricted, all) = (0.0, 0.0)
    for order in exchange.book.books[book] {
      all += order.owed
      if exchange.inputs.labs[order.lab].restricted { restricted += order.owed }
    }
    return all > 0 ? restricted / all : 0
  }

  /// Vendors pass changes of material cost on to new orders, and ask more where hours of compute have become dearer
  /// than in the world.
  mutating func price(_ exchange: inout Exchange) {
    for book in exchange.posted.assembly.markup.indices {
      guard let design = exchange.catalogue.current(book: book, at: exchange.now) else { continue }
      let release = exchange.inputs.accelerators[design].price.value
      guard release > 0 else { continue }
      let markup = VendorPricing.markup(
        release: release, material: materialCost(design, exchange), opening: openingCost[design])
      let scarcity = VendorPricing.scarcity(
        lead: exchange.posted.market.restrictedLead(exchange.inputs), part: restrictedPart(book, exchange),
        pull: exchange.inputs.vendors[OrderBook.vendor(of: book)].marketPull.value)
      post(markup: max(VendorPricing.leastMarkup, markup * scarcity), book, &exchange)
    }
  }
}
