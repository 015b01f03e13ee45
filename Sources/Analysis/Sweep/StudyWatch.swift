import SimulationKernel
import Sweep
import Synchronization

/// What looks at the rows while a sweep runs: the rule that may end it, and the headline for whoever waits.
public struct StudyWatch: SweepObserver {
  /// The mean of the first outcome so far, for another thread to show; not-a-number before there is one.
  public final class Headline: Sendable {
    private let bits = Atomic<UInt64>(Double.nan.bitPattern)

    public init() {}

    public fileprivate(set) var mean: Double {
      get { Double(bitPattern: bits.load(ordering: .relaxed)) }
      set { bits.store(newValue.bitPattern, ordering: .relaxed) }
    }
  }

  private var rule: PrecisionRule?
  private var tally = Tally()
  private let metric: Int
  private let headline: Headline

  public init(_ study: SweepStudy, headline: Headline) {
    rule = study.rule.map { PrecisionRule(metric: $0.metric, fraction: $0.fraction, layout: study.layout) }
    metric = study.rule?.metric ?? 0
    self.headline = headline
  }

  public mutating func succeeded(_ index: Int, metrics: Swift.Span<Double>) {
    rule?.succeeded(index, metrics: metrics)
    guard metrics[metric].isFinite else { return }
    tally.insert(metrics[metric])
    headline.mean = tally.mean
  }

  public mutating func failed(_ index: Int, _ failure: RunFailure) {}

  public var isSatisfied: Bool { rule?.isSatisfied ?? false }
}
