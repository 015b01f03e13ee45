#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel

extension Launch {
  /// Days until a site is asked again whether its tanks are full, at the soonest.
  private static let leastTankWait = 0.01
  /// Part of the wait for propellant after which there is enough: rounding does not leave the tanks short.
  private static let afterFull = 1.0001

  /// What flies: satellites with compute as far as so many tonnes, what others sent, or nothing, to test a vehicle.
  enum Load {
    case satellites(Double)
    case others
    case test
  }

  /// What flew.
  struct Flight {
    /// Tonnes of satellites with compute that it lifts at most; nil if there was nothing of theirs.
    let payload: Double?
    let succeeded: Bool
    /// Billions of USD.
    let price: Double
    /// Whether it lifts the satellites of labs under export control alone.
    var restricted = false
  }

  /// Launches the next that can be launched now, of the cheapest family first; nil, with a note of what the first
  /// family lacks, when nothing can.
  mutating func next(_ exchange: inout Exchange) -> Flight? {
    var missing: Cause?
    for place in order.indices {
      switch attempt(order[place], &exchange) {
      case .flown(let flight): return flight
      case .stopped(let cause): missing = missing ?? cause
      }
    }
    note(missing ?? .ship, &exchange)
    return nil
  }

  private enum Attempt {
    case flown(Flight)
    case stopped(Cause)
  }

  private mutating func attempt(_ family: Int, _ exchange: inout Exchange) -> Attempt {
    let inputs = exchange.inputs
    if exchange.now < families[family].groundedUntil { return .stopped(.grounding) }
    guard let vehicle = newestReady(family, inputs) else { return .stopped(.ship) }
    let lift = inputs.launch.vehicles[vehicle].payload.value(at: exchange.now)
    let isTest = testsLeft(vehicle, inputs) > 0
    let otherWants = families[family].otherWaiting >= 1
    let orbitWants = !isTest && exchange.posted.orbit.ready.lightest <= lift && isChosen(family, exchange)
    guard isTest || otherWants || orbitWants else { return .stopped(.payload) }
    guard hasFreePad(family, inputs) else { return .stopped(.pad) }
    guard let licensed = firstLicensed(family, exchange) else { return .stopped(.licence) }
    guard let site = fuelledSite(from: licensed, vehicle, &exchange) else { return .stopped(.propellant) }
    if isTest { return .flown(fly(vehicle, site, .test, &exchange)) }
    let isLoad = orbitWants && exchange.posted.orbit.ready.isLoad(payload: lift, at: exchange.now)
    var flies = false
    if !otherWants {
      flies = isLoad
    } else if orbitWants && !inputs.launch.families[family].otherFirst {
      // Shared lift is divided as the queues stand, counted in launches.
      let orbitLoads = exchange.posted.orbit.ready.tonnes / lift
      families[family].orbitDue += orbitLoads / (orbitLoads + families[family].otherWaiting)
      flies = families[family].orbitDue >= 0.5 && isLoad
      if flies { families[family].orbitDue -= 1 }
    }
    if !flies && !otherWants { return .stopped(.payload) }
    return .flown(fly(vehicle, site, flies ? .satellites(lift) : .others, &exchange))
  }

  /// The newest version of a family of which a ship stands ready.
  func newestReady(_ family: Int, _ inputs: View<WorldInputs>) -> Int? {
    var found: Int?
    var latest = -Double.infinity
    for vehicle in ready.indices
    where !ready[vehicle].isEmpty && Launch.family(of: vehicle, inputs) == family {
      let first = inputs.launch.vehicles[vehicle].available.days
      if first > latest {
        latest = first
        found = vehicle
      }
    }
    return found
  }

  /// Whether a site has a free pad and a launch left on its licence.
  func isLicensed(_ site: Int, _ exchange: borrowing Exchange) -> Bool {
    guard sites[site].freePads > 0 else { return false }
    return Double(sites[site].launchesThisYear) + 1 <= licences(site, exchange)
  }

  private func hasFreePad(_ family: Int, _ inputs: View<WorldInputs>) -> Bool {
    for site in sites.indices
    where sites[site].freePads > 0 && Launch.family(at: site, inputs) == family { return true }
    return false
  }

  private func firstLicensed(_ family: Int, _ exchange: borrowing Exchange) -> Int? {
    for site in sites.indices
    where Launch.family(at: site, exchange.inputs) == family && isLicensed(site, exchange) { return site }
    return nil
  }

  /// The first licensed site whose tanks hold one flight, of `first` and those after it: a dry site does not hold back
  /// another. Precondition: `first` is licensed.
  private mutating func fuelledSite(from first: Int, _ vehicle: Int, _ exchange: inout Exchange) -> Int? {
    let family = Launch.family(of: vehicle, exchange.inputs)
    for site in first..<sites.count
    where site == first || Launch.family(at: site, exchange.inputs) == family && isLicensed(site, exchange) {
      if fill(site, vehicle, &exchange) { return site }
    }
    return nil
  }

  /// Tops up a site's tanks and says whether they hold one flight.
  mutating func fill(_ site: Int, _ vehicle: Int, _ exchange: inout Exchange) -> Bool {
    let place = exchange.inputs.launch.sites[site]
    let entry = exchange.inputs.launch.vehicles[vehicle]
    let days = exchange.now - sites[site].filledAt
    let past = exchange.inputs(since: sites[site].filledAt).launch.sites[site]
    sites[site].filledAt = exchange.now
    let factor = families[place.family.asInt].grown.propellant
    let oxygen = min(
      past.oxygenSupply.value(at: exchange.now) * factor * days,
      max(0, place.tank.value * entry.oxygen.value - sites[site].oxygen))
    let methane = min(
      past.methaneSupply.value(at: exchange.now) * factor * days,
      max(0, place.tank.value * entry.methane.value - sites[site].methane))
    sites[site].oxygen += oxygen
    sites[site].methane += methane
    exchange.goods.buy(exchange.goods.oxygen, oxygen)
    exchange.goods.buy(exchange.goods.methane, methane)
    let enough = sites[site].oxygen >= entry.oxygen.value && sites[site].methane >= entry.methane.value
    if !enough && !sites[site].waitingForPropellant {
      let wait = max(
        wait(entry.oxygen.value - sites[site].oxygen, place.oxygenSupply.value(at: exchange.now) * factor),
        wait(entry.methane.value - sites[site].methane, place.methaneSupply.value(at: exchange.now) * factor))
      sites[site].waitingForPropellant = true
      exchange.scheduler.schedule(
        .propellantReady(UInt16(site)),
        after: min(Time.month, max(Launch.leastTankWait, wait * Launch.afterFull)),
        priority: Priority.arrival)
    }
    return enough
  }

  func wait(_ missing: Double, _ supply: Double) -> Double {
    missing <= 0 ? 0 : supply > 0 ? missing / supply : Time.month
  }

  mutating func propellantReady(_ site: Int) { sites[site].waitingForPropellant = false }

  /// Keeps the launch join's account: time since the last change belongs to what was missing then.
  mutating func note(_ cause: Cause?, _ exchange: inout Exchange) {
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

  mutating func fly(_ vehicle: Int, _ site: Int, _ load: Load, _ exchange: inout Exchange) -> Flight {
    note(nil, &exchange)
    let inputs = exchange.inputs
    let entry = inputs.launch.vehicles[vehicle]
    let family = entry.family.asInt
    let index = ready[vehicle].removeFirst()
    if flightsBefore[vehicle] < 0 { flightsBefore[vehicle] = experience(family, inputs) }
    sites[site].oxygen -= entry.oxygen.value
    sites[site].methane -= entry.methane.value
    exchange.goods.consume(exchange.goods.oxygen, entry.oxygen.value)
    exchange.goods.consume(exchange.goods.methane, entry.methane.value)
    sites[site].launchesThisYear += 1
    sites[site].freePads -= 1
    families[family].flights += 1
    flightsByVehicle[vehicle] += 1
    ships[index].flights += 1
    exchange.scheduler.schedule(
      .padReady(UInt16(site)),
      after: padTime(site, inputs) / exchange.relief(line: inputs.launch.families[family].padLine),
      priority: Priority.arrival)

    var stream = exchange.luck(entry.identity, .outcome, flightsByVehicle[vehicle])
    let failed = stream.uniform() < failureProbability(vehicle, inputs)
    if case .others = load { families[family].otherWaiting -= 1 }
    let flight = flight(load, succeeded: !failed, price: exchange.posted.launch.offers[family].price)
    if failed {
      lose(index, vehicle, &exchange)
    } else if Double(ships[index].flights) + 0.5 > entry.flightsPerShip.value(at: exchange.now) {
      _ = ships.remove(index)
      shipsAlive -= 1
    } else {
      turnRound(index, vehicle, &exchange)
    }
    return flight
  }

  /// What flew with a load, at a price in USD per kg of all that it could have lifted.
  private func flight(_ load: Load, succeeded: Bool, price: Double) -> Flight {
    guard case .satellites(let payload) = load else {
      return Flight(payload: nil, succeeded: succeeded, price: 0)
    }
    let cost = price * payload * 1000 * 1e-9
    return Flight(payload: payload, succeeded: succeeded, price: cost.isFinite ? cost : 0)
  }

  /// A ship that came back is made ready for its next flight.
  private mutating func turnRound(_ index: UInt16, _ vehicle: Int, _ exchange: inout Exchange) {
    let entry = exchange.inputs.launch.vehicles[vehicle]
    let done = doublings(entry.family.asInt, exchange.inputs)
    let turnaround = max(
      entry.turnaroundFloor.value,
      entry.turnaround.value * LearningCurve.factor(ratio: done, rate: entry.turnaroundLearning.value))
    exchange.scheduler.schedule(.shipReady(index), after: turnaround, priority: Priority.arrival)
  }

  /// Days that a pad needs between launches.
  func padTime(_ site: Int, _ inputs: View<WorldInputs>) -> Double {
    let place = inputs.launch.sites[site]
    let done = doublings(place.family.asInt, inputs)
    return max(
      place.padTurnaroundFloor.value,
      place.padTurnaround.value * LearningCurve.factor(ratio: done, rate: place.padLearning.value))
  }

  /// Probability that a vehicle's next flight fails.
  func failureProbability(_ vehicle: Int, _ inputs: View<WorldInputs>) -> Double {
    let entry = inputs.launch.vehicles[vehicle]
    let own = Double(flightsByVehicle[vehicle]) + max(0, flightsBefore[vehicle]) * entry.experience.value
    return ReliabilityGrowth.failureProbability(
      flights: own, scale: entry.failureScale.value, shape: entry.failureShape.value,
      floor: entry.failureFloor.value)
  }

  /// A failure grounds the vehicles of its family, and of no other.
  mutating func lose(_ index: UInt16, _ vehicle: Int, _ exchange: inout Exchange) {
    _ = ships.remove(index)
    shipsAlive -= 1
    let entry = exchange.inputs.launch.vehicles[vehicle]
    let family = entry.family.asInt
    families[family].failures += 1
    var stream = exchange.luck(entry.identity, .investigation, families[family].failures)
    let time =
      entry.investigation.sample(using: &stream)
      * LearningCurve.factor(
        ratio: doublings(family, exchange.inputs), rate: entry.investigationLearning.value)
    let until = max(families[family].groundedUntil, exchange.now + time)
    families[family].groundedUntil = until
    exchange.scheduler.schedule(.groundingEnds, at: until, priority: Priority.arrival)
  }
}
