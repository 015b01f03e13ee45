#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// HBM: agreed on once a year, price and volume of the next; makers turn their lines to what they have promised.
extension Memory {
  /// The month on whose first the round is, and months from there to the term that it is for.
  static let roundMonth = 10
  private static let roundLead = 3.0
  /// Makers turn lines to what is promised this much faster than they can go on turning them, and back as fast.
  private static let quick = 1.5

  /// GB of HBM a day on one process: what its lines make as they are turned, what they could make in a term, and what
  /// its buyers will need.
  struct Flow: BitwiseCopyable {
    var now = 0.0
    var reach = 0.0
    var need = 0.0
  }

  /// The term under way at the start: its price holds, and makers turn lines to what they promised for it.
  mutating func openHBM(_ exchange: inout Exchange) {
    agreed = exchange.inputs.memory.hbmPrice.value
    post(hbm: agreed, &exchange)
    var all = 0.0
    var hbm = 0.0
    for fab in exchange.posted.fabs.capacity.indices
    where exchange.inputs.processes[exchange.inputs.fabs[fab].process.asInt].kind == .dram {
      all += exchange.posted.fabs.capacity[fab]
      hbm += exchange.posted.fabs.capacity[fab] * exchange.posted.fabs.hbmShare[fab]
    }
    let promised = hbm > 0 ? 1 + exchange.inputs.memory.hbmBooked.value * all / hbm : 1
    targets.removeAll(keepingCapacity: true)
    flows.removeAll(keepingCapacity: true)
    for _ in exchange.inputs.processes.indices { flows.append(Flow()) }
    for fab in exchange.posted.fabs.capacity.indices {
      let share = exchange.posted.fabs.hbmShare[fab]
      targets.append(max(share, min(exchange.inputs.memory.hbmShareLimit[fab], share * promised)))
    }
    exchange.begin(.hbmRound, .hbm, month: Memory.roundMonth, priority: Priority.decision)
  }

  /// The round: what vendors will need in the middle of the term, what makers can turn to it, at which price.
  mutating func agree(_ exchange: inout Exchange) {
    let inputs = exchange.inputs.memory
    let term = exchange.inputs.decisions.hbm.value / 12
    exchange.schedule(.hbmHolds, months: Memory.roundLead, after: .hbm, priority: Priority.completion)
    exchange.recur(
      .hbmRound, .hbm, months: exchange.inputs.decisions.hbm.value, priority: Priority.decision)
    let ahead = Memory.roundLead / 12 + term / 2
    let perWafer = Memory.hbmPerWafer(exchange, years: ahead)
    let shift = inputs.shareShift.value * term
    var seen = HBMRound.Market(
      hbm: exchange.posted.memory.hbm, dram: exchange.posted.memory.dram, dramCost: Memory.cost(exchange),
      need: 0, reach: 0, booked: 0)
    for process in flows.indices { flows[process] = Flow() }
    for fab in targets.indices {
      let daily = exchange.posted.fabs.capacity[fab] * 1000 / Time.month * perWafer
      let share = exchange.posted.fabs.hbmShare[fab]
      let process = exchange.inputs.fabs[fab].process.asInt
      flows[process].now += daily * share
      flows[process].reach += daily * highest(fab, share, shift, exchange)
      seen.booked += daily * targets[fab]
    }
    // One price, of what all need and can be served with: no process makes up for another.
    for process in flows.indices {
      flows[process].need = need(of: process, in: ahead, term, exchange)
      seen.need += flows[process].need
      seen.reach += min(flows[process].need, flows[process].reach)
    }
    agreed = HBMRound(inputs).price(seen)
    for process in flows.indices where flows[process].reach > 0 {
      seen.need = flows[process].need
      promise(of: process, HBMRound(inputs).volume(seen, at: agreed), shift, exchange)
    }
  }

  /// Makers on a process turn to what the buyers of its HBM have agreed on: nobody else's fits.
  private mutating func promise(
    of process: Int, _ volume: Double, _ shift: Double, _ exchange: borrowing Exchange
  ) {
    for fab in targets.indices where exchange.inputs.fabs[fab].process.asInt == process {
      let share = exchange.posted.fabs.hbmShare[fab]
      targets[fab] = HBMRound.share(
        share, highest: highest(fab, share, shift, exchange),
        lowest: max(0, share - Memory.quick * shift), volume: volume, now: flows[process].now,
        reach: flows[process].reach)
    }
  }

  /// The term begins.
  func hold(_ exchange: inout Exchange) { post(hbm: agreed, &exchange) }

  private func highest(_ fab: Int, _ share: Double, _ shift: Double, _ exchange: borrowing Exchange)
    -> Double
  {
    max(share, min(exchange.inputs.memory.hbmShareLimit[fab], share + shift))
  }

  /// GB a day of a process that vendors will need in so many years, of the designs that they will then make, less what
  /// stands about.
  func need(of process: Int, in years: Double, _ term: Double, _ exchange: borrowing Exchange) -> Double {
    var need = 0.0
    for design in exchange.inputs.accelerators.indices {
      let entry = exchange.inputs.accelerators[design]
      guard entry.memory.asInt == process else { continue }
      let book = OrderBook.index(vendor: entry.vendor.asInt, orbit: entry.orbit)
      let share = exchange.catalogue.share(design, book: book, at: exchange.now + years * Time.year)
      guard share > 0 else { continue }
      let trend = exchange.book.trend(book)
      let rate = exchange.posted.assembly.planRate[book] + trend.daily * (exp(trend.growth * years) - 1)
      need += max(0, rate) * share / entry.performance.value / entry.assemblyYield.value * entry.hbm.value
    }
    let liked = plannedUse(of: process, exchange) * exchange.inputs.memory.inventoryTarget.value * Time.month
    let excess = max(0, hbmStock(of: process, exchange) - liked)
    return max(exchange.inputs.memory.hbmLeast.value * need, need - excess / (term * Time.year))
  }

  /// GB of HBM in the stock of a process's makers.
  private func hbmStock(of process: Int, _ exchange: borrowing Exchange) -> Double {
    exchange.goods[exchange.goods.output(process)].onHand
  }

  /// GB a day that vendors' plans take now.
  func plannedUse(of process: Int?, _ exchange: borrowing Exchange) -> Double {
    var use = 0.0
    for design in exchange.inputs.accelerators.indices {
      let entry = exchange.inputs.accelerators[design]
      guard process == nil || entry.memory.asInt == process else { continue }
      let book = OrderBook.index(vendor: entry.vendor.asInt, orbit: entry.orbit)
      let share = exchange.catalogue.share(design, book: book, at: exchange.now)
      use += exchange.posted.assembly.planRate[book] * share / entry.performance.value * entry.hbm.value
    }
    return use
  }

  /// The share of HBM that each fab turns to by its maker's next decision.
  mutating func turn(days: Double, _ exchange: borrowing Exchange) {
    let most = Memory.quick * exchange.inputs.memory.shareShift.value * days / Time.year
    for process in flows.indices { flows[process] = Flow() }
    let perWafer = Memory.hbmPerWafer(exchange)
    for fab in targets.indices {
      flows[exchange.inputs.fabs[fab].process.asInt].now +=
        exchange.posted.fabs.capacity[fab] * 1000 / Time.month * perWafer * targets[fab]
    }
    for fab in shares.indices {
      let share = exchange.posted.fabs.hbmShare[fab]
      let process = exchange.inputs.fabs[fab].process.asInt
      let wanted = targets[fab] * partTaken(process, exchange)
      shares[fab] = share + min(most, max(-most, wanted - share))
    }
  }

  /// Part of what makers on a process have promised that its buyers take, where so much stands about already.
  private func partTaken(_ process: Int, _ exchange: borrowing Exchange) -> Double {
    let use = plannedUse(of: process, exchange)
    guard flows[process].now > 0 else { return 1 }
    guard use > 0 else { return 0 }
    let liked = exchange.inputs.memory.inventoryTarget.value * Time.month
    return HBMRound.taken(
      use: use, stockDays: hbmStock(of: process, exchange) / use - liked,
      least: exchange.inputs.memory.hbmLeast.value, of: flows[process].now)
  }
}
