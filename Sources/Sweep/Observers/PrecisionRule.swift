import SimulationKernel

/// Satisfied once the 95 % interval of a metric's mean is narrow enough: the rule `until ci(METRIC) <
/// fraction`.
///
/// It is judged after every row, in index order. Failed runs and values that are not finite do not count.
/// Judging again and again makes the interval somewhat too narrow; the minimum keeps the early luck out.
public struct PrecisionRule: SweepObserver {
  public let metric: Int
  /// The half-width to reach, as a fraction of the mean's size.
  public let fraction: Double
  /// How many values there must be before the rule is judged.
  public let minimum: Int
  /// What has been seen of the metric.
  public private(set) var tally = Tally()

  public init(metric: Int, fraction: Double, minimum: Int = 100) {
    precondition(metric >= 0 && fraction > 0 && minimum >= 2)
    self.metric = metric
    self.fraction = fraction
    self.minimum = minimum
  }

  public mutating func succeeded(_ index: Int, metrics: Swift.Span<Double>) {
    if metrics[metric].isFinite { tally.insert(metrics[metric]) }
  }

  public mutating func failed(_ index: Int, _ failure: RunFailure) {}

  public var isSatisfied: Bool {
    let wanted = fraction * tally.mean.magnitude
    // Student's interval is wider than the normal one, which costs less to rule out.
    return tally.count >= minimum && 1.959 * tally.standardError < wanted
      && tally.confidenceHalfWidth() < wanted
  }
}
