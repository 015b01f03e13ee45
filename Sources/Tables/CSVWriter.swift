/// Writes a table to a file or a stream: a header line, then rows through a large buffer.
///
/// Memory stays flat however many rows are written. If a write fails, the row at which it was noticed need
/// not be the one that did not fit; the file is then of no use.
public struct CSVWriter: ~Copyable, Sendable {
  /// The table that is written.
  public let schema: TableSchema
  private var encoder: CSVEncoder
  private var sink: FileSink
  private let flushSize: Int

  /// Starts a table on `sink` with its header line; text is passed on in pieces of about `flushSize` bytes.
  public init(_ schema: TableSchema, to sink: consuming FileSink, flushSize: Int = 1 << 18) {
    self.schema = schema
    self.sink = sink
    self.flushSize = flushSize
    encoder = CSVEncoder(schema, capacity: flushSize + 4096)
    encoder.appendHeader(of: schema)
  }

  /// How many rows have been ended.
  public var rows: Int { encoder.rows }

  /// Appends a number; NaN and the infinities become an empty cell.
  public mutating func append(number: Double) { encoder.append(number: number) }

  /// Appends a number of which no more than nine digits are worth reading.
  public mutating func append(measured: Double) { encoder.append(measured: measured) }

  /// Appends a whole number.
  public mutating func append(integer: Int) { encoder.append(integer: integer) }

  /// Appends a text.
  public mutating func append(text: String) { encoder.append(text: text) }

  /// Appends a calendar day, given as days since 1970-01-01.
  public mutating func append(day: Int) { encoder.append(day: day) }

  /// Appends a truth value.
  public mutating func append(boolean: Bool) { encoder.append(boolean: boolean) }

  /// Appends a missing value, whatever the column's kind.
  public mutating func appendEmpty() { encoder.appendEmpty() }

  /// Ends the row, and writes out what has gathered once it is large enough.
  public mutating func endRow() throws(WriteProblem) {
    encoder.endRow()
    if encoder.buffer.count >= flushSize { try flush() }
  }

  /// Appends whole rows that an encoder of the same columns has formatted.
  public mutating func append(rowsOf other: borrowing CSVEncoder) throws(WriteProblem) {
    encoder.append(rowsOf: other)
    if encoder.buffer.count >= flushSize { try flush() }
  }

  /// Writes out what has gathered.
  public mutating func flush() throws(WriteProblem) {
    try sink.write(encoder.buffer)
    encoder.forgetText()
  }

  /// Writes the rest, ends the file and says what it holds.
  public consuming func finish() throws(WriteProblem) -> FileRecord {
    try sink.write(encoder.buffer)
    return try sink.finish()
  }
}
