import Model
import SimulationKernel
import Tables
import Testing

@testable import Analysis

/// Quantiles, counts and intervals.
@Suite struct AggregateTests {
  /// law: Wilson's interval against published values. Source: R. G. Newcombe, "Two-sided confidence intervals
  /// for the single proportion", 1998, table I, method 3, at 95 %.
  @Test(arguments: [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718),
  ])
  func wilsonAsPublished(_ successes: Int, _ trials: Int, _ low: Double, _ high: Double) {
    let interval = ClaimCount.wilson(successes, of: trials, z: 1.959_963_984_540_054)
    #expect(abs(interval.lowerBound - low) < 5e-5)
    #expect(abs(interval.upperBound - high) < 5e-5)
  }

  /// law: the ends satisfy |k/n - p| = z sqrt(p (1 - p) / n), and certainty reaches 0 and 1 exactly.
  @Test func wilsonSolvesItsEquation() {
    let z = ClaimCount.z90
    for (k, n) in [(1, 3), (5, 10), (37, 100), (999, 1000)] {
      let interval = ClaimCount.wilson(k, of: n, z: z)
      for p in [interval.lowerBound, interval.upperBound] {
        let distance = abs(Double(k) / Double(n) - p)
        #expect(abs(distance - z * (p * (1 - p) / Double(n)).squareRoot()) < 1e-12)
      }
    }
    #expect(ClaimCount.wilson(0, of: 10, z: z).lowerBound == 0)
    #expect(ClaimCount.wilson(10, of: 10, z: z).upperBound == 1)
    // With no success the upper end is z^2 / (n + z^2).
    #expect(abs(ClaimCount.wilson(0, of: 10, z: z).upperBound - z * z / (10 + z * z)) < 1e-15)
  }

  /// unit: undecided runs count apart.
  @Test func claimsAreCounted() {
    var count = ClaimCount()
    #expect(count.probability.isNaN && count.undecidedShare.isNaN && count.interval == nil)
    for verdict: Verdict in [.yes, .no, .no, .undecided, .no, .undecided] { count.add(verdict) }
    #expect(count.yes == 1 && count.no == 3 && count.undecided == 2 && count.decided == 4)
    #expect(count.probability == 0.25)
    #expect(count.undecidedShare == 2.0 / 6)
    #expect(count.interval == ClaimCount.wilson(1, of: 4, z: ClaimCount.z90))
  }

  /// twin: the table of quantiles equals quantiles of the written rows, taken the long way.
  @Test func quantilesAreThoseOfTheRows() throws {
    let folder = TemporaryFolder()
    let plan = ReplicationPlan(try shortModel(), count: 9, command: "")
    let summary = try fill(folder.path + "/out", plan, threads: 2)
    #expect(summary.fan.rankError == 0)
    let quantiles = ParsedTable(text(of: folder.path + "/out/quantiles.csv"))
    let tables = ["series": [String](), "labs": ["lab"], "bottlenecks": ["join", "cause"]]
    var compared = 0
    for name in ["series", "labs", "bottlenecks"] {
      let table = ParsedTable(text(of: "\(folder.path)/out/\(name).csv"))
      let keys = tables[name, default: []].compactMap { table.header.firstIndex(of: $0) }
      for row in quantiles.rows where row[0] == name {
        let values = table.numbers(row[2]) { cells in
          cells[1] == row[4] && keys.map { cells[$0] }.joined(separator: ".") == row[1]
        }
        #expect(row[5] == String(values.count))
        guard !values.isEmpty else {
          #expect(row[6...].joined().isEmpty)
          continue
        }
        let sorted = values.sorted()
        for (place, p) in [0.05, 0.25, 0.5, 0.75, 0.95].enumerated() {
          #expect(close(Double(row[7 + place]), exactQuantile(sorted, p)))
        }
        #expect(close(Double(row[6]), values.reduce(0, +) / Double(values.count)))
        compared += 1
      }
    }
    #expect(compared > 500)
  }

  /// To the nine digits of a table, of rows that have nine themselves.
  private func close(_ one: Double?, _ other: Double) -> Bool {
    one.map { abs($0 - other) <= 2e-8 * max(abs($0), abs(other)) } ?? false
  }

  /// Linear between order statistics at (n - 1) p.
  private func exactQuantile(_ sorted: [Double], _ p: Double) -> Double {
    let place = Double(sorted.count - 1) * p
    let below = Int(place)
    if below + 1 >= sorted.count { return sorted[sorted.count - 1] }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }

  /// unit: few replications are kept exactly, and many in bounded memory.
  @Test func sketchesStayBounded() {
    #expect(FanChart.capacity(replications: 1, cells: 40_000) == 8)
    #expect(FanChart.capacity(replications: 99, cells: 40_000) == 100)
    #expect(FanChart.capacity(replications: 500, cells: 40_000) == 500)
    for replications in [1000, 10_000, 1_000_000] {
      let capacity = FanChart.capacity(replications: replications, cells: 40_000)
      #expect(capacity >= 64 && capacity <= 512 && capacity.isMultiple(of: 2))
    }
    #expect(FanChart.capacity(replications: 1_000_000, cells: 100) == 512)
  }

  /// unit: an answer speaks of turns of the year, spread over the whole, and of the end.
  @Test func answerDates() throws {
    func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }
    let short = try ["2026-01-01", "2026-07-01", "2027-01-01", "2027-04-01"].map(date)
    #expect(Answer.dates(short) == [2, 3])
    let long = try (2026...2045).map { try date("\($0)-01-01") }
    #expect(Answer.dates(long) == [1, 4, 7, 10, 13, 16, 19])
    let middling = try (2026...2034).map { try date("\($0)-01-01") }
    let chosen = Answer.dates(middling)
    #expect(chosen == Array(1...8))
    #expect(zip(chosen, chosen.dropFirst()).allSatisfy { $0 < $1 })
  }
}
