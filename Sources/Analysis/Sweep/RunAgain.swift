import Sweep
import Tables

/// Runs single rows of a sweep again, to compare them with what was written.
public struct RunAgain {
  private let study: SweepStudy
  private let engine: SweepEngine<StudyModel>

  public init(_ study: SweepStudy) {
    self.study = study
    engine = SweepEngine(model: study.makeModel(), plan: study.plan, options: SweepOptions(threads: 1))
  }

  /// The line of runs.csv that the run of an earlier line gives now, line end included.
  ///
  /// Nil for a run that ended the program, unless `evenTrapped`, and for a line that is no row of the sweep.
  public func line(for earlier: String, evenTrapped: Bool = false) -> String? {
    let cells = RowFile.cells(earlier)
    guard cells.count == study.tables.runs.columns.count, let point = Int(cells[1]),
      let replication = Int(cells[2]),
      point >= 0, replication >= 0, let index = study.layout.index(point: point, replication: replication)
    else { return nil }
    let isTrapped = cells[SweepTables.leading.count + study.axes.count] == SweepTables.Status.trapped.rawValue
    if isTrapped, !evenTrapped { return nil }
    do throws(RunFailure) {
      let row = try engine.replay(index)
      return row.text.makeString()
    } catch {
      let worker = engine.model.makeWorker()
      worker.prepare(index)
      var encoder = CSVEncoder(study.tables.runs)
      worker.appendFailedRow(.failed, to: &encoder)
      return encoder.buffer.makeString()
    }
  }
}
