import ScenarioFormat
import SimulationKernel
import Testing

@testable import Inputs

@Suite("law: what lies outside an input's range is never drawn, and does not pile up at its ends")
struct TruncationTests {
  /// Normal around 100 kg with 0 at its 4.8 % quantile: the range of a mass begins there.
  private static let mass =
    #"{"mass": {"distribution": "normal", "mean": "100 kg", "standard_deviation": "60 kg"}}"#
  private static let whole = Distribution.normal(mean: 100, standardDeviation: 60)

  @Test("an input drawn once a run")
  func quantity() {
    var block = ParameterBlock<TestWorld>(compiled(TruncationTests.mass))
    let draws = (0..<4000).map { replication in
      block.draw(seed: 3, replication: UInt64(replication))
      return block.root.mass.value
    }
    #expect(draws.allSatisfy { $0 > 0 })
    // P(X < x | X > 0) = (F(x) - F(0)) / (1 - F(0)); standard error of a share of a half: 0.0079, of a twentieth
    // 0.0034.
    let cut = TruncationTests.whole.probability(below: 0)
    for (value, tolerance) in [(100.0, 0.032), (10.0, 0.014)] {
      let expected = (TruncationTests.whole.probability(below: value) - cut) / (1 - cut)
      let share = Double(draws.count { $0 < value }) / 4000
      #expect(abs(share - expected) < tolerance, "\(value)")
    }
  }

  @Test("an input drawn at each event")
  func variate() {
    let scenario = compiled(
      #"{"delay": {"distribution": "normal", "mean": "10 year", "standard_deviation": "6 year"}}"#)
    let block = ParameterBlock<TestWorld>(scenario)
    let delay = block.root.delay
    var stream = RandomStream(seed: 1, replication: 0, key: StreamKey(name: "delay"))
    let draws = (0..<4000).map { _ in delay.sample(using: &stream) }
    #expect(draws.allSatisfy { $0 > 0 && $0 < 20 })
    // Both ends are as far from the mean: half of the draws lie below it.
    #expect(abs(Double(draws.count { $0 < 10 }) / 4000 - 0.5) < 0.032)
    #expect(abs(delay.median - 10) < 1e-9)
    #expect(delay.quantile(0.001) > 0)
  }

  @Test("the share that is cut is known, and nothing is cut of what fits")
  func share() throws {
    let place = try #require(compiled(TruncationTests.mass).place("mass"))
    #expect(abs(place.cutShare - 0.04779) < 1e-4)  // Phi(-100/60)
    #expect(compiled(#"{"mass": "3 kg"}"#).place("mass")?.cutShare == 0)
    #expect(compiled(#"{"rate": {"2026": "1 to 2", "2027": "3 to 9"}}"#).place("rate")?.cutShare ?? 0 > 0.01)
  }

  @Test("the luck of a run stays its own: a wider range moves no draw that is far from it by much")
  func commonNumbers() {
    let scenario = compiled(TruncationTests.mass)
    for replication in UInt64(0)..<200 {
      let input = scenario.uncertain[0]
      let p = input.uniform(seed: 1, replication: replication)
      let cut = TruncationTests.whole.probability(below: 0)
      #expect(
        abs(
          input.drawn(seed: 1, replication: replication)
            - TruncationTests.whole.quantile(cut + p * (1 - cut))) < 1e-9)
    }
  }
}
