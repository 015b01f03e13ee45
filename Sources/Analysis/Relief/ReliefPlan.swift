import Inputs
import Model
import ScenarioFormat
import SimulationKernel
import Sweep
import Tables

/// What a measure of relief runs: every replication as it is, with a little more of each link alone, and of all at
/// once, on the same draws.
public struct ReliefPlan: Sendable {
  /// What is relieved in a run.
  public enum Case: Sendable, Equatable {
    /// Nothing: what the others are compared with.
    case none
    /// The link of this index.
    case link(Int)
    /// Every link at once, but those of which more becomes more of another.
    case all
  }

  /// How many times over a link is relieved to free the others of it.
  public static let freedTimes = 5
  /// The metric whose rise is measured unless told otherwise.
  public static let usualMetric = "compute_online_h100e"
  /// Fewer replications give no interval.
  public static let fewestReplications = 2

  public let model: Model
  public let seed: UInt64
  /// The first replication; its draws are the same whichever is the first.
  public let first: Int
  /// How many replications.
  public let count: Int
  /// The metric whose rise is measured.
  public let metric: String
  /// The link of which there is plenty in all runs; nil for none.
  public let freed: Int?
  /// What is relieved, run by run; the first is `none`.
  public let cases: [Case]
  /// The reports that are read: turns of the year and the end.
  let reports: [Int]

  /// Plans `count` replications of each case from `first` on. Precondition: the scenario has links, and the metric.
  public init(
    _ model: Model, seed: UInt64 = 1, first: Int = 0, count: Int, metric: String = ReliefPlan.usualMetric,
    freed: Int? = nil
  ) {
    precondition(count > 0 && first >= 0, "a plan has at least one replication, numbered from 0")
    precondition(!model.links.isEmpty, "relief is of links, and the scenario has none")
    precondition(model.layout.index(of: metric) != nil, "relief is measured on a metric of the model")
    self.model = model
    self.seed = seed
    self.first = first
    self.count = count
    self.metric = metric
    self.freed = freed
    let links = model.links.indices.filter { $0 != freed }.map { Case.link($0) }
    cases = [.none] + links + (links.count > 1 && freed == nil ? [.all] : [])
    reports = Array(ReportInterval.year.reports(of: model).dropFirst())
  }

  /// The same with plenty of one link.
  public func freeing(_ link: Int) -> ReliefPlan {
    ReliefPlan(model, seed: seed, first: first, count: count, metric: metric, freed: link)
  }

  /// The dates of the effects.
  public var dates: [CalendarDate] { reports.map { model.reportDates[$0] } }

  /// The replication and the case that the engine knows by `index`: a replication's cases follow one another.
  public func run(_ index: Int) -> (replication: Int, place: Int) {
    (first + index / cases.count, index % cases.count)
  }

  /// The id of what a case relieves; empty for none.
  public func id(_ place: Int) -> String {
    switch cases[place] {
    case .none: ""
    case .link(let link): model.links[link].id
    case .all: Link.all
    }
  }

  /// What is scaled in a case.
  func scalings(_ place: Int) -> [InputOverrides.Scaling] {
    let plenty = freed.map { model.links[$0].scalings(ReliefPlan.freedTimes) } ?? []
    switch cases[place] {
    case .none: return plenty
    case .link(let link): return plenty + model.links[link].scalings()
    case .all: return plenty + model.links.filter { !$0.isUpstream }.flatMap { $0.scalings() }
    }
  }

  /// The plan in the form that the engine runs: one line of `runs.csv`, and the metric at each date.
  public var sweep: SweepPlan {
    let hash = RunIdentity(model, seed: seed).scenarioHash
    let freed = freed.map { model.links[$0].id } ?? ""
    return SweepPlan(
      identity: SweepIdentity(
        hashing: "\(hash)\nrelief of \(metric)\nseed \(seed)\nfrom \(first)\nfreed \(freed)\n"),
      runs: count * cases.count, outputs: 1, metrics: reports.count)
  }

  /// The column of the metric at a date.
  private func column(_ date: CalendarDate) -> Column {
    var problems = Problems()
    guard let outcome = SweepOutcome.read("\(metric)@\(date)", model, &problems) else {
      preconditionFailure("the model has no metric '\(metric)'")
    }
    return outcome.column
  }

  /// One row per run.
  var runsTable: TableSchema {
    TableSchema(
      fileName: "runs.csv", title: "Runs",
      description: "One row per run: what was relieved in it, and what came of that.",
      columns: [
        Column("freed", .text, "Link of which there is plenty; empty for none."),
        Column(
          "link", .text, "Link that is relieved, or all; empty for none, which the others are compared with."),
        Column(
          "replication", .integer, "Number of the replication, from 0; all runs of it have the same draws."),
        Column(
          "status", .text, "ok, failed or trapped: then failures.csv says why, and the outcomes are empty."),
      ] + dates.map(column), primaryKey: ["freed", "link", "replication"])
  }

  /// Appends what comes before the outcomes in a row of `runs.csv`.
  func appendKey(_ index: Int, _ status: SweepTables.Status, to encoder: inout CSVEncoder) {
    let (replication, place) = run(index)
    encoder.append(text: freed.map { model.links[$0].id } ?? "")
    encoder.append(text: id(place))
    encoder.append(integer: replication)
    encoder.append(text: status.rawValue)
  }

  /// The row of a run without outcomes.
  func failedLine(_ index: Int, _ failure: RunFailure) -> String {
    var encoder = CSVEncoder(runsTable)
    appendKey(index, SweepTables.Status(failure), to: &encoder)
    for _ in reports { encoder.appendEmpty() }
    encoder.endRow()
    return encoder.buffer.makeString()
  }
}
