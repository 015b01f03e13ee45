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

  /// What a run wrote: its line of runs.csv and its lines of series.csv, line ends included.
  public struct Rows: Equatable, Sendable {
    public let line: String
    public let series: String
  }

  /// What the run of an earlier line of runs.csv writes now.
  ///
  /// Nil for a run that ended the program, unless `evenTrapped`, and for a line that is no row of the sweep.
  public func rows(for earlier: String, evenTrapped: Bool = false) -> Rows? {
    let cells = RowFile.cells(earlier)
    guard cells.count == study.tables.runs.columns.count, let point = Int(cells[1]),
      let replication = Int(cells[2]),
      point >= 0, replication >= 0, let index = study.layout.index(point: point, replication: replication)
    else { return nil }
    let status = cells[SweepTables.runsLeading.count + study.axes.count]
    if status == SweepTables.Status.trapped.rawValue, !evenTrapped { return nil }
    do throws(RunFailure) {
      let row = try engine.replay(index)
      func text(_ output: Int) -> String {
        row.withBytes(of: output) { String(decoding: $0, as: UTF8.self) }
      }
      return Rows(line: text(0), series: study.tables.series == nil ? "" : text(1))
    } catch {
      let worker = engine.model.makeWorker()
      worker.prepare(index)
      var encoder = CSVEncoder(study.tables.runs)
      worker.appendFailedRow(.failed, to: &encoder)
      return Rows(line: encoder.buffer.makeString(), series: "")
    }
  }
}
