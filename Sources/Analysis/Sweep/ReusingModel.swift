import Model
import SimulationKernel
import Sweep
import Tables

/// A study whose runs are looked for among earlier rows first.
public struct ReusingModel: SweepModel {
  private let base: StudyModel
  private let rows: EarlierRows

  public init(_ base: StudyModel, _ rows: EarlierRows) {
    self.base = base
    self.rows = rows
  }

  public func makeWorker() -> StudyWorker { base.makeWorker() }

  public func run(
    _ index: Int, worker: inout StudyWorker, into row: inout RowBuffer
  ) throws(RunFailure) {
    worker.prepare(index)
    guard let earlier = rows.rows(worker.id()), reuse(earlier, worker, into: &row) else {
      return try worker.run(into: &row)
    }
  }

  /// Fills the row from earlier lines; false if that run failed.
  private func reuse(
    _ earlier: (line: String, series: String), _ worker: StudyWorker, into row: inout RowBuffer
  ) -> Bool {
    let study = base.study
    let cells = RowFile.cells(earlier.line)
    let status = SweepTables.runsLeading.count + study.axes.count
    let firstOutcome = status + 1 + study.readings.inputs.count
    guard cells.count == firstOutcome + study.plan.metrics, cells[status] == SweepTables.Status.ok.rawValue
    else { return false }
    for index in 0..<study.plan.metrics {
      let cell = cells[firstOutcome + index]
      if index < study.outcomes.count {
        row.set(index, to: cell.isEmpty ? .nan : Double(cell) ?? .nan)
      } else if let verdict = Verdict(word: cell), verdict != .undecided {
        row.set(index, to: verdict == .yes ? 1 : 0)
      }
    }
    renumber(earlier.line, worker.run.point, into: &row)
    if study.readings.series != nil {
      row.nextOutput()
      for line in earlier.series.split(separator: "\n") {
        renumber(line, worker.run.point, into: &row)
        row.text.append(byte: UInt8(ascii: "\n"))
      }
    }
    return true
  }

  /// Appends a line with its second cell, the point, as it is now; nothing else in a line can differ.
  private func renumber(_ line: some StringProtocol, _ point: Int, into row: inout RowBuffer) {
    let bytes = Array(line.utf8)
    let comma = UInt8(ascii: ",")
    guard let first = bytes.firstIndex(of: comma),
      let second = bytes[(first + 1)...].firstIndex(of: comma)
    else { return }
    row.text.append(text: String(decoding: bytes[...first], as: UTF8.self))
    row.text.append(integer: point)
    row.text.append(text: String(decoding: bytes[second...], as: UTF8.self))
  }
}
