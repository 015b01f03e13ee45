import Inputs

// What labs read when they decide, and what they wish for.
extension Labs {
  /// All labs decide at once. First they read the same postings and say what they wish for, in days until they decide
  /// again.
  mutating func wish(_ exchange: inout Exchange) -> Double {
    let interval = exchange.recur(
      .labsDecide, .labs, months: exchange.inputs.decisions.labs.value, priority: Priority.decision)
    cancelInDistress(&exchange)
    cancelExtras(&exchange)
    exchange.pipeline.count(exchange.book)
    for lab in states.indices {
      orbitWants[lab] = 0
      wishes[lab] = Wish()
      guard exchange.posted.labs.alive[lab] else { continue }
      consider(lab, interval / Time.year, exchange)
    }
    let all = orbitWants.reduce(0, +)
    var unserved = all
    for lab in states.indices where exchange.posted.labs.alive[lab] {
      let orbit = limitOrbit(lab, of: all, exchange)
      guard let plan = plans[lab] else { continue }
      wishes[lab] = Purchasing(exchange.inputs, lab: lab).wish(
        need: plan.need, orbit: orbit, plan.outlook, plan.holdings, plan.ground)
      unserved -= orbit
    }
    post(orbitUnserved: max(0, unserved), &exchange)
    for region in 0..<exchange.places.regions {
      post(powerGap: powerGap(region, exchange), region, &exchange)
    }
    return interval
  }

  /// What a lab lacks of the forecast it buys, and what of that it wants in orbit.
  private mutating func consider(_ lab: Int, _ years: Double, _ exchange: borrowing Exchange) {
    let rules = Purchasing(exchange.inputs, lab: lab)
    let chipHorizon = machineHorizon(lab, exchange)
    let siteHorizon = states[lab].siteHorizon + rules.lag(deciding: years) - years / 2
    let serving = ComputeUse.serving(trainingShare: states[lab].trainingShare)
    let outlook = Purchasing.Outlook(
      target: forecast(lab, horizon: chipHorizon, exchange) / serving,
      later: forecast(lab, horizon: siteHorizon, exchange) / serving, siteHorizon: siteHorizon,
      pace: rules.pace(years), orbitShare: orbitShare(lab, exchange))
    states[lab].wanted = outlook.target
    let holdings = Purchasing.Holdings(
      online: online(lab, exchange),
      onTheWay: exchange.posted.waiting(lab: lab)
        + exchange.pipeline.coming(lab: lab) - exchange.pipeline.extra[lab],
      received: states[lab].received)
    let ground = groundPower(lab, chipHorizon, exchange)
    let need = rules.need(outlook, holdings, retired: ground.retiredSoon)
    plans[lab] = Plan(outlook: outlook, holdings: holdings, ground: ground, need: need)
    orbitWants[lab] = need * outlook.orbitShare
  }

  /// What a lab sees of its power and machines on the ground.
  private func groundPower(_ lab: Int, _ chipHorizon: Double, _ exchange: borrowing Exchange) -> GroundPower {
    let ratio = exchange.inputs.datacenters.facilityToIT.value
    return GroundPower(
      drawn: groundSum(exchange.posted.sites.drawn, lab, exchange) * ratio,
      live: groundSum(exchange.posted.power.live, lab, exchange),
      building: groundSum(exchange.posted.power.building, lab, exchange),
      promised: groundSum(exchange.posted.power.promised, lab, exchange),
      online: groundSum(exchange.posted.sites.online, lab, exchange),
      coming: groundSum(exchange.posted.sites.waiting, lab, exchange)
        + exchange.pipeline.comingOnGround(lab: lab) - exchange.pipeline.extra[lab],
      soon: regionMean(lab, exchange.posted.power.soon, from: exchange.places.cell(lab, 0), exchange),
      perCompute: megawattsPerCompute(lab, exchange),
      perComputeLater: megawattsPerCompute(
        lab, at: exchange.now + states[lab].siteHorizon * Time.year, exchange),
      retiredSoon: retirement(lab, chipHorizon, exchange),
      retiredLater: retirement(lab, states[lab].siteHorizon, exchange))
  }

  /// Nobody tells of power that is wanted so many times over.
  private static let mostGap = 10.0

  /// What power labs want in a region when machines ordered now arrive, over what will be live by then, less one: for
  /// machines that run, that wait or are on order, and for those that they do not order for want of it.
  private func powerGap(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    var wanted = 0.0
    var there = 0.0
    for lab in states.indices where exchange.posted.labs.alive[lab] {
      guard let plan = plans[lab] else { continue }
      let cell = exchange.places.cell(lab, region)
      let (wish, leaning) = (wishes[lab], leaning(lab, region, exchange))
      let lacking = (wish.deferred - wish.lift) / plan.outlook.pace
      let machines =
        exchange.posted.waiting(cell) + exchange.pipeline.coming[cell] + leaning * (wish.ground + lacking)
      wanted += exchange.posted.drawn(cell) * exchange.inputs.datacenters.facilityToIT.value
      wanted += machines * plan.ground.perCompute
      there += exchange.posted.power.live[cell] + exchange.posted.power.promised[cell]
    }
    return wanted <= 0 ? 0 : there > 0 ? min(Labs.mostGap, wanted / there - 1) : Labs.mostGap
  }

  /// Part of what a lab has, orders and wants on the ground that is for a region.
  func leaning(_ lab: Int, _ region: Int, _ exchange: borrowing Exchange) -> Double {
    let leanings = exchange.inputs.labs[lab].regions
    var sum = 0.0
    for other in 0..<exchange.places.regions { sum += leanings[other] }
    return sum > 0 ? leanings[region] / sum : 0
  }

  /// A sum over the regions.
  private func groundSum(_ values: [Double], _ lab: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    for region in 0..<exchange.places.regions { sum += values[exchange.places.cell(lab, region)] }
    return sum
  }

  /// Years ahead for which a lab orders machines: the lead time, and the time that its own orders take, which it knows.
  func machineHorizon(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    states[lab].machineLead
      + Purchasing(exchange.inputs, lab: lab).lag(deciding: exchange.inputs.decisions.labs.value / 12)
  }

  /// The days on which machines that labs order now will stand at a site, by lab.
  mutating func machineDays(_ exchange: borrowing Exchange) -> [Double] {
    for lab in states.indices {
      horizons[lab] = exchange.now + machineHorizon(lab, exchange) * Time.year
    }
    return horizons
  }

  /// Share of today's fleet that will have retired by `horizon` years.
  private func retirement(_ lab: Int, _ horizon: Double, _ exchange: borrowing Exchange) -> Double {
    let base = exchange.inputs.installedBase.asInt
    return GroundPower.retired(
      by: horizon, growth: states[lab].seenGrowth,
      life: exchange.inputs.accelerators[base].usefulLife.value)
  }

  /// Mean of a number of each region, of which the first stands at `first`, over those in which a lab builds; 0 where
  /// it builds in none.
  func regionMean(_ lab: Int, _ values: [Double], from first: Int = 0, _ exchange: borrowing Exchange)
    -> Double
  {
    var sum = 0.0
    var weight = 0.0
    for region in 0..<exchange.places.regions {
      let part = exchange.inputs.labs[lab].regions[region]
      sum += part * values[first + region]
      weight += part
    }
    return weight > 0 ? sum / weight : 0
  }

  /// Facility MW per H100-equivalent of the machines that a lab would buy now, or of those that the same vendors mean
  /// to sell on a later day.
  func megawattsPerCompute(_ lab: Int, at day: Double = 0, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    var weight = 0.0
    for vendor in exchange.inputs.vendors.indices {
      let part = groundWeight(lab, vendor, exchange)
      let book = OrderBook.index(vendor: vendor, orbit: false)
      guard part > 0,
        let design = exchange.catalogue.current(book: book, at: max(day, exchange.now))
          ?? exchange.catalogue.current(book: book, at: exchange.now)
      else { continue }
      sum +=
        part * exchange.inputs.accelerators[design].power.value
        / exchange.inputs.accelerators[design].performance.value
      weight += part
    }
    let ratio = exchange.inputs.datacenters.facilityToIT.value
    return weight > 0 ? sum / weight / 1000 * ratio : Labs.unknownPower * ratio
  }

  /// MW of IT power of an H100-equivalent, where a lab can buy none.
  private static let unknownPower = 1e-3

  /// A vendor's weight with a lab on the ground, by what it sells now.
  func groundWeight(_ lab: Int, _ vendor: Int, _ exchange: borrowing Exchange) -> Double {
    let book = OrderBook.index(vendor: vendor, orbit: false)
    let leaning = vendorWeight(lab, vendor, exchange)
    guard leaning > 0, let design = exchange.catalogue.current(book: book, at: exchange.now) else { return 0 }
    return VendorChoice.weight(leaning, pricePerCompute: exchange.pricePerCompute(design, book: book))
  }

  /// A lab's weight for a vendor: export controls leave only what leaks.
  func vendorWeight(_ lab: Int, _ vendor: Int, _ exchange: borrowing Exchange) -> Double {
    let inputs = exchange.inputs
    return VendorChoice.leaning(
      inputs.labs[lab].vendors[vendor],
      controlled: inputs.labs[lab].restricted && inputs.vendors[vendor].exportControlled,
      leakage: inputs.market.exportLeakage.value)
  }
}
