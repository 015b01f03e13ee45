/// Count, mean, spread and extremes of observations that come one at a time.
///
/// Uses Welford's updating formulas (Technometrics 4 (3), 1962), which do not lose digits when the mean is
/// large beside the spread. All members are O(1) and nothing is allocated.
@frozen
public struct Tally: Sendable, Hashable, BitwiseCopyable {
  /// The number of observations.
  public private(set) var count = 0

  /// The average; NaN before the first observation.
  @inlinable public var mean: Double { count == 0 ? .nan : average }

  /// The least observation; infinite before the first.
  public private(set) var minimum = Double.infinity

  /// The greatest observation; minus infinity before the first.
  public private(set) var maximum = -Double.infinity

  @usableFromInline var average = 0.0
  @usableFromInline var squares = 0.0

  /// An empty tally.
  @inlinable public init() {}

  /// Adds an observation; it must not be NaN.
  public mutating func insert(_ value: Double) {
    precondition(value == value, "an observation is a number")
    count += 1
    let before = value - average
    average += before / Double(count)
    squares += before * (value - average)
    minimum = min(minimum, value)
    maximum = max(maximum, value)
  }

  /// Adds all observations of another tally.
  ///
  /// Source: T. F. Chan, G. H. Golub and R. J. LeVeque, "Updating formulae and a pairwise algorithm for
  /// computing sample variances", 1979.
  public mutating func merge(_ other: Tally) {
    if other.count == 0 { return }
    let total = Double(count + other.count)
    let distance = other.average - average
    squares += other.squares + distance * distance * (Double(count) / total) * Double(other.count)
    average += distance * (Double(other.count) / total)
    count += other.count
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
  }

  /// The unbiased variance of one observation; NaN below two observations.
  @inlinable public var variance: Double { count < 2 ? .nan : squares / Double(count - 1) }

  /// The square root of the variance.
  @inlinable public var standardDeviation: Double { variance.squareRoot() }

  /// The standard deviation of the mean of independent observations.
  @inlinable public var standardError: Double { (variance / Double(count)).squareRoot() }

  /// How far the true mean may lie from ``mean`` at a level of confidence, by Student's t distribution.
  ///
  /// Exact for independent normal observations; NaN below two. `level` is between 0 and 1. Microseconds.
  public func confidenceHalfWidth(level: Double = 0.95) -> Double {
    precondition(level > 0 && level < 1, "a level of confidence is between 0 and 1")
    if count < 2 { return .nan }
    return studentQuantile(0.5 + 0.5 * level, degrees: Double(count - 1)) * standardError
  }
}
