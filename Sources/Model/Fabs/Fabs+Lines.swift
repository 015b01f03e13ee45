#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

// What operators of fabs hear of orders, and what they build for them. A line of fabs counts thousand wafer starts a
// month of capacity and thousand wafers of orders.
extension Fabs {
  /// Capacity that a thousand wafers a year take.
  private static let use = 1.0 / 12
  /// Times the usual that customers other than AI wait before they go elsewhere.
  private static let longestQueue = 2.0

  mutating func openLines(_ exchange: inout Exchange) {
    countOrders(exchange)
    for fab in capacity.indices { exchange.open(line: exchange.inputs.fabs[fab].line, report(fab, exchange)) }
    heard = exchange.now
    postPrices(&exchange)
  }

  /// Operators hear what was ordered since they last did, and decide.
  mutating func decideLines(_ exchange: inout Exchange) {
    countOrders(exchange)
    let days = exchange.now - heard
    heard = exchange.now
    for fab in capacity.indices {
      let line = exchange.inputs.fabs[fab].line
      guard !line.isNone else { continue }
      exchange.hear(line: line, ordered(fab, exchange) * days / Time.year, for: days)
      let report = report(fab, exchange)
      let size = exchange.ask(line: line, report)
      capacity[fab] = exchange.standing(line: line, plan: report.plan)
      if size > 0 { announce(fab, size, &exchange) }
    }
    postPrices(&exchange)
  }

  /// A fab that its operator announces by itself.
  private mutating func announce(_ fab: Int, _ size: Double, _ exchange: inout Exchange) {
    let entry = exchange.inputs.fabs[fab]
    let line = exchange.inputs.lines[entry.line.asInt]
    var stream = exchange.luck(line.identity, .build, exchange.lines.ordinal(entry.line.asInt))
    let time = (line.permit.sample(using: &stream) + line.build.sample(using: &stream)) * Time.month
    let ramp = (line.tooling.sample(using: &stream) + line.ramp.sample(using: &stream)) * Time.month
    exchange.lines.begin(entry.line.asInt, size)
    begin(
      fab: fab, capacity: size, announced: exchange.now, ready: exchange.now + time, kind: .own(ramp: ramp),
      stream: &stream, &exchange)
  }

  /// What AI orders of each process a day, in wafers, and what of it is not in process yet.
  private mutating func countOrders(_ exchange: borrowing Exchange) {
    for process in orderedByProcess.indices {
      orderedByProcess[process] = 0
      bookByProcess[process] = 0
    }
    for book in exchange.book.backlog.indices {
      let vendor = exchange.inputs.vendors[OrderBook.vendor(of: book)]
      let ahead = exchange.now + vendor.lookahead.value * Time.month
      guard let newest = exchange.catalogue.current(book: book, at: ahead) else { continue }
      let daily = exchange.book.trend(book).daily
      let backlog = exchange.book.backlog[book]
      let second = exchange.catalogue.predecessor(of: newest, book: book, at: ahead)
      let share = second == nil ? 1 : exchange.catalogue.rampShare(newest, at: ahead)
      count(newest, share * daily, share * backlog, exchange)
      if let second { count(second, (1 - share) * daily, (1 - share) * backlog, exchange) }
    }
    for die in diesInProcess.indices {
      let process = exchange.catalogue.dies[die].process
      let dies = diesInProcess[die] + exchange.goods[exchange.goods.dies(die)].onHand
      if diesPerWafer[die] > 0 { bookByProcess[process] -= dies / diesPerWafer[die] }
    }
    for process in bookByProcess.indices {
      if exchange.inputs.processes[process].kind == .packaging {
        bookByProcess[process] -=
          packagingInProcess[process] + exchange.goods[exchange.goods.output(process)].onHand
      }
      bookByProcess[process] = max(0, bookByProcess[process])
    }
  }

  /// Adds the wafers of `daily` H100-equivalents ordered a day of one design, and of `backlog` that are owed.
  private mutating func count(
    _ design: Int, _ daily: Double, _ backlog: Double, _ exchange: borrowing Exchange
  ) {
    let entry = exchange.inputs.accelerators[design]
    let perCompute = 1 / entry.performance.value / entry.assemblyYield.value
    func add(_ wafers: Double, _ process: Int) {
      orderedByProcess[process] += daily * wafers
      bookByProcess[process] += backlog * wafers
    }
    for die in exchange.catalogue.firstDie[design]..<exchange.catalogue.firstDie[design + 1]
    where diesPerWafer[die] > 0 {
      let part = exchange.catalogue.dies[die]
      add(perCompute * part.count / diesPerWafer[die], part.process)
    }
    let packaging = entry.packaging.asInt
    let yield = max(Fabs.leastYield, exchange.inputs.processes[packaging].lineYield.value)
    add(perCompute / entry.packagesPerWafer.value / yield, packaging)
  }

  /// Part of what AI orders of a fab's process that it may expect: by what it could give.
  private func part(_ fab: Int, _ exchange: borrowing Exchange) -> Double {
    let process = exchange.inputs.fabs[fab].process.asInt
    var all = 0.0
    for other in capacity.indices where exchange.inputs.fabs[other].process.asInt == process {
      all += capacity[other] * aiShare[other]
    }
    return all > 0 ? capacity[fab] * aiShare[fab] / all : 0
  }

  /// Thousand wafers a year that customers other than AI order: their part at the start of what has been announced and
  /// stands, and its growth.
  private func othersOrder(_ fab: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.fabs[fab]
    return (1 - entry.aiShare.value) * announcedCapacity(fab, exchange) / Fabs.use
      * exp(entry.otherGrowth.value * exchange.now / Time.year)
  }

  /// Thousand wafers that they wait for: longer where AI has outbid them, as long as they bear it.
  private func othersBook(_ fab: Int, _ rules: View<LineInputs>, _ exchange: borrowing Exchange) -> Double {
    let ordered = othersOrder(fab, exchange)
    let left = (1 - aiShare[fab]) * capacity[fab] / Fabs.use
    let queue = ordered > left ? min(Fabs.longestQueue, left > 0 ? ordered / left : .infinity) : 1
    return ordered * (rules.lead.value + rules.wait.value / 2) * queue
  }

  /// Thousand wafers a year that are ordered of a fab.
  private func ordered(_ fab: Int, _ exchange: borrowing Exchange) -> Double {
    let process = exchange.inputs.fabs[fab].process.asInt
    guard exchange.inputs.processes[process].kind != .dram else {
      return exchange.posted.memory.pressure * capacity[fab] / Fabs.use
    }
    return othersOrder(fab, exchange)
      + part(fab, exchange) * orderedByProcess[process] * Time.year / 1000
  }

  /// Capacity that was announced and stands: all but what the operator added by itself.
  private func announcedCapacity(_ fab: Int, _ exchange: borrowing Exchange) -> Double {
    capacity[fab] - (exchange.lines[exchange.inputs.fabs[fab].line]?.grown ?? 0)
  }

  private func report(_ fab: Int, _ exchange: borrowing Exchange) -> Line.Report {
    let entry = exchange.inputs.fabs[fab]
    let plan = announcedCapacity(fab, exchange)
    let coming = pipeline[fab] - (exchange.lines[entry.line]?.underWay ?? 0)
    var report = Line.Report(plan: plan, planAhead: plan + max(0, coming), book: 0, use: Fabs.use)
    guard !entry.line.isNone else { return report }
    if exchange.inputs.processes[entry.process.asInt].kind == .dram {
      // Makers of memory have a forecast and a price of their own.
      let memory = exchange.posted.memory
      report.forecast = Line.Forecast(
        capacity: memory.pressure * capacity[fab], margin: memory.dram / Memory.cost(exchange) - 1)
    } else {
      let rules = exchange.inputs.lines[entry.line.asInt]
      report.book =
        othersBook(fab, rules, exchange)
        + part(fab, exchange) * bookByProcess[entry.process.asInt] / 1000
    }
    return report
  }

  /// Posts the price of each process's wafers over that of normal times, over the lines that run it.
  private func postPrices(_ exchange: inout Exchange) {
    for process in orderedByProcess.indices {
      var (sum, all) = (0.0, 0.0)
      for fab in capacity.indices where exchange.inputs.fabs[fab].process.asInt == process {
        sum += capacity[fab] * exchange.priceFactor(line: exchange.inputs.fabs[fab].line)
        all += capacity[fab]
      }
      post(priceFactor: all > 0 ? sum / all : 1, process, &exchange)
    }
  }
}
