import Inputs
import SimulationKernel

// What launch needs that lasts: pads, licences, propellant plants, yards. What is announced of them is input by date;
// their lines add to that, or let go of it, as launches are asked for.
extension Launch {
  /// Hears requests for launches of a family that come for the next `days`.
  func hear(_ launches: Double, of family: Int, for days: Double, _ exchange: inout Exchange) {
    for need in Launch.needs { exchange.hear(line: line(need, family, exchange.inputs), launches, for: days) }
  }

  /// Hears requests for MW of satellites in orbit that come for the next `days`, in launches of the cheapest family.
  func hear(megawatts: Double, for days: Double, _ exchange: inout Exchange) {
    let (inputs, now) = (exchange.inputs, exchange.now)
    guard megawatts > 0, order.count > 0, let vehicle = newestAvailable(order[0], inputs, now) else { return }
    let payload = inputs.launch.vehicles[vehicle].payload.value(at: now)
    // W/kg are MW for a thousand tonnes.
    let perLaunch = payload * Satellite.specificPower(at: now, inputs.orbit) / 1000
    guard perLaunch > 0 else { return }
    hear(megawatts / perLaunch, of: order[0], for: days, &exchange)
  }

  // MARK: What is announced

  private func announcedPads(_ family: Int, at day: Double, _ inputs: View<WorldInputs>) -> Double {
    var sum = 0.0
    for site in sites.indices where Launch.family(at: site, inputs) == family {
      sum += (inputs.launch.sites[site].pads.value(at: day) + 1e-9).rounded(.down)
    }
    return sum
  }

  func announcedLicences(_ family: Int, at day: Double, _ inputs: View<WorldInputs>) -> Double {
    var sum = 0.0
    for site in sites.indices where Launch.family(at: site, inputs) == family {
      sum += inputs.launch.sites[site].licences.value(at: day)
    }
    return sum
  }

  private func announcedOxygen(_ family: Int, at day: Double, _ inputs: View<WorldInputs>) -> Double {
    var sum = 0.0
    for site in sites.indices where Launch.family(at: site, inputs) == family {
      sum += inputs.launch.sites[site].oxygenSupply.value(at: day)
    }
    return sum
  }

  /// Ships a year of the vehicles that are there by then, or else of the first to come.
  private func announcedShips(_ family: Int, at day: Double, _ inputs: View<WorldInputs>) -> Double {
    var sum = 0.0
    var found = false
    for vehicle in yards.indices
    where Launch.family(of: vehicle, inputs) == family && Launch.available(vehicle, inputs) <= day {
      sum += inputs.launch.vehicles[vehicle].buildRate.value(at: day)
      found = true
    }
    guard !found, let vehicle = newestAvailable(family, inputs, day) else { return sum }
    return inputs.launch.vehicles[vehicle].buildRate.value(at: day)
  }

  // MARK: What there is

  /// Launches a calendar year that a site's licences allow: all sites grow alike.
  func licences(_ site: Int, _ exchange: borrowing Exchange) -> Double {
    let place = exchange.inputs.launch.sites[site]
    return place.licences.value(at: exchange.now) * families[place.family.asInt].grown.licences
  }

  /// What there is of each over what is announced.
  struct Grown: BitwiseCopyable {
    var licences = 1.0
    var propellant = 1.0
    var ships = 1.0
  }

  /// Reads from the lines what there is.
  private mutating func readLines(_ family: Int, _ exchange: borrowing Exchange) {
    families[family].grown = Grown(
      licences: over(.licences, family, exchange), propellant: over(.propellant, family, exchange),
      ships: over(.ships, family, exchange))
  }

  private func over(_ need: Need, _ family: Int, _ exchange: borrowing Exchange) -> Double {
    let announced = announced(need, family, at: exchange.now, exchange.inputs)
    guard announced > 0 else { return 1 }
    return exchange.capacity(line: line(need, family, exchange.inputs), plan: announced) / announced
  }

  /// Whether anything of a family can fly, now or when what is announced or under way is there.
  func isPossible(_ family: Int, _ exchange: borrowing Exchange) -> Bool {
    Launch.needs.allSatisfy { need in
      let line = line(need, family, exchange.inputs)
      let coming = exchange.lines[line]?.underWay ?? 0
      return announced(need, family, at: exchange.now, exchange.inputs) + coming > 0
        || announced(need, family, at: exchange.now + Launch.farthestPlan, exchange.inputs) > 0
    }
  }

  /// Days ahead up to which what is announced counts as something to come.
  private static let farthestPlan = 10 * Time.year

  /// The price of a launch over that of normal times: what the scarcest of its lines asks.
  func scarcity(_ family: Int, _ exchange: borrowing Exchange) -> Double {
    var factor = 0.0
    for need in Launch.needs {
      factor = max(factor, exchange.priceFactor(line: line(need, family, exchange.inputs)))
    }
    return factor
  }

  // MARK: What the lines are told

  /// What launch needs that lasts.
  enum Need: CaseIterable {
    case pads, licences, propellant, ships
  }

  private static let needs = Need.allCases

  private func line(_ need: Need, _ family: Int, _ inputs: View<WorldInputs>) -> Reference {
    let entry = inputs.launch.families[family]
    return switch need {
    case .pads: entry.padLine
    case .licences: entry.licenceLine
    case .propellant: entry.propellantLine
    case .ships: entry.shipLine
    }
  }

  private func announced(
    _ need: Need, _ family: Int, at day: Double, _ inputs: View<WorldInputs>
  ) -> Double {
    switch need {
    case .pads: announcedPads(family, at: day, inputs)
    case .licences: announcedLicences(family, at: day, inputs)
    case .propellant: announcedOxygen(family, at: day, inputs)
    case .ships: announcedShips(family, at: day, inputs)
    }
  }

  /// The capacity that a launch a year of a vehicle takes.
  private func use(_ need: Need, of vehicle: Int, _ exchange: borrowing Exchange) -> Double {
    let inputs = exchange.inputs
    let entry = inputs.launch.vehicles[vehicle]
    switch need {
    case .pads: return padTime(firstSite(entry.family.asInt, inputs), inputs) / Time.year
    case .licences: return 1
    case .propellant: return max(Launch.leastUse, entry.oxygen.value / Time.year)
    case .ships:
      let failure = max(Launch.leastUse, failureProbability(vehicle, inputs))
      return max(1 / entry.flightsPerShip.value(at: exchange.now), failure)
    }
  }

  private static let leastUse = 1e-6

  /// The first site of a family that has one.
  private func firstSite(_ family: Int, _ inputs: View<WorldInputs>) -> Int {
    sites.indices.first { Launch.family(at: $0, inputs) == family } ?? 0
  }

  /// The newest vehicle of a family that is there, or else the first to come; nil if it has none.
  private func newestAvailable(_ family: Int, _ inputs: View<WorldInputs>, _ now: Double) -> Int? {
    var found: Int?
    for vehicle in yards.indices where Launch.family(of: vehicle, inputs) == family {
      guard let earlier = found else {
        found = vehicle
        continue
      }
      let (day, best) = (Launch.available(vehicle, inputs), Launch.available(earlier, inputs))
      if best > now ? day < best : day <= now && day > best { found = vehicle }
    }
    return found
  }

  /// Launches of a family that wait: others', and those of satellites if it is the cheapest.
  private func waiting(_ family: Int, _ exchange: borrowing Exchange) -> Double {
    let others = families[family].otherWaiting
    guard family == order[0] else { return others }
    return others + exchange.posted.orbit.ready.tonnes / max(1, exchange.posted.launch.offers[family].payload)
  }

  /// What a line is told today; nothing where there is no vehicle or no site.
  private func report(_ need: Need, _ family: Int, _ exchange: borrowing Exchange) -> Line.Report? {
    let inputs = exchange.inputs
    guard let vehicle = newestAvailable(family, inputs, exchange.now),
      sites.indices.contains(where: { Launch.family(at: $0, inputs) == family })
    else { return nil }
    let line = line(need, family, inputs)
    let use = use(need, of: vehicle, exchange)
    var bound = Double.infinity
    for other in Launch.needs {
      bound = min(
        bound,
        exchange.bound(
          line: line, beside: self.line(other, family, inputs), use: use,
          otherUse: self.use(other, of: vehicle, exchange)))
    }
    return Line.Report(
      plan: announced(need, family, at: exchange.now, inputs),
      planAhead: announced(need, family, at: exchange.horizon(line: line), inputs),
      book: waiting(family, exchange) + exchange.making(line: line), use: use,
      bound: bound)
  }

  mutating func openLines(_ exchange: inout Exchange) {
    for family in families.indices {
      for need in Launch.needs {
        guard let report = report(need, family, exchange) else { continue }
        exchange.open(line: line(need, family, exchange.inputs), report)
      }
      readLines(family, exchange)
    }
  }

  /// Operators decide; pads that are finished, or let go, are those of a site.
  mutating func decideLines(_ exchange: inout Exchange) {
    for family in families.indices {
      for need in Launch.needs {
        guard let report = report(need, family, exchange) else { continue }
        exchange.decide(line: line(need, family, exchange.inputs), report)
      }
      readLines(family, exchange)
      growPads(family, exchange)
    }
  }

  /// A pad more stands where there are most licences for each pad; one less, where there are fewest.
  private mutating func growPads(_ family: Int, _ exchange: borrowing Exchange) {
    let inputs = exchange.inputs
    let announced = announcedPads(family, at: exchange.now, inputs)
    let capacity = exchange.standing(line: inputs.launch.families[family].padLine, plan: announced)
    var more = 0.0
    for site in sites.indices where Launch.family(at: site, inputs) == family {
      more += Double(sites[site].grownPads)
    }
    while capacity - announced - more >= 1, let site = mostLicensed(family, exchange, sign: 1) {
      sites[site].grownPads += 1
      more += 1
    }
    while capacity - announced - more <= -1, let site = mostLicensed(family, exchange, sign: -1) {
      sites[site].grownPads -= 1
      more -= 1
    }
  }

  /// The site of a family with most licences for each pad, or with fewest where the sign is -1.
  private func mostLicensed(_ family: Int, _ exchange: borrowing Exchange, sign: Double) -> Int? {
    var found: Int?
    var most = -Double.infinity
    for site in sites.indices where Launch.family(at: site, exchange.inputs) == family {
      let licences = exchange.inputs.launch.sites[site].licences.value(at: exchange.now)
      let score = sign * licences / Double(max(1, sites[site].pads + sites[site].grownPads))
      guard score > most, sign > 0 || sites[site].pads + sites[site].grownPads > 0 else { continue }
      most = score
      found = site
    }
    return found
  }
}
