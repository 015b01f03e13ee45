#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// What labs want of orbit, and may have of it.
extension Labs {
  /// Share of a lab's growth that it would put in orbit.
  func orbitShare(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    let orbit = exchange.places.orbit
    let costs = exchange.posted.costs
    guard exchange.inputs.orbit.allowed, costs.cost[orbit].isFinite, orbitBook(lab, exchange) != nil else {
      return 0
    }
    let entry = exchange.inputs.labs[lab]
    let choice = VenueChoice(exchange.inputs, lab: lab)
    var ground = 0.0
    var weight = 0.0
    for region in 0..<exchange.places.regions where entry.regions[region] > 0 {
      guard costs.cost[region].isFinite else { continue }
      weight += entry.regions[region]
      ground += entry.regions[region] * choice.weight(cost: costs.cost[region], years: costs.delay[region])
    }
    guard weight > 0 else { return 1 }
    let there =
      choice.weight(cost: costs.cost[orbit], years: costs.delay[orbit]) * exp(entry.orbitLeaning.value)
    return VenueChoice.orbitShare(
      orbit: there, ground: ground / weight, sharpness: exchange.inputs.market.orbitSharpness.value)
  }

  /// The orbit book a lab would order from: of its vendors, the one with most weight and a design made within a year.
  func orbitBook(_ lab: Int, _ exchange: borrowing Exchange) -> Int? {
    var found: Int?
    var top = 0.0
    for vendor in exchange.inputs.vendors.indices {
      let book = OrderBook.index(vendor: vendor, orbit: true)
      let weight = vendorWeight(lab, vendor, exchange)
      guard weight > top, !exchange.catalogue.line[book].isEmpty else { continue }
      let ahead = exchange.now + Time.year
      guard exchange.catalogue.current(book: book, at: ahead) != nil else { continue }
      top = weight
      found = book
    }
    return found
  }

  /// H100-equivalents that a lab may order for orbit of what it wants there, where all want `all`: no more than can be
  /// lifted in sight, shared as labs ask for it.
  func limitOrbit(_ lab: Int, of all: Double, _ exchange: borrowing Exchange) -> Double {
    let wanted = orbitWants[lab]
    guard wanted > 0, let design = orbitDesign(lab, exchange) else { return 0 }
    let inputs = exchange.inputs
    let soon = exchange.now + Time.year
    let megawatts = OrbitReach(inputs, lab: lab).megawatts(
      OrbitReach.Sight(
        payload: exchange.posted.launch.payloadCapacity, satellite: Orbit.mass(at: soon, inputs),
        power: inputs.orbit.power.value, launches: exchange.posted.launch.spareLaunches,
        factory: Orbit.factory(at: soon, exchange)))
    let entry = inputs.accelerators[design]
    let compute = megawatts * 1000 / entry.power.value * entry.performance.value
    let orbit = exchange.places.orbit
    let queued =
      exchange.pipeline.coming(venue: orbit)
      + exchange.posted.waiting(venue: orbit)
    return OrbitReach.orders(wanted, of: all, reach: compute, queued: queued)
  }

  /// The design that a lab would order for orbit.
  private func orbitDesign(_ lab: Int, _ exchange: borrowing Exchange) -> Int? {
    guard let book = orbitBook(lab, exchange) else { return nil }
    return exchange.catalogue.current(book: book, at: exchange.now + Time.year)
  }

  /// IT power in MW of all that labs would have put in orbit in the next `years`, whether it can be had there or
  /// not: of their wants, as much as they think they can get machines for.
  func orbitMegawatts(in years: Double, _ exchange: borrowing Exchange) -> Double {
    var megawatts = 0.0
    for lab in states.indices where orbitWants[lab] > 0 {
      guard let design = orbitDesign(lab, exchange), let plan = plans[lab] else { continue }
      let entry = exchange.inputs.accelerators[design]
      let machines = Purchasing(exchange.inputs, lab: lab).obtainable(plan.holdings, in: years)
      let compute = min(orbitWants[lab], machines * plan.outlook.orbitShare)
      megawatts += compute / entry.performance.value * entry.power.value / 1000
    }
    return megawatts
  }
}
