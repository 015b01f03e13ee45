import Inputs
import struct SimulationKernel.RunFailure
import Testing

@testable import Model

/// Inputs within their ranges give plausible numbers or a failed run that says what went out of hand, never a result.
@Suite("unit: plausible numbers")
struct PlausibleRunTests {
  @Test(
    "DRAM costs no less than cash and no more than its buyers bear, however fast contracts and demand may move"
  )
  func memoryPrices() throws {
    let fast = ["end=2038-01-01", "memory.most_rise=5", "memory.most_fall=5", "memory.momentum=1000 day"]
    for growth in ["1 /year", "-0.5 /year"] {
      let model = try ShippedScenario.model("base", fast + ["memory.dram_demand_growth=\(growth)"])
      let run = try Run(model)
      for price in run.values("dram_price_over_cost") { #expect(price >= 0.6 && price <= 30 + 1e-9) }
    }
  }

  @Test("a wafer whose price falls for ever still costs something")
  func waferPrice() throws {
    let model = try ShippedScenario.model(
      "base",
      ["end=2036-01-01", "processes.*.price_rise=-20 %/year", "processes.*.wafer_price=1000 thousand USD"])
    let run = try Run(model)
    #expect(run.values("costs.us.chips_usd_per_kw_year").allSatisfy { !($0 <= 0) })
  }

  @Test("a run that leaves what is plausible fails, and names the number, its size and the date")
  func outOfHand() throws {
    let model = try ShippedScenario.model(
      "base",
      [
        "end=2066-01-01", "labs.google.other_income=100000 billion USD/year",
        "labs.google.other_income_growth=50 %/year",
      ])
    var simulation = Simulation(model, seed: 1)
    var failure: RunFailure?
    do { try simulation.run(replication: 0) } catch { failure = error }
    let found = try #require(failure)
    #expect(found.what.hasPrefix("labs.google.cash_billion_usd came to "), "\(found.what)")
    #expect(
      found.what.contains("billion USD, beyond anything plausible (-100000000.0 to 100000000.0 billion USD)"))
    #expect(found.place > "2035-12-30" && found.place < "2066-01-01")
  }

  @Test("a number that is missing where there must be one is a fault, and one that may be missing is none")
  func missing() throws {
    let layout = try ShippedScenario.model("base", ["end=2026-02-01"]).layout
    let plausible = PlausibleRanges(layout)
    func fault(_ path: String, _ value: Double) throws -> String? {
      plausible.fault(value, at: try #require(layout.index(of: path)))
    }
    #expect(try fault("spot_price_usd_per_h100e_h", .nan) == "spot_price_usd_per_h100e_h is not a number")
    #expect(try fault("cost_orbit_usd_per_h100e_h", .nan) == nil)
    #expect(try fault("hbm_price_usd_per_gb", .infinity) != nil)
    #expect(try fault("hbm_price_usd_per_gb", -1) != nil)
    #expect(try fault("profit_total_billion_usd", -1) == nil)
    #expect(try fault("ships", 0) == nil)
  }

  @Test("a share is between 0 and 1 and no amount is below zero, but for the rounding of sums")
  func ends() throws {
    let layout = try ShippedScenario.model("base", ["end=2026-02-01"]).layout
    let plausible = PlausibleRanges(layout)
    func isPlausible(_ path: String, _ value: Double) throws -> Bool {
      plausible.fault(value, at: try #require(layout.index(of: path))) == nil
    }
    for share in ["dark_share", "top3_revenue_share", "labs.xai.alive", "bottlenecks.launch.pad.lost_share"] {
      #expect(try isPlausible(share, 0) && isPlausible(share, 1), "\(share)")
      #expect(try isPlausible(share, -1e-12) && isPlausible(share, 1 + 1e-12), "\(share)")
      #expect(try !isPlausible(share, -1e-6) && !isPlausible(share, 1 + 1e-6), "\(share)")
    }
    for difference in ["memory_minus_logic_starved_share", "power_minus_largest_other_bottleneck"] {
      #expect(try isPlausible(difference, -1) && !isPlausible(difference, -1.001), "\(difference)")
    }
    for amount in [
      "compute_online_h100e", "power_ground_gw", "largest_run_flop", "ships", "mass_to_orbit_total_t",
      "ai_revenue_billion_usd_per_year", "orbit_over_ground_cost", "launch_price_usd_per_kg",
    ] {
      #expect(
        try isPlausible(amount, 0) && isPlausible(amount, -1e-12) && isPlausible(amount, 1.5), "\(amount)")
      #expect(try !isPlausible(amount, -0.01), "\(amount)")
    }
  }

  @Test("every number of a scenario has a range with two ends")
  func ranges() throws {
    let places = try ShippedScenario.model("space", ["end=2026-02-01"]).scenario.places
    for place in places {
      if case .moment = place.declaration.kind { continue }
      let range = place.declaration.range
      #expect(range.lowerBound.isFinite && range.upperBound.isFinite, "\(place.path)")
    }
  }
}
