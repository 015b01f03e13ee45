import Tables

/// Where the traces of runs wait until it is their turn to be written: files of a folder, two for each run.
public struct TraceParts: Sendable {
  /// The folder.
  public let folder: String
  /// Whether each event goes to its file before it happens, so that one that ends the process is known.
  public let isEager: Bool

  public init(in folder: String, isEager: Bool = false) {
    self.folder = folder
    self.isEager = isEager
  }

  /// A trace to be taken down of a run.
  func begin(_ index: Int) -> TracePart { TracePart(self, index) }

  /// Appends what was taken down of a run to the tables, and forgets it.
  ///
  /// A run whose process died may have nothing, which otherwise is a problem.
  func move(_ index: Int, to files: TraceFiles, mayBeMissing: Bool) throws(FolderProblem) {
    for (file, name) in [(files.events, "events"), (files.movements, "movements")] {
      do throws(FolderProblem) {
        try SpillFile.move(path(index, name), to: file)
      } catch {
        guard case .write(let problem) = error, problem.cause == .missing, mayBeMissing else { throw error }
      }
    }
  }

  /// The last event that was taken down of a run, in words; nil if there is none.
  func lastEvent(_ index: Int) -> String? {
    guard let file = RowFile(path(index, "events")) else { return nil }
    var last: String?
    while let line = file.next() { last = line.text }
    guard let cells = last.map(RowFile.cells), cells.count == TraceTables.events.columns.count else {
      return nil
    }
    // number, day, date, kind, cause; then what it concerns.
    let subject = cells[6...].filter { !$0.isEmpty }.joined(separator: ", ")
    return "\(cells[3]) in event \(cells[1]), \(cells[4])" + (subject.isEmpty ? "" : " of \(subject)")
  }

  func path(_ index: Int, _ table: String) -> String { "\(folder)/trace-\(index)-\(table).part" }
}
