import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The rows of an earlier sweep's results, found by run id: what an extension need not run again.
///
/// Ids say all that a run depends on, so any design may reuse the rows of any other over the same inputs, outcomes
/// and series. Memory: 40 bytes a run.
public final class EarlierRows: Sendable {
  /// Where a run's rows lie: an offset and a number of bytes.
  private struct Stretch {
    var offset = 0
    var length = 0
  }

  private struct Entry {
    let id: UInt64
    let line: Stretch
    var series = Stretch()
  }

  private let entries: [Entry]
  private let runs: Int32
  private let series: Int32?

  /// Why the rows of a results folder cannot be reused; nil if they can.
  ///
  /// `every` is the earlier sweep's interval of series, `model` the hash of the model that made its rows.
  public static func problem(
    _ study: SweepStudy, _ folder: String, every: String?, model: String?
  ) -> String? {
    if let difference = Engine.difference(from: model) { return "it \(difference)" }
    for schema in [study.tables.runs] + (study.tables.series.map { [$0] } ?? []) {
      guard let file = RowFile(folder + "/" + schema.fileName), let first = file.next() else {
        return "it has no \(schema.fileName)"
      }
      let names = RowFile.cells(first.text)
      let wanted = schema.columns.map(\.name)
      if let new = wanted.first(where: { !names.contains($0) }) {
        return "its \(schema.fileName) has no column \(new)"
      }
      if let old = names.first(where: { !wanted.contains($0) }) {
        return "its \(schema.fileName) has a column \(old), which is not asked for"
      }
      if names != wanted { return "its \(schema.fileName) has the columns in another order" }
    }
    if let interval = study.readings.series?.interval.rawValue, interval != every {
      return "its series.csv has a row for each \(every ?? "report"), not each \(interval)"
    }
    return nil
  }

  /// The rows of a folder without a problem; nil if a file cannot be read.
  public init?(_ study: SweepStudy, _ folder: String) {
    let path = folder + "/" + study.tables.runs.fileName
    guard let reader = RowFile(path), reader.next() != nil else { return nil }
    var entries: [Entry] = []
    while let line = reader.next() {
      guard let id = EarlierRows.id(line.text), !EarlierRows.hasFailed(line.text, study) else { continue }
      entries.append(Entry(id: id, line: Stretch(offset: line.offset, length: line.text.utf8.count)))
    }
    var seriesPath: String?
    if let schema = study.tables.series {
      seriesPath = folder + "/" + schema.fileName
      guard let reader = RowFile(folder + "/" + schema.fileName), reader.next() != nil else { return nil }
      // Both files have their runs in the same order.
      var entry = 0
      var run: Substring = ""
      while let line = reader.next() {
        guard let id = EarlierRows.id(line.text) else { continue }
        if line.run != run, !run.isEmpty { entry += 1 }
        run = line.run
        while entry < entries.count, entries[entry].id != id { entry += 1 }
        if entry == entries.count { break }
        if entries[entry].series.length == 0 { entries[entry].series.offset = line.offset }
        entries[entry].series.length += line.text.utf8.count
      }
    }
    self.entries = entries.sorted { $0.id < $1.id }
    runs = open(path, O_RDONLY | O_CLOEXEC)
    series = seriesPath.map { open($0, O_RDONLY | O_CLOEXEC) }
    if runs < 0 || series ?? 0 < 0 { return nil }
  }

  deinit {
    close(runs)
    if let series { close(series) }
  }

  /// Whether a line is of a run that failed: its outcomes are empty, the last one too.
  private static func hasFailed(_ line: String, _ study: SweepStudy) -> Bool {
    guard line.hasSuffix(",\n") else { return false }
    let status = SweepTables.runsLeading.count + study.axes.count
    let cells = RowFile.cells(line)
    return cells.count <= status || cells[status] != SweepTables.Status.ok.rawValue
  }

  /// The number that the id at the beginning of a line stands for; nil if there is none.
  private static func id(_ line: String) -> UInt64? {
    let id = line.prefix { $0 != "," }
    return id.first == RunIdentity.prefix ? UInt64(id.dropFirst(), radix: 16) : nil
  }

  /// How many runs of a study are there. O(runs log rows).
  public func count(in study: SweepStudy) -> Int {
    let worker = study.makeModel().makeWorker()
    var count = 0
    for index in 0..<study.plan.runs {
      worker.prepare(index)
      if entry(worker.id()) != nil { count += 1 }
    }
    return count
  }

  /// The rows of a run, line ends included; nil if the earlier sweep does not have it. O(log rows).
  func rows(_ id: String) -> (line: String, series: String)? {
    guard let entry = entry(id), let line = read(runs, entry.line), line.hasPrefix(id) else { return nil }
    guard let series else { return (line, "") }
    return read(series, entry.series).map { (line, $0) }
  }

  private func entry(_ id: String) -> Entry? {
    guard let wanted = EarlierRows.id(id) else { return nil }
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].id < wanted { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].id == wanted ? entries[low] : nil
  }

  private func read(_ file: Int32, _ stretch: Stretch) -> String? {
    var bytes = [UInt8](repeating: 0, count: stretch.length)
    let count = bytes.withUnsafeMutableBytes {
      pread(file, $0.baseAddress, stretch.length, off_t(stretch.offset))
    }
    return count == stretch.length ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
