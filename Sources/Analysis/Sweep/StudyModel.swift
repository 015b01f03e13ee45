import Sweep

/// A study as its engine runs it: from a run's index to its row of runs.csv and its numbers.
///
/// The metrics of a row are the outcomes, then for each claim 1 where it holds, 0 where it fails and not-a-number otherwise.
public struct StudyModel: SweepModel {
  public let study: SweepStudy
  let structures: StructureCache

  init(_ study: SweepStudy) {
    self.study = study
    structures = StructureCache(study)
  }

  public func makeWorker() -> StudyWorker { StudyWorker(study, structures) }

  public func run(
    _ index: Int, worker: inout StudyWorker, into row: inout RowBuffer
  ) throws(Sweep.RunFailure) {
    worker.prepare(index)
    try worker.run(into: &row)
  }
}
