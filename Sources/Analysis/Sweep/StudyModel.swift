import SimulationKernel
import Sweep

/// A study as its engine runs it: from a run's index to its row of runs.csv and its numbers.
///
/// The metrics of a row are the outcomes, then for each claim 1 where it holds, 0 where it fails and not-a-number
/// otherwise.
public struct StudyModel: SweepModel {
  public let study: SweepStudy
  let structures: StructureCache
  let traces: TraceParts?

  /// Traces the runs if there is a place for that.
  public init(_ study: SweepStudy, traces: TraceParts? = nil) {
    self.study = study
    self.traces = traces
    structures = StructureCache(study)
  }

  public func makeWorker() -> StudyWorker { StudyWorker(study, structures) }

  public func run(
    _ index: Int, worker: inout StudyWorker, into row: inout RowBuffer
  ) throws(RunFailure) {
    let trace = traces?.begin(index)
    worker.prepare(index)
    do throws(RunFailure) {
      try worker.run(trace, into: &row)
    } catch {
      try trace?.finish()
      throw error
    }
    try trace?.finish()
  }
}
