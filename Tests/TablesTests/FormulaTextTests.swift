import Testing

@testable import Tables

@Suite("unit: no cell is a formula")
struct FormulaTextTests {
  private static let schema = TableSchema(
    fileName: "t.csv", title: "T", description: "Texts.",
    columns: [Column("text", .text, "."), Column("number", .number, ".")])

  private func cell(_ text: String) -> String {
    var encoder = CSVEncoder(Self.schema)
    encoder.append(text: text)
    encoder.append(number: -1.5)
    encoder.endRow()
    return String(encoder.buffer.makeString().dropLast(",-1.5\n".count))
  }

  @Test(
    "texts that a spreadsheet would compute are marked as text",
    arguments: [
      "=1+1", "=HYPERLINK(A1)", "@SUM(A1)", "+1+cmd|' /C calc'!A0", "-1+cmd|x", "-cmd", "+A1", "-2*3",
      "-1 USD/(kW*h)",
      "\t=1", "\u{FF1D}1+1", "\u{FF0B}1", "\u{FF0D}1", "\u{FF20}SUM(A1)",
    ])
  func marked(text: String) { #expect(cell(text) == "'" + text) }

  @Test("a mark goes inside the quotes, and a carriage return or a line feed is marked too")
  func quoted() {
    #expect(cell("=A1,B1") == "\"'=A1,B1\"")
    #expect(cell("\r=1") == "\"'\r=1\"")
    #expect(cell("\n=1") == "\"'\n=1\"")
    #expect(cell("\r\n=1") == "\"'\r\n=1\"")
  }

  @Test(
    "other texts, signed numbers with their unit, and numbers stay as they are",
    arguments: [
      "Orbit is cheapest", "a=b", "-5 K to 3 K", "+0.5 /year", "-1.5e3", "-", "(x)", "'quoted", "1-2",
    ])
  func untouched(text: String) { #expect(cell(text) == text) }
}
