import Sweep
import Tables

/// A file of rows that are there as text already; a thread of its own hashes and writes them.
///
/// That a write has failed is thrown by one of the calls after it.
final class TextFile {
  private let writer: RowWriter

  /// Starts the file of a table with its header line.
  init(_ schema: TableSchema, in folder: ResultsFolder) throws(FolderProblem) {
    writer = RowWriter(try folder.create(schema.fileName))
    var header = CSVEncoder(schema)
    header.appendHeader(of: schema)
    try append(header)
  }

  /// Appends whole rows.
  func append(_ bytes: UnsafeRawBufferPointer) throws(FolderProblem) {
    writer.append(bytes)
    if writer.hasFailed { _ = try finish() }
  }

  /// Appends whole rows that an encoder has formatted.
  func append(_ rows: borrowing CSVEncoder) throws(FolderProblem) {
    try rows.buffer.withBytes { (bytes) throws(FolderProblem) in try append(bytes) }
  }

  /// Appends whole rows.
  func append(text: String) throws(FolderProblem) {
    writer.append(text: text)
    if writer.hasFailed { _ = try finish() }
  }

  /// Writes the rest and says what the file holds; nothing may be appended after that.
  func finish() throws(FolderProblem) -> FileRecord {
    do { return try writer.finish() } catch { throw FolderProblem(error) }
  }
}
