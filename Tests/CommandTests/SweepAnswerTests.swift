import SimulationKernel
import Sweep
import Testing

@testable import Analysis
@testable import Commands

/// What a sweep says at its end, and its tables of claims and points.
@Suite struct SweepAnswerTests {
  private let words = [
    "sweep", SweepProgram.scenario, "--set", "end=2026-03-01", "--metrics", "launch_price_usd_per_kg",
    "--out", "a",
  ]

  /// command line: the end of a sweep says what each varied input does, over how many runs, and the claims.
  @Test func sweepsDoNotEndMute() {
    let program = SweepProgram()
    let outcome = program.run(
      words + [
        "--vary", "launch.vehicles.*.payload=20 t,60 t", "--vary", "orbit.bus_cost=10 USD/W to 30 USD/W",
        "--design",
        "random", "--samples", "4", "--replications", "2",
      ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("launch_price_usd_per_kg: mean by what was varied"))
    #expect(outcome.output.contains("\n  launch.vehicles.*.payload: "))
    #expect(outcome.output.contains("\n    20 t  ") && outcome.output.contains("\n    60 t  "))
    #expect(outcome.output.contains("\n    below ") && outcome.output.contains(" USD/W  "))
    #expect(outcome.output.contains("solar-5x: Solar works five times better in space"))
    #expect(outcome.output.contains("Decided in no run") && !outcome.output.contains("..."))
    let header = program.read("a/claims.csv").split(separator: "\n")[0]
    #expect(
      header
        == "claim,statement,metric,reading,comparison,threshold,unit,from_date,by_date,when_metric,when_at_least,"
        + "stated_probability,how_said,other_estimate,origin,holds,fails,undecided,probability,low_probability,"
        + "high_probability")
    let solar = program.read("a/claims.csv").split(separator: "\n").first { $0.hasPrefix("solar-5x,") } ?? ""
    let counts = solar.split(separator: ",", omittingEmptySubsequences: false).suffix(6).prefix(3).compactMap
    { Int($0) }
    #expect(counts.reduce(0, +) == 8 && counts.count == 3)
  }

  /// command line: indices that tell nothing apart are said to mean nothing.
  @Test func indicesThatMeanNothingSaySo() {
    let program = SweepProgram()
    let outcome = program.run(
      words + [
        "--vary", "launch.vehicles.starship_v3.payload=10 t..200 t", "--vary",
        "orbit.specific_power=30 W/kg to 200 W/kg", "--design", "saltelli", "--samples", "4",
        "--replications", "1",
      ])
    #expect(outcome.output.contains("These indices mean nothing yet"))
    #expect(program.read("a/sensitivity.csv").split(separator: "\n")[1].hasSuffix(",false,4,0"))
  }

  private func share(_ value: Double, _ error: Double) -> Estimate {
    Estimate(value: value, standardError: error)
  }

  /// unit: wide intervals and shares that do not add up are not settled; narrow ones that do are.
  @Test func settledIndicesAddUp() {
    #expect(
      SweepIndices.addUp(
        first: [share(0.6, 0.02), share(0.3, 0.02)], total: [share(0.65, 0.05), share(0.4, 0.05)]))
    #expect(!SweepIndices.addUp(first: [share(0.6, 0.3)], total: [share(0.6, 0.02)]))
    #expect(
      !SweepIndices.addUp(
        first: [share(0.9, 0.02), share(0.8, 0.02)], total: [share(1, 0.02), share(1, 0.02)]))
    #expect(!SweepIndices.addUp(first: [share(0.2, 0.02)], total: [share(5.7, 0.02)]))
    #expect(!SweepIndices.addUp(first: [share(0.2, .nan)], total: [share(0.2, .nan)]))
    #expect(SweepIndices.isClear([share(1, 0.2), share(0.1, 0.2)]) && !SweepIndices.isClear([share(1, 0.5)]))
  }

  /// command line: medians, quantiles and their intervals by point are values that runs had: none below zero where
  /// nothing can be.
  @Test func pointsHaveMedians() {
    let program = SweepProgram()
    let metric = "dark_share"
    let outcome = program.run(
      [
        "sweep", SweepProgram.scenario, "--set", "end=2026-06-01", "--metrics", metric, "--out", "a",
        "--quiet", "--vary",
        "orbit.bus_cost=10 USD/W,20 USD/W", "--replications", "8",
      ])
    #expect(outcome.status == 0)
    let lines = program.read("a/points.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let columns = ["p5", "low_p50", "p50", "high_p50", "p95"].map { "\($0)_\(metric)" }
    for line in lines.dropFirst() {
      let values = columns.compactMap { lines[0].firstIndex(of: $0).flatMap { Double(line[$0]) } }
      #expect(values.count == 5 && values == values.sorted() && values[0] >= 0, "\(line)")
    }
  }
}
