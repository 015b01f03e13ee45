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
  /// Quantiles of the outcomes.
  private var sketches: [QuantileSketch]
  private var runs = 0
  private var failed = 0

  init(_ study: SweepStudy, worker: StudyWorker, in folder: ResultsFolder) throws(FolderProblem) {
    self.study = study
    self.worker = worker
    file = try TableFile(study.tables.points, in: folder)
    encoder = CSVEncoder(study.tables.points)
    tallies = Array(repeating: Tally(), count: study.plan.metrics)
    sketches = study.outcomes.map { _ in QuantileSketch() }
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
      for index in tallies.indices where metrics[index].isFinite {
        tallies[index].insert(metrics[index])
        if index < sketches.count { sketches[index].insert(metrics[index]) }
      }
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
        appendQuantiles(sketches[index])
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
    for index in sketches.indices { sketches[index].reset() }
    runs = 0
    failed = 0
  }

  /// Appends the quantiles and the ends of the median's interval.
  ///
  /// The interval lies between the values of the ranks n/2 -+ z sqrt(n)/2, the normal approximation of the binomial
  /// count of values below the median: it holds for any distribution, and never leaves the values.
  private func appendQuantiles(_ sketch: QuantileSketch) {
    let half = ClaimCount.z95 / (2 * Double(max(sketch.count, 1)).squareRoot())
    let hasInterval = sketch.count >= 6
    let ranks = [0.05, 0.5, 0.95] + (hasInterval ? [0.5 - half, 0.5 + half] : [])
    for value in sketch.quantiles(ranks) { encoder.append(number: value) }
    if !hasInterval { for _ in 0..<2 { encoder.appendEmpty() } }
  }
}
