import Model
import Sweep
import Tables

/// Runs single rows of a sweep again, to compare them with what was written.
public struct RunAgain {
  private let study: SweepStudy
  private let model: StudyModel

  public init(_ study: SweepStudy) {
    self.study = study
    model = study.makeModel()
  }

  /// What a run wrote: its line of runs.csv and its lines of series.csv, line ends included.
  public struct Rows: Equatable, Sendable {
    public let line: String
    public let series: String
  }

  /// What the run of an earlier line of runs.csv writes now.
  ///
  /// Nil for a run that ended the program, and for a line that is no row of the sweep.
  public func rows(for earlier: String) -> Rows? {
    let cells = RowFile.cells(earlier)
    let place = SweepTables.runsLeading.count + study.axes.count
    if cells.count > place, cells[place] == SweepTables.Status.trapped.rawValue { return nil }
    return replay(earlier).map { Rows(line: $0.row, series: $0.series) }
  }

  /// The run of an earlier line, again, whatever came of it then; nil for a line that is no row of the sweep.
  ///
  /// All that happens in it is told to `results`, if there are any.
  public func replay(
    _ earlier: String, in processes: WorkerProcesses = .none, to results: ReplayResults? = nil
  ) -> ReplayedRun? {
    let cells = RowFile.cells(earlier)
    guard cells.count == study.tables.runs.columns.count, let point = Int(cells[1]),
      let replication = Int(cells[2]),
      point >= 0, replication >= 0, let index = study.layout.index(point: point, replication: replication)
    else { return nil }
    let model = results.map { study.makeModel(traces: $0.traces) } ?? model
    let worker = model.makeWorker()
    worker.prepare(index)
    return ReplayedRun(
      processes.isolate(model), study.plan, index, id: worker.id(), results?.traces,
      row: { ($0.text(of: 0), study.tables.series == nil ? "" : $0.text(of: 1)) },
      failedRow: { failure in
        var encoder = CSVEncoder(study.tables.runs)
        worker.appendFailedRow(SweepTables.Status(failure), to: &encoder)
        return encoder.buffer.makeString()
      })
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
