import SimulationKernel

/// Satisfied once the 95 % interval of a metric's mean over all points is narrow enough: the rule `until
/// ci(METRIC) < fraction`.
///
/// Replication r has the same luck at every point, so further points tell nothing new of that luck, and runs
/// are no independent observations. There is one mean for each replication, over the points seen, and one for
/// each point; Student's interval over the means of replications says what luck leaves open, that over the
/// means of points what the points not seen do. The half-width is the root of the sum of both squares: what
/// is neither point nor luck counts in both, so the interval is too wide rather than too narrow.
///
/// It is judged after each whole point, in index order. Failed runs and values that are not finite do not
/// count. Points must be a sample, as those of a random, Latin or Sobol design; of the latter two, which are
/// more even than chance, the interval is too wide. Memory: 40 bytes for each replication.
public struct PrecisionRule: SweepObserver {
  /// The fewest replications whose means say something of luck.
  public static let fewestReplications = 8

  public let metric: Int
  /// The half-width to reach, as a fraction of the mean's size.
  public let fraction: Double
  public private(set) var isSatisfied = false
  private let layout: RunLayout
  private var replications: [Tally]
  private var points = Tally()
  private var point = Tally()

  /// A rule for runs that are numbered as `layout` says; precondition: it has at least `fewestReplications`.
  public init(metric: Int, fraction: Double, layout: RunLayout) {
    precondition(metric >= 0 && fraction > 0 && layout.replications >= PrecisionRule.fewestReplications)
    self.metric = metric
    self.fraction = fraction
    self.layout = layout
    replications = Array(repeating: Tally(), count: layout.replications)
  }

  public mutating func succeeded(_ index: Int, metrics: Swift.Span<Double>) {
    let replication = layout.run(index).replication
    if metrics[metric].isFinite {
      replications[replication].insert(metrics[metric])
      point.insert(metrics[metric])
    }
    close(replication)
  }

  public mutating func failed(_ index: Int, _ failure: RunFailure) { close(layout.run(index).replication) }

  /// Half the width of the mean's 95 % interval; not-a-number below two points or two replications with a number.
  /// Complexity: O(replications).
  public var halfWidth: Double {
    var luck = Tally()
    for replication in replications where replication.count > 0 { luck.insert(replication.mean) }
    let (first, second) = (luck.confidenceHalfWidth(), points.confidenceHalfWidth())
    return (first * first + second * second).squareRoot()
  }

  /// The mean over the points seen.
  public var mean: Double { points.mean }

  /// Judges the rule if that was the last replication of a point.
  private mutating func close(_ replication: Int) {
    if replication + 1 < layout.replications { return }
    if point.count > 0 { points.insert(point.mean) }
    point = Tally()
    isSatisfied = halfWidth < fraction * mean.magnitude
  }
}
