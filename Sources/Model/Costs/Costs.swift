import Inputs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The marginal cost of compute at every venue: a quote that exists whether or not anyone orders.
struct Costs: ~Copyable {
  /// Share of machines lost for good a year where a book sells none yet.
  private static let usualLoss = 0.02
  /// Nobody quotes a longer queue for orbit, in years.
  private static let longestQueue = 10.0

  /// The last quote, by venue (regions, then orbit).
  var quotes: [VenueCost]
  /// Price of a site with power over the cost of its hall, by region.
  private var sites: [SitePrice]
  // Scratch of one quote: H100-equivalents on order, by book and venue.
  private var ordered: FixedArray<Double>

  init(_ inputs: View<WorldInputs>) {
    let venues = inputs.regions.count + 1
    quotes = Array(repeating: VenueCost(), count: venues)
    sites = Array(repeating: SitePrice(opening: 1), count: inputs.regions.count)
    ordered = FixedArray(repeating: 0, count: 2 * inputs.vendors.count * venues)
  }

  /// The price of sites at the start.
  mutating func open(_ exchange: inout Exchange) {
    for region in sites.indices {
      sites[region] = SitePrice(opening: exchange.inputs.datacenters.openingSitePrice.value)
      post(sitePrice: sites[region].factor, region, &exchange)
    }
  }

  /// Moves the price of sites, by how short power was when labs last decided and by what compute is let for.
  mutating func priceSites(years: Double, _ exchange: inout Exchange) {
    let rules = SitePrice.Rules(exchange.inputs)
    for region in sites.indices {
      sites[region].pass(
        years: years, gap: exchange.posted.labs.powerGap[region], worth: worth(region, exchange), rules)
      post(sitePrice: sites[region].factor, region, &exchange)
    }
  }

  /// What the compute that a site frees is worth to its owner at most, over the cost of its hall.
  private func worth(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    let halls = exchange.inputs.datacenters
    let revenue = exchange.hours(in: region).contract * quotes[region].computePerKilowatt * Time.hoursPerYear
    let recovery = Annuity.recoveryFactor(
      rate: exchange.inputs.regions[region].costOfCapital.value, years: halls.shellLife.value)
    return halls.siteMargin.value * revenue / recovery / (exchange.hallPrice(region) * 1000)
  }

  /// Quotes every venue and posts the costs and delays that labs compare.
  mutating func quote(_ exchange: inout Exchange) {
    ordered.fill(0)
    exchange.book.addOrdered(to: &ordered, venues: exchange.places.venues)
    let halls = exchange.inputs.datacenters
    for region in 0..<exchange.places.regions {
      let plant = exchange.posted.power.plant[region]
      let hall = exchange.hallPrice(region) / halls.facilityToIT.value
      let capital = hall * 1e-3 + (plant.weight > 0 ? plant.capital / plant.weight * 1e-6 : 0)
      post(siteCapital: capital, region, &exchange)
      quotes[region] = ground(region, exchange)
      post(region, delay: plant.delay, &exchange)
    }
    quotes[exchange.places.orbit] = asked(orbit(exchange), exchange)
    post(exchange.places.orbit, delay: orbitDelay(exchange), &exchange)
  }

  /// The machine of a book as sold now, or as promised within a year: nobody quotes what comes later.
  private func machine(_ book: Int, _ exchange: borrowing Exchange) -> MachineCost? {
    let inputs = exchange.inputs
    var design = exchange.catalogue.current(book: book, at: exchange.now)
    if design == nil {
      let ahead = exchange.now + Time.year
      design = exchange.catalogue.line[book].last {
        exchange.catalogue.release[$0] > exchange.now && exchange.catalogue.release[$0] <= ahead
      }
    }
    guard let design else { return nil }
    let entry = inputs.accelerators[design]
    return MachineCost(
      price: exchange.price(design, book: book) * 1000 / entry.power.value,
      compute: entry.performance.value / entry.power.value, life: entry.usefulLife.value)
  }

  private func ground(_ region: Int, _ exchange: borrowing Exchange) -> VenueCost {
    let mixOfPower = exchange.posted.power.plant[region]
    // Where no plant can be had nothing can be built at any price; machines have theirs all the same.
    let weight = mixOfPower.weight
    let plant = weight > 0 ? mixOfPower.capital / weight : .infinity
    let plantLife = weight > 0 ? mixOfPower.life / weight : 1
    let energy = weight > 0 ? mixOfPower.energy / weight : 0
    return mix(region, orbit: false, exchange) { book, machine in
      VenueCost.ground(machine, groundTerms(region, book, plant, plantLife, energy, exchange))
    }
  }

  /// A venue is quoted with the mix of machines on order for it, in kilowatts: a vendor's own cheap design is not for
  /// all to buy. Before the first order, all that are sold count alike.
  private func mix(
    _ venue: Int, orbit: Bool, _ exchange: borrowing Exchange, cost: (Int, MachineCost) -> VenueCost
  ) -> VenueCost {
    var wanted = (mix: VenueCost(), weight: 0.0)
    var sold = wanted
    for book in stride(from: orbit ? 1 : 0, to: exchange.posted.assembly.markup.count, by: 2) {
      guard let machine = machine(book, exchange) else { continue }
      let cost = cost(book, machine)
      let kilowatts = ordered[book * exchange.places.venues + venue] / machine.compute
      wanted.mix.add(cost, times: kilowatts)
      wanted.weight += kilowatts
      sold.mix.add(cost, times: 1)
      sold.weight += 1
    }
    let found = wanted.weight > 0 ? wanted : sold
    return found.weight > 0 ? found.mix.scaled(by: 1 / found.weight) : found.mix
  }

  private func groundTerms(
    _ region: Int, _ book: Int, _ plant: Double, _ plantLife: Double, _ energy: Double,
    _ exchange: borrowing Exchange
  ) -> GroundTerms {
    let place = exchange.inputs.regions[region]
    let halls = exchange.inputs.datacenters
    let design = exchange.catalogue.current(book: book, at: exchange.now)
    let hall = exchange.hallPrice(region)
    return GroundTerms(
      costOfCapital: place.costOfCapital.value, hall: hall * 1000,
      rent: (exchange.sitePrice(region) - hall) * 1000,
      hallLife: halls.shellLife.value, plant: plant, plantLife: plantLife, energyPrice: energy,
      facilityToIT: halls.facilityToIT.value, utilisation: halls.utilisation.value,
      loss: design.map { exchange.inputs.accelerators[$0].permanentLoss.value } ?? Costs.usualLoss,
      operation: halls.operation.value)
  }

  private func orbit(_ exchange: borrowing Exchange) -> VenueCost {
    let inputs = exchange.inputs
    var terms = Costs.orbitTerms(exchange, launchFailure: exchange.posted.launch.failure)
    let mass = Orbit.mass(at: exchange.now, inputs)
    guard terms.launchPrice.isFinite, exchange.posted.launch.payloadCapacity >= mass else {
      return VenueCost()
    }
    // A launch is paid whole and carries whole satellites.
    terms.launchPrice *=
      exchange.posted.launch.payloadCapacity
      / (mass * (exchange.posted.launch.payloadCapacity / mass).rounded(.down))
    return mix(exchange.places.orbit, orbit: true, exchange) { _, machine in VenueCost.orbit(machine, terms) }
  }

  /// The quote of orbit at the ratio to the cheapest region that a scenario asks about, part by part; as it is where it
  /// asks about none.
  private func asked(_ quote: VenueCost, _ exchange: borrowing Exchange) -> VenueCost {
    let ratio = exchange.inputs.orbit.costOverGround.value(at: exchange.now)
    var cheapest = Double.infinity
    for region in 0..<exchange.places.regions where quotes[region].perComputeHour < cheapest {
      cheapest = quotes[region].perComputeHour
    }
    guard ratio > 0, quote.computePerKilowatt > 0, cheapest < .infinity else { return quote }
    var moved = quote.scaled(by: ratio * cheapest / quote.perComputeHour)
    moved.machines = quote.machines
    moved.computePerKilowatt = quote.computePerKilowatt
    return moved
  }

  static func orbitTerms(_ exchange: borrowing Exchange, launchFailure: Double) -> OrbitTerms {
    let orbit = exchange.inputs.orbit
    return OrbitTerms(
      costOfCapital: orbit.costOfCapital.value(at: exchange.now), bus: exchange.posted.orbit.busPrice * 1000,
      launchPrice: exchange.posted.launch.price, launchFailure: launchFailure,
      specificPower: Satellite.specificPower(at: exchange.now, orbit), spares: orbit.spares.value,
      chipFailure: Satellite.failure(orbit),
      degradation: orbit.degradation.value,
      availability: orbit.availability.value * orbit.sunlit.value, life: orbit.life.value,
      operation: orbit.operation.value)
  }

  /// Years to orbit for one who would order now: until the first launch, then behind all who have ordered and all who
  /// would have, at the rate at which satellites are built and lifted.
  private func orbitDelay(_ exchange: borrowing Exchange) -> Double {
    let inputs = exchange.inputs
    let first = max(0, Orbit.firstDay(inputs) - exchange.now) / Time.year
    let launch = exchange.posted.launch
    let mass = Orbit.mass(at: exchange.now, inputs)
    let lift =
      launch.spareLaunches * (launch.payloadCapacity / mass).rounded(.down) * inputs.orbit.power.value / 1000
    let rate = min(lift, Orbit.factory(at: max(Orbit.firstDay(inputs), exchange.now + Time.year), exchange))
    let orbit = exchange.places.orbit
    let queued =
      exchange.pipeline.coming(venue: orbit)
      + exchange.posted.waiting(venue: orbit) + exchange.posted.labs.orbitUnserved
    let quote = quotes[orbit]
    guard quote.computePerKilowatt > 0, rate > 0 else { return first + Costs.longestQueue }
    return first + inputs.orbit.leadTime.value
      + min(Costs.longestQueue, queued / quote.computePerKilowatt / 1000 / rate)
  }
}
