#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import Testing

@testable import Model

@Suite("law: what a declaration says of when an input is read is what a shock finds")
struct ShockReachTests {
  /// `base` to an early end, with a shock of a half from one date for some days that acts on nothing yet.
  private static func scenario(_ date: String, _ days: Int, end: String) throws -> Model {
    let shock = #"{"input": "orbit.sunlit", "factor": 0.5, "date": "\#(date)", "length": "\#(days) day"}"#
    return shocked(try ShippedScenario.model("base", ["end=\(end)", "shocks.s=\(shock)"])) { _ in false }
  }

  /// The same with the shock on some inputs, of which `check` might say that it does nothing.
  private static func shocked(_ model: Model, _ isShocked: (InputPlace) -> Bool) -> Model {
    var model = model
    model.shocks = model.scenario.places.filter { place in
      if case .moment = place.declaration.kind { return false }
      return !place.path.hasPrefix("shocks.") && !place.path.hasPrefix("claims.") && isShocked(place)
    }.map { Model.Shock(entity: 0, place: $0) }
    return model
  }

  @Test("what is read while the world is set up cannot be shocked after")
  func start() throws {
    // Everyone decides in these days: operators of lines and labs in February, memory makers in April.
    let plain = try ShockReachTests.scenario("2026-01-20", 100, end: "2026-05-15")
    let model = ShockReachTests.shocked(plain) { $0.declaration.reading == .start }
    #expect(model.shocks.count > 200)
    #expect(try Run(model).bits() == Run(plain).bits())
  }

  @Test(
    "what is read at decisions cannot be shocked between two of them",
    arguments: [
      // Memory makers decide on 1 April and 1 July, HBM is agreed on in October; the others on the first of a month.
      ("2026-04-11", 60, ["decisions.memory", "decisions.hbm"], 10),
      ("2026-04-11", 15, ["decisions.labs", "decisions.market", "decisions.lines"], 80),
    ])
  func decisions(_ date: String, _ days: Int, _ intervals: [String], _ least: Int) throws {
    let plain = try ShockReachTests.scenario(date, days, end: "2026-06-20")
    let model = ShockReachTests.shocked(plain) { place in
      guard case .decisions(let interval) = place.declaration.reading else { return false }
      return intervals.contains(interval)
    }
    #expect(model.shocks.count >= least)
    #expect(try Run(model).bits() == Run(plain).bits())
  }

  /// Why half of some inputs changes nothing in `base` within two years, though they are read in that time.
  static let silent: [(reason: String, patterns: [String])] = [
    (
      "half of every weight are the same shares",
      ["labs.*.regions.*", "labs.*.vendors.*", "regions.*.technologies.*"]
    ),
    (
      "what is begun with it is ready later",
      [
        "lithography.order_to_delivery", "lithography.passes_per_tool_year",
        "processes.*.euv_layers",
      ]
    ),
    (
      "so few fly that it holds nothing back",
      [
        "launch.sites.*.licences", "launch.sites.*.methane_supply", "launch.sites.*.oxygen_supply",
        "launch.sites.*.pad_learning",
        "launch.sites.*.pad_turnaround", "launch.sites.*.pad_turnaround_floor", "launch.sites.*.tank",
        "launch.vehicles.*.failure_floor", "launch.vehicles.*.methane", "launch.vehicles.*.turnaround_floor",
      ]
    ),
    (
      "nothing comes to this limit",
      [
        "labs.*.backing", "labs.*.mature_multiple", "memory.hbm_ceiling",
      ]
    ),
    (
      "no satellite is built so early",
      ["orbit.bus_experience", "orbit.bus_learning", "orbit.commissioning", "orbit.factory"]
    ),
    (
      "capital does not turn in this run, demand makes no pause, and nobody fails",
      [
        "market.bust", "market.fire_sale", "market.pause_length", "market.recovery", "market.scarce_capital",
      ]
    ),
  ]

  /// One input or two of each industry, for every day; all of them where the environment asks for it.
  static let sample = [
    "accelerators.*.price", "datacenters.utilisation", "equipment.*.output", "labs.*.boldness",
    "labs.*.demand_growth", "launch.oxygen_cost", "launch.families.*.other_payloads", "lithography.capacity",
    "market.elasticity", "memory.dram_demand_growth", "orbit.sunlit", "power_technologies.*.permit",
    "processes.*.wafer_price", "regions.*.price", "vendors.*.fulfilment",
  ]

  /// An input as the declaration has it: ids are left out.
  static func pattern(_ path: String) -> String {
    let collections: Set = [
      "processes", "fabs", "vendors", "accelerators", "dies", "projects", "regions", "power_technologies",
      "equipment", "families", "vehicles", "sites", "rockets", "labs", "technologies", "opening_technologies",
      "hbm_share",
      "hbm_share_limit",
    ]
    var parts = path.split(separator: ".").map(String.init)
    for index in parts.indices.dropFirst() where collections.contains(parts[index - 1]) { parts[index] = "*" }
    return parts.joined(separator: ".")
  }

  @Test("what is read all the time, or at a decision that comes, can be shocked: a sample of all inputs")
  func always() throws {
    let isSample = getenv("CAPSIM_ALL_INPUTS") == nil
    let plain = try ShockReachTests.scenario("2026-02-10", 600, end: "2027-12-01")
    let bits = try Run(plain).bits()
    var patterns: [String] = []
    for place in plain.scenario.places where place.declaration.reading != .start {
      let pattern = ShockReachTests.pattern(place.path)
      if case .moment = place.declaration.kind { continue }
      if pattern.hasPrefix("shocks.") || pattern.hasPrefix("claims.") || patterns.contains(pattern) {
        continue
      }
      patterns.append(pattern)
    }
    #expect(patterns.count > 150)
    let silent = Set(ShockReachTests.silent.flatMap(\.patterns))
    #expect(silent.union(ShockReachTests.sample).isSubset(of: patterns))
    for pattern in isSample ? ShockReachTests.sample : patterns {
      let model = ShockReachTests.shocked(plain) { ShockReachTests.pattern($0.path) == pattern }
      let acts = (try? Run(model).bits()) != bits
      #expect(acts != silent.contains(pattern), "\(pattern)")
    }
  }
}
