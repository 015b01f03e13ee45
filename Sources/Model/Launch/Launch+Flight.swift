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

  /// What flew: satellites with compute as far as so many tonnes, or what others sent.
  struct Flight {
    let payload: Double?
    let succeeded: Bool
    /// Billions of USD.
    let price: Double
  }

  /// Launches the next that can be launched now; nil, with a note of what is missing, when nothing can.
  mutating func next(_ exchange: inout Exchange) -> Flight? {
    let inputs = exchange.inputs
    if exchange.now < groundedUntil { return stop(.grounding, &exchange) }
    guard let vehicle = newestReady(inputs) else { return stop(.ship, &exchange) }
    let entry = inputs.launch.vehicles[vehicle]
    let lift = entry.payload.value(at: exchange.now)
    let otherWants = otherWaiting >= 1
    let orbitWants = exchange.posted.orbit.lightest <= lift
    guard otherWants || orbitWants else { return stop(.payload, &exchange) }
    guard hasFreePad else { return stop(.pad, &exchange) }
    guard let licensed = firstLicensed(exchange) else { return stop(.licence, &exchange) }
    guard let site = fuelledSite(from: licensed, vehicle, &exchange) else {
      return stop(.propellant, &exchange)
    }
    let isLoad = exchange.posted.orbit.isLoad(payload: lift, at: exchange.now)
    var flies = false
    if !otherWants {
      flies = isLoad
    } else if orbitWants && !inputs.launch.otherFirst {
      // Shared lift is divided as the queues stand, counted in launches.
      let orbitLoads = exchange.posted.orbit.queued / lift
      orbitDue += orbitLoads / (orbitLoads + otherWaiting)
      flies = orbitDue >= 0.5 && isLoad
      if flies { orbitDue -= 1 }
    }
    if !flies && !otherWants { return stop(.payload, &exchange) }
    return fly(vehicle, site, flies ? lift : nil, &exchange)
  }

  func newestReady(_ inputs: View<WorldInputs>) -> Int? {
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
  func isLicensed(_ site: Int, _ exchange: borrowing Exchange) -> Bool {
    guard sites[site].freePads > 0 else { return false }
    return Double(sites[site].launchesThisYear) + 1 <= licences(site, exchange)
  }

  private var hasFreePad: Bool {
    for site in sites.indices where sites[site].freePads > 0 { return true }
    return false
  }

  private func firstLicensed(_ exchange: borrowing Exchange) -> Int? {
    for site in sites.indices where isLicensed(site, exchange) { return site }
    return nil
  }

  /// The first licensed site whose tanks hold one flight, of `first` and those after it: a dry site does not hold back
  /// another. Precondition: `first` is licensed.
  private mutating func fuelledSite(from first: Int, _ vehicle: Int, _ exchange: inout Exchange) -> Int? {
    for site in first..<sites.count
    where site == first || isLicensed(site, exchange) {
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
    let factor = grown.propellant
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

  mutating func stop(_ cause: Cause, _ exchange: inout Exchange) -> Flight? {
    note(cause, &exchange)
    return nil
  }

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

  mutating func fly(_ vehicle: Int, _ site: Int, _ payload: Double?, _ exchange: inout Exchange) -> Flight {
    note(nil, &exchange)
    let inputs = exchange.inputs
    let entry = inputs.launch.vehicles[vehicle]
    let index = ready[vehicle].removeFirst()
    if flightsBefore[vehicle] < 0 { flightsBefore[vehicle] = experience(inputs) }
    sites[site].oxygen -= entry.oxygen.value
    sites[site].methane -= entry.methane.value
    exchange.goods.consume(exchange.goods.oxygen, entry.oxygen.value)
    exchange.goods.consume(exchange.goods.methane, entry.methane.value)
    sites[site].launchesThisYear += 1
    sites[site].freePads -= 1
    flights += 1
    flightsByVehicle[vehicle] += 1
    ships[index].flights += 1
    let done = experience(inputs) / max(1, inputs.launch.openingFlights.value)
    exchange.scheduler.schedule(
      .padReady(UInt16(site)), after: padTime(site, inputs) / exchange.relief(line: inputs.launch.padLine),
      priority: Priority.arrival)

    var stream = exchange.luck(entry.identity, .outcome, flightsByVehicle[vehicle])
    let failed = stream.uniform() < failureProbability(vehicle, inputs)
    let cost = exchange.posted.launch.price * max(1, entry.payload.value(at: exchange.now)) * 1000 * 1e-9
    let flight = Flight(payload: payload, succeeded: !failed, price: cost.isFinite ? cost : 0)
    if payload == nil {
      otherWaiting -= 1
      otherFlights += 1
    }
    if failed {
      lose(index, vehicle, &exchange)
      return flight
    }
    if Double(ships[index].flights) + 0.5 > entry.flightsPerShip.value(at: exchange.now) {
      _ = ships.remove(index)
      shipsAlive -= 1
      return flight
    }
    let turnaround = max(
      entry.turnaroundFloor.value,
      entry.turnaround.value * LearningCurve.factor(ratio: done, rate: entry.turnaroundLearning.value))
    exchange.scheduler.schedule(.shipReady(index), after: turnaround, priority: Priority.arrival)
    return flight
  }

  /// Days that a pad needs between launches.
  func padTime(_ site: Int, _ inputs: View<WorldInputs>) -> Double {
    let place = inputs.launch.sites[site]
    let done = experience(inputs) / max(1, inputs.launch.openingFlights.value)
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

  mutating func lose(_ index: UInt16, _ vehicle: Int, _ exchange: inout Exchange) {
    _ = ships.remove(index)
    shipsAlive -= 1
    failures += 1
    let entry = exchange.inputs.launch.vehicles[vehicle]
    var stream = exchange.luck(entry.identity, .investigation, failures)
    let done =
      experience(exchange.inputs) / max(1, exchange.inputs.launch.openingFlights.value)
    let time =
      entry.investigation.sample(using: &stream)
      * LearningCurve.factor(ratio: done, rate: entry.investigationLearning.value)
    groundedUntil = max(groundedUntil, exchange.now + time)
    exchange.scheduler.schedule(.groundingEnds, at: groundedUntil, priority: Priority.arrival)
  }
}
