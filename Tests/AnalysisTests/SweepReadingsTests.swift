@testable import Analysis
import Inputs
import Model
import ScenarioFormat
import Testing

/// What a sweep takes from each run: metrics, inputs as drawn, series.
struct SweepReadingsTests {
  /// twin: what an input draws by itself is what a run draws, for every uncertain input.
  @Test func drawsNeedNoRun() throws {
    let model = SweepSupport.model
    for replication: UInt64 in [0, 3] {
      var simulation = Simulation(model, seed: 9)
      try simulation.run(replication: replication)
      for (index, input) in model.scenario.uncertain.enumerated() {
        #expect(
          simulation.drawnValue(index) == input.drawn(seed: 9, replication: replication), "\(input.path)")
      }
    }
    #expect(model.scenario.uncertain.count > 500)
  }

  /// unit: switches and names, which are said to leave the draws alone, do: every fifth of them.
  @Test func switchesLeaveDrawsAlone() throws {
    let base = SweepSupport.model.scenario
    let paths = InputTarget.paths(of: base).filter { path in
      guard let target = InputTarget.find(path, in: base), !target.changesDraws(path) else { return false }
      return target.place == nil && target.isFlag
    }
    #expect(paths.count >= 5)
    for path in stride(from: 0, to: paths.count, by: 5).map({ paths[$0] }) {
      guard case .success(let parsed) = NodePath.parse(path) else { continue }
      for value in [true, false] {
        let level = SweepAxis.Level(name: "", path: parsed, change: .bool(value, at: .builtIn))
        let scenario = try #require(Structure.compile(SweepSupport.scenario, [level]).0).scenario
        #expect(scenario.uncertain.map(\.path) == base.uncertain.map(\.path), "\(path)")
        #expect(
          scenario.uncertain.map { $0.drawn(seed: 1, replication: 0) }
            == base.uncertain.map { $0.drawn(seed: 1, replication: 0) }, "\(path)")
      }
    }
  }

  /// unit: the word stands for all uncertain inputs that are not varied; alone, it leaves the usual metrics.
  @Test func inputsAreMetrics() {
    let path = "orbit.array_cost"
    let study = SweepSupport.study(
      SweepSupport.request([(path, "10 USD/W, 20 USD/W")]) {
        $0.metrics = ["inputs", "orbit.build_cost", "orbit.first_launch"]
      })
    let uncertain = SweepSupport.model.scenario.uncertain.map(\.path)
    #expect(uncertain.contains(path))
    #expect(study.readings.inputs.map(\.path) == uncertain.filter { $0 != path } + ["orbit.first_launch"])
    #expect(study.outcomes.map(\.text) == SweepOutcome.usual)
    let row = RowFile.cells(SweepSupport.rows(study, [1])[0])
    #expect(row.count == study.tables.runs.columns.count)
    let place = study.tables.runs.index(of: "orbit.build_cost")!
    let input = SweepSupport.model.scenario.uncertain("orbit.build_cost")!
    #expect(Double(row[place]) == input.drawn(seed: 1, replication: 1))
    #expect(row[study.tables.runs.index(of: "orbit.first_launch")!] == "2027-10-01")
    #expect(study.tables.points.index(of: "mean_orbit.build_cost") == nil)
  }

  /// unit: what cannot be read from a run is a problem, with what would do.
  @Test func readingsAreChecked() {
    let request = SweepSupport.request([("orbit.bus_cost", "10 USD/W, 20 USD/W")]) {
      $0.metrics = ["orbit.bus_cost", "orbit.specific_powr", "processes.n3.cycle_time", "dark_share@2030"]
      $0.series = ["dark_share@2026-02", "dark_shar"]
    }
    let texts = SweepSupport.compile(request).1.map {
      Problem(path: $0.path, location: nil, message: $0.message, hint: $0.hint).description
    }
    #expect(
      texts == [
        "metrics: 'orbit.bus_cost' is varied, and has a column of its own already; leave it out",
        "metrics: there is no metric 'orbit.specific_powr'; did you mean 'orbit.specific_power'?",
        "metrics: 'processes.n3.cycle_time' is drawn at each event, and has no one value in a run",
        "metrics: 2030 is after the scenario's end, 2026-03-01",
        "series: 'dark_share@2026-02' names a date, and a series has all of them; write dark_share",
        "series: there is no metric 'dark_shar'; did you mean 'dark_share'?",
      ])
    let alone = SweepSupport.request([("orbit.bus_cost", "10 USD/W, 20 USD/W")]) { $0.every = .year }
    #expect(SweepSupport.compile(alone).1.map(\.message) == ["is about series, and none is asked for"])
  }
}
