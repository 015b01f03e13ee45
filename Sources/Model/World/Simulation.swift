import Inputs
import SimulationKernel

/// One worker's reusable state: runs replications of a compiled model, one after the other.
///
/// A run depends on (model, seed, replication, overrides) alone, not on what ran before it.
public struct Simulation: ~Copyable {
  /// The compiled scenario that is run.
  public let model: Model
  /// The seed of all runs.
  public let seed: UInt64
  /// What the last run observed.
  public private(set) var record: Record
  /// Events of the last run.
  public private(set) var events = 0
  /// Events that wait for their time now: after a run, those beyond its end.
  public var pending: Int { world.exchange.scheduler.count }
  /// Numbers that stand in for what the scenario says, in all runs from now on; their places are this model's.
  public var overrides = InputOverrides()
  private var block: ParameterBlock<WorldInputs>
  private(set) var world: World
  private let plausible: PlausibleRanges
  /// Follows the runs, if anybody wants to know.
  private var tracer: Tracer?
  /// How often each shock is upon its input now, and how many random ones have begun.
  private var active: [Int]
  private var begun: [Int]

  public init(_ model: Model, seed: UInt64) {
    self.model = model
    self.seed = seed
    block = ParameterBlock(model.scenario)
    world = World(inputs: block.root, seed: seed)
    world.exchange.dayOfYear = Model.dayOfYear(model.start)
    world.exchange.agenda.setMonths(model.monthDays, startMonth: model.start.month)
    if !model.shocks.isEmpty {
      world.exchange.hindsight = Hindsight(model.scenario, model.shocks.map(\.place))
    }
    record = Record(model.layout, reports: model.reportDays.count)
    plausible = PlausibleRanges(model.layout)
    active = Array(repeating: 0, count: model.shocks.count)
    begun = active
  }

  /// Tells a sink all that happens in the runs from now on; nil ends it.
  ///
  /// A run comes to the same, to the bit, whether it is traced or not.
  public mutating func trace(to sink: (any TraceSink)?) {
    tracer = sink.map { Tracer($0, TraceNames(model, block.root)) }
    world.exchange.trace(to: tracer?.log)
  }

  /// A run with more events than this fails instead of going on for hours.
  static let mostEvents = 50_000_000

  /// Runs one replication from start to end.
  public mutating func run(replication: UInt64) throws(RunFailure) {
    block.draw(seed: seed, replication: replication, overriding: overrides)
    world.exchange.hindsight?.begin(seed: seed, replication: replication, overriding: overrides)
    for shock in active.indices {
      active[shock] = 0
      begun[shock] = 0
    }
    record.begin()
    tracer?.open()
    world.open(replication: replication)
    for (index, day) in model.reportDays.enumerated() where index > 0 {
      world.exchange.scheduler.schedule(.report, at: day, priority: Priority.report)
    }
    scheduleShocks()
    try openingReport()
    let end = model.reportDays[model.reportDays.count - 1]
    let tracer = tracer
    while true {
      tracer?.expect(world.exchange.scheduler)
      guard let event = world.exchange.scheduler.next(until: end) else { break }
      tracer?.begin(event, world)
      defer { tracer?.end(world.exchange) }
      if world.exchange.scheduler.eventsProcessed > Simulation.mostEvents {
        throw failure("more than \(Simulation.mostEvents) events: some rate is out of hand")
      }
      switch event {
      case .report: try report()
      case .shockBegins(let shock): begin(Int(shock))
      case .shockEnds(let shock): change(Int(shock), by: -1)
      case _: world.handle(event)
      }
    }
    events = world.exchange.scheduler.eventsProcessed
  }

  /// The value that uncertain input `index` of the model took in the last run, in its own unit.
  public func drawnValue(_ index: Int) -> Double { block.drawnValue(index) }

  private mutating func openingReport() throws(RunFailure) {
    defer { tracer?.end(world.exchange) }
    try report()
  }

  private mutating func report() throws(RunFailure) {
    world.settle()
    if let what = world.imbalance() { throw failure(what) }
    record.observe(world, day: world.exchange.now)
    if let what = plausible.fault(record) { throw failure(what) }
  }

  /// A failure of the run, today.
  private func failure(_ what: String) -> RunFailure {
    let day = world.exchange.now
    let date = day.isFinite ? model.start.adding(days: Int(day.rounded(.down))).description : ""
    return RunFailure(what: what, place: date)
  }

  // MARK: Shocks

  private mutating func scheduleShocks() {
    for shock in model.shocks.indices {
      let entry = block.root.shocks[model.shocks[shock].entity]
      if entry.date.days < .infinity { scheduleDated(shock) }
      if entry.rate.value > 0 { scheduleRandom(shock) }
    }
  }

  /// A dated shock has one length; one that began before the start is upon its input for what is left of it.
  private mutating func scheduleDated(_ shock: Int) {
    let entry = block.root.shocks[model.shocks[shock].entity]
    var stream = world.exchange.luck(entry.identity, .shock, -1)
    let end = entry.date.days + entry.length.sample(using: &stream) * Time.month
    guard end > 0 else { return }
    world.exchange.scheduler.schedule(
      .shockBegins(UInt16(shock)), at: max(0, entry.date.days), priority: Priority.arrival)
    if end < Time.never {
      world.exchange.scheduler.schedule(.shockEnds(UInt16(shock)), at: end, priority: Priority.arrival)
    }
  }

  private mutating func scheduleRandom(_ shock: Int) {
    let entry = block.root.shocks[model.shocks[shock].entity]
    var stream = world.exchange.luck(entry.identity, .shock, 2 * begun[shock])
    begun[shock] += 1
    let wait = Distribution.exponential(mean: Time.year / entry.rate.value).sample(using: &stream)
    let index = UInt16(shock + model.shocks.count)
    world.exchange.scheduler.schedule(.shockBegins(index), after: wait, priority: Priority.arrival)
  }

  /// A shock begins; places past the last are random ones, which have lengths of their own and come again.
  private mutating func begin(_ index: Int) {
    let shock = index % model.shocks.count
    if index >= model.shocks.count {
      let entry = block.root.shocks[model.shocks[shock].entity]
      var stream = world.exchange.luck(entry.identity, .shock, 2 * begun[shock] - 1)
      let length = entry.length.sample(using: &stream) * Time.month
      if length < Time.never {
        world.exchange.scheduler.schedule(
          .shockEnds(UInt16(shock)), after: length, priority: Priority.arrival)
      }
      scheduleRandom(shock)
    }
    change(shock, by: 1)
  }

  private mutating func change(_ shock: Int, by step: Int) {
    active[shock] += step
    apply(model.shocks[shock].place)
  }

  /// Sets an input to its drawn value times the shocks now upon it, in the order of their ids.
  private mutating func apply(_ place: InputPlace) {
    var factor = 1.0
    for (index, shock) in model.shocks.enumerated() where shock.place.path == place.path {
      for _ in 0..<active[index] { factor *= block.root.shocks[shock.entity].factor.value }
    }
    let quotes = world.quoteAgain()
    block.scale(place, by: factor)
    world.exchange.hindsight?.note(place.path, factor: factor, day: world.exchange.now)
    world.repost(quotes)
    if place.path.hasPrefix("launch.") { world.launchAgain() }
  }
}
