import Testing

@testable import SimulationKernel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Fuzz: the iterative quantiles against the probabilities that they invert, over ten decades of parameters.
struct QuantileFuzzTests {
  /// Law: P(Q(p)) = p, in the nearer tail to 1e-9; counts straddle p.
  @Test func cumulativeProbabilityInvertsTheQuantile() {
    var stream = RandomStream(seed: 12, replication: 0, key: StreamKey(name: "quantile fuzz"))
    for round in 0..<400 {
      let a = exp(-4 + 16 * stream.uniform())
      let b = exp(-4 + 16 * stream.uniform())
      let tail = exp(-20 * stream.uniform())
      let p = round.isMultiple(of: 2) ? 0.5 * tail : 1 - 0.5 * tail

      let x = gammaQuantile(shape: a, p)
      if x > 1e-300 { expectTails(gammaTails(shape: a, x), p, "gamma \(a), p \(p)") }

      let logit = betaQuantileLogit(a, b, p)
      if abs(logit) < 700 { expectTails(betaTails(a, b, logit: logit), p, "beta \(a), \(b), p \(p)") }

      let count = Distribution.poisson(mean: a).quantile(p)
      let reached = gammaTails(shape: count + 1, a)
      #expect(exp(reached.upper) >= p * (1 - 1e-9), "poisson \(a), p \(p)")
      if count > 0 {
        #expect(exp(gammaTails(shape: count, a).upper) < p * (1 + 1e-9), "poisson \(a), p \(p)")
      }
    }
  }

  private func expectTails(_ tails: LogTails, _ p: Double, _ comment: Comment) {
    let error = p <= 0.5 ? tails.lower - log(p) : tails.upper - log1p(-p)
    #expect(abs(error) < 1e-9, comment)
  }
}
