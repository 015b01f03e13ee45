import Tables

/// A file of rows that are there as text already.
final class TextFile {
  private static let pieceSize = 1 << 18
  private var sink: FileSink?
  private var buffer = ByteBuffer(capacity: TextFile.pieceSize + 4096)

  /// Starts the file of a table with its header line.
  init(_ schema: TableSchema, in folder: ResultsFolder) throws(FolderProblem) {
    sink = try folder.create(schema.fileName)
    var header = CSVEncoder(schema)
    header.appendHeader(of: schema)
    buffer.append(contentsOf: header.buffer)
  }

  /// Appends whole rows.
  func append(_ bytes: UnsafeRawBufferPointer) throws(FolderProblem) {
    buffer.append(bytes: bytes)
    if buffer.count >= TextFile.pieceSize { try flush() }
  }

  /// Appends whole rows that an encoder has formatted.
  func append(_ rows: borrowing CSVEncoder) throws(FolderProblem) {
    buffer.append(contentsOf: rows.buffer)
    if buffer.count >= TextFile.pieceSize { try flush() }
  }

  /// Appends whole rows.
  func append(text: String) throws(FolderProblem) {
    buffer.append(text: text)
    if buffer.count >= TextFile.pieceSize { try flush() }
  }

  /// Writes the rest and says what the file holds; nothing may be appended after that.
  func finish() throws(FolderProblem) -> FileRecord {
    try flush()
    guard let sink = sink.take() else { preconditionFailure("the file is finished already") }
    do { return try sink.finish() } catch { throw FolderProblem(error) }
  }

  private func flush() throws(FolderProblem) {
    do { try sink!.write(buffer) } catch { throw FolderProblem(error) }
    buffer.removeAll()
  }
}
