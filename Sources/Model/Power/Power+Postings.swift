#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// What labs, costs and the market read of power.
extension Power {
  /// Capital, life, energy and wait of new power in a region, summed over technologies by the weight that sites have
  /// come to give them.
  struct Plant: Equatable {
    /// USD per MW of facility power.
    var capital = 0.0
    /// Years.
    var life = 0.0
    /// USD/MWh.
    var energy = 0.0
    var weight = 0.0
    /// Years to power that buyers expect: quotes, as late as dates have been.
    var delay = 10.0
  }

  /// What has power, what will have it, and what it costs.
  struct Posted {
    /// Live facility power in MW, by cell.
    fileprivate(set) var live: [Double]
    /// Facility power under construction in MW, by cell.
    fileprivate(set) var building: [Double]
    /// Facility power in MW that suppliers have promised within a machine's lead time, by cell.
    fileprivate(set) var promised: [Double]
    /// Part of new power in a region that would be there before machines that a lab orders now, by cell.
    fileprivate(set) var soon: [Double]
    /// Part of the wait for power in a region that is waiting in line rather than work.
    fileprivate(set) var scarcity: [Double]
    /// Part of the power under way or waited for in a region that waits for crews to build its hall, and for nothing
    /// else.
    fileprivate(set) var crews: [Double]
    /// Share of the grid power that AI could have which it draws, by region: what makes it dear.
    fileprivate(set) var tightness: [Double]
    /// New power as sites have come to use it, by region.
    fileprivate(set) var plant: [Plant]

    init(_ places: Places) {
      live = Array(repeating: 0, count: places.cells)
      building = live
      promised = live
      soon = Array(repeating: 0, count: places.cells)
      scarcity = Array(repeating: 0, count: places.regions)
      crews = scarcity
      tightness = scarcity
      plant = Array(repeating: Plant(), count: places.regions)
    }

    /// The same, with quotes moved by what has moved from some to others.
    func quotes(movedFrom before: Self, to after: Self) -> Self {
      var moved = self
      moved.plant = plant.moved(from: before.plant, to: after.plant)
      return moved
    }

    mutating func reset() {
      for cell in live.indices {
        live[cell] = 0
        building[cell] = 0
        promised[cell] = 0
      }
      for region in scarcity.indices {
        scarcity[region] = 0
        crews[region] = 0
      }
    }
  }

  func post(live megawatts: Double, _ lab: Int, _ region: Int, _ exchange: inout Exchange) {
    exchange.posted.power.live[exchange.places.cell(lab, region)] = megawatts
  }

  func postAdded(_ megawatts: Double, _ lab: Int, _ region: Int, _ exchange: inout Exchange) {
    exchange.posted.power.live[exchange.places.cell(lab, region)] += megawatts
  }

  func postBegun(_ megawatts: Double, _ lab: Int, _ region: Int, _ exchange: inout Exchange) {
    exchange.posted.power.building[exchange.places.cell(lab, region)] += megawatts
  }

  /// Posts what new power costs, and how long it takes, in each region.
  func postQuotes(_ exchange: inout Exchange) {
    for region in headroom.indices {
      var plant = Plant()
      var wait = 0.0
      for technology in 0..<technologies {
        let part = mix[region * technologies + technology]
        guard part > 0 else { continue }
        plant.capital += part * plantCapital(region, technology, exchange)
        plant.life += part * exchange.inputs.technologies[technology].life.value
        plant.energy += part * energyPrice(region, technology, exchange)
        wait += part * quotedYears(region, technology, exchange)
        plant.weight += part
      }
      if plant.weight > 0 { plant.delay = min(10, wait / plant.weight * seenDelay) }
      exchange.posted.power.plant[region] = plant
    }
  }

  func post(tightness: Double, _ region: Int, _ exchange: inout Exchange) {
    exchange.posted.power.tightness[region] = tightness
  }

  func postHandOver(_ exchange: inout Exchange, from lab: Int, to heirs: [Double], builder: Int) {
    for region in 0..<exchange.places.regions {
      let from = exchange.places.cell(lab, region)
      for heir in heirs.indices where heirs[heir] > 0 {
        exchange.posted.power.live[exchange.places.cell(heir, region)] +=
          exchange.posted.power.live[from] * heirs[heir]
      }
      exchange.posted.power.live[from] = 0
      exchange.posted.power.building[exchange.places.cell(builder, region)] +=
        exchange.posted.power.building[from]
      exchange.posted.power.building[from] = 0
    }
  }

  /// Posts what part of new power in a region would come by each lab's day.
  private func postSoon(_ region: Int, by days: [Double], _ exchange: inout Exchange) {
    for lab in days.indices { exchange.posted.power.soon[exchange.places.cell(lab, region)] = 0 }
    var sum = 0.0
    for technology in 0..<technologies {
      let part = mix[region * technologies + technology]
      guard part > 0 else { continue }
      sum += part
      let ready = exchange.now + quotedYears(region, technology, exchange) * seenDelay * Time.year
      for lab in days.indices where ready <= days[lab] {
        exchange.posted.power.soon[exchange.places.cell(lab, region)] += part
      }
    }
    guard sum > 0 else { return }
    for lab in days.indices { exchange.posted.power.soon[exchange.places.cell(lab, region)] /= sum }
  }

  /// Posts the power that each lab expects by its day: promised dates, as late as dates have been. Beside it stands
  /// what part of the power under way waits, in line or for permits, which by Little's law is the part of its way that
  /// is waiting rather than work; what labs would rather wait for than ask for waits too.
  func postPromises(by days: [Double], _ exchange: inout Exchange) {
    for cell in exchange.posted.power.promised.indices { exchange.posted.power.promised[cell] = 0 }
    let venues = exchange.places.venues
    let now = exchange.now
    let delay = seenDelay
    projects.forEachUsed { project in
      let expected = project.asked + (project.promised - project.asked) * delay
      if max(expected, now) <= days[Int(project.lab)] {
        exchange.posted.power.promised[Int(project.lab) * venues + Int(project.region)] += project.megawatts
      }
    }
    for region in headroom.indices {
      postSoon(region, by: days, &exchange)
      let building = exchange.places.total(exchange.posted.power.building, venue: region)
      let all = building + waited[region]
      let scarcity = all > 0 ? min(1, max(0, (waiting(region, exchange) + waited[region]) / all)) : 0
      exchange.posted.power.scarcity[region] = scarcity
      exchange.posted.power.crews[region] = all > 0 ? min(1 - scarcity, waitingForCrews(region) / all) : 0
    }
  }
}

extension Power {
  static let series: [Posting] = [
    .now(
      "electricity_growth_outside_china_per_year", "1/year",
      "Mean growth a year of electricity supply outside China since the start, AI's own plants included."
    ) { world, asked in
      let years = world.exchange.now / Time.year
      var now = 0.0
      var atStart = 0.0
      for region in 0..<world.exchange.places.regions where region != asked.china {
        now += world.power.electricity(region, world.exchange)
        atStart += world.exchange.inputs.regions[region].electricity.value
      }
      return years > 0 && atStart > 0 ? pow(now / atStart, 1 / years) - 1 : .nan
    },
    .now("china_over_us_electricity", "ratio", "Electricity of China over that of the United States.") {
      world, asked in
      guard let us = asked.us, let china = asked.china else { return .nan }
      return world.power.electricity(china, world.exchange) / world.power.electricity(us, world.exchange)
    },
    .now(
      "grid_premium", "ratio", "Price of grid power for AI over its price with slack, the dearest region."
    ) { world, _ in
      var premium = 0.0
      for region in 0..<world.exchange.places.regions {
        let slack = world.exchange.inputs.regions[region].price.value
        premium = max(premium, world.exchange.gridPrice(region) / slack)
      }
      return premium
    },
  ]

  static let table = PostingTable(
    name: "power", title: "Power by region", noun: "region", entities: { $0["regions"] ?? [] },
    postings: [
      .now("live_gw", "GW", "Facility power live at AI sites.") { world, region in
        world.exchange.places.total(world.exchange.posted.power.live, venue: region.entity) / 1000
      },
      .now("used_gw", "GW", "Facility power in use.") { world, region in used(region.entity, world) },
      .now("idle_gw", "GW", "Facility power live and without accelerators.") { world, region in
        let live = world.exchange.places.total(world.exchange.posted.power.live, venue: region.entity) / 1000
        return max(0, live - used(region.entity, world))
      },
      .now("building_gw", "GW", "Facility power under construction.") { world, region in
        max(0, world.exchange.places.total(world.exchange.posted.power.building, venue: region.entity)) / 1000
      },
      .now(
        "headroom_gw", "GW",
        "Firm grid power that AI could still connect; below zero when others have taken more than there was."
      ) { world, region in world.power.headroom[region.entity] / 1000 },
      .now("grid_price_usd_per_mwh", "USD/MWh", "Price of grid power for a large buyer.") { world, region in
        world.exchange.gridPrice(region.entity)
      },
      .now("dark_h100e", "H100e", "Accelerators without power.") { world, region in
        world.exchange.posted.waiting(venue: region.entity)
      },
      .now(
        "expected_wait_year", "year",
        "Wait that buyers expect from order to power: what suppliers quote, as late as dates have been."
      ) { world, region in world.exchange.posted.costs.delay[region.entity] },
      .now(
        "study_queue_gw", "GW",
        "Requests for the grid that stand in its study queue, those that nobody means too."
      ) { world, region in world.power.studies[region.entity].size / 1000 },
      .now(
        "study_time_ratio", "ratio", "Time that a study for the grid takes over that of its work."
      ) { world, region in
        let rules = world.power.studyRules(region.entity, world.exchange.inputs)
        return 1 / world.power.studies[region.entity].speed(rules)
      },
      .now(
        "completion_share", "ratio",
        "Of the requests for the grid that ended since the start, in MW asked for, those that came to live power."
      ) { world, region in
        let ended = world.power.requestsEnded[region.entity]
        return ended > 0 ? world.power.requestsLive[region.entity] / ended : .nan
      },
      .now(
        "site_price_million_usd_per_mw", "million USD/MW",
        "What a site with a megawatt of IT power and its hall is traded for."
      ) { world, region in world.exchange.sitePrice(region.entity) },
      .now(
        "waited_gw", "GW", "Power that labs wanted to ask for when they last did, and would rather wait for."
      ) { world, region in world.power.waited[region.entity] / 1000 },
      .now("roofless_gw", "GW", "Sites under way whose halls wait for crews.") { world, region in
        world.power.halls[region.entity].backlog / 1000
      },
      .now(
        "gas_room_gw", "GW", "Plants on gas that pipes could feed beside those that they feed."
      ) { world, region in world.power.gasRoom(region.entity, world.exchange) / 1000 },
    ])

  static let technologyTable = PostingTable(
    name: "technologies", title: "Power by region and technology", noun: "region_technology",
    entities: { ids in
      (ids["regions"] ?? []).flatMap { region in
        (ids["power_technologies"] ?? []).map { "\(region).\($0)" }
      }
    },
    postings: [
      .now("live_gw", "GW", "Firm facility power that AI has live from it.") { world, way in
        world.power.liveByTechnology[way.entity] / 1000
      },
      .now("building_gw", "GW", "Firm facility power under way, permits and lines included.") { world, way in
        let building = world.power.buildingByTechnology[way.entity]
        return building > 1e-6 ? building / 1000 : 0
      },
      .now(
        "quoted_wait_year", "year",
        "Wait that suppliers quote from order to live power; empty where it cannot be had."
      ) { world, way in
        let (region, technology) = way.entity.quotientAndRemainder(dividingBy: world.power.technologies)
        guard isOffered(region, technology, world) else { return .nan }
        return world.power.quotedYears(region, technology, world.exchange)
      },
      .now(
        "cost_usd_per_mwh", "USD/MWh", "Cost of a firm megawatt-hour from a new plant, capital included."
      ) { world, way in
        let (region, technology) = way.entity.quotientAndRemainder(dividingBy: world.power.technologies)
        guard isOffered(region, technology, world) else { return .nan }
        return world.power.energyPrice(region, technology, world.exchange)
          + world.power.capitalPerMegawattHour(region, technology, world.exchange)
      },
    ])

  /// Facility GW in use in a region.
  private static func used(_ region: Int, _ world: borrowing World) -> Double {
    world.exchange.posted.drawn(venue: region)
      * world.exchange.inputs.datacenters.facilityToIT.value / 1000
  }

  /// Whether a technology can be had in a region by now.
  private static func isOffered(_ region: Int, _ technology: Int, _ world: borrowing World) -> Bool {
    let inputs = world.exchange.inputs
    return inputs.regions[region].technologies[technology] > 0
      && world.exchange.now >= inputs.technologies[technology].available.days
  }

  /// Electricity of a region in TWh a year: every MW that AI draws off the grid's books is new supply.
  private func electricity(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.regions[region]
    let growth = exchange.inputs(since: 0).regions[region].supplyGrowth.value(at: exchange.now / 2)
    return entry.electricity.value * exp(growth * (exchange.now / Time.year))
      + ownPlants(region, exchange.inputs) * Time.hoursPerYear * 1e-6
  }
}
