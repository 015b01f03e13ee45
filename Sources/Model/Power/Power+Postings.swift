#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Power {
  static let series: [Posting] = [
    .now(
      "electricity_growth_outside_china_per_year", "1/year",
      "Mean growth a year of electricity supply outside China since the start, AI's own plants included."
    ) { world, asked in
      let years = world.exchange.now / Time.year
      var now = 0.0
      var atStart = 0.0
      for region in 0..<world.exchange.board.regions where region != asked.china {
        now += world.power.electricity(region, world.exchange)
        atStart += world.exchange.inputs.pointee.regions[region].electricity.value
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
      for region in 0..<world.exchange.board.regions {
        let slack = world.exchange.inputs.pointee.regions[region].price.value
        premium = max(premium, world.exchange.prices.grid[region] / slack)
      }
      return premium
    },
  ]

  static let table = PostingTable(
    name: "power", title: "Power by region", noun: "region", entities: { $0["regions"] ?? [] },
    postings: [
      .now("live_gw", "GW", "Facility power live at AI sites.") { world, region in
        world.exchange.board.total(world.exchange.board.live, venue: region.entity) / 1000
      },
      .now("used_gw", "GW", "Facility power in use.") { world, region in used(region.entity, world) },
      .now("idle_gw", "GW", "Facility power live and without accelerators.") { world, region in
        let live = world.exchange.board.total(world.exchange.board.live, venue: region.entity) / 1000
        return max(0, live - used(region.entity, world))
      },
      .now("building_gw", "GW", "Facility power under construction.") { world, region in
        max(0, world.exchange.board.total(world.exchange.board.building, venue: region.entity)) / 1000
      },
      .now(
        "headroom_gw", "GW",
        "Firm grid power that AI could still connect; below zero when others have taken more than there was."
      ) { world, region in world.power.headroom[region.entity] / 1000 },
      .now("grid_price_usd_per_mwh", "USD/MWh", "Price of grid power for a large buyer.") { world, region in
        world.exchange.prices.grid[region.entity]
      },
      .now("dark_h100e", "H100e", "Accelerators without power.") { world, region in
        world.exchange.board.total(world.exchange.board.waiting, venue: region.entity)
      },
      .now(
        "expected_wait_year", "year",
        "Wait that buyers expect from order to power: what suppliers quote, as late as dates have been."
      ) { world, region in world.exchange.board.delay[region.entity] },
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
    world.exchange.board.total(world.exchange.board.drawn, venue: region)
      * world.exchange.inputs.pointee.datacenters.facilityToIT.value / 1000
  }

  /// Whether a technology can be had in a region by now.
  private static func isOffered(_ region: Int, _ technology: Int, _ world: borrowing World) -> Bool {
    let inputs = world.exchange.inputs
    return inputs.pointee.regions[region].technologies[technology] > 0
      && world.exchange.now >= inputs.pointee.technologies[technology].available.days
  }

  /// Electricity of a region in TWh a year: every MW that AI draws off the grid's books is new supply.
  private func electricity(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.pointee.regions[region]
    let growth = entry.supplyGrowth.value(at: exchange.now / 2)
    return entry.electricity.value * exp(growth * (exchange.now / Time.year))
      + ownPlants(region, exchange.inputs.pointee) * Time.hoursPerYear * 1e-6
  }
}
