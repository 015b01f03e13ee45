import Testing

@testable import Model

/// What must follow in the world when a thing that is made can be made no more, or costs less: paired runs on common
/// random numbers, of the space scenario.
@Suite("law: supply")
struct SupplyLaws {
  private static let count = 8
  private static let end = "end=2036-01-01"

  private static func paired(_ overrides: [String]) throws -> [Run] {
    try runs(ShippedScenario.model("space", [end] + overrides), count: count)
  }

  private static let base = Result { try paired([]) }

  /// Report of the first of January of a year.
  private func report(_ year: Int) -> Int { (year - 2026) * 12 }

  /// A metric over that of the paired run, pair by pair.
  private func ratio(_ runs: [Run], _ metric: String, _ year: Int) throws -> [Double] {
    zip(runs, try Self.base.get()).map {
      $0.value(metric, at: report(year)) / $1.value(metric, at: report(year))
    }
  }

  /// The sum of a metric over all runs, over that of the paired ones.
  private func all(_ runs: [Run], _ metric: String) throws -> [Double] {
    [sum(runs, metric) / sum(try Self.base.get(), metric)]
  }

  private func sum(_ runs: [Run], _ metric: String) -> Double { runs.reduce(0) { $0 + $1.value(metric) } }

  @Test(
    "the maker of tools may not grow, and makes one a year: compute falls by 5 % in 2030 and a quarter in 2035"
  )
  func law4() throws {
    let runs = try Self.paired(["lines.euv_tools.policy=never", "lithography.capacity=1 tools/year"])
    Law.check(
      "4", "the maker of tools makes one a year",
      [
        Finding("compute in 2030", atMost: 0.95, try ratio(runs, "compute_online_h100e", 2030)),
        Finding("compute in 2035", atMost: 0.75, try ratio(runs, "compute_online_h100e", 2035)),
      ])
  }

  @Test("no tool is made that nobody ordered")
  func law5() throws {
    let few = try Self.paired(["fabs.*.line=none", "lithography.other_customers=0"])
    Law.check(
      "5", "nobody orders tools beyond what is announced",
      [Finding("tools shipped by 2036, all runs", atMost: 0.6, pairs: Self.count, try all(few, "euv_total"))])
  }

  /// Older rockets fly from pads, on licences and with propellant of their own: what they lack, they lack here too.
  private static let noRockets = "launch.rockets.*.cadence=0 launch/year"

  @Test(
    "no pads, no licences or no propellant: nothing computes in orbit, and orbit is quoted at no price",
    arguments: [
      ("no pads", ["launch.sites.*.pads=0", "lines.pads.policy=never"]),
      (
        "no launch licences", ["launch.sites.*.licences=0 launch/year", "lines.launch_licences.policy=never"]
      ),
      ("no air separation", ["launch.sites.*.oxygen_supply=0 t/day", "lines.propellant.policy=never"]),
    ])
  func law38(_ change: String, _ without: [String]) throws {
    let runs = try Self.paired(without + [Self.noRockets])
    func most(_ value: (Run, Int) -> Double) -> [Double] {
      [runs.flatMap { run in (0...run.last).map { value(run, $0) } }.reduce(0, max)]
    }
    Law.check(
      "38", "\(change), no older rockets",
      [
        Finding(
          "most power in orbit up to 2036, GW", atMost: 0, pairs: Self.count,
          most { $0.value("power_orbit_gw", at: $1) }),
        Finding(
          "reports of a price of lift or of orbit", atMost: 0, pairs: Self.count,
          most { run, report in
            let quotes = ["launch_price_usd_per_kg", "orbit_over_ground_cost"]
            return quotes.contains { !run.value($0, at: report).isNaN } ? 1 : 0
          }),
      ])
  }

  /// Pads relieved like a link: each is free again the sooner. More payload is more of everything that is lifted, so
  /// that pads are held against the other lines of launch and satellites.
  @Test(
    "pads that take five times as long: orbit starves, the ground does not, and pads are what would help most"
  )
  func pads() throws {
    let lines = ["launch_licences", "propellant", "ships", "satellites"]
    let few = try Self.paired(["lines.pads.relief=0.2"])
    func gain(_ overrides: [String]) throws -> Double {
      sum(try Self.paired(overrides), "orbit_added_total_gw") / sum(few, "orbit_added_total_gw") - 1
    }
    let own = try gain(["lines.pads.relief=0.22"])
    let others = try lines.map { try gain(["lines.pads.relief=0.2", "lines.\($0).relief=1.1"]) }
    Law.check(
      "6", "next to nothing of pads",
      [
        Finding(
          "power added in orbit by 2036, all runs", atMost: 0.8, pairs: Self.count,
          try all(few, "orbit_added_total_gw")),
        Finding(
          "compute on the ground in 2036", atLeast: 0.97, atMost: 1.03,
          try ratio(few, "compute_ground_h100e", 2036)),
        Finding(
          "rise of power added in orbit by 2036 with a tenth more, over that of any other line of launch",
          atLeast: 0,
          pairs: Self.count, [own - (others.max() ?? 0)]),
      ])
  }

  @Test("where nothing else flies older rockets lift what they have room for; without them nothing is lifted")
  func olderRockets() throws {
    let alone = ["launch.vehicles.*.available=never"]
    let with = try Self.paired(alone)
    #expect(sum(with, "rocket_launches_total") > 0 && sum(with, "power_orbit_gw") > 0)
    for run in with { #expect(run.value("launches_total") == 0) }
    // Some hundreds of tonnes a year: far from what is lifted where Starship flies.
    let base = try Self.base.get()
    #expect(sum(with, "orbit_added_total_gw") < 0.5 * sum(base, "orbit_added_total_gw"))
    for run in try Self.paired(alone + [Self.noRockets]) {
      #expect(run.value("power_orbit_gw") == 0 && run.value("rocket_launches_total") == 0)
      #expect(run.value("launch_price_usd_per_kg").isNaN)
    }
  }

  @Test(
    "a larger payload, a lighter or a cheaper satellite: orbit costs less, and more of it flies",
    arguments: [
      "launch.vehicles.*.payload=120 t", "orbit.specific_power=120 W/kg", "orbit.bus_cost=4 USD/W",
    ])
  func law34(_ better: String) throws {
    let runs = try Self.paired([better])
    Law.check(
      "34", "`\(better)`",
      [
        Finding(
          "orbit's cost over the ground's in 2035", atMost: 0.98,
          try ratio(runs, "orbit_over_ground_cost", 2035)),
        Finding(
          "power added in orbit by 2036, all runs", atLeast: 1.05, pairs: Self.count,
          try all(runs, "orbit_added_total_gw")),
      ])
  }

  @Test("a lab that leans more toward orbit does not make orbit less")
  func law35() throws {
    let runs = try Self.paired(["labs.meta.orbit_leaning=3"])
    Law.check(
      "35", "one lab leans more toward orbit",
      [
        Finding(
          "power added in orbit by 2036, all runs", atLeast: 1, pairs: Self.count,
          try all(runs, "orbit_added_total_gw"))
      ])
  }

  @Test("what is announced is all there is under the policy plan, and not even that comes under never")
  func policies() throws {
    let plan = try Self.paired(["lines.*.policy=plan"])
    let never = try Self.paired(["lines.*.policy=never"])
    for run in plan {
      let (capacity, announced) = (
        run.value("lines.turbines.capacity"), run.value("lines.turbines.announced")
      )
      #expect(capacity == announced && capacity > 1.1 * run.value("lines.turbines.capacity", at: 0))
    }
    for run in never {
      #expect(run.value("lines.turbines.capacity") == run.value("lines.turbines.capacity", at: 0))
    }
    let answer = try Self.base.get()
    #expect(sum(plan, "launches_total") < sum(answer, "launches_total"))
    #expect(sum(never, "launches_total") < sum(plan, "launches_total"))
  }

  @Test("relief of a line is seen by its output and not by its operator")
  func relief() throws {
    // Others order what they order, however long the wait.
    let plain = ["equipment.turbines.other_response=0 /year"]
    let base = try Self.paired(plain)
    let more = try Self.paired(plain + ["lines.turbines.relief=1.1"])
    for (more, base) in zip(more, base) {
      #expect(more.value("lines.turbines.capacity", at: 2) == base.value("lines.turbines.capacity", at: 2))
      #expect(more.value("lines.turbines.book", at: 2) < base.value("lines.turbines.book", at: 2))
    }
  }
}
