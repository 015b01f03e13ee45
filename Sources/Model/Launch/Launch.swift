#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel
import Synchronization

/// Launch: every flight of a family is an event of its own that needs a ship, a pad, a licence, propellant and a
/// payload, and can fail; older rockets fly from what capacity they have, by the week.
public struct Launch: ~Copyable {
  struct Ship: BitwiseCopyable {
    var vehicle: Int16
    var site: Int16
    var flights: Int32
  }

  /// A ship in building.
  struct Yard: BitwiseCopyable {
    /// The part of it that was done on a day; the first is ready when its vehicle is.
    var part = 1.0
    var since = 0.0
    /// Ships a year then, and what is done when the yard next reports if that rate holds.
    var rate = 0.0
    var goal = 1.0
    /// What the line built then over what was announced, and the version that built most.
    var factor = 1.0
    var leader: Int?

    /// What is done by a day, at the rate that there has been.
    func done(at day: Double, rate past: Double) -> Double {
      past == rate || rate == 0 && part == 1 ? goal : part + past * (day - since) / Time.year
    }
  }

  struct Site: BitwiseCopyable {
    var freePads = 0
    var pads = 0
    var launchesThisYear = 0
    var oxygen = 0.0
    var methane = 0.0
    var filledAt = 0.0
    var waitingForPropellant = false
    /// Pads beyond those announced.
    var grownPads = 0
  }

  /// What a programme has behind it, and what waits for it.
  struct Family: BitwiseCopyable {
    var flights = 0
    var failures = 0
    var groundedUntil = -1.0
    /// Launches of other payloads that wait.
    var otherWaiting = 0.0
    /// Launches a year of late, and launches when they were last counted.
    var recent = 0.0
    var flightsAtCount = 0
    /// Launches due to satellites with compute beyond those that they got: lift is shared as the queues stand.
    var orbitDue = 0.0
    var grown = Grown()
  }

  /// More ships than any world flies; events can name only so many.
  private static let mostShips = 20_000
  /// Days until a yard is asked again at the soonest.
  private static let leastYardWait = 0.02

  /// A fixed address, as `Exchange` has one: without it all of this is copied at many a call.
  private let anchor = Atomic(false)
  var ships = Slab<Ship>()
  /// Ships ready to fly, by vehicle: the newest version flies first.
  var ready: [Queue<UInt16>]
  var shipsAlive = 0
  var sites: FixedArray<Site>
  var families: FixedArray<Family>
  var rockets: FixedArray<Rocket>
  /// Families by what their lift costs, the cheapest first.
  var order: FixedArray<Int>
  /// USD per kg that satellites are worth with their accelerators, as last counted.
  var worth = 0.0
  var flightsByVehicle: [Int]
  var flightsBefore: [Double]
  var year = 0
  /// Why nothing flies just now, and since when.
  var blocked: Cause?
  var blockedSince = 0.0
  var lastCount = 0.0
  var builtShips: [Int]
  /// What each vehicle's yard is building.
  var yards: [Yard]

  init(_ inputs: View<WorldInputs>) {
    let launch = inputs.launch
    ready = Array(repeating: Queue(), count: launch.vehicles.count)
    sites = FixedArray(repeating: Site(), count: launch.sites.count)
    families = FixedArray(repeating: Family(), count: launch.families.count)
    rockets = FixedArray(repeating: Rocket(), count: launch.rockets.count)
    order = FixedArray(repeating: 0, count: launch.families.count)
    flightsByVehicle = Array(repeating: 0, count: launch.vehicles.count)
    builtShips = flightsByVehicle
    yards = Array(repeating: Yard(), count: launch.vehicles.count)
    flightsBefore = Array(repeating: 0, count: launch.vehicles.count)
  }

  /// Flights of all families since the start, and failures.
  var flights: Int { families.indices.reduce(0) { $0 + families[$1].flights } }
  var failures: Int { families.indices.reduce(0) { $0 + families[$1].failures } }

  /// Flights of a family, those before the start included.
  func experience(_ family: Int, _ inputs: View<WorldInputs>) -> Double {
    inputs.launch.families[family].openingFlights.value + Double(families[family].flights)
  }

  /// A family's flights over those before the start: what its learning goes by.
  func doublings(_ family: Int, _ inputs: View<WorldInputs>) -> Double {
    experience(family, inputs) / max(1, inputs.launch.families[family].openingFlights.value)
  }

  /// The family that a vehicle is a version of, or that flies from a site.
  static func family(of vehicle: Int, _ inputs: View<WorldInputs>) -> Int {
    inputs.launch.vehicles[vehicle].family.asInt
  }
  static func family(at site: Int, _ inputs: View<WorldInputs>) -> Int {
    inputs.launch.sites[site].family.asInt
  }

  /// First day of a vehicle, after slip.
  static func available(_ vehicle: Int, _ inputs: View<WorldInputs>) -> Double {
    let stated = inputs.launch.vehicles[vehicle].available.days
    return stated > 0 ? stated * inputs.launch.vehicles[vehicle].slip.value : stated
  }

  /// Flights that a vehicle has to make before it carries a payload.
  func testsLeft(_ vehicle: Int, _ inputs: View<WorldInputs>) -> Int {
    max(0, Int(inputs.launch.vehicles[vehicle].testFlights.value.rounded()) - flightsByVehicle[vehicle])
  }

  mutating func open(_ exchange: inout Exchange) {
    ships.reset()
    shipsAlive = 0
    year = 0
    blocked = nil
    blockedSince = 0
    lastCount = 0
    let inputs = exchange.inputs
    for family in families.indices {
      families[family] = Family()
      families[family].recent = inputs.launch.families[family].openingRate.value
      order[family] = family
    }
    openRockets()
    for vehicle in ready.indices { openYard(vehicle, &exchange) }
    for site in sites.indices { openTanks(site, &exchange) }
    countWorth(exchange)
    price(&exchange)
    exchange.scheduler.schedule(.sitesOpen, after: 1, priority: Priority.decision)
  }

  private mutating func openYard(_ vehicle: Int, _ exchange: inout Exchange) {
    ready[vehicle].reset()
    flightsByVehicle[vehicle] = 0
    flightsBefore[vehicle] = -1
    builtShips[vehicle] = 0
    yards[vehicle] = Yard()
    let entry = exchange.inputs.launch.vehicles[vehicle]
    let first = Launch.available(vehicle, exchange.inputs)
    if first <= 0 {
      for _ in 0..<Int(entry.ships.value.rounded()) { addShip(vehicle, &exchange) }
    }
    if first < Time.never {
      exchange.scheduler.schedule(
        .shipBuilt(UInt16(vehicle)), at: max(0, first), priority: Priority.completion)
    }
  }

  /// A site's tanks hold one flight of its family's first version.
  private mutating func openTanks(_ site: Int, _ exchange: inout Exchange) {
    sites[site] = Site()
    refreshPads(site, exchange)
    let inputs = exchange.inputs
    for vehicle in ready.indices
    where Launch.family(of: vehicle, inputs) == Launch.family(at: site, inputs) {
      sites[site].oxygen = inputs.launch.vehicles[vehicle].oxygen.value
      sites[site].methane = inputs.launch.vehicles[vehicle].methane.value
      exchange.goods.buy(exchange.goods.oxygen, sites[site].oxygen)
      exchange.goods.buy(exchange.goods.methane, sites[site].methane)
      return
    }
  }

  mutating func addShip(_ vehicle: Int, _ exchange: inout Exchange) {
    let index = ships.insert(Ship(vehicle: Int16(vehicle), site: 0, flights: 0))
    ready[vehicle].append(index)
    shipsAlive += 1
    builtShips[vehicle] += 1
  }

  /// A ship leaves the factory, beside those that stand there on the first day; the next follows at the rate of the
  /// day.
  mutating func shipBuilt(_ vehicle: Int, _ exchange: inout Exchange) {
    let entry = exchange.inputs.launch.vehicles[vehicle]
    let family = Launch.family(of: vehicle, exchange.inputs)
    if flightsBefore[vehicle] < 0, builtShips[vehicle] == 0 {
      for _ in 0..<Int(entry.ships.value.rounded()) { addShip(vehicle, &exchange) }
    }
    let factor = families[family].grown.ships
    let leader = leader(family, by: exchange.now, exchange)
    let rate = yardRate(vehicle, leader: leader, at: exchange.now, exchange.inputs) * factor
    let yard = yards[vehicle]
    // A yard that has never built has no ship ready either.
    guard rate > 0 || yard.rate > 0 else {
      exchange.scheduler.schedule(
        .shipBuilt(UInt16(vehicle)), after: Time.month, priority: Priority.completion)
      return
    }
    let past = yardRate(
      vehicle, leader: yard.leader, at: yard.since, exchange.inputs(since: yard.since))
    var done = yard.done(at: exchange.now, rate: past * yard.factor)
    while done >= 1 - 1e-9 {
      done = max(0, done - 1)
      if flightsBefore[vehicle] < 0 { flightsBefore[vehicle] = experience(family, exchange.inputs) }
      // A yard that is full waits.
      if shipsAlive < Launch.mostShips { addShip(vehicle, &exchange) }
    }
    // At least once a month it is seen who builds most.
    let whole = rate > 0 ? max(Launch.leastYardWait, Time.year / rate * (1 - done)) : .infinity
    let wait = min(Time.month, whole)
    yards[vehicle] = Yard(
      part: done, since: exchange.now, rate: rate,
      goal: whole <= Time.month ? 1 : done + rate * wait / Time.year,
      factor: factor, leader: leader)
    exchange.scheduler.schedule(.shipBuilt(UInt16(vehicle)), after: wait, priority: Priority.completion)
  }

  /// The newest version of a family that carries payloads by a day; nil if none does.
  func leader(_ family: Int, by day: Double, _ exchange: borrowing Exchange) -> Int? {
    var found: Int?
    var latest = -Double.infinity
    for vehicle in yards.indices where Launch.family(of: vehicle, exchange.inputs) == family {
      let first = Launch.available(vehicle, exchange.inputs)
      guard first > latest, firstPayload(vehicle, exchange) <= day else { continue }
      (found, latest) = (vehicle, first)
    }
    return found
  }

  /// Ships a year that are built of a vehicle, as announced, where `leader` is the newest version that carries
  /// payloads: it has the yards of those before it as well.
  func yardRate(_ vehicle: Int, leader: Int?, at day: Double, _ inputs: View<WorldInputs>) -> Double {
    let own = inputs.launch.vehicles[vehicle].buildRate.value(at: day)
    guard let leader else { return own }
    let latest = Launch.available(leader, inputs)
    guard vehicle == leader else { return Launch.available(vehicle, inputs) < latest ? 0 : own }
    let family = Launch.family(of: leader, inputs)
    return yards.indices.reduce(own) { sum, other in
      guard Launch.family(of: other, inputs) == family, Launch.available(other, inputs) < latest else {
        return sum
      }
      return sum + inputs.launch.vehicles[other].buildRate.value(at: day)
    }
  }

  mutating func shipReady(_ index: UInt16) { ready[Int(ships[index].vehicle)].append(index) }
  mutating func padReady(_ site: Int) { sites[site].freePads += 1 }

  /// A week passes: other payloads queue up, older rockets stand ready, a new year renews licences.
  mutating func refresh(_ exchange: inout Exchange) {
    let thisYear = calendarYear(exchange)
    if thisYear != year {
      year = thisYear
      for site in sites.indices { sites[site].launchesThisYear = 0 }
    }
    for family in families.indices {
      let others = exchange.inputs.launch.families[family].otherPayloads.value(at: exchange.now)
      hear(others * Time.week / Time.year, of: family, for: Time.week, &exchange)
      // A customer who has waited a year goes elsewhere.
      families[family].otherWaiting = min(
        families[family].otherWaiting + others * Time.week / Time.year, others)
    }
    for rocket in rockets.indices { prepare(rocket, exchange) }
    exchange.scheduler.schedule(.sitesOpen, after: Time.week, priority: Priority.decision)
  }

  func calendarYear(_ exchange: borrowing Exchange) -> Int {
    Int((exchange.now + exchange.dayOfYear) / Time.year)
  }

  /// Pads that were finished open.
  mutating func openPads(_ exchange: borrowing Exchange) {
    for site in sites.indices { refreshPads(site, exchange) }
  }

  mutating func refreshPads(_ site: Int, _ exchange: borrowing Exchange) {
    let announced = exchange.inputs.launch.sites[site].pads.value(at: exchange.now)
    let pads = max(0, Int(announced + 1e-9) + sites[site].grownPads)
    sites[site].freePads += pads - sites[site].pads
    sites[site].pads = pads
  }
}
