import Testing

@testable import SimulationKernel

struct ProbabilityTests {
  /// Law: P(X < Q(p)) = p, and P(X > Q(p)) = 1 - p, for continuous distributions.
  @Test(arguments: sampleDistributions)
  func probabilityInvertsTheQuantile(distribution: Distribution) {
    switch distribution {
    case .constant, .bernoulli, .poisson: return  // steps: below
    case .uniform, .triangular, .normal, .lognormal, .exponential, .gamma, .beta, .weibull, .threePoint: break
    }
    for p in [1e-9, 0.01, 0.2, 0.5, 0.7, 0.99, 1 - 1e-9] {
      let value = distribution.quantile(p)
      #expect(abs(distribution.probability(below: value) - p) < 1e-8 * p + 1e-12, "\(p)")
      #expect(abs(distribution.probability(above: value) - (1 - p)) < 1e-6 * (1 - p) + 1e-10, "\(p)")
    }
    #expect(
      distribution.probability(below: -.infinity) == 0 && distribution.probability(above: .infinity) == 0)
    #expect(
      distribution.probability(below: .infinity) == 1 && distribution.probability(above: -.infinity) == 1)
    #expect(distribution.probability(below: -1e300) == 0 && distribution.probability(below: 1e300) == 1)
  }

  /// A count k has probability P(X < k + 1) - P(X < k); 3 events are expected.
  @Test func stepsAreNotCounted() {
    let counts = Distribution.poisson(mean: 3)
    #expect(abs(counts.probability(below: 1) - 0.049787) < 1e-6)  // e^-3
    #expect(counts.probability(below: 0) == 0 && abs(counts.probability(below: 0.5) - 0.049787) < 1e-6)
    #expect(abs(counts.probability(above: 0) - (1 - 0.049787)) < 1e-6)
    #expect(counts.probability(above: -1) == 1)
    let coin = Distribution.bernoulli(probability: 0.3)
    #expect(coin.probability(below: 0) == 0 && coin.probability(below: 1) == 0.7)
    #expect(coin.probability(above: 0) == 0.3 && coin.probability(above: 1) == 0)
    let fixed = Distribution.constant(2)
    #expect(fixed.probability(below: 2) == 0 && fixed.probability(above: 2) == 0)
    #expect(fixed.probability(below: 3) == 1 && fixed.probability(above: 1) == 1)
    let flat = Distribution.threePoint(low: 1, central: 1, high: 2, tail: 0.05)
    #expect(flat.probability(below: 1) == 0 && flat.probability(above: 1) == 0.5)
    #expect(flat.probability(below: 0.9) == 0 && flat.probability(above: 0.9) == 1)
  }

  /// Law: quantiles of what is left keep their proportions, and never leave the range.
  @Test func truncation() throws {
    let whole = Distribution.uniform(low: 0, high: 10)
    let left = try #require(whole.truncation(to: 2...7))
    #expect(left.below == 0.2 && left.above == 0.3 && left.share == 0.5)
    #expect(whole.quantile(0.5, within: 2...7) == 4.5)
    #expect(whole.quantile(0, within: 2...7) == 2 && whole.quantile(1, within: 2...7) == 7)
    #expect(whole.truncation(to: 11...12) == nil && whole.quantile(0.5, within: 11...12) == 11)
    var stream = RandomStream(seed: 1, replication: 0, key: StreamKey(name: "cut"))
    let draws = (0..<1000).map { _ in whole.sample(within: 2...7, using: &stream) }
    #expect(draws.allSatisfy { $0 > 2 && $0 < 7 })
    #expect(whole.sample(within: 11...12, using: &stream) == 11)
  }
}
