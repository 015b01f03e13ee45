import Model
import ScenarioFormat
import SimulationKernel
import Sweep
import Tables

/// Runs single replications of a results folder of `run` again, to compare them with what was written.
public struct ReplicationAgain {
  private let model: Model
  /// The table of the rows.
  public let schema: TableSchema
  /// What is run again, for the manifest of a replay.
  public let origin: ReplayOrigin

  /// Compiles the scenario that a manifest holds; the problems, if there are any.
  public static func read(_ manifest: Node) -> (ReplicationAgain?, [Problem]) {
    var problems = Problems()
    if let difference = Engine.difference(from: manifest["model"]?.string) {
      problems.append(
        path: "model", at: manifest["model"]?.location, "the folder \(difference)",
        hint: "use the build that made them")
      return (nil, problems.all)
    }
    let (model, mistakes) = Model.compile(manifest["resolved"] ?? .object([]))
    return (model.map { ReplicationAgain($0) }, mistakes)
  }

  private init(_ model: Model) {
    self.model = model
    schema = RunTables(model).runs.schema
    origin = ReplayOrigin(
      scenario: model.name, hash: RunIdentity(model, seed: 0).scenarioHash, sweep: nil)
  }

  /// The run of an earlier line of runs.csv, again; nil for a line that is no row of these runs.
  ///
  /// All that happens in it is told to `results`, if there are any.
  public func replay(
    _ earlier: String, in processes: WorkerProcesses = .none, to results: ReplayResults? = nil
  ) -> ReplayedRun? {
    let cells = RowFile.cells(earlier)
    guard cells.count == schema.columns.count, let replication = Int(cells[1]), replication >= 0,
      let seed = UInt64(cells[2])
    else { return nil }
    let plan = ReplicationPlan(model, seed: seed, first: replication, count: 1, command: "capsim run")
    let id = plan.identity.id(replication: replication)
    guard id == cells[0] else { return nil }
    let model = processes.isolate(ReplicationModel(plan, traces: results?.traces))
    var worker = model.makeWorker()
    return ReplayedRun(
      SweepEngine(model: model, plan: plan.sweep, options: ReplayedRun.options), &worker, 0, id: id,
      results?.traces,
      rows: ReplayedRun.Rows(
        row: { ($0.text(of: $0.outputs - 1), "") },
        failedRow: { _ in
          var encoder = CSVEncoder(schema)
          plan.tables.runs.appendFailed(id, replication, seed: seed, to: &encoder)
          return encoder.buffer.makeString()
        }))
  }
}

extension RowBuffer {
  /// One output as text.
  borrowing func text(of output: Int) -> String {
    withBytes(of: output) { String(decoding: $0, as: UTF8.self) }
  }
}
