#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Distribution {
  /// The distribution whose `low` and `high` are the ends of a central interval of the given probability.
  ///
  /// Lognormal when both ends are positive, else normal; a constant when they are equal. With a level of 0.9
  /// the ends are the 5 % and 95 % quantiles. `low` ≤ `high` and 0 < `level` < 1;
  /// ``intervalProblem(low:high:level:)`` says in words what is wrong.
  public static func interval(low: Double, high: Double, level: Double = 0.9) -> Distribution {
    precondition(low <= high, "the low end of an interval does not exceed its high end")
    precondition(level > 0 && level < 1, "the level of an interval is between 0 and 1")
    if low == high { return .constant(low) }
    let width = 2 * -inverseNormal(0.5 * (1 - level))
    if low > 0 {
      return .lognormal(
        logMean: 0.5 * (log(low) + log(high)), logStandardDeviation: log(high / low) / width)
    }
    return .normal(mean: 0.5 * (low + high), standardDeviation: (high - low) / width)
  }

  /// Whether the values are measured in some unit; counts and yes-or-no outcomes are not.
  public var isScalable: Bool {
    switch self {
    case .bernoulli, .poisson: false
    case .constant, .uniform, .triangular, .normal, .lognormal, .exponential, .gamma, .beta, .weibull,
      .threePoint:
      true
    }
  }

  /// The distribution of the value times `scale`: the same quantity in another unit.
  ///
  /// `scale` is positive and finite. A Bernoulli or a Poisson number has no unit: scaling it by anything
  /// but 1 is a programming error, see ``isScalable``.
  public func scaled(by scale: Double) -> Distribution {
    precondition(scale > 0 && scale < .infinity, "a unit conversion is by a positive, finite factor")
    switch self {
    case .constant(let value): return .constant(value * scale)
    case .uniform(let low, let high): return .uniform(low: low * scale, high: high * scale)
    case .triangular(let low, let mode, let high):
      return .triangular(low: low * scale, mode: mode * scale, high: high * scale)
    case .normal(let mean, let deviation):
      return .normal(mean: mean * scale, standardDeviation: deviation * scale)
    case .lognormal(let mean, let deviation):
      return .lognormal(logMean: mean + log(scale), logStandardDeviation: deviation)
    case .exponential(let mean): return .exponential(mean: mean * scale)
    case .gamma(let shape, let unit): return .gamma(shape: shape, scale: unit * scale)
    case .beta(let alpha, let beta, let low, let high):
      return .beta(alpha: alpha, beta: beta, low: low * scale, high: high * scale)
    case .weibull(let shape, let unit): return .weibull(shape: shape, scale: unit * scale)
    case .bernoulli, .poisson:
      precondition(scale == 1, "a count or a yes-or-no outcome has no unit to convert")
      return self
    case .threePoint(let low, let central, let high, let tail):
      return .threePoint(low: low * scale, central: central * scale, high: high * scale, tail: tail)
    }
  }
}
