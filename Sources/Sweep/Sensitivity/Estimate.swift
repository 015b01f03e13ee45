#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A number estimated from a sample, with the standard error of its bootstrap.
public struct Estimate: Sendable, Equatable {
  public let value: Double
  /// The standard deviation over the resamples; NaN when there are fewer than two.
  public let standardError: Double
  /// What the number cannot be below, and no interval reaches.
  public let minimum: Double

  public init(value: Double, standardError: Double, minimum: Double = -.infinity) {
    self.value = value
    self.standardError = standardError
    self.minimum = minimum
  }

  /// The estimate of the whole sample with those of its resamples; resamples without a finite value are
  /// left out.
  init(value: Double, resamples: some Sequence<Double>, minimum: Double = -.infinity) {
    var count = 0.0
    var mean = 0.0
    var squares = 0.0
    for resample in resamples where resample.isFinite {
      count += 1
      let difference = resample - mean
      mean += difference / count
      squares += difference * (resample - mean)
    }
    self.value = value
    self.minimum = minimum
    standardError = count > 1 ? (squares / (count - 1)).squareRoot() : .nan
  }

  /// The interval of so many standard errors to either side: 1.96 for 95 %. Nil without a standard error.
  public func interval(standardErrors: Double = 1.959_963_984_540_054) -> ClosedRange<Double>? {
    guard value.isFinite && standardError.isFinite else { return nil }
    let half = standardErrors * standardError
    return max(value - half, minimum)...(value + half)
  }
}
