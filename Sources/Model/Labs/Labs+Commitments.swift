import Inputs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What one lab means to order this time, before money decides.
struct Wish: BitwiseCopyable {
  var ground = 0.0
  var orbit = 0.0
  var megawatts = 0.0
  /// Billions of USD that it costs, and the part of it that the lab pays itself.
  var cost = 0.0
  var own = 1.0
  /// Billions of USD a year of rent that it would add.
  var rent = 0.0
  var scale = 1.0
  /// H100-equivalents that the lab needs now and does not order for want of power, and all that it needs now.
  var deferred = 0.0
  var need = 0.0
  /// All that it does not order now, whatever the cause.
  var unpowered = 0.0
  /// The part of the deferred that it wanted in orbit.
  var lift = 0.0
}

extension Labs {
  /// All labs decide at once. First they read the same postings and say what they wish for, in days until they decide again.
  mutating func wish(_ exchange: inout Exchange) -> Double {
    let interval = exchange.recur(
      .labsDecide, .labs, months: exchange.inputs.decisions.labs.value, priority: Priority.decision)
    cancelInDistress(&exchange)
    cancelExtras(&exchange)
    exchange.pipeline.count(exchange.book)
    for lab in states.indices {
      wishes[lab] = Wish()
      guard exchange.posted.labs.alive[lab] else { continue }
      wish(lab, interval / Time.year, exchange)
    }
    return interval
  }

  /// Then, when sites have changed hands, money limits what they wish for, and they order.
  mutating func order(every interval: Double, _ exchange: inout Exchange) {
    for lab in states.indices where exchange.posted.labs.alive[lab] { price(lab, exchange) }
    limit(interval / Time.year, exchange)
    exchange.starvation.want(.ordering, days: interval)
    for lab in states.indices where exchange.posted.labs.alive[lab] { order(lab, interval, &exchange) }
  }

  /// Years until accelerators ordered now are at a site.
  func leadTime(_ exchange: borrowing Exchange) -> Double {
    var backlog = 0.0
    var rate = 0.0
    for book in stride(from: 0, to: exchange.book.backlog.count, by: 2) {
      backlog += exchange.book.backlog[book]
      rate += exchange.book.outflow[book]
    }
    let wait = rate > 0 ? backlog / rate / Time.year : backlog > 0 ? 3 : 0
    return min(3, max(0.5, wait)) + 0.25
  }

  /// What a lab lacks of the forecast it buys, by place.
  private mutating func wish(
    _ lab: Int, _ years: Double, _ exchange: borrowing Exchange
  ) {
    let entry = exchange.inputs.labs[lab]
    let quantile = boldness(lab, exchange)
    let keep = max(0.1, 1 - states[lab].trainingShare)
    let ordering = exchange.inputs.market.orderingTime.value
    let chipHorizon = machineHorizon(exchange)
    let held = online(lab, exchange)
    let onTheWay =
      exchange.posted.waiting(lab: lab)
      + exchange.places.total(exchange.pipeline.coming, lab: lab)
      - exchange.pipeline.extra[lab]
    let target = forecast(lab, horizon: chipHorizon, quantile: quantile, exchange) / keep
    states[lab].wanted = target
    // Negotiation and finance close a gap over the ordering time, however often the lab decides.
    let pace = 1 - exp(-years / ordering)
    let need = pace * max(0, target - held * (1 - retirement(lab, chipHorizon, exchange)) - max(0, onTheWay))
    let share = orbitShare(lab, exchange)
    wishes[lab].orbit = limitOrbit(lab, need * share, exchange)
    let ground = need - wishes[lab].orbit
    // What orbit cannot take is meant for the ground, and needs sites there.
    let there = need > 0 ? wishes[lab].orbit / need : share
    let siteHorizon = states[lab].siteHorizon + ordering
    let later = forecast(lab, horizon: siteHorizon, quantile: quantile, exchange) / keep * (1 - there)
    let reachable = held + onTheWay + states[lab].received * siteHorizon * 2
    wishes[lab].megawatts = pace * megawattsWanted(lab, min(later, reachable), exchange)
    // What can still be powered in time needs no promise yet, but a site asked for now.
    let perCompute = megawattsPerCompute(lab, exchange)
    let promised = pace * groundRoom(lab, exchange.posted.power.promised, chipHorizon, exchange)
    let unpromised = max(0, ground - promised)
    let soon = soonShare(lab, exchange) * unpromised
    wishes[lab].megawatts = max(wishes[lab].megawatts, soon * perCompute)
    // No machine is ordered that will have no site at all.
    let asked =
      groundRoom(lab, exchange.posted.power.building, chipHorizon, exchange) + wishes[lab].megawatts
      / perCompute
    wishes[lab].ground = min(ground - unpromised + soon, asked)
    let unmet = ground - wishes[lab].ground
    wishes[lab].need = need
    wishes[lab].unpowered = unmet
    // Sites are asked for only as far as machines can be had: the rest of the gap is not for want of power.
    let wantedLater = max(1, later - held)
    let cause = min(1, max(0, (reachable - held) / wantedLater))
    wishes[lab].deferred = unmet * cause
    // What the lab wanted in orbit and could not have there is charged to lift, the rest to power.
    wishes[lab].lift = min(wishes[lab].deferred, need * share - wishes[lab].orbit) * share
  }

  /// Years ahead for which a lab orders machines: the lead time, and the time that its own orders take, which it knows.
  func machineHorizon(_ exchange: borrowing Exchange) -> Double {
    seenLead + exchange.inputs.market.orderingTime.value
  }

  /// Part of the wait for new power in a lab's regions that is a line rather than work.
  func powerScarcity(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    regionMean(lab, exchange.posted.power.scarcity, exchange)
  }

  /// Part of new power in a lab's regions that suppliers would deliver before machines ordered now arrive.
  private func soonShare(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    regionMean(lab, exchange.posted.power.soon, exchange)
  }

  /// Mean of a number of each region over those in which a lab builds.
  private func regionMean(_ lab: Int, _ values: [Double], _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    var weight = 0.0
    for region in 0..<exchange.places.regions {
      let part = exchange.inputs.labs[lab].regions[region]
      sum += part * values[region]
      weight += part
    }
    return weight > 0 ? sum / weight : 0
  }

  /// Share of today's fleet that will have retired by `horizon` years.
  ///
  /// A fleet of machines that live L years and whose number has grown by g a year loses `g / (e^(g L) - 1)` of itself a year: growth
  /// keeps fleets young.
  private func retirement(_ lab: Int, _ horizon: Double, _ exchange: borrowing Exchange) -> Double {
    let base = exchange.inputs.installedBase.asInt
    let life = exchange.inputs.accelerators[base].usefulLife.value
    let growth = max(0.01, states[lab].seenGrowth)
    return 1 - exp(-horizon * growth / (exp(growth * life) - 1))
  }

  /// Years from asking for a site to its power, as suppliers quote it, over the lab's regions.
  func quotedSiteHorizon(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.labs[lab]
    var sum = 0.0
    var weight = 0.0
    for region in 0..<exchange.places.regions where entry.regions[region] > 0 {
      sum += entry.regions[region] * exchange.posted.costs.delay[region]
      weight += entry.regions[region]
    }
    return weight > 0 ? min(5, max(1, sum / weight)) : 3
  }

  /// Facility MW per H100-equivalent of the machines that a lab would buy now.
  func megawattsPerCompute(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    var weight = 0.0
    for vendor in exchange.inputs.vendors.indices {
      let part = groundWeight(lab, vendor, exchange)
      let book = OrderBook.index(vendor: vendor, orbit: false)
      guard part > 0, let design = exchange.catalogue.current(book: book, at: exchange.now) else { continue }
      sum +=
        part * exchange.inputs.accelerators[design].power.value
        / exchange.inputs.accelerators[design].performance.value
      weight += part
    }
    let ratio = exchange.inputs.datacenters.facilityToIT.value
    return weight > 0 ? sum / weight / 1000 * ratio : 1e-3 * ratio
  }

  /// Facility MW to ask for now, so that the later target has power.
  private func megawattsWanted(_ lab: Int, _ target: Double, _ exchange: borrowing Exchange) -> Double {
    let ratio = exchange.inputs.datacenters.facilityToIT.value
    let drawn = groundSum(exchange.posted.sites.drawn, lab, exchange) * ratio
    let online = groundSum(exchange.posted.sites.online, lab, exchange)
    let kept = 1 - retirement(lab, states[lab].siteHorizon, exchange)
    let growth = max(0, target - online * kept)
    let needed = drawn * kept + growth * megawattsPerCompute(lab, exchange)
    let have =
      groundSum(exchange.posted.power.live, lab, exchange)
      + groundSum(exchange.posted.power.building, lab, exchange)
    return max(0, needed - have)
  }

  private func groundSum(_ values: [Double], _ lab: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    for region in 0..<exchange.places.regions { sum += values[exchange.places.cell(lab, region)] }
    return sum
  }

  /// H100-equivalents that find power by `horizon` years if what `coming` says comes on line: labs believe stated dates.
  private func groundRoom(
    _ lab: Int, _ coming: [Double], _ horizon: Double, _ exchange: borrowing Exchange
  ) -> Double {
    let ratio = exchange.inputs.datacenters.facilityToIT.value
    let drawn = groundSum(exchange.posted.sites.drawn, lab, exchange) * ratio
    let live = groundSum(exchange.posted.power.live, lab, exchange)
    let freed = drawn * retirement(lab, horizon, exchange)
    let machines =
      groundSum(exchange.posted.sites.waiting, lab, exchange)
      + groundSum(exchange.pipeline.coming, lab, exchange)
      - exchange.pipeline.extra[lab]
    let power = live - drawn + groundSum(coming, lab, exchange) + freed
    return max(0, power / megawattsPerCompute(lab, exchange) - max(0, machines))
  }

  /// Share of a lab's growth that it would put in orbit: a logit on cost and wait.
  private func orbitShare(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    let orbit = exchange.places.orbit
    let inputs = exchange.inputs
    guard inputs.orbit.allowed, exchange.posted.costs.cost[orbit].isFinite,
      orbitBook(lab, exchange) != nil
    else {
      return 0
    }
    let entry = inputs.labs[lab]
    let market = inputs.market
    var ground = 0.0
    var weight = 0.0
    for region in 0..<exchange.places.regions where entry.regions[region] > 0 {
      guard exchange.posted.costs.cost[region].isFinite else { continue }
      weight += entry.regions[region]
      ground += entry.regions[region] * appeal(region, market, exchange)
    }
    guard weight > 0 else { return 1 }
    ground /= weight
    let there = appeal(orbit, market, exchange) * exp(entry.orbitLeaning.value)
    let share = there / (there + ground)
    return share < 0.005 ? 0 : share
  }

  private func appeal(_ venue: Int, _ market: View<Market.Inputs>, _ exchange: borrowing Exchange) -> Double {
    pow(exchange.posted.costs.cost[venue], -market.venueCost.value)
      * exp(-market.venueDelay.value * min(20, exchange.posted.costs.delay[venue]))
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

  /// A lab's weight for a vendor: export controls leave only what leaks.
  func vendorWeight(_ lab: Int, _ vendor: Int, _ exchange: borrowing Exchange) -> Double {
    let controlled =
      exchange.inputs.labs[lab].restricted && exchange.inputs.vendors[vendor].exportControlled
    return exchange.inputs.labs[lab].vendors[vendor]
      * (controlled ? exchange.inputs.market.exportLeakage.value : 1)
  }

  /// Caps orders for orbit at a year and a half of the lift and satellites now in sight.
  private func limitOrbit(
    _ lab: Int, _ wanted: Double, _ exchange: borrowing Exchange
  ) -> Double {
    guard wanted > 0 else { return 0 }
    let inputs = exchange.inputs
    let soon = exchange.now + Time.year
    let satellite = Orbit.mass(at: soon, inputs)
    let perLaunch =
      (exchange.posted.launch.payloadCapacity / satellite).rounded(.down) * inputs.orbit.power.value
      / 1000
    let lift = exchange.posted.launch.spareLaunches * perLaunch
    let first = Orbit.firstDay(inputs)
    let factory = first <= soon ? inputs.orbit.factory.value(at: soon) * 1000 : 0
    let megawatts = min(lift, factory) * 1.5
    guard let book = orbitBook(lab, exchange),
      let design = exchange.catalogue.current(book: book, at: soon)
    else { return 0 }
    let entry = inputs.accelerators[design]
    let compute = megawatts * 1000 / entry.power.value * entry.performance.value
    let orbit = exchange.places.orbit
    let queued =
      exchange.places.total(exchange.pipeline.coming, venue: orbit)
      + exchange.posted.waiting(venue: orbit)
    let room = max(0, compute - queued) * orbitWeight(lab, exchange)
    return min(wanted, room)
  }

  private func orbitWeight(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    for other in states.indices where exchange.posted.labs.alive[other] {
      sum += states[other].wanted * exp(exchange.inputs.labs[other].orbitLeaning.value)
    }
    return sum > 0 ? states[lab].wanted * exp(exchange.inputs.labs[lab].orbitLeaning.value) / sum : 0
  }

  /// What a wish costs, and who pays.
  private mutating func price(_ lab: Int, _ exchange: borrowing Exchange) {
    let inputs = exchange.inputs
    let entry = inputs.labs[lab]
    let provider = entry.provider
    wishes[lab].own =
      provider.isNone || !exchange.posted.labs.alive[provider.asInt] ? 1 : entry.ownShare.value
    let chips = (wishes[lab].ground + wishes[lab].orbit) * machinePrice(lab, exchange)
    let sites = wishes[lab].megawatts * regionMean(lab, exchange.posted.costs.siteCapital, exchange)
    var lift = 0.0
    if wishes[lab].orbit > 0, exchange.posted.launch.price.isFinite {
      let megawatts =
        wishes[lab].orbit * megawattsPerCompute(lab, exchange) / inputs.datacenters.facilityToIT.value
      let specific = inputs.orbit.specificPower.value(at: exchange.now)
      lift =
        megawatts * 1e6 * (exchange.posted.orbit.busPrice + exchange.posted.launch.price / specific) * 1e-9
    }
    wishes[lab].cost = chips + sites + lift
    wishes[lab].rent =
      (wishes[lab].ground + wishes[lab].orbit) * (1 - wishes[lab].own) * exchange.posted.market.contract
      * Time.hoursPerYear * 1e-9
  }

  /// Billions of USD per H100-equivalent over the vendors a lab buys from.
  private func machinePrice(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    var weight = 0.0
    for vendor in exchange.inputs.vendors.indices {
      let book = OrderBook.index(vendor: vendor, orbit: false)
      let part = vendorWeight(lab, vendor, exchange)
      guard part > 0, let design = exchange.catalogue.current(book: book, at: exchange.now)
      else { continue }
      sum += part * exchange.pricePerCompute(design, book: book)
      weight += part
    }
    return weight > 0 ? sum / weight : 15e-6
  }
}
