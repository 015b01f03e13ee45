import Inputs
import SimulationKernel
import Testing

@testable import Model

@Suite("law: a shock acts on its own dates, whenever the rules that read its input are due")
struct ShockDateTests {
  private static func shock(
    _ input: String, _ factor: Double, _ date: String, _ days: Double, end: String, _ more: [String] = []
  ) throws -> Model {
    let text =
      #"{"input": "\#(input)", "factor": \#(factor), "date": "\#(date)", "length": "\#(days) day"}"#
    return try ShippedScenario.model("base", ["end=\(end)", "shocks.s=\(text)"] + more)
  }

  private static func world<Value>(_ model: Model, _ read: (borrowing World) -> Value) throws -> Value {
    var simulation = Simulation(model, seed: 1)
    try simulation.run(replication: 0)
    return read(simulation.world)
  }

  @Test("a price that is low for 25 days in March saves what these days cost, to the dollar")
  func price() throws {
    let us = try #require(ShippedScenario.model("base").scenario.ids["regions"]?.firstIndex(of: "us"))
    /// Profit since the start of each lab, and what its power in the region costs a year, in billions of USD.
    func labs(_ factor: Double) throws -> [(profit: Double, power: Double)] {
      let model = try ShockDateTests.shock("regions.us.price", factor, "2026-03-05", 25, end: "2026-04-02")
      return try ShockDateTests.world(model) { world in
        let halls = world.exchange.inputs.datacenters
        return world.labs.states.indices.map { lab in
          let megawatts = world.exchange.posted.drawn(world.exchange.places.cell(lab, us))
          let hours = halls.facilityToIT.value * halls.utilisation.value * Time.hoursPerYear
          return (
            world.labs.states[lab].profitTotal, megawatts * hours * world.exchange.gridPrice(us) * 1e-9
          )
        }
      }
    }
    let plain = try labs(1)
    let short = try labs(0.3)
    #expect(plain.contains { $0.power > 0.1 })
    for lab in plain.indices {
      let saved = 0.7 * 25 / Time.year * plain[lab].power
      #expect(isClose(short[lab].profit - plain[lab].profit, saved, relative: 1e-6), "lab \(lab)")
    }
  }

  @Test("a flow that is halved for ten days is missing five days of it, wherever they lie")
  func flow() throws {
    func delivered(_ date: String, _ days: Double, _ factor: Double) throws -> [Double] {
      try ShockDateTests.world(
        ShockDateTests.shock(
          "equipment.turbines.output", factor, date, days, end: "2026-07-20",
          ["equipment.turbines.opening_backlog=1000 GW", "equipment.turbines.output=100 GW/year"])
      ) { world in world.power.factories.map(\.delivered) }
    }
    let plain = try delivered("2026-03-10", 10, 1)
    // 100 GW a year for five days, in MW.
    let missing = 100_000 * 5 / Time.year
    for date in ["2026-03-10", "2026-03-28", "2026-04-01"] {
      let short = try delivered(date, 10, 0.5)
      let differences = zip(plain, short).map { $0 - $1 }
      #expect(differences.contains { isClose($0, missing, relative: 1e-9) }, "\(date): \(differences)")
    }
  }

  @Test("a yard that stands still for sixty days is sixty days of ships behind")
  func yard() throws {
    func built(_ factor: Double, _ days: Double) throws -> Int {
      try ShockDateTests.world(
        ShockDateTests.shock(
          "launch.vehicles.starship_v3.build_rate", factor, "2026-03-03", days, end: "2027-12-28",
          [
            "launch.vehicles.starship_v3.build_rate=24 ship/year",
            "launch.vehicles.starship_v3.available=2025-12",
            "launch.families.starship.ship_line=none",
          ])
      ) { $0.launch.builtShips.reduce(0, +) }
    }
    let plain = try built(1, 60)
    // 24 ships a year are 3.94 in sixty days.
    #expect((3...5).contains(plain - (try built(0, 60))))
    // Three times as fast for sixty days are 7.9 more.
    #expect((7...9).contains(try built(3, 60) - plain))
  }

  @Test("a shock on a price is in what is quoted from its first day to its last")
  func quotes() throws {
    func cost(_ factor: Double, _ end: String) throws -> Double {
      try ShockDateTests.world(
        ShockDateTests.shock("datacenters.system_cost", factor, "2026-03-05", 10, end: end)
      ) { $0.exchange.posted.costs.cost[0] }
    }
    #expect(try cost(3, "2026-03-04") == cost(1, "2026-03-04"))
    #expect(try cost(3, "2026-03-06") > 1.1 * cost(1, "2026-03-06"))
    // A shock has all quoted anew on its last day, by what was ordered until then: of next to nothing as well.
    let (after, untouched) = (try cost(3, "2026-03-16"), try cost(1.0001, "2026-03-16"))
    #expect(isClose(after, untouched, relative: 0.01), "\(after) \(untouched)")
  }

  @Test("a shock that changes nothing leaves every number as it was, to the bit")
  func nothing() throws {
    for input in ["regions.us.price", "orbit.sunlit", "launch.methane_cost", "market.bust"] {
      let one = try Run(ShockDateTests.shock(input, 1, "2026-03-05", 25, end: "2026-09-01"))
      let none = try Run(ShockDateTests.shock(input, 0.5, "2026-10-01", 25, end: "2026-09-01"))
      #expect(one.bits() == none.bits(), "\(input)")
    }
  }

  @Test("a mean over time knows when a factor changed")
  func means() throws {
    let model = try ShockDateTests.shock("regions.us.price", 0.5, "2026-03-01", 1, end: "2026-04-01")
    let hindsight = Hindsight(model.scenario, model.shocks.map(\.place))
    hindsight.begin(seed: 1, replication: 0, overriding: InputOverrides())
    func price(_ from: Double, _ to: Double) -> Double {
      let index = model.scenario.ids["regions"]?.firstIndex(of: "us") ?? 0
      return hindsight.inputs(.flow, from: from, to: to).regions[index].price.value
    }
    let drawn = price(0, 10)
    hindsight.note("regions.us.price", factor: 0.5, day: 10)
    hindsight.note("regions.us.price", factor: 1, day: 20)
    #expect(price(0, 10) == drawn && price(20, 30) == drawn && price(5, 5) == drawn)
    #expect(price(10, 20) == 0.5 * drawn && price(12, 13) == 0.5 * drawn)
    #expect(isClose(price(0, 20), 0.75 * drawn, relative: 1e-12))
    #expect(isClose(price(15, 25), 0.75 * drawn, relative: 1e-12))
    #expect(isClose(price(0, 40), 0.875 * drawn, relative: 1e-12))
  }
}
