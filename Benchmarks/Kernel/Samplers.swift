import Measuring
import SimulationKernel

extension KernelBenchmark {
  /// Prints the cost of each generator and sampler, and of making a stream.
  static func samplers() {
    var stream = RandomStream(seed: seed, replication: 0, key: StreamKey(name: "samplers"))
    report(&stream, "64 bits", draws: 20_000_000) { Double($0.next() & 1) }
    report(&stream, "uniform", draws: 20_000_000) { $0.uniform() }
    report(&stream, "exponential()", draws: 20_000_000) { $0.exponential() }
    report(&stream, "normal()", draws: 20_000_000) { $0.normal() }
    var key: UInt64 = 0
    report(&stream, "new stream, one draw", draws: 5_000_000) { _ in
      key += 1
      var other = RandomStream(seed: seed, replication: 7, key: key)
      return other.uniform()
    }
    let distributions: [(String, Distribution)] = [
      ("constant", .constant(3)),
      ("uniform", .uniform(low: 1, high: 2)),
      ("triangular", .triangular(low: 1, mode: 2, high: 4)),
      ("normal", .normal(mean: 1, standardDeviation: 2)),
      ("lognormal", .lognormal(logMean: 0, logStandardDeviation: 0.5)),
      ("exponential", .exponential(mean: 2)),
      ("gamma, shape 2.5", .gamma(shape: 2.5, scale: 1)),
      ("gamma, shape 0.5", .gamma(shape: 0.5, scale: 1)),
      ("beta", .beta(alpha: 2, beta: 3, low: 0, high: 1)),
      ("weibull", .weibull(shape: 1.5, scale: 1)),
      ("bernoulli", .bernoulli(probability: 0.3)),
      ("poisson, mean 3", .poisson(mean: 3)),
      ("poisson, mean 100", .poisson(mean: 100)),
      ("three-point", .threePoint(low: 1, central: 2, high: 6, tail: 0.05)),
    ]
    for (name, distribution) in distributions {
      report(&stream, "." + name, draws: 2_000_000) { distribution.sample(using: &$0) }
    }
  }

  @inline(__always)
  private static func report(
    _ stream: inout RandomStream, _ name: String, draws: Int, _ draw: (inout RandomStream) -> Double
  ) {
    var times: [Double] = []
    var sum = 0.0
    for _ in 0..<5 {
      let start = Seconds.onTheWall
      for _ in 0..<draws { sum += draw(&stream) }
      times.append((Seconds.onTheWall - start) * 1e9 / Double(draws))
    }
    let padded = name + String(repeating: " ", count: max(0, 24 - name.utf8.count))
    print(
      "  \(padded)\(text(median(times), decimals: 1, width: 8))   average "
        + text(sum / Double(5 * draws), decimals: 4, width: 8))
  }
}
