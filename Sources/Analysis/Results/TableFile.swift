import Tables

/// The file of one table while it is written; a class because writers cannot be copied.
final class TableFile {
  let schema: TableSchema
  private var writer: CSVWriter?

  /// Starts the table in a folder.
  init(_ schema: TableSchema, in folder: ResultsFolder) throws(FolderProblem) {
    self.schema = schema
    writer = try folder.createTable(schema)
  }

  /// Starts the table on a stream.
  init(_ schema: TableSchema, to sink: consuming FileSink) {
    self.schema = schema
    writer = CSVWriter(schema, to: sink)
  }

  /// Appends one row, whose cells `fill` appends.
  func append(_ fill: (inout CSVWriter) -> Void) throws(FolderProblem) {
    do {
      fill(&writer!)
      try writer!.endRow()
    } catch {
      throw FolderProblem(error)
    }
  }

  /// Appends whole rows that an encoder has formatted.
  func append(rowsOf encoder: borrowing CSVEncoder) throws(FolderProblem) {
    do {
      try writer!.append(rowsOf: encoder)
    } catch {
      throw FolderProblem(error)
    }
  }

  /// Passes on what has gathered.
  func flush() throws(FolderProblem) {
    do {
      try writer!.flush()
    } catch {
      throw FolderProblem(error)
    }
  }

  /// Writes the rest and says what the file holds; nothing may be appended after that.
  func finish() throws(FolderProblem) -> FileRecord {
    guard let writer = writer.take() else { preconditionFailure("the table is finished already") }
    do {
      return try writer.finish()
    } catch {
      throw FolderProblem(error)
    }
  }
}
