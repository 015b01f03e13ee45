import Testing

@testable import SimulationKernel

/// One or more of every case, with parameters on both sides of every branch.
let sampleDistributions: [Distribution] = [
  .constant(3), .uniform(low: -1, high: 2), .triangular(low: 1, mode: 2, high: 4),
  .triangular(low: 1, mode: 1, high: 4), .normal(mean: 1, standardDeviation: 2),
  .lognormal(logMean: 0.3, logStandardDeviation: 0.5), .exponential(mean: 3), .gamma(shape: 2.5, scale: 2),
  .gamma(shape: 0.4, scale: 2), .beta(alpha: 2, beta: 3, low: 1, high: 5),
  .beta(alpha: 0.3, beta: 0.6, low: 0, high: 1), .weibull(shape: 1.5, scale: 2),
  .weibull(shape: 0.7, scale: 3),
  .bernoulli(probability: 0.3), .poisson(mean: 3), .poisson(mean: 60),
  .threePoint(low: 1, central: 2, high: 6, tail: 0.05), .threePoint(low: -1, central: 2, high: 3, tail: 0.1),
]

struct DistributionTests {
  /// Golden: the first draw of each distribution from one stream. These values may never change.
  @Test func samplesArePinned() {
    let expected: [Double] = [
      3.0, 0.32968835108418926, 2.60080159651365, 1.5014178329928591, -1.5559920097893305,
      1.7540801818668545, 1.7473723897469016, 0.6228138282950091, 0.38348743459514933, 2.684222156759442,
      0.5175995652359601, 0.6747554181094071, 1.6752339287923665, 0.0, 7.0, 54.0, 1.5046494969957933,
      1.506334466391297,
    ]
    var stream = RandomStream(seed: 2026, replication: 1, key: StreamKey(name: "pinned"))
    let drawn = sampleDistributions.map { $0.sample(using: &stream) }
    #expect(drawn == expected)
  }

  /// Law: the mean of n draws has standard error √(variance / n); that of squared
  /// deviations is estimated from the draws.
  @Test(arguments: sampleDistributions)
  func drawsHaveTheStatedMoments(distribution: Distribution) {
    var stream = RandomStream(seed: 7, replication: 0, key: StreamKey(name: "moments"))
    var values = Tally()
    var squares = Tally()
    for _ in 0..<40_000 {
      let value = distribution.sample(using: &stream)
      let deviation = value - distribution.mean
      values.insert(value)
      squares.insert(deviation * deviation)
    }
    #expect(abs(values.mean - distribution.mean) <= 4.5 * values.standardError)
    #expect(abs(squares.mean - distribution.variance) <= 4.5 * squares.standardError)
    #expect(distribution.isConstant == (values.minimum == values.maximum))
  }

  /// Law: the number of draws at or below the p-quantile of a continuous distribution is binomial (n, p).
  @Test(arguments: sampleDistributions)
  func drawsAgreeWithQuantiles(distribution: Distribution) {
    switch distribution {
    case .constant, .bernoulli, .poisson: return  // steps; the moments decide
    case .uniform, .triangular, .normal, .lognormal, .exponential, .gamma, .beta, .weibull, .threePoint: break
    }
    let n = 20_000
    let probabilities = [0.01, 0.1, 0.5, 0.8, 0.99]
    let quantiles = probabilities.map { distribution.quantile($0) }
    var counts = [Double](repeating: 0, count: quantiles.count)
    var stream = RandomStream(seed: 8, replication: 0, key: StreamKey(name: "quantiles"))
    for _ in 0..<n {
      let value = distribution.sample(using: &stream)
      for index in quantiles.indices where value <= quantiles[index] { counts[index] += 1 }
    }
    for (p, count) in zip(probabilities, counts) {
      #expect(abs(count - Double(n) * p) < 4.5 * (Double(n) * p * (1 - p)).squareRoot(), "p = \(p)")
    }
  }

  @Test func quantilesMatchReferences() {
    for (distribution, probability, value) in ReferenceQuantiles.continuous {
      let error = abs(distribution.quantile(probability) - value)
      #expect(
        error <= 1e-10 * abs(value),
        "\(distribution) at \(probability): \(distribution.quantile(probability))")
    }
    for (mean, probability, count) in ReferenceQuantiles.poisson {
      #expect(Distribution.poisson(mean: mean).quantile(probability) == count, "\(mean) at \(probability)")
    }
  }

  @Test(arguments: sampleDistributions)
  func quantilesNeverFall(distribution: Distribution) {
    var previous = distribution.quantile(0)
    for step in 1...400 {
      let value = distribution.quantile(Double(step) / 400)
      #expect(value >= previous, "at \(Double(step) / 400)")
      previous = value
    }
  }

  @Test func momentsMatchReferences() {
    let known: [(Distribution, mean: Double, variance: Double)] = [
      (.weibull(shape: 1.5, scale: 2), 1.805490585901867, 1.5027611392557279),
      (.weibull(shape: 0.7, scale: 3), 3.797470518171851, 30.84151998287838),
      (.beta(alpha: 2, beta: 3, low: 1, high: 5), 2.6, 0.64),
      (.lognormal(logMean: 0.3, logStandardDeviation: 0.5), 1.5295904196633787, 0.664519172020442),
      (.triangular(low: 1, mode: 2, high: 4), 7.0 / 3, 7.0 / 18),
      (.threePoint(low: 1, central: 2, high: 6, tail: 0.05), 2.6055797814863864, 3.2257705194331083),
      (.threePoint(low: -1, central: 2, high: 3, tail: 0.1), 1.377407369118385, 2.6567512178606325),
    ]
    for (distribution, mean, variance) in known {
      #expect(abs(distribution.mean / mean - 1) < 1e-12, "\(distribution)")
      #expect(abs(distribution.variance / variance - 1) < 1e-12, "\(distribution)")
    }
  }

  @Test func extremeParametersStayFinite() {
    var stream = RandomStream(seed: 11, replication: 0, key: 1)
    let extremes: [Distribution] = [
      .gamma(shape: 1e-3, scale: 1), .gamma(shape: 1e6, scale: 1),
      .beta(alpha: 1e-3, beta: 1e-3, low: 0, high: 1),
      .beta(alpha: 1e5, beta: 1e4, low: 0, high: 1), .poisson(mean: 0), .poisson(mean: 1e9),
      .weibull(shape: 200, scale: 1), .uniform(low: 2, high: 2), .triangular(low: 2, mode: 2, high: 2),
      .threePoint(low: 2, central: 2, high: 2, tail: 0.1), .normal(mean: 5, standardDeviation: 0),
    ]
    for distribution in extremes {
      #expect(Distribution.problem(of: distribution) == nil)
      for _ in 0..<200 { #expect(distribution.sample(using: &stream).isFinite, "\(distribution)") }
      for p in [1e-6, 0.25, 0.5, 0.75, 1 - 1e-6] {
        let value = distribution.quantile(p)
        #expect(value.isFinite, "\(distribution) at \(p)")
      }
    }
    #expect(abs(Distribution.gamma(shape: 1e6, scale: 1).quantile(0.5) - (1e6 - 1.0 / 3)) < 1e-3)
    #expect(Distribution.poisson(mean: 1e9).quantile(0.5) == 1e9)
  }
}
