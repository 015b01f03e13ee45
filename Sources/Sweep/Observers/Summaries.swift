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

/// A tally of every metric at each design point, told as soon as the point's replications are through.
///
/// Memory: one point's, whatever the number of points.
public struct PointSummaries: SweepObserver {
  private let layout: RunLayout
  private let tell: @Sendable (_ point: Int, _ tallies: [Tally], _ failures: Int) -> Void
  private var tallies: [Tally]
  private var failures = 0

  /// Tells `tell` each point's tallies, one for each metric, and how many of its replications failed.
  public init(
    _ layout: RunLayout, metrics: Int,
    tell: @escaping @Sendable (_ point: Int, _ tallies: [Tally], _ failures: Int) -> Void
  ) {
    self.layout = layout
    self.tell = tell
    tallies = Array(repeating: Tally(), count: metrics)
  }

  public mutating func succeeded(_ index: Int, metrics: Swift.Span<Double>) {
    for metric in tallies.indices where metrics[metric].isFinite { tallies[metric].insert(metrics[metric]) }
    close(index)
  }

  public mutating func failed(_ index: Int, _ failure: RunFailure) {
    failures += 1
    close(index)
  }

  private mutating func close(_ index: Int) {
    let run = layout.run(index)
    if run.replication + 1 < layout.replications { return }
    tell(run.point, tallies, failures)
    for metric in tallies.indices { tallies[metric] = Tally() }
    failures = 0
  }
}

/// Two observers that see the same rows; satisfied when either is.
public struct BothObservers<First: SweepObserver, Second: SweepObserver>: SweepObserver {
  public var first: First
  public var second: Second

  public init(_ first: First, _ second: Second) {
    self.first = first
    self.second = second
  }

  public mutating func wrote(_ index: Int, output: Int, bytes: UnsafeRawBufferPointer) {
    first.wrote(index, output: output, bytes: bytes)
    second.wrote(index, output: output, bytes: bytes)
  }

  public mutating func succeeded(_ index: Int, metrics: Swift.Span<Double>) {
    first.succeeded(index, metrics: metrics)
    second.succeeded(index, metrics: metrics)
  }

  public mutating func failed(_ index: Int, _ failure: RunFailure) {
    first.failed(index, failure)
    second.failed(index, failure)
  }

  public var isSatisfied: Bool { first.isSatisfied || second.isSatisfied }
}
