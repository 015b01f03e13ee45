@testable import Analysis
import ScenarioFormat
import Sweep
import Tables
import Testing

/// Requests turned into studies: axes, plans, ids, draws.
struct SweepStudyTests {
  private let payload = "launch.vehicles.starship_v3.payload"
  private let power = "orbit.specific_power"

  /// unit: lists, ranges and intervals in any unit become numbers in the input's own.
  @Test func valuesAreRead() {
    func numbers(_ path: String, _ text: String, at coordinates: [Double]) -> [Double] {
      let study = SweepSupport.study(
        SweepSupport.request([(path, text)]) {
          $0.samples = nil; $0.design = .grid
        })
      return coordinates.map { study.axes[0].number(at: $0) }
    }
    #expect(numbers(payload, "30 t, 60000 kg", at: [0.1, 0.9]) == [30, 60])
    #expect(numbers(payload, "10 t..200 t/20", at: [0, 0.5, 1]) == [10, 110, 200])
    #expect(numbers(payload, "10..200t/20", at: [0, 1]) == [10, 200])
    let logarithmic = numbers(payload, "1 t..100 t/3 log", at: [0, 0.5, 1])
    #expect(logarithmic[0] == 1 && abs(logarithmic[1] - 10) < 1e-12 && logarithmic[2] == 100)
    #expect(numbers("orbit.bus_cost", "10 USD/W..30 USD/W/3", at: [0, 0.5, 1]) == [10, 20, 30])
  }

  /// unit: an interval lies over the coordinate as a distribution: its ends at 5 % and 95 %.
  @Test func intervalsAreDistributions() {
    let study = SweepSupport.study(
      SweepSupport.request([(payload, "38 t to 100 t")]) {
        $0.design = .sobol; $0.samples = 4
      })
    #expect(abs(study.axes[0].number(at: 0.05) - 38) < 1e-6)
    #expect(abs(study.axes[0].number(at: 0.95) - 100) < 1e-6)
    #expect(study.axes[0].number(at: 0).isFinite && study.axes[0].number(at: 1).isFinite)
  }

  /// unit: the plan that stands alone is the same sweep, whatever was written, and reading it changes nothing.
  @Test func plansStandAlone() throws {
    let study = SweepSupport.study(
      SweepSupport.request([
        (payload, "10t..200t/4"), ("orbit.allowed", "true,false"), ("orbit.first_launch", "2027-10, never"),
      ]) {
        $0.until = "ci(dark_share) < 1 %"
        $0.design = .sobol
        $0.samples = 16
        $0.replications = 8
      })
    let (again, problems) = SweepStudy.read(study.planText, file: "plan.json")
    #expect(problems.errors.isEmpty)
    #expect(again?.planText == study.planText)
    #expect(again?.plan == study.plan)
    #expect(SweepSupport.rows(study, [0, 5, 15]) == SweepSupport.rows(try #require(again), [0, 5, 15]))
  }

  /// unit: a row depends on its index alone, not on what a worker ran before.
  @Test func rowsDependOnTheirIndexAlone() {
    let study = SweepSupport.study(
      SweepSupport.request([(payload, "10 t, 90 t"), ("orbit.allowed", "true,false")]))
    #expect(SweepSupport.rows(study, [0, 3, 6, 7]) == SweepSupport.rows(study, [7, 6, 3, 0]).reversed())
  }

  /// unit: more replications and more samples leave the earlier rows as they were, ids included.
  @Test func extensionsKeepRows() {
    func rows(_ samples: Int, _ replications: Int) -> [String] {
      let study = SweepSupport.study(
        SweepSupport.request([(payload, "10 t..200 t"), (power, "30 W/kg..200 W/kg")]) {
          $0.design = .sobol
          $0.samples = samples
          $0.replications = replications
        })
      return SweepSupport.rows(
        study, [study.layout.index(point: 1, replication: 0)!, study.layout.index(point: 3, replication: 1)!])
    }
    #expect(rows(4, 2) == rows(8, 3))
  }

  /// unit: an axis that is added leaves draws and earlier columns as they were: at the scenario's own value of the
  /// new axis the outcomes are the same.
  @Test func addedAxesKeepDraws() {
    let one = SweepSupport.study(SweepSupport.request([(payload, "10 t, 90 t")]))
    let two = SweepSupport.study(
      SweepSupport.request([(payload, "10 t, 90 t"), ("orbit.allowed", "true,false")]))
    func outcomes(_ study: SweepStudy, _ index: Int) -> [String] {
      Array(RowFile.cells(SweepSupport.rows(study, [index])[0]).dropFirst(4 + study.axes.count))
    }
    // Point 1 of the list of two is point 2 of the grid of four.
    #expect(outcomes(one, 3) == outcomes(two, 5))
    #expect(outcomes(one, 0) == outcomes(two, 0))
  }

  /// unit: all points have the same draws: where what is varied does not matter, outcomes are equal to the bit.
  @Test func pointsShareDraws() {
    let study = SweepSupport.study(
      SweepSupport.request([("claims.china-3x.threshold", "3, 4")]) { $0.metrics = ["dark_share"] })
    let rows = SweepSupport.rows(study, [0, 1, 2, 3]).map { RowFile.cells($0) }
    #expect(rows[0].dropFirst(5) == rows[2].dropFirst(5))
    #expect(rows[1].dropFirst(5) == rows[3].dropFirst(5))
    #expect(rows[0].dropFirst(5) != rows[1].dropFirst(5))
  }

  /// unit: a combination that cannot run is a failure of its runs, not a problem of the plan.
  @Test func infeasibleCornersFail() {
    let study = SweepSupport.study(
      SweepSupport.request([("start", "2026-01-01, 2026-02-15"), ("end", "2026-02-01, 2026-03-01")]))
    let rows = SweepSupport.rows(study, [0, 2, 4, 6])
    #expect(
      rows[2] == "the scenario would not run: end: the end 2026-02-01 is not after the start 2026-02-15")
    #expect([0, 1, 3].allSatisfy { rows[$0].contains(",ok,") })
  }

  /// unit: every problem of a request is reported at once, with what would do.
  @Test func problemsAreReportedTogether() {
    let request = SweepSupport.request([
      ("launch.vehicles.starship_v3.payloda", "10 t"), (power, "10 t..200 t/4"),
      ("labs.xai.boldness", "0.2, 3"), ("orbit", "1"), ("orbit.allowed", "yes"),
      (payload, "200 t..10 t/4"), (payload, "10 t..20 t/0"), ("plan", "@no.json"),
    ]) {
      $0.metrics = ["compute_onlin", "dark_share@2035-13", "dark_share@2020"]
      $0.until = "ci dark_share"
    }
    let texts = SweepSupport.compile(request).1.map {
      Problem(path: $0.path, location: nil, message: $0.message, hint: $0.hint).description
    }
    let expected = [
      "launch.vehicles.starship_v3.payloda: there is no input 'launch.vehicles.starship_v3.payloda'; did you mean "
        + "'launch.vehicles.starship_v3.payload'?",
      "orbit.specific_power: 't' measures a mass, but a power per mass is due; units that would do: W/kg, kW/t",
      "labs.xai.boldness: 3 is above the largest allowed, 0.99; for 3 percent write \"3 %\"",
      "orbit: 'orbit' holds inputs and is none itself; name one of them, or give sub-scenarios such as @file.json",
      "orbit.allowed: 'yes' would not run: expected true or false, found text",
      "launch.vehicles.starship_v3.payload: runs from 200.0 to 10.0; give the smaller end first, and two different ends",
      "launch.vehicles.starship_v3.payload: is varied twice; give all of its values at once",
      "launch.vehicles.starship_v3.payload: has 0 steps; give at least one step",
      "vary: cannot read no.json",
      "metrics: there is no metric 'compute_onlin'; did you mean 'compute_online_h100e'?",
      "metrics: '2035-13' is not a date; write a date as 2027, 2027-10 or 2027-10-31",
      "metrics: 2020 is before the scenario's start, 2026-01-01",
      "until: 'ci dark_share' is not a rule; write ci(METRIC) < 1%, or the fraction 0.01",
    ]
    for text in expected { #expect(texts.contains(text), "\(text)") }
    #expect(texts.count == expected.count, "\(texts)")
  }

  /// unit: designs and samples that do not go together are problems.
  @Test func designsAreChecked() {
    func problem(_ values: String, _ change: (inout SweepRequest) -> Void) -> [String] {
      SweepSupport.compile(SweepSupport.request([(payload, values)], change)).1.map(\.message)
    }
    #expect(problem("1 t, 2 t") { $0.samples = 4 } == ["a grid design has the points that its axes give it"])
    #expect(problem("1 t..2 t") { _ in } == ["a sobol design needs a number of samples"])
    #expect(problem("1 t..2 t") { $0.design = .grid } == ["is continuous, and a grid needs levels"])
    var nothing = SweepSupport.request([])
    nothing.metrics = []
    #expect(SweepSupport.compile(nothing).1.map(\.message) == ["nothing is varied"])
  }

  /// unit: the intervals of medians and of probabilities in points.csv have the same level.
  @Test func pointsHaveOneLevel() {
    let study = SweepSupport.study(SweepSupport.request([(payload, "10 t, 90 t")]))
    let low = study.tables.points.columns.filter { $0.name.hasPrefix("low_") }
    #expect(
      low.contains { $0.description.contains("median") }
        && low.contains { $0.description.contains("Wilson") })
    #expect(low.allSatisfy { $0.description.contains("95 %") })
  }

  /// unit: rules are read with any spacing, as percent or fraction.
  @Test func rulesAreRead() {
    #expect(StopRule("ci(dark_share) < 1%").map { [$0.fraction] } == [0.01])
    #expect(StopRule("ci( dark_share@2030 )<0.5")?.metric == "dark_share@2030")
    for text in ["", "ci()<1", "ci(x)>1", "ci(x)<-1", "ci(x) < a", "x < 1"] { #expect(StopRule(text) == nil) }
  }

  /// unit: cells of a line come apart, quotes and all.
  @Test func cellsComeApart() {
    #expect(RowFile.cells("a,\"b,\"\"c\"\"\",,d\n") == ["a", "b,\"c\"", "", "d"])
  }
}
