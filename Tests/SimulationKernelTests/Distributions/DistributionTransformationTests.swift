import Testing

@testable import SimulationKernel

struct DistributionTransformationTests {
  @Test func intervalEndsAreQuantiles() {
    for (low, high, level) in [(38.0, 100.0, 0.9), (-3, 5, 0.9), (0, 4, 0.5), (1e-3, 1e6, 0.99)] {
      let distribution = Distribution.interval(low: low, high: high, level: level)
      #expect(abs(distribution.quantile(0.5 * (1 - level)) - low) < 1e-11 * max(1, abs(low)))
      #expect(abs(distribution.quantile(0.5 * (1 + level)) / high - 1) < 1e-11)
    }
    guard case .lognormal = Distribution.interval(low: 1, high: 2) else {
      Issue.record("not lognormal"); return
    }
    guard case .normal = Distribution.interval(low: 0, high: 2) else { Issue.record("not normal"); return }
    #expect(Distribution.interval(low: 4, high: 4) == .constant(4))
  }

  @Test func threePointsAreQuantiles() {
    for (low, central, high, tail) in [
      (1.0, 2.0, 6.0, 0.05), (-1, 2, 3, 0.1), (0, 0, 3, 0.25), (2, 2, 9, 0.05),
    ] {
      let distribution = Distribution.threePoint(low: low, central: central, high: high, tail: tail)
      #expect(abs(distribution.quantile(tail) - low) < 1e-12)
      #expect(distribution.quantile(0.5) == central)
      #expect(abs(distribution.quantile(1 - tail) - high) < 1e-12)
    }
  }

  /// Law: Q of (c X) = c Q of X, E(c X) = c E(X), Var(c X) = c² Var(X).
  @Test(arguments: sampleDistributions)
  func scalingScalesEverything(distribution: Distribution) {
    guard distribution.isScalable else {
      #expect(distribution.scaled(by: 1) == distribution)
      return
    }
    let scaled = distribution.scaled(by: 1000)
    #expect(Distribution.problem(of: scaled) == nil)
    #expect(abs(scaled.mean - 1000 * distribution.mean) <= 1e-12 * abs(scaled.mean))
    #expect(abs(scaled.variance - 1e6 * distribution.variance) <= 1e-12 * scaled.variance)
    for p in [0.01, 0.3, 0.5, 0.9] {
      let expected = 1000 * distribution.quantile(p)
      #expect(abs(scaled.quantile(p) - expected) <= 1e-11 * abs(expected))
    }
  }

  @Test func impossibleParametersAreDescribed() {
    let cases: [(Distribution, String)] = [
      (.constant(.nan), "the value must be a finite number, but is nan"),
      (.uniform(low: 2, high: 1), "low must not exceed high, but 2.0 > 1.0"),
      (.triangular(low: 1, mode: 5, high: 4), "mode must not exceed high, but 5.0 > 4.0"),
      (.normal(mean: 0, standardDeviation: -1), "the standard deviation must not be negative, but is -1.0"),
      (
        .lognormal(logMean: .infinity, logStandardDeviation: 1),
        "the log mean must be a finite number, but is inf"
      ),
      (.exponential(mean: 0), "the mean must be positive and finite, but is 0.0"),
      (.gamma(shape: -2, scale: 1), "the shape must be positive and finite, but is -2.0"),
      (.beta(alpha: 1, beta: 0, low: 0, high: 1), "beta must be positive and finite, but is 0.0"),
      (.weibull(shape: 1, scale: .nan), "the scale must be positive and finite, but is nan"),
      (.bernoulli(probability: 1.5), "the probability must be from 0 to 1, but is 1.5"),
      (.poisson(mean: -1), "the mean count must be from 0 to 1e12, but is -1.0"),
      (
        .threePoint(low: 1, central: 2, high: 3, tail: 0.5),
        "the tail probability must be between 0 and 0.5, but is 0.5"
      ),
      (.threePoint(low: 3, central: 2, high: 3, tail: 0.1), "low must not exceed central, but 3.0 > 2.0"),
    ]
    for (distribution, message) in cases { #expect(Distribution.problem(of: distribution) == message) }
    for distribution in sampleDistributions { #expect(Distribution.problem(of: distribution) == nil) }
    #expect(Distribution.intervalProblem(low: 2, high: 1) == "low must not exceed high, but 2.0 > 1.0")
    #expect(
      Distribution.intervalProblem(low: 1, high: 2, level: 1)
        == "the level must be between 0 and 1, but is 1.0")
    #expect(Distribution.intervalProblem(low: 1, high: 2) == nil)
  }
}
