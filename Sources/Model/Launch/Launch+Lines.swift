import Inputs
import SimulationKernel

// What launch needs that lasts: pads, licences, propellant plants, yards. What is announced of them is input by date;
// their lines add to that, or let go of it, as launches are asked for.
extension Launch {
  /// Hears requests for launches that come for the next `days`.
  func hear(_ launches: Double, for days: Double, _ exchange: inout Exchange) {
    for need in Launch.needs { exchange.hear(line: line(need, exchange.inputs), launches, for: days) }
  }

  /// Hears requests for MW of satellites in orbit that come for the next `days`, in launches.
  func hear(megawatts: Double, for days: Double, _ exchange: inout Exchange) {
    let (inputs, now) = (exchange.inputs, exchange.now)
    guard megawatts > 0, !yards.isEmpty else { return }
    let payload = inputs.launch.vehicles[newestAvailable(inputs, now)].payload.value(at: now)
    // W/kg are MW for a thousand tonnes.
    let perLaunch = payload * Satellite.specificPower(at: now, inputs.orbit) / 1000
    guard perLaunch > 0 else { return }
    hear(megawatts / perLaunch, for: days, &exchange)
  }

  // MARK: What is announced

  private func announcedPads(at day: Double, _ inputs: View<WorldInputs>) -> Double {
    var sum = 0.0
    for site in sites.indices { sum += (inputs.launch.sites[site].pads.value(at: day) + 1e-9).rounded(.down) }
    return sum
  }

  func announcedLicences(at day: Double, _ inputs: View<WorldInputs>) -> Double {
    var sum = 0.0
    for site in sites.indices { sum += inputs.launch.sites[site].licences.value(at: day) }
    return sum
  }

  private func announcedOxygen(at day: Double, _ inputs: View<WorldInputs>) -> Double {
    var sum = 0.0
    for site in sites.indices { sum += inputs.launch.sites[site].oxygenSupply.value(at: day) }
    return sum
  }

  /// Ships a year of the vehicles that are there by then, or else of the first to come.
  private func announcedShips(at day: Double, _ inputs: View<WorldInputs>) -> Double {
    var sum = 0.0
    var found = false
    for vehicle in yards.indices where Launch.available(vehicle, inputs) <= day {
      sum += inputs.launch.vehicles[vehicle].buildRate.value(at: day)
      found = true
    }
    guard !found, !yards.isEmpty else { return sum }
    return inputs.launch.vehicles[newestAvailable(inputs, day)].buildRate.value(at: day)
  }

  // MARK: What there is

  /// Launches a calendar year that a site's licences allow: all sites grow alike.
  func licences(_ site: Int, _ exchange: borrowing Exchange) -> Double {
    exchange.inputs.launch.sites[site].licences.value(at: exchange.now) * grown.licences
  }

  /// What there is of each over what is announced.
  struct Grown: BitwiseCopyable {
    var licences = 1.0
    var propellant = 1.0
    var ships = 1.0
  }

  /// Reads from the lines what there is.
  private mutating func readLines(_ exchange: borrowing Exchange) {
    grown = Grown(
      licences: over(.licences, exchange), propellant: over(.propellant, exchange),
      ships: over(.ships, exchange))
  }

  private func over(_ need: Need, _ exchange: borrowing Exchange) -> Double {
    let announced = announced(need, at: exchange.now, exchange.inputs)
    guard announced > 0 else { return 1 }
    return exchange.capacity(line: line(need, exchange.inputs), plan: announced) / announced
  }

  /// Whether anything can fly, now or when what is announced or under way is there.
  func isPossible(_ exchange: borrowing Exchange) -> Bool {
    Launch.needs.allSatisfy { need in
      let line = line(need, exchange.inputs)
      let coming = exchange.lines[line]?.underWay ?? 0
      return announced(need, at: exchange.now, exchange.inputs) + coming > 0
        || announced(need, at: exchange.now + Launch.farthestPlan, exchange.inputs) > 0
    }
  }

  /// Days ahead up to which what is announced counts as something to come.
  private static let farthestPlan = 10 * Time.year

  /// The price of a launch over that of normal times: what the scarcest of its lines asks.
  func scarcity(_ exchange: borrowing Exchange) -> Double {
    var factor = 0.0
    for need in Launch.needs {
      factor = max(factor, exchange.priceFactor(line: line(need, exchange.inputs)))
    }
    return factor
  }

  // MARK: What the lines are told

  /// What launch needs that lasts.
  enum Need: CaseIterable {
    case pads, licences, propellant, ships
  }

  private static let needs = Need.allCases

  private func line(_ need: Need, _ inputs: View<WorldInputs>) -> Reference {
    switch need {
    case .pads: inputs.launch.padLine
    case .licences: inputs.launch.licenceLine
    case .propellant: inputs.launch.propellantLine
    case .ships: inputs.launch.shipLine
    }
  }

  private func announced(_ need: Need, at day: Double, _ inputs: View<WorldInputs>) -> Double {
    switch need {
    case .pads: announcedPads(at: day, inputs)
    case .licences: announcedLicences(at: day, inputs)
    case .propellant: announcedOxygen(at: day, inputs)
    case .ships: announcedShips(at: day, inputs)
    }
  }

  /// The capacity that a launch a year of a vehicle takes.
  private func use(_ need: Need, of vehicle: Int, _ exchange: borrowing Exchange) -> Double {
    let inputs = exchange.inputs
    let entry = inputs.launch.vehicles[vehicle]
    switch need {
    case .pads: return padTime(0, inputs) / Time.year
    case .licences: return 1
    case .propellant: return max(Launch.leastUse, entry.oxygen.value / Time.year)
    case .ships:
      let failure = max(Launch.leastUse, failureProbability(vehicle, inputs))
      return max(1 / entry.flightsPerShip.value(at: exchange.now), failure)
    }
  }

  private static let leastUse = 1e-6

  /// The newest vehicle that is there, or else the first to come.
  private func newestAvailable(_ inputs: View<WorldInputs>, _ now: Double) -> Int {
    var found = 0
    for vehicle in yards.indices {
      let (day, best) = (Launch.available(vehicle, inputs), Launch.available(found, inputs))
      if best > now ? day < best : day <= now && day > best { found = vehicle }
    }
    return found
  }

  /// Launches that wait: others' and those of satellites.
  private func waiting(_ exchange: borrowing Exchange) -> Double {
    let mass = Double(exchange.posted.orbit.queued) * Orbit.mass(at: exchange.now, exchange.inputs)
    return otherWaiting + mass / max(1, exchange.posted.launch.payloadCapacity)
  }

  /// What a line is told today; nothing where there is no vehicle or no site.
  private func report(_ need: Need, _ exchange: borrowing Exchange) -> Line.Report? {
    guard !yards.isEmpty, sites.count > 0 else { return nil }
    let inputs = exchange.inputs
    let vehicle = newestAvailable(inputs, exchange.now)
    let line = line(need, inputs)
    let use = use(need, of: vehicle, exchange)
    var bound = Double.infinity
    for other in Launch.needs {
      bound = min(
        bound,
        exchange.bound(
          line: line, beside: self.line(other, inputs), use: use,
          otherUse: self.use(other, of: vehicle, exchange)))
    }
    return Line.Report(
      plan: announced(need, at: exchange.now, inputs),
      planAhead: announced(need, at: exchange.horizon(line: line), inputs),
      book: waiting(exchange) + exchange.making(line: line), use: use,
      bound: bound)
  }

  mutating func openLines(_ exchange: inout Exchange) {
    for need in Launch.needs {
      if let report = report(need, exchange) { exchange.open(line: line(need, exchange.inputs), report) }
    }
    readLines(exchange)
  }

  /// Operators decide; pads that are finished, or let go, are those of a site.
  mutating func decideLines(_ exchange: inout Exchange) {
    for need in Launch.needs {
      if let report = report(need, exchange) { exchange.decide(line: line(need, exchange.inputs), report) }
    }
    readLines(exchange)
    growPads(exchange)
  }

  /// A pad more stands where there are most licences for each pad; one less, where there are fewest.
  private mutating func growPads(_ exchange: borrowing Exchange) {
    let announced = announcedPads(at: exchange.now, exchange.inputs)
    let capacity = exchange.standing(line: exchange.inputs.launch.padLine, plan: announced)
    var more = 0.0
    for site in sites.indices { more += Double(sites[site].grownPads) }
    while capacity - announced - more >= 1 {
      sites[mostLicensed(exchange, sign: 1)].grownPads += 1
      more += 1
    }
    while capacity - announced - more <= -1 {
      sites[mostLicensed(exchange, sign: -1)].grownPads -= 1
      more -= 1
    }
  }

  /// The site with most licences for each pad, or with fewest where the sign is -1.
  private func mostLicensed(_ exchange: borrowing Exchange, sign: Double) -> Int {
    var found = 0
    var most = -Double.infinity
    for site in sites.indices {
      let licences = exchange.inputs.launch.sites[site].licences.value(at: exchange.now)
      let score = sign * licences / Double(max(1, sites[site].pads + sites[site].grownPads))
      guard score > most, sign > 0 || sites[site].pads + sites[site].grownPads > 0 else { continue }
      most = score
      found = site
    }
    return found
  }
}
