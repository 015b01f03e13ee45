import ScenarioFormat
import SimulationKernel
import Testing

@testable import Inputs

/// Inputs that are drawn together.
@Suite("law: correlated inputs")
struct CorrelationTests {
  private let text =
    #"{"mass": "1 t to 3 t", "rate": "1 to 2", "office": {"rooms": "2 to 9"}, "ports": {"a": {}, "c": {}}}"#
  private let runs: UInt64 = 4000

  /// What inputs draw in all runs, by path.
  private func draws(_ pairs: [RankCorrelation], of text: String? = nil) throws -> [String: [Double]] {
    let scenario = try #require(compiled(text ?? self.text).correlating(pairs))
    var block = ParameterBlock<TestWorld>(scenario)
    var drawn: [String: [Double]] = [:]
    for replication in 0..<runs {
      block.draw(seed: 1, replication: replication)
      for (index, input) in scenario.uncertain.enumerated() {
        drawn[input.path, default: []].append(block.drawnValue(index))
        guard input.drawn(seed: 1, replication: replication) == block.drawnValue(index) else {
          throw TestFailure(description: "\(input.path) is said to be drawn as another number than it is")
        }
      }
    }
    return drawn
  }

  private struct TestFailure: Error, CustomStringConvertible { var description: String }

  /// Place of each value in order, from 0.
  private func ranks(_ values: [Double]) -> [Double] {
    var ranks = values
    for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
      ranks[index] = Double(rank)
    }
    return ranks
  }

  private func rankCorrelation(_ first: [Double], _ second: [Double]) -> Double {
    let count = Double(first.count)
    let squares = zip(ranks(first), ranks(second)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return 1 - 6 * squares / (count * (count * count - 1))
  }

  @Test("two inputs have the rank correlation that is said", arguments: [-0.95, -0.4, 0.3, 0.8])
  func pair(_ rank: Double) throws {
    let drawn = try draws([RankCorrelation("rate", "mass", rank: rank)])
    // Three standard errors of a rank correlation over so many runs, or less.
    #expect(abs(rankCorrelation(try #require(drawn["mass"]), try #require(drawn["rate"])) - rank) < 0.045)
    #expect(abs(rankCorrelation(try #require(drawn["mass"]), try #require(drawn["office.rooms"]))) < 0.05)
  }

  @Test("each keeps its own distribution, and the first by path its own luck")
  func marginals() throws {
    let (apart, together) = (try draws([]), try draws([RankCorrelation("rate", "mass", rank: 0.8)]))
    #expect(together["mass"] == apart["mass"] && together["office.rooms"] == apart["office.rooms"])
    let (before, after) = (try #require(apart["rate"]).sorted(), try #require(together["rate"]).sorted())
    for place in [0.05, 0.25, 0.5, 0.75, 0.95] {
      let index = Int(place * Double(runs))
      #expect(abs(after[index] / before[index] - 1) < 0.03)
    }
    #expect(together["rate"] != apart["rate"])
  }

  @Test("three inputs hold all that is said of them, and what is not said is none")
  func three() throws {
    let drawn = try draws([
      RankCorrelation("mass", "rate", rank: 0.6), RankCorrelation("rate", "office.rooms", rank: -0.5),
    ])
    let (mass, rate, rooms) = (
      try #require(drawn["mass"]), try #require(drawn["rate"]), try #require(drawn["office.rooms"])
    )
    #expect(abs(rankCorrelation(mass, rate) - 0.6) < 0.04)
    #expect(abs(rankCorrelation(rate, rooms) + 0.5) < 0.04)
    #expect(abs(rankCorrelation(mass, rooms)) < 0.05)
  }

  @Test("to fix an input shifts no draw of those it is drawn together with")
  func fixed() throws {
    let pairs = [RankCorrelation("rate", "mass", rank: 0.8)]
    let fixed =
      #"{"mass": "2 t", "rate": "1 to 2", "office": {"rooms": "2 to 9"}, "ports": {"a": {}, "c": {}}}"#
    let (before, after) = (try draws(pairs), try draws(pairs, of: fixed))
    #expect(before["rate"] == after["rate"] && after["mass"] == nil)
    #expect(try draws([])["rate"] != after["rate"])
  }

  @Test("what cannot hold is refused")
  func refused() throws {
    let impossible = [
      RankCorrelation("mass", "rate", rank: 0.9), RankCorrelation("rate", "office.rooms", rank: 0.9),
      RankCorrelation("mass", "office.rooms", rank: -0.9),
    ]
    #expect(compiled(text).correlating(impossible) == nil)
  }
}
