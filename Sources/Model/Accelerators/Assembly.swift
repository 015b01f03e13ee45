#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel

/// Vendors: plan from their order books, join dies, memory and packaging into accelerators, and share out what they made.
struct Assembly: ~Copyable {
  /// What a delivery gives to one order.
  private struct Gift: BitwiseCopyable {
    var lab: Int
    var venue: Int
    /// H100-equivalents, and billions of USD paid on them before.
    var amount: Double
    var prepaid: Double
  }

  /// Finished accelerators not yet shipped, by design.
  private(set) var finished: [Double]
  /// H100-equivalents sold since the start, and their IT power in MW.
  private(set) var soldCompute = 0.0
  private(set) var soldPower = 0.0
  private(set) var soldSpend = 0.0
  /// Months of deliveries so far: the ordinal of their draws.
  private var months = 0
  private var openingCost: [Double] = []
  // Scratch of one week.
  private var wantedUnits: [Double]
  private var reachable: [Double]
  private var memoryNeed: [Double]
  private var packagingNeed: [Double]
  private var shares: [Double]
  private var readiness: [Double]
  private var gifts: [Gift] = []

  init(_ inputs: View<WorldInputs>) {
    finished = Array(repeating: 0, count: inputs.accelerators.count)
    wantedUnits = finished
    reachable = finished
    memoryNeed = Array(repeating: 0, count: inputs.processes.count)
    packagingNeed = memoryNeed
    shares = Array(repeating: 0, count: inputs.labs.count * (inputs.regions.count + 1))
    readiness = shares
  }

  mutating func open(_ exchange: inout Exchange) {
    soldCompute = 0
    soldPower = 0
    soldSpend = 0
    months = 0
    openStocks(&exchange)
    openingCost.removeAll(keepingCapacity: true)
    for design in finished.indices { openingCost.append(materialCost(design, exchange)) }
    plan(&exchange)
    exchange.scheduler.schedule(.assemble, after: 0, priority: Priority.completion)
    // Half a month of finished accelerators stands ready: the next delivery is half a month away.
    exchange.scheduler.schedule(.deliver, after: Time.month / 2, priority: Priority.completion)
  }

  /// Two weeks of dies and packaging wafers stand in stock, half a month of finished accelerators with the vendors.
  private mutating func openStocks(_ exchange: inout Exchange) {
    for design in finished.indices {
      let daily = Fabs.openingRate(design, exchange.inputs)
      let entry = exchange.inputs.accelerators[design]
      finished[design] = daily * Time.month / 2
      exchange.goods.endow(exchange.goods.accelerators(design), onHand: finished[design])
      for die in exchange.catalogue.firstDie[design]..<exchange.catalogue.firstDie[design + 1] {
        exchange.goods.endow(
          exchange.goods.dies(die), onHand: daily * exchange.catalogue.dies[die].count * 14)
      }
      guard daily > 0 else { continue }
      let place = exchange.goods.output(entry.packaging.asInt)
      exchange.goods.endow(place, onHand: daily / entry.packagesPerWafer.value * 14)
    }
  }

  /// What each book is planned to make a day, to work off the backlog over the fulfilment time; wafers are started for what
  /// orders will have grown to when they are machines.
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
    let wish = min(unfinished, exchange.posted.assembly.planRate[book] * Time.week * 1.25)
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

  private func readyCompute(_ book: Int, _ exchange: borrowing Exchange) -> Double {
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
    let logic = logicRatio < 0.999 ? scarce(scarcestProcess(design, exchange), 1 - logicRatio, exchange) : 0
    let packages = packagingFactor < 0.999 ? scarce(packaging, 1 - packagingFactor, exchange) : 0
    exchange.starvation.starve(.assembly, of: .logic, days: days * logic)
    if memoryRatio < 0.999 { exchange.starvation.starve(.assembly, of: .memory, days: days) }
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
      let price = process.waferPrice.value * max(0.1, 1 + rise * years)
      cost += price * part.count / max(0.1, exchange.posted.fabs.diesPerWafer[die])
    }
    return cost
  }

  /// Vendors pass changes of material cost on to new orders.
  mutating func price(_ exchange: inout Exchange) {
    for book in exchange.posted.assembly.markup.indices {
      guard let design = exchange.catalogue.current(book: book, at: exchange.now) else { continue }
      guard exchange.inputs.accelerators[design].price.value > 0 else { continue }
      let change = materialCost(design, exchange) - openingCost[design]
      let markup = 1 + change / exchange.inputs.accelerators[design].price.value
      post(markup: max(0.5, markup), book, &exchange)
    }
  }
}

extension Assembly {
  /// A month's deliveries: each vendor shares out what it has finished.
  mutating func deliver(_ exchange: inout Exchange) {
    months += 1
    for book in exchange.book.books.indices {
      let available = min(readyCompute(book, exchange), exchange.book.backlog[book])
      let rate = available / Time.month
      exchange.book.outflow[book] += (rate - exchange.book.outflow[book]) / 3
      guard available > 1e-6 else { continue }
      allocate(book, available, &exchange)
      // What rounding left unallocated stays with the vendor.
      var allocated = 0.0
      for share in shares { allocated += share }
      if allocated > 0 { shipOut(book, allocated, &exchange) }
      exchange.book.sweep(book)
    }
    exchange.scheduler.schedule(.deliver, after: Time.month, priority: Priority.completion)
  }

  /// Fills orders by the vendor's policy, charges it and gathers what goes where.
  private mutating func allocate(_ book: Int, _ available: Double, _ exchange: inout Exchange) {
    for cell in shares.indices {
      shares[cell] = 0
      readiness[cell] = readiness(cell, exchange)
    }
    let price = price(book, exchange)
    let backlog = exchange.book.backlog[book]
    var orders = exchange.book.takeOut(book)
    gifts.removeAll(keepingCapacity: true)
    divide(available, over: &orders, owing: backlog, of: OrderBook.vendor(of: book), exchange)
    exchange.book.putBack(orders, in: book)
    for gift in gifts {
      exchange.book.deliver(gift.amount, lab: gift.lab, venue: gift.venue, book)
      exchange.charge(gift.lab, billions: max(0, gift.amount * price - gift.prepaid))
      soldSpend += gift.amount * price
      let buyer = exchange.inputs.labs[gift.lab]
      if !buyer.provider.isNone {
        exchange.leased.add(gift.amount * (1 - buyer.ownShare.value), to: gift.lab)
      }
      shares[exchange.places.cell(gift.lab, gift.venue)] += gift.amount
    }
  }

  /// Divides what is available among orders by the vendor's policy; what that leaves goes to the oldest.
  private mutating func divide(
    _ available: Double, over orders: inout [OrderBook.Order], owing backlog: Double, of vendor: Int,
    _ exchange: borrowing Exchange
  ) {
    let (places, labs) = (exchange.places, exchange.inputs.labs)
    var orders = orders.mutableSpan
    var left = available
    switch exchange.inputs.vendors[vendor].allocation {
    case .firstCome: break
    case .proRata:
      let fraction = available / backlog
      for index in orders.indices {
        let order = orders[index]
        let cell = places.cell(order.lab, order.venue)
        left -= give(order.owed * fraction * readiness[cell], to: &orders[index])
      }
    case .priority:
      var weight = 0.0
      for index in orders.indices {
        let order = orders[index]
        weight +=
          order.owed * labs[order.lab].priority.value * readiness[places.cell(order.lab, order.venue)]
      }
      guard weight > 0 else { break }
      for index in orders.indices {
        let order = orders[index]
        let cell = places.cell(order.lab, order.venue)
        let claim = order.owed * labs[order.lab].priority.value * readiness[cell]
        left -= give(min(available * claim / weight, order.owed), to: &orders[index])
      }
    }
    var index = 0
    while left > 1e-6, index < orders.count {
      left -= give(min(left, orders[index].owed), to: &orders[index])
      index += 1
    }
  }

  /// Delivers on an order; returns what was given.
  private mutating func give(_ amount: Double, to order: inout OrderBook.Order) -> Double {
    guard amount > 0 else { return 0 }
    gifts.append(Gift(lab: order.lab, venue: order.venue, amount: amount, prepaid: order.take(amount)))
    return amount
  }

  /// Part of its claim that a buyer makes: whose machines stand dark lets others go first.
  private func readiness(_ cell: Int, _ exchange: borrowing Exchange) -> Double {
    1 / (1 + exchange.posted.waiting(cell) / (0.05 * exchange.posted.online(cell) + 1000))
  }

  /// Billions of USD per H100-equivalent that a book delivers now.
  private func price(_ book: Int, _ exchange: borrowing Exchange) -> Double {
    let design = exchange.catalogue.current(book: book, at: exchange.now) ?? finishedDesign(book, exchange)
    return design.map { exchange.pricePerCompute($0, book: book) } ?? 0
  }

  /// The newest design of a book of which some stands finished: what is shipped after the last one is no longer made.
  private func finishedDesign(_ book: Int, _ exchange: borrowing Exchange) -> Int? {
    for design in exchange.catalogue.line[book] where finished[design] > 0 { return design }
    return nil
  }

  private mutating func shipOut(_ book: Int, _ available: Double, _ exchange: inout Exchange) {
    let ready = readyCompute(book, exchange)
    let vendor = exchange.inputs.vendors[OrderBook.vendor(of: book)]
    for design in exchange.catalogue.line[book] where finished[design] > 0 {
      let entry = exchange.inputs.accelerators[design]
      let sent = finished[design] * available / ready
      finished[design] -= sent
      exchange.goods.depart(exchange.goods.accelerators(design), sent)
      soldCompute += sent * entry.performance.value
      soldPower += sent * entry.power.value / 1000
      for lab in 0..<exchange.places.labs {
        for venue in 0..<exchange.places.venues {
          let cell = exchange.places.cell(lab, venue)
          guard shares[cell] > 0 else { continue }
          let units = sent * shares[cell] / available
          exchange.pipeline.depart(units * entry.performance.value, cell)
          var stream = exchange.shippingLuck(
            vendor: OrderBook.vendor(of: book), design: design, lab: lab, venue: venue, month: months)
          let wait = vendor.shipping.sample(using: &stream) * Time.month
          let index = exchange.deliveries.insert(
            Delivery(lab: Int32(lab), venue: Int32(venue), design: Int32(design), units: units))
          exchange.scheduler.schedule(.deliveryArrives(index), after: wait, priority: Priority.arrival)
        }
      }
    }
  }
}
