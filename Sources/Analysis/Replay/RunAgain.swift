import Model
import Sweep
import Tables

/// Runs single rows of a sweep again, to compare them with what was written.
///
/// One process is kept for all of them, until a run ends it. For use from one thread.
public final class RunAgain {
  private let study: SweepStudy
  private let processes: WorkerProcesses
  private let model: IsolatedModel<StudyModel>
  private var worker: IsolatedModel<StudyModel>.Worker
  /// Knows the ids and the design of runs.
  private let designer: StudyWorker

  /// Runs rows in processes, or in this one, which a trap then ends.
  public init(_ study: SweepStudy, in processes: WorkerProcesses = .none) {
    self.study = study
    self.processes = processes
    model = processes.isolate(study.makeModel())
    worker = model.makeWorker()
    designer = study.makeModel().makeWorker()
  }

  /// The run of an earlier line of runs.csv, again, whatever came of it then; nil for a line that is no row of the
  /// sweep.
  ///
  /// All that happens in it is told to `results`, if there are any.
  public func replay(_ earlier: String, to results: ReplayResults? = nil) -> ReplayedRun? {
    let cells = RowFile.cells(earlier)
    guard cells.count == study.tables.runs.columns.count, let point = Int(cells[1]),
      let replication = Int(cells[2]),
      point >= 0, replication >= 0, let index = study.layout.index(point: point, replication: replication)
    else { return nil }
    guard let results else { return replay(index, model, &worker, nil) }
    // What is traced is another thing to run, in a process of its own.
    let traced = processes.isolate(study.makeModel(traces: results.traces))
    var worker = traced.makeWorker()
    return replay(index, traced, &worker, results.traces)
  }

  private func replay(
    _ index: Int, _ model: IsolatedModel<StudyModel>, _ worker: inout IsolatedModel<StudyModel>.Worker,
    _ traces: TraceParts?
  ) -> ReplayedRun {
    designer.prepare(index)
    return ReplayedRun(
      SweepEngine(model: model, plan: study.plan, options: ReplayedRun.options), &worker, index,
      id: designer.id(), traces,
      rows: ReplayedRun.Rows(
        row: { [study] in ($0.text(of: 0), study.tables.series == nil ? "" : $0.text(of: 1)) },
        failedRow: { [study, designer] failure in
          var encoder = CSVEncoder(study.tables.runs)
          designer.appendFailedRow(SweepTables.Status(failure), to: &encoder)
          return encoder.buffer.makeString()
        }))
  }

  /// The table of the rows.
  public var schema: TableSchema { study.tables.runs }

  /// What is run again, for the manifest of a replay.
  public var origin: ReplayOrigin {
    ReplayOrigin(
      scenario: study.model.name, hash: study.scenarioHash,
      sweep: study.plan.identity.description)
  }
}
