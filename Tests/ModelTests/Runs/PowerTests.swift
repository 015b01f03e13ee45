import Testing

@testable import Model

/// Power on the ground: who lacks it has less compute, and who has more of it never has less.
@Suite("law: power")
struct PowerTests {
  private static let end = "end=2029-01-01"
  private static let compute = "compute_online_h100e"

  /// A grid to which nothing more can be connected.
  private static let noHeadroom = [
    "regions.*.headroom=0 GW", "regions.*.headroom_growth=0 GW/year", "regions.*.reserve_tolerance=0 GW",
    "lines.us_grid.policy=never", "lines.china_grid.policy=never", "lines.gulf_grid.policy=never",
    "lines.europe_grid.policy=never", "lines.asia_grid.policy=never",
  ]

  private func compute(_ overrides: [String]) throws -> Double {
    let model = try ShippedScenario.model("base", [Self.end] + overrides)
    return mean(try runs(model, count: 6).map { $0.value(Self.compute) })
  }

  // Sites under construction draw on the grid's headroom: 64 % of America's are to be connected to it.
  @Test("headroom of the grid: without it much stays dark, with more of it there is more compute")
  func headroom() throws {
    let base = try compute([])
    let none = try compute(Self.noHeadroom)
    let more = try compute(["regions.*.headroom=300 GW"])
    #expect(none < 0.9 * base)
    #expect(more > base)
  }

  @Test("engines behind the meter: fewer of them, less compute")
  func engines() throws {
    #expect(try compute(["equipment.small_engines.output=2 GW/year"]) < 0.98 * compute([]))
  }

  @Test("a request goes to the technologies that can begin it, and is whole")
  func split() throws {
    let model = try ShippedScenario.model(
      "base",
      [
        "power_technologies.solar_storage.yearly_limit=0.06 GW/year", "labs.*.tolerated_lateness=100 year",
        "labs.*.reservation_price=10000 USD/MWh",
      ])
    let ids = model.scenario.ids
    let technologies = try #require(ids["power_technologies"])
    let (solar, count) = (try #require(technologies.firstIndex(of: "solar_storage")), technologies.count)
    let us = try #require(ids["regions"]?.firstIndex(of: "us"))
    var bare = BareWorld(model)
    let before = (0..<count).map { bare.world.power.buildingByTechnology[us * count + $0] }
    for _ in 0..<2 {
      bare.world.exchange.planned.ask(
        PlannedPower.Request(lab: 0, region: Int32(us), megawatts: 3000, wanted: 3))
    }
    bare.world.power.begin(&bare.world.exchange)
    let begun = (0..<count).map { bare.world.power.buildingByTechnology[us * count + $0] - before[$0] }
    #expect(isClose(begun.reduce(0, +), 6000, relative: 1e-9))
    #expect(begun[solar] <= 60 + 1e-9)
    // Each part is half a step of its technology at least.
    for technology in 0..<count where begun[technology] > 1e-9 {
      let step = bare.world.exchange.inputs.technologies[technology].step.value
      #expect(begun[technology] >= step / 2 - 1e-9)
    }
    #expect(bare.imbalance() == nil)
  }

  @Test("buyers learn how late dates are")
  func delays() throws {
    // Halls that take twice their median: quotes know nothing of it, and who has seen it for years expects about as
    // much.
    let late = try ShippedScenario.model("base", ["end=2034-01-01", "datacenters.shell_slip=2"])
    var bare = BareWorld(late)
    bare.run(until: 7 * Time.year)
    #expect(bare.world.power.seenDelay > 1.4)
    let punctual = try ShippedScenario.model("base", ["end=2034-01-01", "datacenters.shell_slip=1"])
    var other = BareWorld(punctual)
    other.run(until: 7 * Time.year)
    #expect(other.world.power.seenDelay < bare.world.power.seenDelay - 0.2)
  }

  @Test("a machine that waits takes the place of one that gives half as much per watt, and nothing is lost")
  func replacement() throws {
    let model = try ShippedScenario.model(
      "base", ["datacenters.replacement_gain=2"] + Self.noHeadroom)
    let never = try ShippedScenario.model(
      "base", ["datacenters.replacement_gain=100"] + Self.noHeadroom)
    var with = BareWorld(model)
    var without = BareWorld(never)
    with.run(until: 2.5 * Time.year)
    without.run(until: 2.5 * Time.year)
    func online(_ world: borrowing World) -> Double { world.exchange.posted.onlineOnGround }
    #expect(online(with.world) > 1.1 * online(without.world))
    #expect(with.imbalance() == nil)
    #expect(without.imbalance() == nil)
  }
}
