import SimulationKernel
import Sweep

/// What a run came to when it was run again.
public struct ReplayedRun: Sendable {
  /// The number by which the engine knows it.
  let index: Int
  /// Its id.
  public let id: String
  /// Its line of runs.csv, line end included.
  public let row: String
  /// Its lines of series.csv, where the sweep has some.
  public let series: String
  /// Why it could not go on; nil if it did.
  public let failure: RunFailure?

  /// Whether the process that ran it died.
  public var hasTrapped: Bool { failure?.kind == .trapped }

  /// Why it could not be carried out, which says nothing of the run; nil if it was.
  public var prevention: String? {
    failure.flatMap { $0.kind == .prevented ? $0.what : nil }
  }

  /// Why it could not go on, with the date where there is one.
  public var reason: String? {
    failure.map { $0.place.isEmpty ? $0.what : "\($0.what), on \($0.place)" }
  }

  /// How what came of a run is written.
  struct Rows {
    /// The line and series of a run that came to its end.
    let row: (borrowing RowBuffer) -> (line: String, series: String)
    /// The line of one that did not.
    let failedRow: (RunFailure) -> String
  }

  /// How the engine of a run that is made again is set: it tries once, and traps are the run's own.
  static let options = SweepOptions(threads: 1, deathsAllowed: 0)

  /// Runs one index of an engine's model again and hands over what came of it.
  ///
  /// Of a run that ended its process the trace says in which event, if there is one. The worker may be kept for more
  /// runs.
  init<Model: SweepModel>(
    _ engine: SweepEngine<Model>, _ worker: inout Model.Worker, _ index: Int, id: String,
    _ traces: TraceParts?, rows: Rows
  ) {
    self.index = index
    self.id = id
    do throws(RunFailure) {
      (self.row, series) = rows.row(try engine.replay(index, worker: &worker))
      failure = nil
    } catch {
      var found = error
      if error.kind == .trapped, let event = traces?.lastEvent(index) { found.place = event }
      (self.row, series) = (rows.failedRow(error), "")
      failure = found
    }
  }
}
