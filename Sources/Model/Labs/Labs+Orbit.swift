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
    return VenueChoice.orbitShare(orbit: there, ground: ground / weight)
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

  /// Caps orders for orbit at what can be lifted in sight.
  func limitOrbit(_ lab: Int, _ wanted: Double, _ exchange: borrowing Exchange) -> Double {
    guard wanted > 0 else { return 0 }
    let inputs = exchange.inputs
    let soon = exchange.now + Time.year
    guard let book = orbitBook(lab, exchange),
      let design = exchange.catalogue.current(book: book, at: soon)
    else { return 0 }
    let factory = Orbit.firstDay(inputs) <= soon ? inputs.orbit.factory.value(at: soon) * 1000 : 0
    let megawatts = OrbitReach(inputs, lab: lab).megawatts(
      OrbitReach.Sight(
        payload: exchange.posted.launch.payloadCapacity, satellite: Orbit.mass(at: soon, inputs),
        power: inputs.orbit.power.value, launches: exchange.posted.launch.spareLaunches, factory: factory))
    let entry = inputs.accelerators[design]
    let compute = megawatts * 1000 / entry.power.value * entry.performance.value
    let orbit = exchange.places.orbit
    let queued =
      exchange.pipeline.coming(venue: orbit)
      + exchange.posted.waiting(venue: orbit)
    return OrbitReach.orders(wanted, all: compute, queued: queued, part: orbitPart(lab, exchange))
  }

  /// A lab's part of what all may order for orbit, by what each wants and its leaning.
  private func orbitPart(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    for other in states.indices where exchange.posted.labs.alive[other] {
      sum += states[other].wanted * exp(exchange.inputs.labs[other].orbitLeaning.value)
    }
    return sum > 0 ? states[lab].wanted * exp(exchange.inputs.labs[lab].orbitLeaning.value) / sum : 0
  }
}
