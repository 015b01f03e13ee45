/// What an input was multiplied by over a time, and for how much of it.
public struct FactorHistory {
  /// A stretch of the time with one factor; the shares of all stretches add up to 1.
  public struct Span {
    public let factor: Double
    public let share: Double

    public init(factor: Double, share: Double) {
      self.factor = factor
      self.share = share
    }
  }

  /// The mean factor.
  public let mean: Double
  public let spans: [Span]

  public init(mean: Double, spans: [Span]) {
    self.mean = mean
    self.spans = spans
  }

  /// The mean of a value that keeps to a range at every time: a factor beyond the range's end acts no more than one
  /// that reaches it.
  ///
  /// The value itself, to the bit, where nothing multiplied it.
  func mean(of value: Double, within range: ClosedRange<Double>) -> Double {
    if spans.allSatisfy({ $0.factor == 1 || range.contains(value * $0.factor) }) {
      return mean == 1 ? value : min(max(value * mean, range.lowerBound), range.upperBound)
    }
    return spans.reduce(0) { sum, span in
      let scaled = min(max(value * span.factor, range.lowerBound), range.upperBound)
      return sum + span.share * (span.factor == 1 ? value : scaled)
    }
  }
}
