/// A range to which a distribution is confined: values outside are never drawn, and those inside keep their
/// proportions.
public struct Truncation: Sendable {
  /// The range.
  public let range: ClosedRange<Double>
  /// The shares of the whole distribution that lie below and above the range.
  public let below: Double
  public let above: Double

  /// A range and the shares of some distribution outside it, which leave something inside.
  public init(to range: ClosedRange<Double>, below: Double, above: Double) {
    precondition(
      below >= 0 && above >= 0 && below + above < 1, "something is left of a truncated distribution")
    self.range = range
    self.below = below
    self.above = above
  }

  /// The share of the whole distribution that is cut off.
  public var share: Double { below + above }

  /// The probability in the whole distribution that belongs to probability `p` of what is left.
  public func probability(_ p: Double) -> Double { below + p * (1 - below - above) }

  /// A value within the range: the nearest, where rounding has led out of it.
  public func confined(_ value: Double) -> Double { min(max(value, range.lowerBound), range.upperBound) }
}

extension Distribution {
  /// What a range leaves of the distribution; nil if that is nothing.
  public func truncation(to range: ClosedRange<Double>) -> Truncation? {
    let (below, above) = (probability(below: range.lowerBound), probability(above: range.upperBound))
    return below + above < 1 ? Truncation(to: range, below: below, above: above) : nil
  }

  /// A draw from the part of the distribution within a range, by drawing again what falls outside.
  ///
  /// Where hardly anything lies inside, a hundred draws in vain end at the nearer end of the range.
  public func sample(within range: ClosedRange<Double>, using stream: inout RandomStream) -> Double {
    var value = sample(using: &stream)
    var tries = 1
    while !range.contains(value), tries < 100 {
      value = sample(using: &stream)
      tries += 1
    }
    return min(max(value, range.lowerBound), range.upperBound)
  }

  /// The quantile at `p` of the part of the distribution within a range; the nearer end where nothing lies inside.
  public func quantile(_ p: Double, within range: ClosedRange<Double>) -> Double {
    let truncation = truncation(to: range)
    let value = quantile(truncation?.probability(p) ?? p)
    return min(max(value, range.lowerBound), range.upperBound)
  }
}
