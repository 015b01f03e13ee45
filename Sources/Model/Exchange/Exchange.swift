import Inputs
import SimulationKernel
import Synchronization

/// Where industries meet: the clock, goods, order books, prices, starvation accounts, money, and what each side posts
/// for the others to read.
///
/// Industries keep their own state to themselves and share only this.
struct Exchange: ~Copyable {
  /// Events for which the list has room before it grows.
  private static let expectedEvents = 4096

  /// Gives the exchange a fixed address: the compiler copies a large struct without one at every call that borrows it.
  private let anchor = Atomic(false)
  var scheduler: Scheduler<Event>
  /// The inputs as they are now, or while books are closed as they were on average since the last time.
  private(set) var inputs: View<WorldInputs>
  /// The inputs as they are now, also while books are closed.
  let present: View<WorldInputs>
  /// What inputs were in the past, where shocks change them.
  var hindsight: Hindsight?
  let seed: UInt64
  var replication: UInt64 = 0
  /// Days from the first of January to the start, for what is counted by calendar year.
  var dayOfYear = 0.0
  var agenda = Agenda()
  var goods: Goods
  var ledger: Ledger
  var starvation = StarvationAccounts()
  var catalogue: Catalogue
  var book: OrderBook
  var toolOrders = ToolOrders()
  var deliveries = Slab<Delivery>()
  let places: Places
  var posted: Posted
  var pipeline: Pipeline
  /// Billions of USD of capital that each lab paid since it last closed its books.
  var capital: Tally
  /// H100-equivalents delivered to each lab under lease since the books were last closed.
  var leased: Tally
  /// H100-equivalents that reached each lab's sites since beliefs last moved.
  var arrived: Tally
  var planned: PlannedPower
  var lines: Lines

  init(inputs: View<WorldInputs>, seed: UInt64) {
    self.inputs = inputs
    present = inputs
    self.seed = seed
    scheduler = Scheduler(capacity: Exchange.expectedEvents)
    goods = Goods(inputs)
    catalogue = Catalogue(inputs)
    book = OrderBook(vendors: inputs.vendors.count)
    places = Places(inputs)
    posted = Posted(inputs)
    pipeline = Pipeline(places)
    ledger = Ledger(labs: places.labs)
    capital = Tally(labs: places.labs)
    leased = Tally(labs: places.labs)
    arrived = Tally(labs: places.labs)
    planned = PlannedPower()
    lines = Lines(inputs)
  }

  /// Forgets everything and reads a replication's draws, keeping the memory.
  mutating func reset(replication: UInt64) {
    self.replication = replication
    inputs = present
    scheduler.reset()
    agenda.reset()
    goods.reset()
    starvation.reset()
    catalogue.refresh(inputs)
    book.reset()
    toolOrders.orders.removeAll(keepingCapacity: true)
    deliveries.reset()
    posted.reset()
    pipeline.reset()
    capital.reset()
    leased.reset()
    arrived.reset()
    planned.reset()
    lines.reset()
  }

  /// Lets a log take down every movement from now on; nil ends it.
  mutating func trace(to log: MovementLog?) {
    goods.log = log
    ledger.log = log
    starvation.log = log
    book.log = log
    toolOrders.log = log
    planned.log = log
  }

  /// Days since the start.
  var now: Double { scheduler.now }

  /// Has what follows reckon with inputs as they were on average from a day to now: flows of a time that is over.
  mutating func lookBack(to day: Double) {
    inputs = hindsight?.inputs(.flow, from: day, to: now) ?? present
  }

  /// Has what follows go by inputs as they are now.
  mutating func lookUp() { inputs = present }

  /// The inputs as they were on average from a day to now, for what has been going on since; valid until the next call.
  func inputs(since day: Double) -> View<WorldInputs> {
    hindsight?.inputs(.age, from: day, to: now) ?? present
  }

  /// USD/MWh of grid power in a region: dearer, the more AI draws of what could be connected.
  func gridPrice(_ region: Int) -> Double {
    let entry = inputs.regions[region]
    let tightness = posted.power.tightness[region]
    return entry.price.value * (1 + entry.scarcity.value * tightness * tightness)
  }

  /// Schedules the next occurrence of what recurs by the calendar; returns the days until then.
  @discardableResult
  mutating func recur(_ event: Event, _ item: Agenda.Item, months: Double, priority: UInt8) -> Double {
    let next = agenda.next(item, interval: months)
    let wait = next - now
    scheduler.schedule(event, at: next, priority: priority)
    return wait
  }

  /// Schedules the first occurrence of what recurs by the calendar, on the first of a month of the year.
  mutating func begin(_ event: Event, _ item: Agenda.Item, month: Int, priority: UInt8) {
    scheduler.schedule(event, at: agenda.first(item, month: month), priority: priority)
  }

  /// Schedules an event so many months after the latest occurrence of what recurs.
  mutating func schedule(_ event: Event, months: Double, after item: Agenda.Item, priority: UInt8) {
    scheduler.schedule(event, at: agenda.day(months, after: item), priority: priority)
  }

  /// The luck of the `ordinal`-th draw of the thing with this identity: no other thing's draws can shift it.
  func luck(_ identity: Identity, _ purpose: Purpose, _ ordinal: Int) -> RandomStream {
    RandomStream(
      seed: seed, replication: replication,
      key: StreamKey(bits: identity.key).child(purpose.rawValue).child(ordinal))
  }

  /// Thousand USD that a book asks for one package of a design, with its share of servers, network and storage.
  func price(_ design: Int, book: Int) -> Double {
    let entry = inputs.accelerators[design]
    let system = inputs.datacenters.systemCost.value * entry.power.value / 1000
    return entry.price.value * posted.assembly.markup[book] + system
  }

  /// Billions of USD per H100-equivalent of that.
  func pricePerCompute(_ design: Int, book: Int) -> Double {
    price(design, book: book) / inputs.accelerators[design].performance.value * 1e-6
  }

  /// The luck of a draw that belongs to two things together, such as a line and what it makes.
  func luck(_ identity: Identity, _ purpose: Purpose, _ other: Identity, _ ordinal: Int) -> RandomStream {
    RandomStream(
      seed: seed, replication: replication,
      key: StreamKey(bits: identity.key).child(purpose.rawValue).child(Int(bitPattern: UInt(other.key)))
        .child(ordinal))
  }

  /// The luck of a delivery: its vendor, design, buyer, venue and month, whatever else is in the scenario.
  func shippingLuck(vendor: Int, design: Int, lab: Int, venue: Int, month: Int) -> RandomStream {
    let inputs = self.inputs
    let place =
      venue == places.orbit ? inputs.orbit.identity : inputs.regions[venue].identity
    return RandomStream(
      seed: seed, replication: replication,
      key: StreamKey(bits: inputs.vendors[vendor].identity.key).child(Purpose.delivery.rawValue)
        .child(Int(bitPattern: UInt(inputs.accelerators[design].identity.key)))
        .child(Int(bitPattern: UInt(inputs.labs[lab].identity.key)))
        .child(Int(bitPattern: UInt(place.key))).child(month))
  }

  /// What a draw is for: part of its key.
  enum Purpose: Int {
    case cycleTime, build, certainty, install, delivery, permit, shell, success, outcome, investigation,
      commissioning
    case beliefs, demand, sentiment, shock, tool, death, contract, fleet
  }
}

/// Days in a year and in a month, as everywhere in the model.
enum Time {
  static let year = Span.daysPerYear
  static let month = Span.daysPerMonth
  static let week = 7.0
  static let hoursPerYear = 8766.0
  /// What is more days ahead never comes: twenty-seven thousand years.
  static let never = 1e7
}
