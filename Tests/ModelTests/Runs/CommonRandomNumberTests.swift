import Testing

@testable import Model

/// What ran before, what else is in the scenario, or the order of runs must not reach a result.
@Suite("twin: common random numbers")
struct CommonRandomNumberTests {
  static let short = ["end=2027-07-01"]

  /// The rows of a run that do not belong to an entity of `table` called `id`, by column name.
  private func columns(_ run: Run, without id: String) -> [String: [UInt64]] {
    var columns: [String: [UInt64]] = [:]
    for path in run.record.layout.paths where !path.contains(".\(id).") {
      columns[path] = run.values(path).map(\.bitPattern)
    }
    return columns
  }

  private func expectSame(_ extra: [String], id: String) throws {
    let plain = columns(try Run(ShippedScenario.model("base", Self.short)), without: id)
    let more = columns(try Run(ShippedScenario.model("base", Self.short + extra)), without: id)
    #expect(plain.keys.count == more.keys.count)
    let different = plain.keys.filter { plain[$0] != more[$0] }.sorted()
    #expect(different.isEmpty, "\(different.count) columns differ: \(different.prefix(5))")
  }

  // An entity whose name sorts first moves the index of every other one, and its own draws stand beside theirs. What
  // is unused must change nothing, to the bit: sums with a zero added are exact.

  @Test("an unused lab changes nothing")
  func lab() throws {
    let lab =
      #"{"compute":"0 H100e","regions":{"us":1},"revenue":"0 billion USD/year","cash":"0 billion USD","product":false,"demand_growth":{"2026":"0 /year"},"compute_growth":"0 /year","training_share":0.5,"vendors":{"nvidia":1}}"#
    try expectSame(["labs.aaa=\(lab)"], id: "aaa")
  }

  @Test("an unused fab changes nothing")
  func fab() throws {
    let fab = #"{"process":"n3","capacity":"0 kwafer/month"}"#
    try expectSame(["fabs.aaa=\(fab)"], id: "aaa")
  }

  @Test("an unused vehicle changes nothing")
  func vehicle() throws {
    let vehicle =
      #"{"family":"starship","available":"2090-01","payload":"100 t","build_rate":"0 /year","flights_per_ship":"1","turnaround":"30 day","turnaround_floor":"1 day"}"#
    try expectSame(["launch.vehicles.aaa=\(vehicle)"], id: "aaa")
  }

  @Test("an unused family and an unused rocket change nothing")
  func family() throws {
    try expectSame([#"launch.families.aaa={"fixed_cost":"1 billion USD/year"}"#], id: "aaa")
    try expectSame(
      [#"launch.rockets.aaa={"payload":"10 t","cadence":"0 /year","price":"1 million USD/flight"}"#],
      id: "aaa")
  }

  @Test("an unused design changes nothing")
  func design() throws {
    let design =
      #"{"vendor":"nvidia","release":"2090-01","performance":"1 H100e","power":"1 kW","price":"10 thousand USD","dies":{"compute":{"process":"n3","count":1,"area":"100 mm2"}},"memory":"dram","hbm":"1 GB","packaging":"cowos","packages_per_wafer":20}"#
    try expectSame(["accelerators.aaa=\(design)"], id: "aaa")
  }

  @Test("an unused region changes nothing")
  func region() throws {
    let region =
      #"{"headroom":"0 GW","headroom_growth":"0 GW/year","electricity":"100 TWh/year","supply_growth":"0 %/year","price":"900 USD/MWh","technologies":{}}"#
    let plain = try Run(ShippedScenario.model("base", Self.short))
    let more = try Run(ShippedScenario.model("base", Self.short + ["regions.aaa=\(region)"]))
    #expect(plain.values("compute_online_h100e") == more.values("compute_online_h100e"))
    #expect(plain.values("dark_h100e") == more.values("dark_h100e"))
  }

  @Test("a shock that never comes changes nothing")
  func shock() throws {
    let shock = #"{"input":"lithography.passes_per_tool_year","factor":0.5,"date":"2090-01"}"#
    try expectSame(["shocks.aaa=\(shock)"], id: "aaa")
  }

  @Test("two shocks upon one input at once give their product, and the drawn value to the bit when they end")
  func twoShocks() throws {
    let first = #"{"input":"memory.hbm_per_wafer","factor":0.7,"date":"2026-02-01","length":"2 month"}"#
    let second = #"{"input":"memory.hbm_per_wafer","factor":0.3,"date":"2026-03-01","length":"3 month"}"#
    let model = try ShippedScenario.model(
      "base", ["end=2026-12-01", "shocks.a=\(first)", "shocks.b=\(second)"])
    // A shock with no effect at all, and one whose factor is 1, must both leave the run as it was.
    let plain = try Run(ShippedScenario.model("base", ["end=2026-12-01"]))
    let idle = try Run(
      ShippedScenario.model(
        "base",
        [
          "end=2026-12-01", "shocks.a=" + first.replacing("0.7", with: "1"),
          "shocks.b=" + second.replacing("0.3", with: "1"),
        ]))
    #expect(plain.bits() == idle.bits())
    var simulation = Simulation(model, seed: 1)
    try simulation.run(replication: 0)
    let shocked = Run(simulation)
    #expect(shocked.bits() != plain.bits())
    // The block is drawn anew: what a shock left behind would show in the next run.
    try simulation.run(replication: 0)
    #expect(Run(simulation).bits() == shocked.bits())
  }

  @Test("a reused simulation gives the same bytes as a fresh one, whatever ran before and in any order")
  func reuse() throws {
    for name in ["base", "space-as-stated"] {
      let model = try ShippedScenario.model(name, ["end=2028-01-01"])
      let fresh = try (0..<4).map { try Run(model, seed: 9, replication: UInt64($0)).bits() }
      var simulation = Simulation(model, seed: 9)
      for replication in [3, 0, 2, 1, 1, 3, 0] {
        try simulation.run(replication: UInt64(replication))
        #expect(Run(simulation).bits() == fresh[replication], "\(name), replication \(replication)")
      }
      // Replications and seeds are different worlds.
      #expect(fresh[0] != fresh[1])
      #expect(try Run(model, seed: 10, replication: 0).bits() != fresh[0])
    }
  }

  @Test("a longer run begins as a shorter one does")
  func horizon() throws {
    let short = try Run(ShippedScenario.model("base", ["end=2027-01-01"]))
    let long = try Run(ShippedScenario.model("base", ["end=2028-01-01"]))
    #expect(short.bits() == long.bits(reports: short.record.reports))
  }

  @Test("one thing's luck does not depend on how often others draw")
  func ordinals() throws {
    // With a lab's orders doubled, sites begun before the first decision come on line on the same days, and so do the
    // machines that were on the road: the first deliveries of the run, too, have the shipping times of their own
    // buyer and place.
    let plain = try Run(ShippedScenario.model("base", ["end=2026-07-01"]))
    let bolder = try Run(ShippedScenario.model("base", ["end=2026-07-01", "labs.xai.boldness=0.95"]))
    let regions = plain.record.layout.table("power")?.entities ?? []
    for region in regions {
      #expect(plain.values("power.\(region).live_gw") == bolder.values("power.\(region).live_gw"))
    }
    #expect(plain.values("launches_total") == bolder.values("launches_total"))
    // Another lab's accelerators on the road arrive as they did: they were ordered before anything differed.
    #expect(
      plain.values("labs.google.compute_h100e").prefix(4)
        == bolder.values("labs.google.compute_h100e").prefix(4))
  }
}
