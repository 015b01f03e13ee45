import SimulationKernel
import Sweep
import Tables

/// The table of design points: each written as soon as its last run has been seen.
final class PointsFile {
  private let study: SweepStudy
  private let worker: StudyWorker
  private let file: TableFile
  private var encoder: CSVEncoder
  private var point: Int?
  private var tallies: [Tally]
  private var runs = 0
  private var failed = 0

  init(_ study: SweepStudy, worker: StudyWorker, in folder: ResultsFolder) throws(FolderProblem) {
    self.study = study
    self.worker = worker
    file = try TableFile(study.tables.points, in: folder)
    encoder = CSVEncoder(study.tables.points)
    tallies = Array(repeating: Tally(), count: study.plan.metrics)
  }

  /// Counts the reader's current run; runs come in index order.
  func add(_ reader: RowReader) throws(FolderProblem) {
    let point = study.layout.run(reader.index).point
    if point != self.point { try close() }
    self.point = point
    if reader.failure != nil {
      failed += 1
      return
    }
    runs += 1
    reader.withMetrics { metrics in
      for index in tallies.indices where metrics[index].isFinite { tallies[index].insert(metrics[index]) }
    }
  }

  /// Writes the last point and says what the file holds.
  func finish() throws(FolderProblem) -> FileRecord {
    try close()
    return try file.finish()
  }

  private func close() throws(FolderProblem) {
    guard let point else { return }
    worker.prepare(point * study.layout.replications)
    encoder.append(integer: point)
    worker.appendAxes(to: &encoder)
    encoder.append(integer: runs)
    encoder.append(integer: failed)
    for (index, tally) in tallies.enumerated() {
      encoder.append(number: tally.mean)
      if index < study.outcomes.count {
        let half = tally.count > 1 ? tally.confidenceHalfWidth() : .nan
        encoder.append(number: tally.mean - half)
        encoder.append(number: tally.mean + half)
      } else {
        // Of ones and zeros the mean is the share of ones.
        let yes = tally.count > 0 ? Int((tally.mean * Double(tally.count)).rounded()) : 0
        let interval = tally.count > 0 ? ClaimCount.wilson(yes, of: tally.count, z: ClaimCount.z95) : nil
        encoder.append(number: interval?.lowerBound ?? .nan)
        encoder.append(number: interval?.upperBound ?? .nan)
      }
    }
    encoder.endRow()
    try file.append(rowsOf: encoder)
    encoder.removeAll()
    for index in tallies.indices { tallies[index] = Tally() }
    runs = 0
    failed = 0
  }
}
