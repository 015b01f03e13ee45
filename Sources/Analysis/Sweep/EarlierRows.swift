import Sweep
import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The rows of an earlier sweep's runs.csv, found by run id: what an extension need not run again.
///
/// Ids say all that a run depends on, so any design may reuse the rows of any other over the same inputs and
/// outcomes. Memory: 24 bytes a row.
public final class EarlierRows: Sendable {
  private struct Entry {
    let id: UInt64
    let offset: Int
    let length: Int
  }

  private let entries: [Entry]
  private let descriptor: Int32

  /// The rows of a file; nil if it cannot be read or has other columns than the study.
  public init?(_ study: SweepStudy, _ path: String) {
    var header = CSVEncoder(study.tables.runs)
    header.appendHeader(of: study.tables.runs)
    guard let reader = RowFile(path), let first = reader.next(), first.text == header.buffer.makeString()
    else {
      return nil
    }
    var entries: [Entry] = []
    while let line = reader.next() {
      guard let id = UInt64(line.text.prefix { $0 != "," }, radix: 16) else { continue }
      entries.append(Entry(id: id, offset: line.offset, length: line.text.utf8.count))
    }
    self.entries = entries.sorted { $0.id < $1.id }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// The line of a run, line end included; nil if the earlier sweep does not have it. O(log rows).
  func line(_ id: String) -> String? {
    guard let wanted = UInt64(id, radix: 16) else { return nil }
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].id < wanted { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].id == wanted else { return nil }
    let entry = entries[low]
    var bytes = [UInt8](repeating: 0, count: entry.length)
    let count = bytes.withUnsafeMutableBytes {
      pread(descriptor, $0.baseAddress, entry.length, off_t(entry.offset))
    }
    return count == entry.length ? String(decoding: bytes, as: UTF8.self) : nil
  }
}

/// A study whose runs are looked for among earlier rows first.
public struct ReusingModel: SweepModel {
  private let base: StudyModel
  private let rows: EarlierRows

  public init(_ base: StudyModel, _ rows: EarlierRows) {
    self.base = base
    self.rows = rows
  }

  public func makeWorker() -> StudyWorker { base.makeWorker() }

  public func run(_ index: Int, worker: inout StudyWorker, into row: inout RowBuffer) throws(RunFailure) {
    worker.prepare(index)
    guard let line = rows.line(worker.id()), reuse(line, worker, into: &row) else {
      return try worker.run(into: &row)
    }
  }

  /// Fills the row from an earlier line; false if that run failed.
  private func reuse(_ line: String, _ worker: StudyWorker, into row: inout RowBuffer) -> Bool {
    let study = base.study
    let cells = RowFile.cells(line)
    let firstOutcome = SweepTables.leading.count + study.axes.count + 1
    guard cells.count == firstOutcome + study.plan.metrics,
      cells[firstOutcome - 1] == SweepTables.Status.ok.rawValue
    else { return false }
    for index in 0..<study.plan.metrics {
      let cell = cells[firstOutcome + index]
      if index < study.outcomes.count {
        row.set(index, to: cell.isEmpty ? .nan : Double(cell) ?? .nan)
      } else if cell == "yes" || cell == "no" {
        row.set(index, to: cell == "yes" ? 1 : 0)
      }
    }
    // The point may have another number now; nothing else in the row can differ.
    row.text.append(text: cells[0])
    row.text.append(byte: UInt8(ascii: ","))
    row.text.append(integer: worker.run.point)
    row.text.append(text: String(line.dropFirst(cells[0].count + 1 + cells[1].count)))
    return true
  }
}
