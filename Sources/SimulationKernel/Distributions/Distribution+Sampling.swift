#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Distribution {
  /// Draws a value. Allocates nothing; a few to a few tens of nanoseconds.
  public func sample(using stream: inout RandomStream) -> Double {
    switch self {
    case .constant(let value):
      return value
    case .uniform(let low, let high):
      return low + (high - low) * stream.uniform()
    case .triangular:
      return quantile(stream.uniformOpen())
    case .normal(let mean, let deviation):
      return mean + deviation * stream.normal()
    case .lognormal(let mean, let deviation):
      return exp(mean + deviation * stream.normal())
    case .exponential(let mean):
      return mean * stream.exponential()
    case .gamma(let shape, let scale):
      return scale * stream.gamma(shape: shape)
    case .beta(let alpha, let beta, let low, let high):
      return low + (high - low) * stream.beta(alpha: alpha, beta: beta)
    case .weibull(let shape, let scale):
      return scale * pow(stream.exponential(), 1 / shape)
    case .bernoulli(let probability):
      return stream.uniform() < probability ? 1 : 0
    case .poisson(let mean):
      return stream.poisson(mean: mean)
    case .threePoint(let low, let central, let high, let tail):
      return ThreePoint(low: low, central: central, high: high, tail: tail).value(at: stream.normal())
    }
  }
}

extension RandomStream {
  /// A gamma number of scale 1.
  ///
  /// Source: G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM TOMS 26
  /// (3), 2000; below shape 1, a gamma number of shape + 1 times u^(1 / shape).
  mutating func gamma(shape: Double) -> Double {
    if shape < 1 {
      return gamma(shape: shape + 1) * exp(-exponential() / shape)
    }
    let offset = shape - 1.0 / 3.0
    let factor = 1 / (9 * offset).squareRoot()
    while true {
      let normal = normal()
      let root = 1 + factor * normal
      if root <= 0 { continue }
      let cube = root * root * root
      let uniform = uniformOpen()
      let square = normal * normal
      if uniform < 1 - 0.0331 * square * square { return offset * cube }
      if log(uniform) < 0.5 * square + offset * (1 - cube + log(cube)) { return offset * cube }
    }
  }

  /// A beta number of [0, 1], as the share of one gamma number in the sum of two.
  mutating func beta(alpha: Double, beta: Double) -> Double {
    let left = gamma(shape: alpha)
    let right = gamma(shape: beta)
    let sum = left + right
    // Tiny shapes make both parts vanish; nearly all the probability is then at the two ends.
    return sum > 0 ? left / sum : (uniform() * (alpha + beta) < alpha ? 1 : 0)
  }

  /// A Poisson number.
  ///
  /// Below a mean of 10, by multiplying uniforms; above it by transformed rejection. Source: W. Hörmann,
  /// "The transformed rejection method for generating Poisson random variables", Insurance: Mathematics and
  /// Economics 12, 1993 (algorithm PTRS).
  mutating func poisson(mean: Double) -> Double {
    if mean < 10 {
      let limit = exp(-mean)
      var product = uniformOpen()
      var count = 0.0
      while product > limit {
        count += 1
        product *= uniformOpen()
      }
      return count
    }
    let spread = 0.931 + 2.53 * mean.squareRoot()
    let skew = -0.059 + 0.02483 * spread
    let scale = 1.1239 + 1.1328 / (spread - 3.4)
    let fastLimit = 0.9277 - 3.6224 / (spread - 2)
    while true {
      let centred = uniformOpen() - 0.5
      let height = uniformOpen()
      let margin = 0.5 - centred.magnitude
      let count = ((2 * skew / margin + spread) * centred + mean + 0.43).rounded(.down)
      if margin >= 0.07 && height <= fastLimit { return count }
      if count < 0 || (margin < 0.013 && height > margin) { continue }
      let density = log(poissonDensity(count, mean: mean))
      if log(height * scale / (skew / (margin * margin) + spread)) <= density { return count }
    }
  }
}
