#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import SimulationKernel
import Testing

@testable import Model

@Suite("law: curves that industries share")
struct CurveTests {
  @Test("Wright: each doubling takes the same share off")
  func wright() {
    // c(2^k x) = c(x) (1 - rate)^k. Exact but for rounding: 1e-12.
    for rate in [0.05, 0.2, 0.35] {
      for doublings in 0...12 {
        let factor = LearningCurve.factor(ratio: pow(2, Double(doublings)), rate: rate)
        #expect(isClose(factor, pow(1 - rate, Double(doublings)), relative: 1e-12))
      }
    }
    // Solar modules: 23 % a doubling (Way et al. 2022); a thousandfold is 9.966 doublings and leaves 7.4 %.
    #expect(isClose(LearningCurve.factor(ratio: 1000, rate: 0.23), 0.0739, relative: 0.002))
    // Experience never raises a cost, and no learning leaves it.
    #expect(LearningCurve.factor(ratio: 0.5, rate: 0.2) == 1)
    #expect(LearningCurve.factor(ratio: 8, rate: 0) == 1)
  }

  /// Maximum likelihood of a power-law process observed until `last`: shape n / sum ln(T / t), scale n / T^shape
  /// (Crow 1974).
  static func fitted(_ failures: [Double], last: Double) -> (shape: Double, scale: Double) {
    let count = Double(failures.count)
    let shape = count / failures.reduce(0) { $0 + log(last / $1) }
    return (shape, count / pow(last, shape))
  }

  @Test("Crow-AMSAA: fitted on the flight log it gives the published growth")
  func crow() {
    // Ship failures at flights 1 2 3 7 8 9 of 14 (studies.csv, flight log). Maximum likelihood gives 6 / 7.82 =
    // 0.767; without its bias for few failures, (n - 1) / n of that, it is the published 0.64. Rounding of the
    // published figure: 0.005.
    let failures = [1.0, 2, 3, 7, 8, 9]
    let likeliest = CurveTests.fitted(failures, last: 14).shape
    let shape = likeliest * 5 / 6
    #expect(abs(likeliest - 0.767) < 0.001)
    #expect(abs(shape - 0.64) < 0.005)
    // The scale that meets 6 failures at flight 14 is 6 / 14^0.64 = 1.11: the shipped vehicle's 1.1.
    #expect(abs(6 / pow(14, shape) - 1.1) < 0.015)
    // Failures a flight at flight 14 are shape * 6 / 14 for either: the published 0.27 to 0.33.
    for (value, published) in [(shape, 0.27), (likeliest, 0.33)] {
      let now = ReliabilityGrowth.failureProbability(
        flights: 13, scale: 6 / pow(14, value), shape: value, floor: 0)
      #expect(isClose(now, value * 6 / 14, relative: 1e-9))
      #expect(abs(now - published) < 0.005)
    }
  }

  @Test("Crow-AMSAA: the sum of intensities is the expected number of failures")
  func crowIntegral() {
    // Integral of scale shape n^(shape - 1) from 0 to N is scale N^shape; the sum at n = 1...N runs below it by at
    // most the first flight's integral (scale) because the intensity falls.
    let scale = 0.4
    let shape = 0.6
    var sum = 0.0
    for flight in 0..<200 {
      sum += ReliabilityGrowth.failureProbability(
        flights: Double(flight), scale: scale, shape: shape, floor: 0)
    }
    let expected = scale * pow(200, shape)
    #expect(sum < expected && sum > expected - scale)
    // A floor holds, a probability stays one.
    #expect(
      ReliabilityGrowth.failureProbability(flights: 1e9, scale: scale, shape: shape, floor: 0.002) == 0.002)
    #expect(ReliabilityGrowth.failureProbability(flights: 0, scale: 10, shape: 1, floor: 0) == 1)
  }

  @Test("annuity: payments discounted to today are the capital")
  func annuity() {
    // sum over k = 1...n of a / (1 + r)^k = 1. Rounding only: 1e-12.
    for rate in [0.03, 0.103, 0.15, 0.4] {
      for years in [1, 5, 20, 40] {
        let payment = Annuity.recoveryFactor(rate: rate, years: Double(years))
        var value = 0.0
        for year in 1...years { value += payment / pow(1 + rate, Double(year)) }
        #expect(isClose(value, 1, relative: 1e-12))
      }
    }
    #expect(Annuity.recoveryFactor(rate: 0, years: 8) == 0.125)
    // Continuous at a rate of zero: the first-order term is r (n + 1) / 2n.
    #expect(isClose(Annuity.recoveryFactor(rate: 1e-8, years: 8), 0.125, relative: 1e-6))
  }

  @Test("newsvendor: the critical ratio buys what a Monte Carlo search finds best")
  func newsvendor() {
    // Maximise E[min(q, D) underage - max(q - D, 0) overage] for lognormal demand; the best q is the ratio's quantile.
    let demand = Distribution.lognormal(logMean: 0, logStandardDeviation: 0.5)
    var stream = RandomStream(seed: 7, replication: 0, key: 1)
    let draws = (0..<20_000).map { _ in demand.sample(using: &stream) }.sorted()
    for (underage, overage) in [(3.0, 1.0), (1.0, 1.0), (0.5, 2.0)] {
      let ratio = Newsvendor.criticalRatio(underage: underage, overage: overage)
      var best = (profit: -Double.infinity, quantity: 0.0)
      for step in 1...200 {
        let quantity = Double(step) * 0.02
        let profit = draws.reduce(0) { $0 + min(quantity, $1) * underage - max(quantity - $1, 0) * overage }
        if profit > best.profit { best = (profit, quantity) }
      }
      // Standard error of a sample quantile: sqrt(p (1 - p) / n) / density, below 0.015 here; the grid adds 0.01.
      #expect(abs(best.quantity - demand.quantile(ratio)) < 3 * 0.015 + 0.01)
    }
    #expect(Newsvendor.criticalRatio(underage: -1, overage: 2) == 0)
    #expect(Newsvendor.criticalRatio(underage: 1, overage: 0) == 1)
  }
}
