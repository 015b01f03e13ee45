#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Distribution {
  /// The value that is not exceeded with probability `p`: the inverse of the cumulative probability.
  ///
  /// `p` is from 0 to 1; at the ends the result is the end of the support, which may be infinite. For counts
  /// it is the least value whose cumulative probability reaches `p`. Continuous results are accurate to ten
  /// digits or better. Gamma, beta and Poisson are solved iteratively, in microseconds; all others are closed forms.
  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a quantile is asked for at a probability from 0 to 1")
    switch self {
    case .constant(let value):
      return value
    case .uniform(let low, let high):
      return p <= 0.5 ? low + (high - low) * p : high - (high - low) * (1 - p)
    case .triangular(let low, let mode, let high):
      return Self.triangularQuantile(p, low, mode, high)
    case .normal(let mean, let deviation):
      return deviation == 0 ? mean : mean + deviation * inverseNormal(p)
    case .lognormal(let mean, let deviation):
      return exp(deviation == 0 ? mean : mean + deviation * inverseNormal(p))
    case .exponential(let mean):
      return -mean * log1p(-p)
    case .gamma(let shape, let scale):
      return p == 0 ? 0 : p == 1 ? .infinity : scale * gammaQuantile(shape: shape, p)
    case .beta(let alpha, let beta, let low, let high):
      if p == 0 { return low }
      if p == 1 { return high }
      let logit = betaQuantileLogit(alpha, beta, p)
      return logit < 0
        ? low + (high - low) / (1 + exp(-logit)) : high - (high - low) / (1 + exp(logit))
    case .weibull(let shape, let scale):
      return scale * pow(-log1p(-p), 1 / shape)
    case .bernoulli(let probability):
      return p <= 1 - probability ? 0 : 1
    case .poisson(let mean):
      return Self.poissonQuantile(p, mean: mean)
    case .threePoint(let low, let central, let high, let tail):
      return ThreePoint(low: low, central: central, high: high, tail: tail).value(at: inverseNormal(p))
    }
  }

  private static func triangularQuantile(
    _ p: Double, _ low: Double, _ mode: Double, _ high: Double
  ) -> Double {
    let width = high - low
    if width == 0 { return low }
    if p * width <= mode - low { return low + (p * width * (mode - low)).squareRoot() }
    return high - ((1 - p) * width * (high - mode)).squareRoot()
  }

  private static func poissonQuantile(_ p: Double, mean: Double) -> Double {
    if p == 0 || mean == 0 { return 0 }
    if p == 1 { return .infinity }
    let normal = inverseNormal(p)  // Cornish and Fisher's first correction lands within a few counts
    let guess = mean + mean.squareRoot() * normal + (normal * normal - 1) / 6
    var count = max(0, guess.rounded(.down))
    // The cumulative probability at k is Q(k + 1, mean); compare the smaller tails.
    func reaches(_ count: Double) -> Bool {
      let tails = gammaTails(shape: count + 1, mean)
      return p <= 0.5 ? tails.upper >= log(p) : tails.lower <= log1p(-p)
    }
    if reaches(count) {
      while count > 0, reaches(count - 1) { count -= 1 }
    } else {
      repeat { count += 1 } while !reaches(count)
    }
    return count
  }
}
