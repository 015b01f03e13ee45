import Testing

@testable import ScenarioFormat

@Suite("unit: near misses are told what was meant")
struct NearMissTests {
  @Test(
    "numbers and units",
    arguments: [
      (#""60,5 t""#, "t", "write 60.5 t"), (#""1,000 t""#, "t", "write 1000 t"),
      (#""1,234,567.5 t""#, "t", "write 1234567.5 t"), (#""10_000 t""#, "t", "write 10000 t"),
      (#""“60 t”""#, "t", "write \"60 t\""), (#""«60 t»""#, "t", "write \"60 t\""),
      (#""10-200 t""#, "t", "write \"10 to 200 t\""), (#""10–200 t""#, "t", "write \"10 to 200 t\""),
      (#""10..200 t""#, "t", "write \"10 to 200 t\""),
      (#""100 Mg""#, "t", "write t, which is the same"), (#""8 %""#, "/year", "write \"8 %/year\""),
      (#""5 USD/kg""#, "USD/(kg*year)", "units that would do: USD/(kg*year)"),
      (
        #"{"p5": "1 t", "p95": "2 t"}"#, "t",
        "write low, central and high for 5, 50 and 95 %, or p10, p50 and p90"
      ),
      (
        #"{"p5": "1 t", "p50": "1 t", "p95": "2 t"}"#, "t",
        "write low, central and high for 5, 50 and 95 %, or p10, p50 and p90"
      ),
    ])
  func hints(text: String, unit: String, hint: String) {
    let problems = read(text, unit).problems
    #expect(problems.count == 1 && problems[0].hasSuffix("; " + hint), "\(problems)")
  }

  @Test("98 for a share is told to be a percentage, and 1.5 is not")
  func shares() {
    #expect(
      read("98", "", range: 0...1).problems == [
        #"f:1:1: p: 98 is above the largest allowed, 1; for 98 percent write "98 %""#
      ])
    #expect(read("1.5", "", range: 0...1).problems == ["f:1:1: p: 1.5 is above the largest allowed, 1"])
  }

  @Test("curly quotes around a date, and in place of JSON's own")
  func curlyQuotes() {
    #expect(
      read(#""“2030”""#, "day", [.date]).problems == ["f:1:1: p: '“2030”' is not a date; write \"2030\""])
    let (_, problems) = JSONReader.read(Array(#"{"end": “2030”, “name”: "x"}"#.utf8), file: "f")
    #expect(problems.map(\.hint) == ["write \"2030\"", "write \"name\""])
  }
}
