/// Formats the rows of a table as RFC 4180 text into a buffer, and does no input or output.
///
/// Lines end in LF, the text is UTF-8, and cells are quoted only where a comma, a quote or a line break needs
/// it. Cells are appended in column order, each by the method of its column's kind; a wrong kind, a cell too
/// many or a row ended too early is a fault of the caller and traps. A missing value is an empty cell. In a
/// table of one column it is written `""`, because readers skip empty lines.
public struct CSVEncoder: ~Copyable, Sendable {
  /// The text so far.
  public private(set) var buffer: ByteBuffer
  /// How many rows have been ended.
  public private(set) var rows = 0
  private let kinds: [ColumnKind]
  private var cell = 0

  /// Makes an encoder for the columns of `schema`, with room for `capacity` bytes.
  public init(_ schema: TableSchema, capacity: Int = 4096) {
    precondition(!schema.columns.isEmpty, "a table needs at least one column")
    buffer = ByteBuffer(capacity: capacity)
    kinds = schema.columns.map(\.kind)
  }

  /// Appends the header line.
  public mutating func appendHeader(of schema: TableSchema) {
    precondition(cell == 0 && schema.columns.count == kinds.count, "the header belongs before a row")
    for (index, column) in schema.columns.enumerated() {
      if index > 0 { buffer.append(byte: UInt8(ascii: ",")) }
      appendQuotedIfNeeded(column.name)
    }
    buffer.append(byte: UInt8(ascii: "\n"))
  }

  /// Appends a number; NaN and the infinities become an empty cell.
  ///
  /// A whole number keeps a point, `3.0`: a reader that guesses a column's type from its first rows would otherwise
  /// take the column for integers, and fail at the first fraction after them.
  public mutating func append(number: Double) {
    begin(.number)
    guard number.isFinite else { return leaveEmpty() }
    buffer.append(number: number)
    // From 1e16 on numbers are written with an exponent.
    if number.magnitude < 1e16, number == number.rounded(.towardZero) { buffer.append(text: ".0") }
  }

  /// Appends a number of which no more than nine digits are worth reading, such as the outcome of a simulation.
  public mutating func append(measured: Double) { append(number: SignificantDigits.rounded(measured)) }

  /// Appends a whole number.
  public mutating func append(integer: Int) {
    begin(.integer)
    buffer.append(integer: integer)
  }

  /// Appends a text; one that a spreadsheet would take for a formula gets an apostrophe before it.
  public mutating func append(text: String) {
    begin(.text)
    if text.isEmpty { return leaveEmpty() }
    appendQuotedIfNeeded(FormulaText.isOne(text) ? "'" + text : text)
  }

  /// Appends a text that needs no quotes, such as digits or a name, without allocation.
  public mutating func append(plain text: borrowing ByteBuffer) {
    begin(.text)
    if text.isEmpty { leaveEmpty() } else { buffer.append(contentsOf: text) }
  }

  /// Appends a calendar day, given as days since 1970-01-01.
  public mutating func append(day: Int) {
    begin(.date)
    CivilDate(daysSince1970: day).write(to: &buffer)
  }

  /// Appends a truth value.
  public mutating func append(boolean: Bool) {
    begin(.boolean)
    buffer.append(text: boolean ? "true" : "false")
  }

  /// Appends a missing value, whatever the column's kind.
  public mutating func appendEmpty() {
    precondition(cell < kinds.count, "more cells than columns")
    if cell > 0 { buffer.append(byte: UInt8(ascii: ",")) }
    cell += 1
    leaveEmpty()
  }

  /// Ends the row; every column must have its cell.
  public mutating func endRow() {
    precondition(cell == kinds.count, "a row ends with a cell in every column")
    buffer.append(byte: UInt8(ascii: "\n"))
    cell = 0
    rows += 1
  }

  /// Appends whole rows that another encoder of the same columns has formatted.
  public mutating func append(rowsOf other: borrowing CSVEncoder) {
    precondition(cell == 0 && other.cell == 0 && kinds == other.kinds, "whole rows of the same columns")
    buffer.append(contentsOf: other.buffer)
    rows += other.rows
  }

  /// Forgets the text and the row count, and keeps the memory.
  public mutating func removeAll() {
    precondition(cell == 0, "the row has not ended")
    buffer.removeAll()
    rows = 0
  }

  /// Forgets the text and keeps the memory and the row count.
  mutating func forgetText() {
    buffer.removeAll()
  }

  private mutating func begin(_ kind: ColumnKind) {
    precondition(cell < kinds.count, "more cells than columns")
    precondition(kinds[cell] == kind, "the cell is not of its column's kind")
    if cell > 0 { buffer.append(byte: UInt8(ascii: ",")) }
    cell += 1
  }

  private mutating func leaveEmpty() {
    if kinds.count == 1 { buffer.append(text: "\"\"") }
  }

  private mutating func appendQuotedIfNeeded(_ text: String) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = text.utf8.contains { byte in
      byte == quote || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
    guard needsQuotes else { return buffer.append(text: text) }
    buffer.append(byte: quote)
    for byte in text.utf8 {
      if byte == quote { buffer.append(byte: quote) }
      buffer.append(byte: byte)
    }
    buffer.append(byte: quote)
  }
}
