import Model
import SimulationKernel

/// What a little more of each link would bring: the rise of a metric, run by run on the same draws.
public struct Relief: Sendable {
  /// A rise over the runs in which it could be told, as a fraction.
  public struct Effect: Sendable, Equatable {
    /// Runs with a number in both.
    public let count: Int
    public let mean: Double
    /// Half of the 95 % interval of the mean: how far it may be off because there are only so many runs; NaN below two.
    public let halfWidth: Double
    public let p5: Double
    public let p50: Double
    public let p95: Double

    /// Whether it could as well be nothing.
    public var isChance: Bool { !(mean.magnitude > halfWidth) }

    /// Gathers the rises of single runs. The interval is that of a mean of independent numbers.
    init(of rises: [Double]) {
      count = rises.count
      var sketch = QuantileSketch()
      var sum = 0.0
      for rise in rises {
        sketch.insert(rise)
        sum += rise
      }
      let mean = rises.isEmpty ? .nan : sum / Double(count)
      var squares = 0.0
      for rise in rises { squares += (rise - mean) * (rise - mean) }
      self.mean = mean
      halfWidth =
        count > 1 ? ClaimCount.z95 * (squares / Double(count - 1) / Double(count)).squareRoot() : .nan
      let quantiles = sketch.quantiles([0.05, 0.5, 0.95])
      (p5, p50, p95) = (quantiles[0], quantiles[1], quantiles[2])
    }
  }

  /// What one link brings.
  public struct Row: Sendable {
    /// The link's id, or `all`.
    public let link: String
    /// What its inputs were multiplied by; nil for all links, each by its own.
    public let factor: Double?
    /// By date.
    public let effects: [Effect]
    /// The mean over the dates, run by run.
    public let overall: Effect

    public var isAll: Bool { factor == nil }
  }

  public let metric: String
  public let dates: [CalendarDate]
  /// Replications, of which some may have failed.
  public let replications: Int
  public let failed: Int
  public let seed: UInt64
  /// The link of which there is plenty; nil for none.
  public let freed: String?
  /// In the order of the scenario's ids, all links last.
  public let rows: [Row]

  /// Whether every link's inputs are a tenth more, or a tenth less time.
  public var isOfTenths: Bool {
    rows.allSatisfy { row in row.factor.map { abs(max($0, 1 / $0) / 1.1 - 1) < 1e-3 } ?? true }
  }

  /// The single links, the largest rise first.
  public var ranked: [Row] {
    rows.filter { !$0.isAll && $0.overall.mean.isFinite }.sorted { $0.overall.mean > $1.overall.mean }
  }

  /// The link whose relief brings most; nil where that could as well be nothing.
  public var largest: Row? { ranked.first { !$0.overall.isChance && $0.overall.mean > 0 } }
}

extension Relief {
  /// Gathers the runs of a plan, each with its numbers by date.
  struct Sums: Sendable {
    let plan: ReliefPlan
    /// The metric by case, date and replication; NaN where a run failed.
    private var values: [Double]
    private(set) var failed = 0

    init(_ plan: ReliefPlan) {
      self.plan = plan
      values = Array(repeating: .nan, count: plan.cases.count * plan.reports.count * plan.count)
    }

    private func place(_ run: Int, _ date: Int, _ replication: Int) -> Int {
      (run * plan.reports.count + date) * plan.count + replication
    }

    mutating func add(_ index: Int, _ metrics: Swift.Span<Double>) {
      let (replication, run) = plan.run(index)
      for date in metrics.indices { values[place(run, date, replication - plan.first)] = metrics[date] }
    }

    mutating func addFailure() { failed += 1 }

    /// The rise of one run over the one without relief; NaN where either has no number, or the latter nothing.
    private func rise(_ run: Int, _ date: Int, _ replication: Int) -> Double {
      let before = values[place(0, date, replication)]
      return before > 0 ? values[place(run, date, replication)] / before - 1 : .nan
    }

    var relief: Relief {
      let rows = plan.cases.indices.dropFirst().map { run in
        let rises = (0..<plan.count).map { replication in
          plan.reports.indices.map { rise(run, $0, replication) }
        }
        let whole = rises.map { $0.filter(\.isFinite) }.filter { !$0.isEmpty }
        return Row(
          link: plan.id(run), factor: factor(run),
          effects: plan.reports.indices.map { date in Effect(of: rises.map { $0[date] }.filter(\.isFinite)) },
          overall: Effect(of: whole.map { $0.reduce(0, +) / Double($0.count) }))
      }
      return Relief(
        metric: plan.metric, dates: plan.dates, replications: plan.count, failed: failed, seed: plan.seed,
        freed: plan.freed.map { plan.model.links[$0].id }, rows: rows)
    }

    private func factor(_ run: Int) -> Double? {
      if case .link(let link) = plan.cases[run] { return plan.model.links[link].factor }
      return nil
    }
  }
}
