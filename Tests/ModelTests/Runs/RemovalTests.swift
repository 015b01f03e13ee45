import Testing

@testable import Model

/// Taking one industry's input away starves what depends on it, names the cause, and leaves the rest as it was.
@Suite("law: removal")
struct RemovalTests {
  static let horizon = "end=2029-01-01"
  static let count = 3
  static let logic = [
    "tsmc_n5", "tsmc_n3", "tsmc_n2", "samsung_2nm", "intel_18a", "smic_7nm",
    "smic_5nm", "terafab",
  ]
  static let packaging = ["tsmc_cowos", "other_packaging", "china_packaging"]
  static let memory = ["sk_hynix", "samsung_dram", "micron", "other_dram"]
  static let labs = [
    "anthropic", "openai", "google", "meta", "microsoft", "amazon", "xai", "china_labs", "research_lab",
    "neoclouds",
  ]
  static let regions = ["us", "china", "gulf", "europe", "asia"]

  /// The same replications with and without.
  private func pairs(_ removal: [String]) throws -> [(with: Run, without: Run)] {
    let with = try runs(ShippedScenario.model("base", [Self.horizon]), count: Self.count)
    let without = try runs(ShippedScenario.model("base", [Self.horizon] + removal), count: Self.count)
    return zip(with, without).map { ($0, $1) }
  }

  /// Columns that must be the same to the bit up to a report.
  private func expectSame(_ pair: (with: Run, without: Run), _ columns: [String], until report: Int) {
    for column in columns {
      let first = pair.with.values(column).prefix(report + 1).map(\.bitPattern)
      let second = pair.without.values(column).prefix(report + 1).map(\.bitPattern)
      #expect(first == second, "\(column) differs before report \(report)")
    }
  }

  private func live(_ run: Run) -> Double { Self.regions.reduce(0) { $0 + run.value("power.\($1).live_gw") } }

  @Test("no EUV tools: lines that need them stop growing, the others do not")
  func tools() throws {
    for pair in try pairs(["lithography.capacity=0 /year"]) {
      #expect(pair.without.value("euv_total") == 0)
      for fab in ["tsmc_n2", "samsung_2nm"] {
        let column = "fabs.\(fab).capacity_kwafer_per_month"
        #expect(pair.without.value(column) == pair.without.value(column, at: 0))
        #expect(pair.with.value(column) > pair.with.value(column, at: 0))
      }
      // N3 still grows by lines converted with the tools that stood in them, and by no more.
      let conversions = "fabs.tsmc_n3.capacity_kwafer_per_month"
      #expect(pair.without.value(conversions) <= pair.without.value(conversions, at: 0) + 45)
      #expect(pair.without.value(conversions) < pair.with.value(conversions))
      // Multi-patterned and packaging lines need no EUV: announced projects ramp as they would. Nothing on the ground
      // or on the pads can know of a missing tool before it would have made wafers, three months after the first
      // shipment at the earliest.
      expectSame(
        pair, ["fabs.smic_7nm.capacity_kwafer_per_month", "fabs.tsmc_cowos.capacity_kwafer_per_month"],
        until: 9)
      expectSame(
        pair, ["compute_online_h100e", "sold_total_h100e", "site_pipeline_gw", "launches_total"], until: 2)
    }
  }

  @Test("no EUV tools for six years: fabrication names tools, and less is sold")
  func toolsLater() throws {
    // Until the end of the decade contracts with other buyers hold AI's wafers back, not tools; then every line that
    // needs them.
    let end = "end=2033-01-01"
    let with = try Run(ShippedScenario.model("base", [end]))
    let without = try Run(ShippedScenario.model("base", [end, "lithography.capacity=0 /year"]))
    #expect(without.value("sold_total_h100e") < 0.95 * with.value("sold_total_h100e"))
    let days = "bottlenecks.fabrication.tools.starved_total_day"
    #expect(without.value(days) > with.value(days))
    #expect(without.value("launches_total", at: 24) == with.value("launches_total", at: 24))
  }

  @Test("no launch pads: nothing flies, the ground goes on")
  func pads() throws {
    for pair in try pairs([
      "launch.sites.starbase.pads=0", "launch.sites.lc39a.pads=0", "launch.sites.slc37.pads=0",
      "launch.rockets.*.cadence=0 /year",
    ]) {
      #expect(pair.without.value("launches_total") == 0)
      #expect(pair.without.value("compute_orbit_h100e") == 0)
      #expect(
        pair.without.value("bottlenecks.launch.pad.starved_total_day")
          > pair.with.value("bottlenecks.launch.pad.starved_total_day"))
      // No design for orbit can be ordered before September 2026, a year ahead of its release: until then the ground
      // is bit-identical.
      expectSame(
        pair,
        [
          "compute_ground_h100e", "sold_total_h100e", "hbm_price_usd_per_gb", "spot_price_usd_per_h100e_h",
          "site_pipeline_gw",
        ],
        until: 8)
      // After that what a lab leans toward orbit moves with the price of lift: a few percent of the ground by 2029.
      #expect(
        isClose(
          pair.without.value("compute_ground_h100e"), pair.with.value("compute_ground_h100e"), relative: 0.1))
    }
  }

  @Test("no turbines: gas plants with frames never run, chips and launches do not care at first")
  func turbines() throws {
    let model = try ShippedScenario.model("base")
    let starved = try ShippedScenario.model("base", ["equipment.turbines.output=0 GW/year"])
    let technologies = model.scenario.ids["power_technologies"] ?? []
    let frames = try #require(technologies.firstIndex(of: "frame_gas"))
    var with = BareWorld(model)
    var without = BareWorld(starved)
    // A line of 150 GW at 60 a year, then a year's building: five to six years.
    with.run(until: 7 * Time.year)
    without.run(until: 7 * Time.year)
    func built(_ world: borrowing World, _ technology: Int) -> Double {
      (0..<world.exchange.places.regions).reduce(0) {
        $0 + world.power.liveByTechnology[$1 * technologies.count + technology]
      }
    }
    #expect(built(with.world, frames) > 0)
    #expect(built(without.world, frames) == 0)
    for pair in try pairs(["equipment.turbines.output=0 GW/year"]) {
      expectSame(pair, ["hbm_total_billion_gb", "launches_total", "euv_total"], until: 3)
      expectSame(pair, ["launches_total", "euv_total"], until: 12)
      // Labs read quoted waits at once, and order a little less: a few percent of what vendors make in the first
      // quarter.
      #expect(
        isClose(
          pair.without.value("sold_total_h100e", at: 3), pair.with.value("sold_total_h100e", at: 3),
          relative: 0.05))
    }
  }

  @Test("no money but revenue: orders stop for want of capital")
  func money() throws {
    let removal = Self.labs.flatMap {
      [
        "labs.\($0).cash=0 billion USD", "labs.\($0).other_income=0 billion USD/year",
        "labs.\($0).equity_multiple=0 year",
        "labs.\($0).debt_multiple=0 year",
      ]
    }
    let pairs = try pairs(removal)
    // What revenue pays for still comes, and whoever is left serves the customers of those who failed: how much is
    // lost depends on how many are left.
    func sum(_ column: String, _ run: KeyPath<(with: Run, without: Run), Run>) -> Double {
      pairs.reduce(0) { $0 + $1[keyPath: run].value(column) }
    }
    #expect(sum("sold_total_h100e", \.without) < 0.8 * sum("sold_total_h100e", \.with))
    #expect(sum("capex_total_billion_usd", \.without) < 0.6 * sum("capex_total_billion_usd", \.with))
    for pair in pairs {
      // In the first year, while most still live, money is what binds beside the orders that stood on the books.
      let share = "bottleneck_capital_share"
      #expect(pair.without.value(share, at: 12) > 0.3)
      #expect(pair.without.value(share, at: 12) > 1.5 * pair.with.value(share, at: 12))
      // Tools and rockets are paid by others; wafers in process come out.
      expectSame(pair, ["launches_total", "hbm_total_billion_gb"], until: 3)
    }
  }

  @Test("no HBM: assembly starves of memory, not of logic")
  func noMemory() throws {
    let removal = Self.memory.flatMap { ["memory.hbm_share.\($0)=0", "memory.hbm_share_limit.\($0)=0"] }
    for pair in try pairs(removal) {
      #expect(pair.without.value("hbm_total_billion_gb") == 0)
      #expect(pair.without.value("bottlenecks.assembly.memory.starved_total_day") > 900)
      // What stood finished with vendors at the start, half a month, is all that is ever sold.
      #expect(pair.without.value("sold_total_h100e") < 0.05 * pair.with.value("sold_total_h100e"))
      expectSame(pair, ["launches_total", "euv_total"], until: 6)
      // Power under construction at the start comes on line all the same.
      expectSame(pair, Self.regions.map { "power.\($0).live_gw" }, until: 3)
    }
  }

  @Test("no logic wafers: assembly starves of logic, memory piles up")
  func noLogic() throws {
    let removal = Self.logic.flatMap {
      ["fabs.\($0).ai_share=0", "fabs.\($0).ai_share_limit=0", "fabs.\($0).ai_share_growth=0 /year"]
    }
    for pair in try pairs(removal) {
      #expect(pair.without.value("bottlenecks.assembly.logic.starved_total_day") > 900)
      #expect(pair.without.value("sold_total_h100e") < 0.1 * pair.with.value("sold_total_h100e"))
      let memory = "bottlenecks.assembly.memory.lost_total_h100e"
      #expect(pair.without.value(memory) <= pair.with.value(memory))
      expectSame(pair, ["launches_total", "euv_total"], until: 6)
    }
  }

  @Test("no packaging: dies and memory pile up for want of it")
  func noPackaging() throws {
    let removal = Self.packaging.flatMap {
      ["fabs.\($0).ai_share=0", "fabs.\($0).ai_share_limit=0", "fabs.\($0).ai_share_growth=0 /year"]
    }
    for pair in try pairs(removal) {
      #expect(pair.without.value("bottlenecks.assembly.packaging.starved_total_day") > 800)
      #expect(pair.without.value("sold_total_h100e") < 0.1 * pair.with.value("sold_total_h100e"))
      #expect(
        pair.without.value("bottleneck_packaging_share") > pair.with.value("bottleneck_packaging_share"))
      expectSame(pair, ["launches_total", "euv_total"], until: 6)
    }
  }

  @Test("no power to be had: what arrives stays dark, what is made does not change at first")
  func noPower() throws {
    let removal = Self.regions.flatMap {
      [
        #"regions.\#($0).technologies={"grid":1}"#, #"regions.\#($0).opening_technologies={"grid":1}"#,
        "regions.\($0).headroom=0 GW",
        "regions.\($0).headroom_growth=0 GW/year", "regions.\($0).reserve_tolerance=0 GW",
        "regions.\($0).supply_line=none",
      ]
    }
    for pair in try pairs(removal) {
      // Sites change hands, and their sum stays.
      let opening = Self.regions.reduce(0) { $0 + pair.without.value("power.\($1).live_gw", at: 0) }
      #expect(isClose(live(pair.without), opening, relative: 1e-9))
      #expect(pair.without.value("compute_ground_h100e") < pair.with.value("compute_ground_h100e"))
      let year = 12
      #expect(pair.without.value("dark_share", at: year) > 0.2)
      #expect(pair.without.value("dark_share", at: year) > 2 * pair.with.value("dark_share", at: year))
      let lost = "bottlenecks.installation.power.lost_total_h100e"
      #expect(pair.without.value(lost) > pair.with.value(lost))
      expectSame(pair, ["hbm_total_billion_gb", "euv_total", "launches_total"], until: 3)
    }
  }

  @Test("orbit not allowed: nothing computes there, other payloads fly")
  func noOrbit() throws {
    for pair in try pairs(["orbit.allowed=false"]) {
      #expect(pair.without.values("satellites").allSatisfy { $0 == 0 })
      #expect(pair.without.values("power_orbit_gw").allSatisfy { $0 == 0 })
      expectSame(pair, ["launches_total", "launch_failures_total"], until: 20)
      expectSame(pair, ["compute_ground_h100e", "sold_total_h100e", "spot_price_usd_per_h100e_h"], until: 8)
    }
  }
}
