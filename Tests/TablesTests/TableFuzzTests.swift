import Testing

@testable import Tables

@Suite("Tables read back")
struct TableFuzzTests {
  @Test(
    "fuzz: random texts and numbers come back from a plain RFC 4180 reader", arguments: [1, 2, 3] as [UInt64])
  func readsBack(seed: UInt64) {
    var state = seed
    let pieces = ["a", ",", "\"", "\n", "\r", "\r\n", " ", "é", "🚀", ""]
    let schema = TableSchema(
      fileName: "fuzz.csv", title: "Fuzz", description: "Random cells.",
      columns: [Column("first", .text, "."), Column("value", .number, "."), Column("last", .text, ".")])
    var encoder = CSVEncoder(schema, capacity: 0)
    var expected: [[String]] = []
    for _ in 0..<2000 {
      func text() -> String { (0..<draw(6, &state)).map { _ in pieces[draw(pieces.count, &state)] }.joined() }
      let row = (text(), Double(bitPattern: UInt64(draw(1 << 62, &state))), text())
      encoder.append(text: row.0)
      encoder.append(number: row.1)
      encoder.append(text: row.2)
      encoder.endRow()
      func marked(_ text: String) -> String { FormulaText.isOne(text) ? "'" + text : text }
      expected.append([marked(row.0), ShortestDecimal.text(row.1), marked(row.2)])
    }
    let rows = read(encoder.buffer.makeString())
    #expect(rows.count == expected.count)
    for (row, wanted) in zip(rows, expected) where !bytesEqual(row, wanted) {
      Issue.record("seed \(seed): \(row) is not \(wanted)")
    }
  }

  private func bytesEqual(_ one: [String], _ other: [String]) -> Bool {
    one.map { Array($0.utf8) } == other.map { Array($0.utf8) }
  }

  private func draw(_ limit: Int, _ state: inout UInt64) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 1) % UInt64(limit))
  }

  /// Reads rows that end in LF, one byte at a time.
  private func read(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var wasQuote = false
    for byte in text.utf8 {
      if isQuoted {
        if byte == UInt8(ascii: "\"") {
          isQuoted = false
          wasQuote = true
        } else {
          cell.append(byte)
        }
        continue
      }
      if byte == UInt8(ascii: "\"") {
        if wasQuote { cell.append(byte) }
        isQuoted = true
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") {
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
        if byte == UInt8(ascii: "\n") {
          rows.append(row)
          row = []
        }
      } else {
        cell.append(byte)
      }
      wasQuote = false
    }
    return rows
  }
}
