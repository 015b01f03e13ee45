import Testing

@testable import SimulationKernel

struct StatisticsTests {
  @Test func aTallyMatchesItsDefinitions() {
    var tally = Tally()
    #expect(tally.mean.isNaN && tally.variance.isNaN && tally.confidenceHalfWidth().isNaN)
    for value in [2.0, 4, 4, 4, 5, 5, 7, 9] { tally.insert(1e9 + value) }
    #expect(tally.count == 8 && tally.mean == 1e9 + 5)
    #expect(abs(tally.variance - 32.0 / 7) < 1e-7)
    #expect(tally.minimum == 1e9 + 2 && tally.maximum == 1e9 + 9)
    #expect(abs(tally.standardError - (32.0 / 56).squareRoot()) < 1e-7)
    // t quantile of 7 degrees at 97.5 %: 2.36462425159.
    #expect(abs(tally.confidenceHalfWidth() / (2.364624251592785 * tally.standardError) - 1) < 1e-12)
  }

  @Test func studentQuantilesMatchReferences() {
    for (degrees, probability, value) in ReferenceQuantiles.student {
      #expect(
        abs(studentQuantile(probability, degrees: degrees) / value - 1) < 1e-10, "\(degrees), \(probability)")
    }
    #expect(studentQuantile(0.5, degrees: 3) == 0)
  }

  /// Twin: merged parts against the whole.
  @Test func mergedTalliesEqualTheWhole() {
    var stream = RandomStream(seed: 1, replication: 0, key: 1)
    var whole = Tally()
    var merged = Tally()
    for size in [0, 1, 100, 7, 0] {
      var part = Tally()
      for _ in 0..<size {
        let value = 50 + stream.normal()
        part.insert(value)
        whole.insert(value)
      }
      merged.merge(part)
    }
    #expect(merged.count == whole.count && merged.minimum == whole.minimum && merged.maximum == whole.maximum)
    #expect(abs(merged.mean - whole.mean) < 1e-12 && abs(merged.variance / whole.variance - 1) < 1e-12)
  }

  @Test func aLevelIsWeighedByTheTimeItHolds() {
    var level = TimeWeightedStatistic(level: 2, at: 10)
    #expect(level.mean.isNaN)
    level.update(5, at: 13)
    level.add(-5, at: 14)
    level.advance(to: 20)
    #expect(level.integral == 11 && level.duration == 10 && level.mean == 1.1)
    #expect(abs(level.variance - (3 * 0.81 + 15.21 + 6 * 1.21) / 10) < 1e-14)
    #expect(level.minimum == 0 && level.maximum == 5 && level.level == 0 && level.time == 20)
    level.restart(at: 21)
    #expect(level.integral == 0 && level.maximum == 0 && level.duration == 0)
  }

  /// Twin: two periods merged against one statistic that watched both.
  @Test func mergedPeriodsEqualTheWhole() {
    var stream = RandomStream(seed: 2, replication: 0, key: 1)
    var whole = TimeWeightedStatistic()
    var first = whole
    var second = TimeWeightedStatistic(at: 50)
    for step in 1...100 {
      let level = step == 50 || step == 100 ? 0 : stream.uniform()
      whole.update(level, at: Double(step))
      if step <= 50 { first.update(level, at: Double(step)) } else { second.update(level, at: Double(step)) }
    }
    first.merge(second)
    #expect(
      first.duration == whole.duration && first.maximum == whole.maximum && first.minimum == whole.minimum)
    #expect(abs(first.integral - whole.integral) < 1e-12 && abs(first.variance - whole.variance) < 1e-14)
  }
}
