import Model
import SimulationKernel

/// In which share of the runs of a sweep a claim held, and how sure that is although runs are not independent.
///
/// All runs of a replication share its luck, whatever their point, and all runs of points that were drawn together
/// share inputs. Such runs are a cluster, and the share over all runs is as sure as clusters agree: with d runs that
/// decide, y of them held, in a cluster and the share p, its variance is C / (C - 1) times the sum of (y - p d)^2
/// over the C clusters, over the square of all runs that decide. The runs are worth as many independent ones as have
/// that variance, fewer by the square of Student's quantile over the normal one, since it is known from C clusters;
/// where no two runs differ, as many as there are clusters. What replications and, where points are drawn, points
/// leave open adds up. The interval is Wilson's for the number of runs that results: at least one and at most all.
/// Source: E. L. Korn and B. I. Graubard, "Confidence intervals for proportions with small expected number of
/// positive counts estimated from survey data", 1998. Memory: 16 bytes for each replication.
struct ClusteredShare: Sendable {
  /// Runs that decided, and those of them in which it held.
  private struct Runs: Sendable {
    var yes = 0
    var decided = 0

    mutating func add(_ holds: Bool) {
      yes += holds ? 1 : 0
      decided += 1
    }
  }

  /// Sums over clusters, from which their disagreement about any share follows; exact as long as they are below 2^53.
  private struct Clusters: Sendable {
    private(set) var count = 0
    private var yesSquared = 0.0
    private var yesDecided = 0.0
    private var decidedSquared = 0.0

    mutating func add(_ runs: Runs) {
      guard runs.decided > 0 else { return }
      let (yes, decided) = (Double(runs.yes), Double(runs.decided))
      count += 1
      yesSquared += yes * yes
      yesDecided += yes * decided
      decidedSquared += decided * decided
    }

    /// How many independent runs say as much of a share; infinite where all clusters have the very same share.
    func independentRuns(_ share: Double, decided: Double) -> Double {
      if count < 2 { return 1 }
      if share == 0 || share == 1 { return Double(count) }
      let squares = max(0, yesSquared - 2 * share * yesDecided + share * share * decidedSquared)
      let clusters = Double(count)
      let variance = clusters / (clusters - 1) * squares / (decided * decided)
      let loss = ClaimCount.z90 / studentQuantile(0.95, degrees: clusters - 1)
      return share * (1 - share) / variance * loss * loss
    }
  }

  private let pointsDrawnTogether: Int?
  private var all = Runs()
  private var replications: [Runs]
  private var blocks = Clusters()
  /// The points drawn together whose runs come at present.
  private var block = (number: 0, runs: Runs())

  init(_ study: SweepStudy) {
    pointsDrawnTogether = study.design.rowsDrawnTogether
    replications = Array(repeating: Runs(), count: study.replicationPlaces)
  }

  /// Runs that decided it, and those of them in which it held.
  var decided: Int { all.decided }
  var yes: Int { all.yes }

  /// Adds a run: 1 where it held, 0 where it did not, not-a-number where it was not decided. Runs come in index order.
  mutating func add(_ verdict: Double, point: Int, replication: Int) {
    guard verdict.isFinite else { return }
    let holds = verdict == 1
    all.add(holds)
    replications[replication % replications.count].add(holds)
    guard let pointsDrawnTogether else { return }
    let number = point / pointsDrawnTogether
    if number != block.number {
      blocks.add(block.runs)
      block = (number, Runs())
    }
    block.runs.add(holds)
  }

  /// The 90 % interval of the share; nil if no run decided. Complexity: O(replications).
  var interval: ClosedRange<Double>? {
    if all.decided == 0 { return nil }
    let decided = Double(all.decided)
    let share = Double(all.yes) / decided
    var luck = Clusters()
    for runs in replications { luck.add(runs) }
    var reciprocal = 1 / luck.independentRuns(share, decided: decided)
    if pointsDrawnTogether != nil {
      var blocks = blocks
      blocks.add(block.runs)
      reciprocal += 1 / blocks.independentRuns(share, decided: decided)
    }
    let runs = min(max(1 / reciprocal, 1), decided)
    return ClaimCount.wilson(share * runs, of: runs, z: ClaimCount.z90)
  }
}
