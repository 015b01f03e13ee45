import Inputs
import Model
import ScenarioFormat
import SimulationKernel
import Sweep
import Testing

@testable import Analysis

/// Relief: pairs of runs, what they come to, and what is written of them.
@Suite struct ReliefTests {
  private static let links = "links={\"lift\": {\"scales\": \"launch.vehicles.*.payload\"}, "

  /// The shipped world over half a year with three links, of which one is upstream.
  private func model() throws -> Model {
    try shortModel(
      "base", "end=2026-07-01", "links=null",
      Self.links + "\"memory\": {\"scales\": \"processes.dram.relief\", \"factor\": 3}, "
        + "\"sites\": {\"scales\": \"regions.*.relief\", \"upstream\": true}}")
  }

  private func seen(_ plan: ReliefPlan, threads: Int = 1) throws -> ReliefRuns {
    let runs = ReliefRuns(plan)
    var observer = runs
    _ = try SweepEngine(model: ReliefModel(plan), plan: plan.sweep, options: SweepOptions(threads: threads))
      .run(in: nil, observer: &observer)
    return runs
  }

  /// unit: each replication is run as it is, with each link, and with all that are not upstream; a freed link is
  /// plentiful in all of them and relieved in none.
  @Test func cases() throws {
    let plan = ReliefPlan(try model(), first: 7, count: 3)
    #expect(plan.cases.indices.map(plan.id) == ["", "lift", "memory", "sites", "all"])
    #expect(plan.sweep.runs == 15)
    #expect(plan.run(0) == (7, 0))
    #expect(plan.run(14) == (9, 4))
    let paths = { (place: Int) in plan.scalings(place).map(\.place.path) }
    #expect(paths(0) == [])
    #expect(paths(2) == ["processes.dram.relief"])
    #expect(paths(4).contains("processes.dram.relief") && !paths(4).contains { $0.hasPrefix("regions.") })
    let freed = plan.freeing(1)
    #expect(freed.cases.indices.map(freed.id) == ["", "lift", "sites"])
    #expect(freed.scalings(0).map(\.factor) == Array(repeating: 3, count: ReliefPlan.freedTimes))
    #expect(freed.sweep.identity != plan.sweep.identity)
  }

  /// twin: a link's rise is that of the scenario with its inputs set by hand over the scenario as it is.
  @Test func risesAreThoseOfRunsByHand() throws {
    let model = try model()
    let relief = try seen(ReliefPlan(model, seed: 5, count: 3)).relief
    let byHand = try shortModel("base", "end=2026-07-01", "processes.dram.relief=3")
    let place = try #require(model.layout.index(of: ReliefPlan.usualMetric))
    var rises: [Double] = []
    for replication in 0..<3 {
      let values = try [model, byHand].map { model in
        var simulation = Simulation(model, seed: 5)
        try simulation.run(replication: UInt64(replication))
        let last = model.reportDays.count - 1
        return simulation.record.values[last * simulation.record.layout.width + place]
      }
      rises.append(values[1] / values[0] - 1)
    }
    let row = try #require(relief.rows.first { $0.link == "memory" })
    #expect(row.factor == 3 && !relief.isOfTenths && relief.rows.last?.isAll == true)
    #expect(row.effects.count == 1 && relief.dates == [model.end])
    #expect(abs(row.effects[0].mean - rises.reduce(0, +) / 3) < 1e-15)
    #expect(row.effects[0].mean != 0)
    #expect(relief.rows.first { $0.link == "lift" }?.effects[0].mean == 0, "nothing flies yet")
    #expect(relief.largest?.link != "lift")
  }

  /// unit: mean, interval and quantiles of rises.
  @Test func effects() {
    let effect = Relief.Effect(of: [0.01, 0.03, 0.02])
    #expect(effect.count == 3 && abs(effect.mean - 0.02) < 1e-15)
    // The standard error of the mean is 0.01 / sqrt(3).
    #expect(abs(effect.halfWidth - 1.959_963_984_540_054 * 0.01 / 3.0.squareRoot()) < 1e-15)
    #expect(effect.p50 == 0.02 && !effect.isChance)
    #expect(Relief.Effect(of: [0.3]).halfWidth.isNaN && Relief.Effect(of: [0.3]).isChance)
    #expect(Relief.Effect(of: []).count == 0 && Relief.Effect(of: []).mean.isNaN)
    #expect(Relief.Effect(of: [-0.02, 0.02]).isChance)
  }

  /// unit: a run that failed leaves out its pair alone; without the run as it is, none of its replication can be told.
  @Test func failedRunsLeaveTheirPairsOut() throws {
    let plan = ReliefPlan(try model(), count: 3)
    var sums = Relief.Sums(plan)
    for index in 0..<15 where index != 2 && index != 5 {
      let (replication, place) = plan.run(index)
      sums.add(index, [Double(100 + 10 * replication) * (place == 2 ? 1.5 : place == 1 ? 0.9 : 1)].span)
    }
    sums.addFailure()
    sums.addFailure()
    let relief = sums.relief
    #expect(relief.failed == 2)
    let counts = relief.rows.map { $0.effects[0].count }
    #expect(counts == [2, 1, 2, 2], "lift, memory, sites, all")
    #expect(relief.rows[1].overall.mean == 0.5)
    #expect(relief.ranked.map(\.link) == ["memory", "sites", "lift"])
    #expect(relief.largest == nil || relief.largest?.link == "memory")
  }

  /// twin: the same with one thread and three.
  @Test func threadsDoNotShow() throws {
    let plan = ReliefPlan(try model(), count: 4)
    #expect(Relief.csv([try seen(plan).relief]) == Relief.csv([try seen(plan, threads: 3).relief]))
  }
}
