import SimulationKernel

extension Fabs {
  /// Weeks of a quarter: yields are reckoned anew once in each.
  private static let weeksOfQuarter = 13
  /// A line's yield counts as this at least: nobody starts more than a hundred times what is wanted.
  static let leastYield = 0.01
  /// Ordinals that a week keeps for a design's kinds of dies: each draws luck of its own.
  private static let partsOfDesign = 64

  /// Starts a week's lots on every line.
  mutating func startLots(_ exchange: inout Exchange) {
    weeks += 1
    if weeks % Fabs.weeksOfQuarter == 1 { refresh(exchange) }
    measureWants(&exchange)
    for fab in capacity.indices {
      let process = exchange.inputs.fabs[fab].process.asInt
      let weekly = weeklyWafers(fab)
      guard weekly > 0 else { continue }
      switch exchange.inputs.processes[process].kind {
      case .logic: startLogic(fab, process, weekly * aiShare[fab], &exchange)
      case .packaging: startPackaging(fab, process, weekly * aiShare[fab], &exchange)
      case .dram: startMemory(fab, weekly, &exchange)
      }
    }
    exchange.scheduler.schedule(.lotsStart, after: Time.week, priority: Priority.completion)
  }

  /// Wafers a fab can start in a week, all customers together.
  func weeklyWafers(_ fab: Int) -> Double { capacity[fab] * 1000 * Time.week / Time.month }

  /// What vendors' plans ask of each process: to start now, beside what stands in stock and in process, and as a steady
  /// flow.
  private mutating func measureWants(_ exchange: inout Exchange) {
    for process in wantedByProcess.indices {
      wantedByProcess[process] = 0
      flowByProcess[process] = 0
      capacityByProcess[process] = 0
    }
    for fab in capacity.indices {
      let process = exchange.inputs.fabs[fab].process.asInt
      capacityByProcess[process] += weeklyWafers(fab) * aiShare[fab]
    }
    wantedDies.removeAll()
    for book in exchange.posted.assembly.startRate.indices where exchange.posted.assembly.startRate[book] > 0
    {
      wantBook(book, exchange)
    }
    for process in wantedByProcess.indices where exchange.inputs.processes[process].kind != .dram {
      if exchange.inputs.processes[process].kind == .packaging { lessPackaging(process, exchange) }
      let available = capacityByProcess[process]
      let flow = flowByProcess[process]
      let short = flow > available ? 1 - available / flow : 0
      post(scarcity: short, weight: min(1, Time.week / max(1, middleCycle[process])), process, &exchange)
      blame(process, &exchange)
    }
  }

  /// One book's plan: the newest design takes over as far as its processes reach, the one before it fills what is left.
  private mutating func wantBook(_ book: Int, _ exchange: borrowing Exchange) {
    let vendor = exchange.inputs.vendors[OrderBook.vendor(of: book)]
    let ahead = exchange.now + vendor.lookahead.value * Time.month
    guard let newest = exchange.catalogue.current(book: book, at: ahead) else { return }
    let rate = exchange.posted.assembly.startRate[book]
    guard let second = exchange.catalogue.predecessor(of: newest, book: book, at: ahead) else {
      want(newest, rate, exchange)
      return
    }
    let share = exchange.catalogue.rampShare(newest, at: ahead)
    want(newest, rate * share, exchange)
    want(second, rate * (1 - share * reach(newest, rate * share, exchange)), exchange)
  }

  /// Part of a flow of a design that its scarcest process could carry, if the design had it to itself.
  private func reach(_ design: Int, _ compute: Double, _ exchange: borrowing Exchange) -> Double {
    var part = 1.0
    for die in exchange.catalogue.firstDie[design]..<exchange.catalogue.firstDie[design + 1] {
      let process = exchange.catalogue.dies[die].process
      let flow = flowByProcess[process]
      if flow > 0 { part = min(part, capacityByProcess[process] / flow) }
    }
    return part
  }

  /// Adds a flow of `compute` H100-equivalents a day of one design: wafers for its dies and for its packages.
  private mutating func want(_ design: Int, _ compute: Double, _ exchange: borrowing Exchange) {
    guard compute > 0 else { return }
    let entry = exchange.inputs.accelerators[design]
    let vendor = exchange.inputs.vendors[entry.vendor.asInt]
    let units = compute / entry.performance.value / entry.assemblyYield.value
    for die in exchange.catalogue.firstDie[design]..<exchange.catalogue.firstDie[design + 1] {
      let process = exchange.catalogue.dies[die].process
      let daily = units * exchange.catalogue.dies[die].count
      // Cover of the cycle time and a safety stock.
      let missing =
        daily * (middleCycle[process] + vendor.dieCover.value)
        - exchange.goods[exchange.goods.dies(die)].onHand
        - diesInProcess[die]
      flowByProcess[process] += daily * Time.week / diesPerWafer[die]
      guard missing > 0 else { continue }
      wanted[die] = missing / diesPerWafer[die]
      wantedDies.insert(die, in: 0)
      wantedByProcess[process] += wanted[die]
    }
    let packaging = entry.packaging.asInt
    let wafers = units / entry.packagesPerWafer.value
    wantedByProcess[packaging] += wafers * (middleCycle[packaging] + vendor.packagingCover.value)
    flowByProcess[packaging] += wafers * Time.week
  }

  /// Takes stock and work in process off what packaging is wanted, and adds what the line loses.
  private mutating func lessPackaging(_ process: Int, _ exchange: borrowing Exchange) {
    let stock = exchange.goods[exchange.goods.output(process)].onHand + packagingInProcess[process]
    let yield = max(Fabs.leastYield, exchange.inputs.processes[process].lineYield.value)
    wantedByProcess[process] = max(0, wantedByProcess[process] - stock) / yield
    flowByProcess[process] /= yield
  }

  private mutating func startLogic(
    _ fab: Int, _ process: Int, _ available: Double, _ exchange: inout Exchange
  ) {
    let total = wantedByProcess[process]
    guard total > 0, available > 0 else { return }
    // Lines on one process share its plans in proportion to their capacity.
    let fraction = min(1, capacityByProcess[process] / total) * available / capacityByProcess[process]
    var next = 0
    while let die = wantedDies.next(from: next, in: 0) {
      next = die + 1
      guard exchange.catalogue.dies[die].process == process else { continue }
      let wafers = wanted[die] * fraction
      guard wafers >= 1e-3 else { continue }
      diesInProcess[die] += wafers * diesPerWafer[die]
      start(Lot(fab: Int16(fab), product: Int16(die), wafers: wafers), &exchange)
    }
  }

  private mutating func startPackaging(
    _ fab: Int, _ process: Int, _ available: Double, _ exchange: inout Exchange
  ) {
    let total = wantedByProcess[process]
    guard total > 0, available > 0 else { return }
    let wafers = min(1, capacityByProcess[process] / total) * total * available / capacityByProcess[process]
    guard wafers >= 1e-3 else { return }
    packagingInProcess[process] += wafers
    start(Lot(fab: Int16(fab), product: Lot.packaging, wafers: wafers), &exchange)
  }

  private mutating func startMemory(_ fab: Int, _ weekly: Double, _ exchange: inout Exchange) {
    let share = hbmShare[fab]
    if share > 0 { start(Lot(fab: Int16(fab), product: Lot.hbm, wafers: weekly * share), &exchange) }
    // Makers idle lines of ordinary DRAM alone: HBM is promised.
    let ordinary = weekly * (1 - share) * exchange.posted.memory.running
    if ordinary > 0 { start(Lot(fab: Int16(fab), product: Lot.dram, wafers: ordinary), &exchange) }
  }

  private mutating func start(_ lot: Lot, _ exchange: inout Exchange) {
    let time = cycleTime(lot, week: weeks, exchange)
    begin(lot, readyIn: time, &exchange)
  }

  /// The cycle time of what a fab starts of one product in a week: no other lot's draws can shift it.
  func cycleTime(_ lot: Lot, week: Int, _ exchange: borrowing Exchange) -> Double {
    let inputs = exchange.inputs
    let fab = inputs.fabs[Int(lot.fab)]
    guard lot.product >= 0 else {
      var stream = exchange.luck(fab.identity, .cycleTime, week * 4 + Int(lot.product))
      return lot.product == Lot.hbm
        ? inputs.memory.hbmCycleTime.sample(using: &stream) * Time.month
        : inputs.processes[fab.process.asInt].cycleTime.sample(using: &stream)
    }
    let die = Int(lot.product)
    let design = exchange.catalogue.dies[die].design
    let part = die - exchange.catalogue.firstDie[design]
    var stream = exchange.luck(
      fab.identity, .cycleTime, inputs.accelerators[design].identity, week * Fabs.partsOfDesign + part)
    return inputs.processes[fab.process.asInt].cycleTime.sample(using: &stream)
  }

  mutating func begin(_ lot: Lot, readyIn time: Double, _ exchange: inout Exchange) {
    let process = exchange.inputs.fabs[Int(lot.fab)].process.asInt
    exchange.goods.begin(exchange.goods.wafers(process), lot.wafers)
    exchange.scheduler.schedule(.lotDone(lots.insert(lot)), after: time, priority: Priority.completion)
  }

  /// AI outbids other buyers while its orders go short, no faster than contracts allow, and gives back when it wants
  /// less.
  mutating func winShares(_ exchange: inout Exchange) {
    for fab in capacity.indices {
      let entry = exchange.inputs.fabs[fab]
      let process = entry.process.asInt
      guard exchange.inputs.processes[process].kind != .dram else { continue }
      let step = entry.aiShareGrowth.value * Time.week / Time.year
      let available = capacityByProcess[process]
      if flowByProcess[process] > available {
        aiShare[fab] = min(max(entry.aiShareLimit.value, aiShare[fab]), aiShare[fab] + step)
      } else if flowByProcess[process] < entry.aiShareUse.value * available {
        aiShare[fab] = max(min(entry.aiShare.value, aiShare[fab]), aiShare[fab] - step)
      }
    }
  }

  /// Charges a shortage of wafers to what would have to change first: contracts, then tools, then cleanrooms.
  private func blame(_ process: Int, _ exchange: inout Exchange) {
    let short = flowByProcess[process] - capacityByProcess[process]
    guard flowByProcess[process] > 0 else { return }
    exchange.starvation.want(.fabrication, days: Time.week)
    guard short > 0 else { return }
    var contracts = false
    for fab in capacity.indices where exchange.inputs.fabs[fab].process.asInt == process {
      if aiShare[fab] < exchange.inputs.fabs[fab].aiShareLimit.value - 1e-9 && capacity[fab] > 0 {
        contracts = true
      }
    }
    var tools = false
    for order in exchange.toolOrders.orders where order.ready && projects[order.project].process == process {
      tools = true
    }
    let cause: Cause = contracts ? .contracts : tools ? .tools : .cleanroom
    exchange.starvation.starve(.fabrication, of: cause, days: Time.week)
    exchange.starvation.lose(.fabrication, for: cause, output: computeOf(process, wafers: short, exchange))
  }

  /// H100-equivalents that `wafers` of a process would have become, in the mix now wanted.
  private func computeOf(_ process: Int, wafers: Double, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    var weight = 0.0
    var next = 0
    while let die = wantedDies.next(from: next, in: 0) {
      next = die + 1
      guard exchange.catalogue.dies[die].process == process else { continue }
      let entry = exchange.catalogue.dies[die]
      let design = exchange.inputs.accelerators[entry.design]
      sum += wanted[die] * diesPerWafer[die] / entry.count * design.performance.value
      weight += wanted[die]
    }
    return weight > 0 ? wafers * sum / weight : 0
  }
}
