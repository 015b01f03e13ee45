import SimulationKernel

/// Tallies and quantile sketches of every metric over a whole sweep, in flat memory.
///
/// Values that are not finite do not count.
public struct MetricSummaries: SweepObserver {
  /// Count, mean and spread of each metric.
  public private(set) var tallies: [Tally]
  /// Quantiles of each metric, exact in count and bounded in rank error.
  public private(set) var sketches: [QuantileSketch]
  /// How many runs failed.
  public private(set) var failures = 0

  public init(metrics: Int) {
    tallies = Array(repeating: Tally(), count: metrics)
    sketches = (0..<metrics).map { _ in QuantileSketch() }
  }

  public mutating func succeeded(_ index: Int, metrics: Swift.Span<Double>) {
    for metric in tallies.indices where metrics[metric].isFinite {
      tallies[metric].insert(metrics[metric])
      sketches[metric].insert(metrics[metric])
    }
  }

  public mutating func failed(_ index: Int, _ failure: RunFailure) { failures += 1 }
}
