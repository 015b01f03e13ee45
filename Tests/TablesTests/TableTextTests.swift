import Testing

@testable import Tables

let exampleSchema = TableSchema(
  fileName: "labs.csv", title: "Labs", description: "One row a lab and date.",
  columns: [
    Column("lab", .text, "The lab."),
    Column("date", .date, "The day."),
    Column("compute_h100e", .number, unit: "H100e", "Compute in use."),
    Column("runs", .integer, "How many runs."),
    Column("is_bound", .boolean, "Whether supply binds."),
  ], primaryKey: ["lab", "date"])

@Suite("Table text")
struct TableTextTests {
  @Test("golden: every kind of cell, quoting only where needed")
  func rows() {
    var encoder = CSVEncoder(exampleSchema)
    encoder.appendHeader(of: exampleSchema)
    let labs = ["plain", "a,b", "say \"so\"", "two\nlines", "cr\rhere", "ünï", " spaced "]
    for (index, lab) in labs.enumerated() {
      encoder.append(text: lab)
      encoder.append(day: 20_000 + index)
      encoder.append(number: Double(index) / 4)
      encoder.append(integer: -index)
      encoder.append(boolean: index % 2 == 0)
      encoder.endRow()
    }
    encoder.append(text: "")
    encoder.appendEmpty()
    encoder.append(number: .nan)
    encoder.appendEmpty()
    encoder.appendEmpty()
    encoder.endRow()
    #expect(
      encoder.buffer.makeString() == """
        lab,date,compute_h100e,runs,is_bound
        plain,2024-10-04,0.0,0,true
        "a,b",2024-10-05,0.25,-1,false
        "say ""so\""",2024-10-06,0.5,-2,true
        "two
        lines",2024-10-07,0.75,-3,false
        "cr\rhere",2024-10-08,1.0,-4,true
        ünï,2024-10-09,1.25,-5,false
         spaced ,2024-10-10,1.5,-6,true
        ,,,,

        """)
    #expect(encoder.rows == 8)
  }

  @Test("unit: an empty cell alone in its row is quoted, because readers skip empty lines")
  func singleColumn() {
    let schema = TableSchema(
      fileName: "one.csv", title: "One", description: "One column.",
      columns: [Column("value", .number, "A value.")])
    var encoder = CSVEncoder(schema)
    encoder.append(number: 1)
    encoder.endRow()
    encoder.append(number: .nan)
    encoder.endRow()
    encoder.appendEmpty()
    encoder.endRow()
    #expect(encoder.buffer.makeString() == "1.0\n\"\"\n\"\"\n")
  }

  @Test("twin: rows formatted apart and joined are the rows formatted at once")
  func joinedRows() {
    var whole = CSVEncoder(exampleSchema, capacity: 0)
    var joined = CSVEncoder(exampleSchema, capacity: 0)
    var part = CSVEncoder(exampleSchema, capacity: 0)
    for index in 0..<300 {
      appendRow(index, to: &whole)
      appendRow(index, to: &part)
      if index % 7 == 6 || index == 299 {
        joined.append(rowsOf: part)
        part.removeAll()
      }
    }
    #expect(joined.rows == 300)
    #expect(joined.buffer.makeString() == whole.buffer.makeString())
  }

  private func appendRow(_ index: Int, to encoder: inout CSVEncoder) {
    encoder.append(text: "lab \(index)")
    encoder.append(day: index)
    encoder.append(number: Double(index) * 0.1)
    encoder.append(integer: index)
    encoder.append(boolean: true)
    encoder.endRow()
  }

  @Test("unit: a row that is too short, too long or of the wrong kind traps")
  func wrongRows() async {
    await #expect(processExitsWith: .failure) {
      var encoder = CSVEncoder(exampleSchema)
      encoder.append(text: "a")
      encoder.endRow()
    }
    await #expect(processExitsWith: .failure) {
      var encoder = CSVEncoder(exampleSchema)
      for _ in 0..<6 { encoder.appendEmpty() }
    }
    await #expect(processExitsWith: .failure) {
      var encoder = CSVEncoder(exampleSchema)
      encoder.append(number: 1)
    }
  }

  @Test(
    "unit: days since 1970 as ISO dates",
    arguments: [
      (0, "1970-01-01"), (-1, "1969-12-31"), (59, "1970-03-01"), (11_016, "2000-02-29"),
      (11_017, "2000-03-01"),
      (20_779, "2026-11-22"), (47_540, "2100-02-28"), (47_541, "2100-03-01"), (-719_162, "0001-01-01"),
      (-719_529, "-0001-12-31"), (2_932_896, "9999-12-31"),
    ])
  func dates(day: Int, text: String) {
    #expect(CivilDate(daysSince1970: day).description == text)
  }

  @Test("law: every day follows the day before it for eight centuries")
  func consecutiveDays() {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var previous = CivilDate(daysSince1970: -150_001)
    for day in -150_000...150_000 {
      let date = CivilDate(daysSince1970: day)
      let isLeap = previous.year % 4 == 0 && (previous.year % 100 != 0 || previous.year % 400 == 0)
      let length = lengths[previous.month - 1] + (isLeap && previous.month == 2 ? 1 : 0)
      let ends = previous.day == length
      let month = ends ? previous.month % 12 + 1 : previous.month
      let year = previous.year + (ends && previous.month == 12 ? 1 : 0)
      let follows = date.day == (ends ? 1 : previous.day + 1) && date.month == month && date.year == year
      if !follows { Issue.record("\(previous) is followed by \(date)") }
      previous = date
    }
  }

  @Test("twin: whole numbers agree with the standard library's text")
  func integers() {
    var values = [0, 1, -1, Int.max, Int.min, Int.min + 1]
    var power = 1
    for _ in 0..<18 {
      power *= 10
      values += [power - 1, power, power + 1, -power, 1 - power]
    }
    for bit in 0..<63 { values += [1 << bit, (1 << bit) - 1] }
    for value in values {
      var buffer = ByteBuffer()
      buffer.append(integer: value)
      #expect(buffer.makeString() == String(value))
    }
  }

  @Test("unit: a buffer grows, and keeps its memory when emptied")
  func buffer() {
    var buffer = ByteBuffer(capacity: 1)
    let text = String(repeating: "abc\u{00e9}", count: 100)
    buffer.append(text: text)
    buffer.append(text: text)
    #expect(buffer.makeString() == text + text)
    let capacity = buffer.capacity
    buffer.removeAll()
    #expect(buffer.isEmpty && buffer.capacity == capacity)
    for byte in UInt8(0)...255 { buffer.append(byte: byte) }
    #expect(buffer.withBytes { Array($0) } == Array(UInt8(0)...255))
  }
}
