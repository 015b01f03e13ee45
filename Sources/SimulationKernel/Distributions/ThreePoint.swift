#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Two halves of normal distributions that meet at the median, in the value or in its logarithm.
struct ThreePoint {
  let isLogarithmic: Bool
  let median: Double
  private let low: Double
  private let high: Double
  /// How many standard deviations the low and the high value lie from the median.
  private let distance: Double

  init(low: Double, central: Double, high: Double, tail: Double) {
    distance = -inverseNormal(tail)
    isLogarithmic = low > 0
    median = central
    self.low = low
    self.high = high
  }

  // A draw needs one of the two, and a logarithm is most of its cost.
  var lowerWidth: Double { (isLogarithmic ? log(median / low) : median - low) / distance }
  var upperWidth: Double { (isLogarithmic ? log(high / median) : high - median) / distance }

  /// The value at a standard normal number.
  func value(at normal: Double) -> Double {
    let width = normal < 0 ? lowerWidth : upperWidth
    if width == 0 { return median }  // also at an infinite normal number
    return isLogarithmic ? median * exp(width * normal) : median + width * normal
  }

  /// The standard normal number at which the value is `value`, infinite where a side has no width; nil below all
  /// values.
  func normal(at value: Double) -> Double? {
    if isLogarithmic, value <= 0 { return nil }
    let distance = isLogarithmic ? log(value / median) : value - median
    let width = distance < 0 ? lowerWidth : upperWidth
    return distance == 0 ? 0 : distance / width
  }

  /// The mean: with half-normal sides m + (u − l) / √(2π); with logarithmic ones
  /// m (e^(l²/2) Φ(−l) + e^(u²/2) Φ(u)).
  var mean: Double {
    isLogarithmic
      ? median * exponentialMoment(1) : median + (upperWidth - lowerWidth) * inverseRootOfTwoPi
  }

  var variance: Double {
    if isLogarithmic {
      let first = exponentialMoment(1)
      return max(0, median * median * (exponentialMoment(2) - first * first))
    }
    let shift = (upperWidth - lowerWidth) * inverseRootOfTwoPi
    return 0.5 * (lowerWidth * lowerWidth + upperWidth * upperWidth) - shift * shift
  }

  private func exponentialMoment(_ power: Double) -> Double {
    let lower = power * lowerWidth
    let upper = power * upperWidth
    return exp(0.5 * lower * lower) * normalProbability(below: -lower)
      + exp(0.5 * upper * upper) * normalProbability(below: upper)
  }
}
