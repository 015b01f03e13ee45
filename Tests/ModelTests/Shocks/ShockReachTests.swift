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
    let plain = try ShockReachTests.scenario("2026-02-10", 200, end: "2026-11-01")
    let model = ShockReachTests.shocked(plain) { $0.declaration.reading == .start }
    #expect(model.shocks.count > 200)
    #expect(try Run(model).bits() == Run(plain).bits())
  }

  @Test(
    "what is read at decisions cannot be shocked between two of them",
    arguments: [
      // Labs and memory makers decide on 1 April and 1 July, operators of fabs on 1 February and 1 August.
      ("2026-04-11", 60, ["decisions.labs", "decisions.memory", "decisions.fabs"], 90),
      ("2026-04-11", 15, ["decisions.market"], 1),
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

  /// Why a shock on an input changes nothing in `base` within two years, though it is read all the time.
  static let silent = [
    "launch.oxygen_cost": "older rockets ask less, so that costs do not set the price",
    "lithography.order_to_delivery": "tools are made later than their orders' least time",
    "market.fire_sale": "nobody fails so early",
    "orbit.bus_learning": "no satellite is built so early",
  ]

  /// One input or two of each industry, for every day; all of them where the environment asks for it.
  static let sample = [
    "accelerators.*.price", "datacenters.utilisation", "equipment.*.output", "labs.*.boldness",
    "labs.*.demand_growth", "launch.oxygen_cost", "launch.other_payloads", "lithography.capacity",
    "market.elasticity", "memory.dram_demand_growth", "orbit.sunlit", "power_technologies.*.permit",
    "processes.*.wafer_price", "regions.*.price", "vendors.*.fulfilment",
  ]

  /// An input as the declaration has it: ids are left out.
  static func pattern(_ path: String) -> String {
    let collections: Set = [
      "processes", "fabs", "vendors", "accelerators", "dies", "projects", "regions", "power_technologies",
      "equipment", "vehicles", "sites", "labs", "technologies", "opening_technologies", "hbm_share",
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
    #expect(Set(ShockReachTests.sample).union(ShockReachTests.silent.keys).isSubset(of: patterns))
    for pattern in isSample ? ShockReachTests.sample : patterns {
      let model = ShockReachTests.shocked(plain) { ShockReachTests.pattern($0.path) == pattern }
      let acts = (try? Run(model).bits()) != bits
      #expect(acts == (ShockReachTests.silent[pattern] == nil), "\(pattern)")
    }
  }
}
