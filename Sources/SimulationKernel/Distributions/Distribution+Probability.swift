#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Distribution {
  /// The probability of a value below `value`, itself not counted.
  public func probability(below value: Double) -> Double { tails(at: value).below }

  /// The probability of a value above `value`, itself not counted.
  public func probability(above value: Double) -> Double { tails(at: value).above }

  /// The probabilities of lesser and of greater values, each accurate where it is small. They add up to 1 but for
  /// steps.
  private func tails(at value: Double) -> (below: Double, above: Double) {
    if value == .infinity { return (1, 0) }
    if value == -.infinity { return (0, 1) }
    switch self {
    case .constant(let constant):
      return (constant < value ? 1 : 0, constant > value ? 1 : 0)
    case .uniform(let low, let high):
      return Self.within(low, high, value) ?? ((value - low) / (high - low), (high - value) / (high - low))
    case .triangular(let low, let mode, let high):
      return Self.within(low, high, value) ?? Self.triangularTails(low, mode, high, value)
    case .normal(let mean, let deviation):
      return Self.normalTails(value - mean, deviation)
    case .lognormal(let mean, let deviation):
      return value > 0 ? Self.normalTails(log(value) - mean, deviation) : (0, 1)
    case .exponential(let mean):
      return value > 0 ? (-expm1(-value / mean), exp(-value / mean)) : (0, 1)
    case .gamma(let shape, let scale):
      guard value > 0 else { return (0, 1) }
      // Forty deviations out the upper tail is less than the least number, and its fraction converges for ever.
      if value / scale > shape + 40 * shape.squareRoot() + 750 { return (1, 0) }
      let tails = gammaTails(shape: shape, value / scale)
      return (exp(tails.lower), exp(tails.upper))
    case .beta(let alpha, let beta, let low, let high):
      if let tails = Self.within(low, high, value) { return tails }
      let tails = betaTails(alpha, beta, logit: log((value - low) / (high - value)))
      return (exp(tails.lower), exp(tails.upper))
    case .weibull(let shape, let scale):
      guard value > 0 else { return (0, 1) }
      let hazard = pow(value / scale, shape)
      return (-expm1(-hazard), exp(-hazard))
    case .bernoulli(let probability):
      return (
        value > 1 ? 1 : value > 0 ? 1 - probability : 0, value < 0 ? 1 : value < 1 ? probability : 0
      )
    case .poisson(let mean):
      return Self.poissonTails(mean, value)
    case .threePoint(let low, let central, let high, let tail):
      let parts = ThreePoint(low: low, central: central, high: high, tail: tail)
      // A side without width has its half at the median.
      if value == central { return (parts.lowerWidth == 0 ? 0 : 0.5, parts.upperWidth == 0 ? 0 : 0.5) }
      guard let normal = parts.normal(at: value) else { return (0, 1) }
      return (normalProbability(below: normal), normalProbability(below: -normal))
    }
  }

  /// The tails at a value at or beyond the ends of a bounded distribution; nil between them.
  private static func within(_ low: Double, _ high: Double, _ value: Double) -> (
    below: Double, above: Double
  )? {
    if low == high { return (low < value ? 1 : 0, high > value ? 1 : 0) }
    return value <= low ? (0, 1) : value >= high ? (1, 0) : nil
  }

  private static func triangularTails(
    _ low: Double, _ mode: Double, _ high: Double, _ value: Double
  ) -> (below: Double, above: Double) {
    let width = high - low
    if value <= mode {
      let below = (value - low) * (value - low) / (width * (mode - low))
      return (below, 1 - below)
    }
    let above = (high - value) * (high - value) / (width * (high - mode))
    return (1 - above, above)
  }

  private static func normalTails(_ distance: Double, _ deviation: Double) -> (below: Double, above: Double) {
    if deviation == 0 { return (distance > 0 ? 1 : 0, distance < 0 ? 1 : 0) }
    return (
      normalProbability(below: distance / deviation), normalProbability(below: -distance / deviation)
    )
  }

  /// With k the count, P(count ≤ k) is the upper gamma function of shape k + 1 at the mean.
  private static func poissonTails(_ mean: Double, _ value: Double) -> (below: Double, above: Double) {
    // The greatest count below the value, and the greatest that is not above it.
    let (last, next) = (value.rounded(.up) - 1, value.rounded(.down))
    if mean == 0 { return (last >= 0 ? 1 : 0, next < 0 ? 1 : 0) }
    return (
      last < 0 ? 0 : exp(gammaTails(shape: last + 1, mean).upper),
      next < 0 ? 1 : exp(gammaTails(shape: next + 1, mean).lower)
    )
  }
}
