#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Distribution {
  /// The expected value.
  public var mean: Double {
    switch self {
    case .constant(let value): return value
    case .uniform(let low, let high): return low + 0.5 * (high - low)
    case .triangular(let low, let mode, let high): return low + ((mode - low) + (high - low)) / 3
    case .normal(let mean, _): return mean
    case .lognormal(let mean, let deviation): return exp(mean + 0.5 * deviation * deviation)
    case .exponential(let mean): return mean
    case .gamma(let shape, let scale): return shape * scale
    case .beta(let alpha, let beta, let low, let high): return low + (high - low) * (alpha / (alpha + beta))
    case .weibull(let shape, let scale): return scale * exp(logGammaOfSuccessor(1 / shape))
    case .bernoulli(let probability): return probability
    case .poisson(let mean): return mean
    case .threePoint(let low, let central, let high, let tail):
      return ThreePoint(low: low, central: central, high: high, tail: tail).mean
    }
  }

  /// The expected squared distance from the mean.
  public var variance: Double {
    switch self {
    case .constant: return 0
    case .uniform(let low, let high): return (high - low) * (high - low) / 12
    case .triangular(let low, let mode, let high):
      let left = mode - low
      let right = high - mode
      return (left * left + left * right + right * right) / 18
    case .normal(_, let deviation): return deviation * deviation
    case .lognormal(let mean, let deviation):
      let square = deviation * deviation
      return expm1(square) * exp(2 * mean + square)
    case .exponential(let mean): return mean * mean
    case .gamma(let shape, let scale): return shape * scale * scale
    case .beta(let alpha, let beta, let low, let high):
      let sum = alpha + beta
      let width = high - low
      return width * width * (alpha / sum) * (beta / sum) / (sum + 1)
    case .weibull(let shape, let scale):
      let first = logGammaOfSuccessor(1 / shape)
      let second = logGammaOfSuccessor(2 / shape)
      return scale * scale * exp(2 * first) * expm1(second - 2 * first)
    case .bernoulli(let probability): return probability * (1 - probability)
    case .poisson(let mean): return mean
    case .threePoint(let low, let central, let high, let tail):
      return ThreePoint(low: low, central: central, high: high, tail: tail).variance
    }
  }

  /// Whether every draw is the same value.
  public var isConstant: Bool {
    switch self {
    case .constant: true
    case .uniform(let low, let high), .triangular(let low, _, let high), .beta(_, _, let low, let high),
      .threePoint(let low, _, let high, _):
      low == high
    case .normal(_, let deviation), .lognormal(_, let deviation): deviation == 0
    case .exponential, .gamma, .weibull: false
    case .bernoulli(let probability): probability == 0 || probability == 1
    case .poisson(let mean): mean == 0
    }
  }
}
