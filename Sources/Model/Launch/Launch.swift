#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import SimulationKernel

/// Launch: every flight is an event of its own that needs a ship, a pad, a licence, propellant and a payload, and can fail.
public struct Launch: ~Copyable {
  struct Ship: BitwiseCopyable {
    var vehicle: Int16
    var site: Int16
    var flights: Int32
  }

  struct Site: BitwiseCopyable {
    var freePads = 0
    var pads = 0
    var launchesThisYear = 0
    var oxygen = 0.0
    var methane = 0.0
    var filledAt = 0.0
    var waitingForPropellant = false
  }

  private var ships = Slab<Ship>()
  /// Ships ready to fly, by vehicle: the newest version flies first.
  private var ready: [[UInt16]]
  private(set) var shipsAlive = 0
  private var sites: [Site]
  private(set) var flightsByVehicle: [Int]
  private var flightsBefore: [Double]
  private(set) var flights = 0
  private(set) var failures = 0
  private(set) var otherFlights = 0
  private var groundedUntil = -1.0
  private var otherWaiting = 0.0
  private var year = 0
  /// Why nothing flies just now, and since when.
  private var blocked: Cause?
  private var blockedSince = 0.0
  private var recent = 0.0
  private var lastCount = 0.0
  private var flightsAtCount = 0
  private(set) var builtShips: [Int]
  private(set) var payloadCapacity = 0.0

  init(_ inputs: borrowing WorldInputs) {
    ready = Array(repeating: [], count: inputs.launch.vehicles.count)
    sites = Array(repeating: Site(), count: inputs.launch.sites.count)
    flightsByVehicle = Array(repeating: 0, count: inputs.launch.vehicles.count)
    builtShips = flightsByVehicle
    flightsBefore = Array(repeating: 0, count: inputs.launch.vehicles.count)
  }

  /// Flights of the family, those before the start included.
  func experience(_ inputs: borrowing WorldInputs) -> Double { inputs.launch.openingFlights.value + Double(flights) }

  /// First day of a vehicle, after slip.
  static func available(_ vehicle: Int, _ inputs: borrowing WorldInputs) -> Double {
    let stated = inputs.launch.vehicles[vehicle].available.days
    return stated > 0 ? stated * inputs.launch.vehicles[vehicle].slip.value : stated
  }

  mutating func open(_ exchange: inout Exchange) {
    ships.reset()
    shipsAlive = 0
    flights = 0
    failures = 0
    otherFlights = 0
    groundedUntil = -1
    otherWaiting = 0
    year = 0
    blocked = nil
    blockedSince = 0
    recent = exchange.inputs.pointee.launch.openingRate.value
    lastCount = 0
    flightsAtCount = 0
    payloadCapacity = 0
    let inputs = exchange.inputs
    for vehicle in ready.indices {
      ready[vehicle].removeAll(keepingCapacity: true)
      flightsByVehicle[vehicle] = 0
      flightsBefore[vehicle] = -1
      builtShips[vehicle] = 0
      let entry = inputs.pointee.launch.vehicles[vehicle]
      let first = Launch.available(vehicle, inputs.pointee)
      if first <= 0 {
        for _ in 0..<Int(entry.ships.value.rounded()) { addShip(vehicle, &exchange) }
      }
      if first < 1e7 {
        exchange.scheduler.schedule(.shipBuilt(UInt16(vehicle)), at: max(0, first), priority: Priority.completion)
      }
    }
    for site in sites.indices {
      sites[site] = Site()
      refreshPads(site, exchange)
      let vehicle = inputs.pointee.launch.vehicles
      if vehicle.count > 0 {
        sites[site].oxygen = vehicle[0].oxygen.value
        sites[site].methane = vehicle[0].methane.value
        exchange.goods[exchange.goods.oxygen].buy(sites[site].oxygen)
        exchange.goods[exchange.goods.methane].buy(sites[site].methane)
      }
    }
    price(&exchange)
    exchange.scheduler.schedule(.sitesOpen, after: 1, priority: Priority.decision)
  }

  private mutating func addShip(_ vehicle: Int, _ exchange: inout Exchange) {
    let index = ships.insert(Ship(vehicle: Int16(vehicle), site: 0, flights: 0))
    ready[vehicle].append(index)
    shipsAlive += 1
    builtShips[vehicle] += 1
  }

  /// A ship leaves the factory; the next follows at the rate of the day.
  mutating func shipBuilt(_ vehicle: Int, _ exchange: inout Exchange) {
    let rate = exchange.inputs.pointee.launch.vehicles[vehicle].buildRate.value(at: exchange.now)
    guard rate > 0 else {
      exchange.scheduler.schedule(.shipBuilt(UInt16(vehicle)), after: Time.month, priority: Priority.completion)
      return
    }
    if flightsBefore[vehicle] < 0 { flightsBefore[vehicle] = experience(exchange.inputs.pointee) }
    addShip(vehicle, &exchange)
    exchange.scheduler.schedule(
      .shipBuilt(UInt16(vehicle)), after: max(0.02, Time.year / rate), priority: Priority.completion)
  }

  mutating func shipReady(_ index: UInt16) { ready[Int(ships[index].vehicle)].append(index) }
  mutating func padReady(_ site: Int) { sites[site].freePads += 1 }

  /// A week passes: pads that were finished open, other payloads queue up, a new year renews licences.
  mutating func refresh(_ exchange: inout Exchange) {
    for site in sites.indices { refreshPads(site, exchange) }
    let thisYear = calendarYear(exchange)
    if thisYear != year {
      year = thisYear
      for site in sites.indices { sites[site].launchesThisYear = 0 }
    }
    let others = exchange.inputs.pointee.launch.otherPayloads.value(at: exchange.now)
    // A customer who has waited a year goes elsewhere.
    otherWaiting = min(otherWaiting + others * Time.week / Time.year, others)
    exchange.scheduler.schedule(.sitesOpen, after: Time.week, priority: Priority.decision)
  }

  private func calendarYear(_ exchange: borrowing Exchange) -> Int { Int(exchange.now / Time.year) }

  private mutating func refreshPads(_ site: Int, _ exchange: borrowing Exchange) {
    let pads = Int(exchange.inputs.pointee.launch.sites[site].pads.value(at: exchange.now) + 1e-9)
    sites[site].freePads += pads - sites[site].pads
    sites[site].pads = pads
  }

  /// Launches all that can be launched now, and notes what is missing for the next.
  mutating func attempt(_ exchange: inout Exchange, orbit: inout Orbit) {
    while tryOne(&exchange, &orbit) {}
  }

  private mutating func tryOne(_ exchange: inout Exchange, _ orbit: inout Orbit) -> Bool {
    let inputs = exchange.inputs
    if exchange.now < groundedUntil { return stop(.grounding, &exchange) }
    guard let vehicle = newestReady(inputs.pointee) else { return stop(.ship, &exchange) }
    let entry = inputs.pointee.launch.vehicles[vehicle]
    let lift = entry.payload.value(at: exchange.now)
    let limit = Int((lift / Orbit.mass(at: exchange.now, inputs.pointee)).rounded(.down))
    let otherWants = otherWaiting >= 1
    let orbitWants = orbit.waitingSatellites > 0 && limit >= 1
    guard otherWants || orbitWants else { return stop(.payload, &exchange) }
    guard sites.contains(where: { $0.freePads > 0 }) else { return stop(.pad, &exchange) }
    guard anyLicensed(inputs.pointee, exchange.now) else { return stop(.licence, &exchange) }
    guard let site = fuelledSite(vehicle, &exchange) else { return stop(.propellant, &exchange) }
    var load: UInt16?
    // Shared lift goes to the longer queue, counted in launches.
    let orbitLoads = limit > 0 ? Double(orbit.waitingSatellites) / Double(limit) : 0
    if !otherWants || (!inputs.pointee.launch.otherFirst && orbitLoads >= otherWaiting) {
      load = orbit.load(limit: limit, &exchange)
    }
    if load == nil && !otherWants { return stop(.payload, &exchange) }
    fly(vehicle, site, load, &exchange, &orbit)
    return true
  }

  private func newestReady(_ inputs: borrowing WorldInputs) -> Int? {
    var found: Int?
    var latest = -Double.infinity
    for vehicle in ready.indices where !ready[vehicle].isEmpty {
      let first = inputs.launch.vehicles[vehicle].available.days
      if first > latest {
        latest = first
        found = vehicle
      }
    }
    return found
  }

  /// Whether a site has a free pad and a launch left on its licence.
  private func isLicensed(_ site: Int, _ inputs: borrowing WorldInputs, _ now: Double) -> Bool {
    guard sites[site].freePads > 0 else { return false }
    return Double(sites[site].launchesThisYear) + 1 <= inputs.launch.sites[site].licences.value(at: now)
  }

  private func anyLicensed(_ inputs: borrowing WorldInputs, _ now: Double) -> Bool {
    for site in sites.indices where isLicensed(site, inputs, now) { return true }
    return false
  }

  /// The first licensed site whose tanks hold one flight: a dry site does not hold back another.
  private mutating func fuelledSite(_ vehicle: Int, _ exchange: inout Exchange) -> Int? {
    let now = exchange.now
    for site in sites.indices where isLicensed(site, exchange.inputs.pointee, now) {
      if fill(site, vehicle, &exchange) { return site }
    }
    return nil
  }

  /// Tops up a site's tanks and says whether they hold one flight.
  private mutating func fill(_ site: Int, _ vehicle: Int, _ exchange: inout Exchange) -> Bool {
    let place = exchange.inputs.pointee.launch.sites[site]
    let entry = exchange.inputs.pointee.launch.vehicles[vehicle]
    let days = exchange.now - sites[site].filledAt
    sites[site].filledAt = exchange.now
    let oxygen = min(
      place.oxygenSupply.value(at: exchange.now) * days, max(0, place.tank.value * entry.oxygen.value - sites[site].oxygen))
    let methane = min(
      place.methaneSupply.value(at: exchange.now) * days,
      max(0, place.tank.value * entry.methane.value - sites[site].methane))
    sites[site].oxygen += oxygen
    sites[site].methane += methane
    exchange.goods[exchange.goods.oxygen].buy(oxygen)
    exchange.goods[exchange.goods.methane].buy(methane)
    let enough = sites[site].oxygen >= entry.oxygen.value && sites[site].methane >= entry.methane.value
    if !enough && !sites[site].waitingForPropellant {
      let wait = max(
        wait(entry.oxygen.value - sites[site].oxygen, place.oxygenSupply.value(at: exchange.now)),
        wait(entry.methane.value - sites[site].methane, place.methaneSupply.value(at: exchange.now)))
      sites[site].waitingForPropellant = true
      exchange.scheduler.schedule(
        .propellantReady(UInt16(site)), after: min(Time.month, max(0.01, wait * 1.0001)), priority: Priority.arrival)
    }
    return enough
  }

  private func wait(_ missing: Double, _ supply: Double) -> Double {
    missing <= 0 ? 0 : supply > 0 ? missing / supply : Time.month
  }

  mutating func propellantReady(_ site: Int) { sites[site].waitingForPropellant = false }

  private mutating func stop(_ cause: Cause, _ exchange: inout Exchange) -> Bool {
    note(cause, &exchange)
    return false
  }

  /// Keeps the launch join's account: time since the last change belongs to what was missing then.
  private mutating func note(_ cause: Cause?, _ exchange: inout Exchange) {
    let days = exchange.now - blockedSince
    blockedSince = exchange.now
    if let blocked, days > 0 {
      exchange.starvation.want(.launch, days: days)
      exchange.starvation.starve(.launch, of: blocked, days: days)
    } else if days > 0 {
      exchange.starvation.want(.launch, days: days)
    }
    blocked = cause
  }

  /// Closes the account up to now without changing what is missing.
  mutating func settle(_ exchange: inout Exchange) { note(blocked, &exchange) }

  private mutating func fly(
    _ vehicle: Int, _ site: Int, _ load: UInt16?, _ exchange: inout Exchange, _ orbit: inout Orbit
  ) {
    note(nil, &exchange)
    let inputs = exchange.inputs
    let entry = inputs.pointee.launch.vehicles[vehicle]
    let place = inputs.pointee.launch.sites[site]
    let index = ready[vehicle].removeFirst()
    if flightsBefore[vehicle] < 0 { flightsBefore[vehicle] = experience(inputs.pointee) }
    sites[site].oxygen -= entry.oxygen.value
    sites[site].methane -= entry.methane.value
    exchange.goods[exchange.goods.oxygen].consume(entry.oxygen.value)
    exchange.goods[exchange.goods.methane].consume(entry.methane.value)
    sites[site].launchesThisYear += 1
    sites[site].freePads -= 1
    flights += 1
    flightsByVehicle[vehicle] += 1
    ships[index].flights += 1
    let done = experience(inputs.pointee) / max(1, inputs.pointee.launch.openingFlights.value)
    let padTime = max(
      place.padTurnaroundFloor.value,
      place.padTurnaround.value * LearningCurve.factor(ratio: done, rate: place.padLearning.value))
    exchange.scheduler.schedule(.padReady(UInt16(site)), after: padTime, priority: Priority.arrival)

    var stream = exchange.luck(entry.identity, .outcome, flightsByVehicle[vehicle])
    let failed = stream.uniform() < failureProbability(vehicle, inputs.pointee)
    let cost = exchange.prices.launch * max(1, entry.payload.value(at: exchange.now)) * 1000 * 1e-9
    if let load {
      orbit.launched(load, succeeded: !failed, price: cost.isFinite ? cost : 0, &exchange)
    } else {
      otherWaiting -= 1
      otherFlights += 1
    }
    if failed {
      lose(index, vehicle, &exchange)
      return
    }
    if Double(ships[index].flights) + 0.5 > entry.flightsPerShip.value(at: exchange.now) {
      _ = ships.remove(index)
      shipsAlive -= 1
      return
    }
    let turnaround = max(
      entry.turnaroundFloor.value,
      entry.turnaround.value * LearningCurve.factor(ratio: done, rate: entry.turnaroundLearning.value))
    exchange.scheduler.schedule(.shipReady(index), after: turnaround, priority: Priority.arrival)
  }

  /// Probability that a vehicle's next flight fails.
  func failureProbability(_ vehicle: Int, _ inputs: borrowing WorldInputs) -> Double {
    let entry = inputs.launch.vehicles[vehicle]
    let own = Double(flightsByVehicle[vehicle]) + max(0, flightsBefore[vehicle]) * entry.experience.value
    return ReliabilityGrowth.failureProbability(
      flights: own, scale: entry.failureScale.value, shape: entry.failureShape.value, floor: entry.failureFloor.value)
  }

  private mutating func lose(_ index: UInt16, _ vehicle: Int, _ exchange: inout Exchange) {
    _ = ships.remove(index)
    shipsAlive -= 1
    failures += 1
    let entry = exchange.inputs.pointee.launch.vehicles[vehicle]
    var stream = exchange.luck(entry.identity, .investigation, failures)
    let done = experience(exchange.inputs.pointee) / max(1, exchange.inputs.pointee.launch.openingFlights.value)
    let time =
      entry.investigation.sample(using: &stream)
      * LearningCurve.factor(ratio: done, rate: entry.investigationLearning.value)
    groundedUntil = max(groundedUntil, exchange.now + time)
    exchange.scheduler.schedule(.groundingEnds, at: groundedUntil, priority: Priority.arrival)
  }
}

extension Launch {
  /// A month's end: the price of a launch from what it costs at today's cadence.
  mutating func count(_ exchange: inout Exchange) {
    settle(&exchange)
    let days = exchange.now - lastCount
    guard days > 0 else { return }
    let rate = Double(flights - flightsAtCount) * Time.year / days
    flightsAtCount = flights
    lastCount = exchange.now
    recent += (rate - recent) * min(1, days / (0.5 * Time.year))
    price(&exchange)
  }

  /// USD/kg to the target orbit with the newest vehicle that has flown or can fly.
  private mutating func price(_ exchange: inout Exchange) {
    let inputs = exchange.inputs.pointee.launch
    guard let vehicle = quotedVehicle(exchange.inputs.pointee, exchange.now) else {
      exchange.prices.launch = .infinity
      payloadCapacity = 0
      return
    }
    let entry = inputs.vehicles[vehicle]
    let payload = entry.payload.value(at: exchange.now)
    payloadCapacity = payload
    guard payload > 0 else {
      exchange.prices.launch = .infinity
      return
    }
    let learned = LearningCurve.factor(
      ratio: experience(exchange.inputs.pointee) / inputs.openingFlights.value, rate: entry.costLearning.value)
    let propellant =
      (entry.methane.value * inputs.methaneCost.value + entry.oxygen.value * inputs.oxygenCost.value) * 1e-6
    let failure = failureProbability(vehicle, exchange.inputs.pointee)
    let flightsPerShip = min(entry.flightsPerShip.value(at: exchange.now), 1 / max(1e-6, failure))
    let hardware = entry.shipCost.value / flightsPerShip + entry.boosterCost.value / entry.flightsPerBooster.value
    // A price is quoted at a cadence that is worth running a programme for: a launch a month.
    let fixed = inputs.fixedCost.value * 1000 / max(12, recent)
    let million = (hardware + entry.refurbishment.value) * learned + propellant + fixed
    exchange.prices.launch = million * (1 + inputs.margin.value) * 1e6 / (payload * 1000)
  }

  /// Probability that a launch quoted now would fail.
  func quotedFailure(_ inputs: borrowing WorldInputs, _ time: Double) -> Double {
    guard let vehicle = quotedVehicle(inputs, time) else { return 1 }
    return failureProbability(vehicle, inputs)
  }

  /// The newest vehicle available at `time`, else the first to come.
  private func quotedVehicle(_ inputs: borrowing WorldInputs, _ time: Double) -> Int? {
    var found: Int?
    var latest = -Double.infinity
    for vehicle in ready.indices {
      let first = Launch.available(vehicle, inputs)
      if first <= time, first > latest {
        latest = first
        found = vehicle
      }
    }
    if found != nil { return found }
    var earliest = Double.infinity
    for vehicle in ready.indices {
      let first = Launch.available(vehicle, inputs)
      if first < earliest {
        earliest = first
        found = vehicle
      }
    }
    return found
  }

  /// Launches a year that satellites could have soon: the recent cadence and the ships about to be built, less other payloads.
  func spareLaunches(_ exchange: borrowing Exchange) -> Double {
    let inputs = exchange.inputs
    let soon = exchange.now + Time.year
    var ability = 0.0
    for vehicle in ready.indices where Launch.available(vehicle, inputs.pointee) <= soon {
      let entry = inputs.pointee.launch.vehicles[vehicle]
      let done = experience(inputs.pointee) / inputs.pointee.launch.openingFlights.value
      let turnaround = max(
        entry.turnaroundFloor.value,
        entry.turnaround.value * LearningCurve.factor(ratio: done, rate: entry.turnaroundLearning.value))
      let flights = min(entry.flightsPerShip.value(at: soon), Time.year / turnaround)
      ability += entry.buildRate.value(at: soon) * flights
    }
    var licences = 0.0
    for site in sites.indices { licences += inputs.pointee.launch.sites[site].licences.value(at: soon) }
    let others = inputs.pointee.launch.otherFirst ? inputs.pointee.launch.otherPayloads.value(at: soon) : 0
    return max(0, min(ability, licences, max(6, recent * 2)) - others - otherWaiting)
  }

  /// Propellant in the tanks in tonnes, for the balance.
  var oxygen: Double { sites.reduce(0) { $0 + $1.oxygen } }
  var methane: Double { sites.reduce(0) { $0 + $1.methane } }
  var launchesPerYear: Double { recent }
}
