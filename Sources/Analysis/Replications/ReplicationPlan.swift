import Model
import Sweep

/// Which replications of a model to run, and which of their reports to write.
public struct ReplicationPlan: Sendable {
  public let model: Model
  public let seed: UInt64
  /// The first replication; its draws are the same whichever is the first.
  public let first: Int
  /// How many replications.
  public let count: Int
  public let interval: ReportInterval
  /// Of which reports the tables of entities have rows; no finer than `interval`.
  public let entityInterval: ReportInterval
  /// Which tables are written.
  public let selection: TableSelection
  /// Whether every event and movement is written too.
  public let isTraced: Bool
  /// The indices of the reports that are written.
  public let reports: [Int]
  /// For each of them, whether the tables of entities have its rows too.
  public let hasEntities: [Bool]
  public let tables: RunTables
  public let identity: RunIdentity
  /// The same in the form that the engine runs: an output for each table of rows, and as metrics a number for each
  /// claim, then the reports that are written, one after the other, each of the layout's width.
  public let sweep: SweepPlan
  /// The command line without the options that choose replications, for the replay lines of failed runs; nil where it
  /// cannot be given again, as for a scenario that came through a pipe.
  public let command: String?

  /// Plans `count` replications from `first` on; at least one. Entities have rows for every report unless an interval
  /// of their own is given.
  public init(
    _ model: Model, seed: UInt64 = 1, first: Int = 0, count: Int = 100, interval: ReportInterval = .quarter,
    entityInterval: ReportInterval? = nil, tables selection: TableSelection = .all, isTraced: Bool = false,
    command: String?
  ) {
    precondition(count > 0 && first >= 0, "a plan has at least one replication, numbered from 0")
    self.model = model
    self.seed = seed
    self.first = first
    self.count = count
    self.interval = interval
    self.entityInterval = entityInterval ?? interval
    self.selection = selection
    self.isTraced = isTraced
    self.command = command
    reports = interval.reports(of: model)
    let coarse = Set(self.entityInterval.reports(of: model))
    hasEntities = reports.map(coarse.contains)
    tables = RunTables(model, selection)
    identity = RunIdentity(model, seed: seed)
    sweep = SweepPlan(
      identity: SweepIdentity(hashing: "\(identity.scenarioHash)\nseed \(seed)\nfrom \(first)\n"),
      runs: count,
      outputs: tables.rows.count, metrics: model.claims.count + reports.count * model.layout.width)
  }

  /// The number of the replication that the engine knows by `index`.
  public func replication(_ index: Int) -> Int { first + index }

  /// The command that runs one replication again, alone: of the scenario, or else of the results in `folder`.
  ///
  /// - Parameter folder: The results folder as a shell reads it.
  public func replayLine(_ replication: Int, in folder: String = ".") -> String {
    guard let command else {
      return "capsim replay \(identity.id(replication: replication)) --in \(folder)"
    }
    return "\(command) --seed \(seed) --first \(replication) --replications 1"
  }
}
