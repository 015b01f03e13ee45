import Testing

@testable import SimulationKernel

struct TableDistributionTests {
  @Test func weightsBecomeProbabilities() {
    let dice = DiscreteDistribution(values: [3, 1, 2], weights: [5, 2, 3])
    #expect(dice.values == [1, 2, 3])
    #expect(dice.cumulativeProbabilities == [0.2, 0.5, 1])
    #expect([0, 0.2, 0.21, 0.5, 0.51, 1].map(dice.quantile) == [1, 1, 2, 2, 3, 3])
    #expect(abs(dice.mean - 2.3) < 1e-15 && abs(dice.variance - 0.61) < 1e-14)
  }

  @Test func valuesWithoutWeightNeverCome() {
    let table = DiscreteDistribution(values: [0, 1, 2, 3], weights: [0, 0.1, 0.2, 0])
    var stream = RandomStream(seed: 1, replication: 0, key: 1)
    for _ in 0..<1000 { #expect([1, 2].contains(table.sample(using: &stream))) }
    #expect(table.quantile(0) == 1 && table.quantile(1) == 2)
  }

  /// Law: the count of each value is binomial.
  @Test func drawsFollowTheWeights() {
    let table = DiscreteDistribution(values: [0, 1, 2, 3], weights: [1, 2, 3, 4])
    var counts = [0.0, 0, 0, 0]
    var stream = RandomStream(seed: 2, replication: 0, key: 1)
    for _ in 0..<20_000 { counts[Int(table.sample(using: &stream))] += 1 }
    for (index, count) in counts.enumerated() {
      let p = Double(index + 1) / 10
      #expect(abs(count - 20_000 * p) < 4 * (20_000 * p * (1 - p)).squareRoot())
    }
  }

  /// References: numpy.quantile of the same data, method "linear".
  @Test func empiricalQuantilesInterpolate() {
    let data = EmpiricalDistribution([7, 1, 4, 10])
    for (p, value) in [(0, 1.0), (0.1, 1.9), (0.5, 5.5), (0.9, 9.1), (1, 10)] {
      #expect(abs(data.quantile(p) - value) < 1e-14)
    }
    #expect(data.mean == 5.5 && data.variance == 6.75)  // here a uniform distribution from 1 to 10
    let single = EmpiricalDistribution([5])
    #expect(single.quantile(0.3) == 5 && single.mean == 5 && single.variance == 0)
  }

  /// Law: the mean of n draws has standard error √(variance / n).
  @Test func empiricalDrawsHaveTheStatedMoments() {
    let data = EmpiricalDistribution([0, 0.5, 0.7, 3, 20])
    var stream = RandomStream(seed: 3, replication: 0, key: 1)
    var values = Tally()
    for _ in 0..<20_000 { values.insert(data.sample(using: &stream)) }
    #expect(abs(values.mean - data.mean) < 4 * (data.variance / 20_000).squareRoot())
    #expect(abs(values.variance / data.variance - 1) < 0.05)
  }

  @Test func impossibleTablesAreDescribed() {
    #expect(DiscreteDistribution.problem(values: [], weights: []) == "there must be at least one value")
    #expect(
      DiscreteDistribution.problem(values: [1], weights: [])
        == "there must be as many weights as values, but there are 0 for 1")
    #expect(DiscreteDistribution.problem(values: [1], weights: [0]) == "at least one weight must be positive")
    #expect(
      DiscreteDistribution.problem(values: [1, 2], weights: [1, -1])
        == "a weight must be finite and not negative, but one is -1.0")
    #expect(EmpiricalDistribution.problem(of: []) == "there must be at least one observation")
    #expect(EmpiricalDistribution.problem(of: [.nan]) == "an observation must be finite, but one is nan")
    #expect(EmpiricalDistribution.problem(of: [1]) == nil)
  }
}
