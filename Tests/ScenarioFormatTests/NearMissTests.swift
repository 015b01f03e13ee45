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
      (#""10..200 t""#, "t", "write \"10 to 200 t\""), (#""10 t - 20 t""#, "t", "write \"10 t to 20 t\""),
      (#""10 t–20 t""#, "t", "write \"10 t to 20 t\""),
      (#""10 20 t""#, "t", "for an interval write \"10 to 20 t\""),
      (#""60.000,5 t""#, "t", "write 60000.5 t"),
      (#""1.234.567 t""#, "t", "write 1234567 t"), (#""1.5..2.5 t""#, "t", "write \"1.5 to 2.5 t\""),
      (#""1 000 t""#, "t", "write \"1000 t\""), (#""12 345 678.5 t""#, "t", "write \"12345678.5 t\""),
      ("\"1\u{202F}000 t\"", "t", "write \"1000 t\""), ("\"60\u{A0}t\"", "t", "write \"60 t\""),
      (#""~60 t""#, "t", "write what it may lie between, as in \"38 to 100 t\""),
      (#""60.5 metric tons""#, "t", "write t for metric tons, of 1000 kg"),
      (#""60 tons""#, "t", "write t for metric tons, of 1000 kg"), (#""60 kilograms""#, "t", "write kg"),
      (#""3 gigawatts""#, "MW", "write GW"), (#""3 hrs""#, "day", "write h"),
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

  @Test(
    "dates",
    arguments: [
      ("2027-13", "there is no month 13: months are 01 to 12"), ("2027-02-30", "2027-02 has 28 days"),
      ("2027-1", "write \"2027-01\""), ("2027-7", "write \"2027-07\""), ("2027/10", "write \"2027-10\""),
      ("10/2027", "write \"2027-10\""), ("2027.10.31", "write \"2027-10-31\""),
      ("Oct 2027", "write \"2027-10\""), ("October 31, 2027", "write \"2027-10-31\""),
      ("31 Oct 2027", "write \"2027-10-31\""),
      ("Q3 2027", "write the first day of that quarter, \"2027-07\""),
      ("2027-Q1", "write the first day of that quarter, \"2027-01\""),
      ("2027q4", "write the first day of that quarter, \"2027-10\""),
      ("mid-2027", "write a date such as \"2027\" or \"2027-07\""),
      ("end of 2027", "write a date such as \"2027\" or \"2027-07\""),
      ("31/10/2027", "write a date as 2027, 2027-10 or 2027-10-31"),
      ("soon", "write a date as 2027, 2027-10 or 2027-10-31"),
      ("2027-2028", "for an interval write \"2027 to 2028\""), ("2027-10-31T00:00", "write \"2027-10-31\""),
      ("27-10", "write a date as 2027, 2027-10 or 2027-10-31"),
    ])
  func dates(text: String, hint: String) {
    #expect(read("\"\(text)\"", "day", [.date]).problems == ["f:1:1: p: '\(text)' is not a date; \(hint)"])
  }

  @Test("a power with a minus is no interval")
  func powers() {
    #expect(read(#""2 m^-2""#, "/m2").problems == [])
  }

  @Test("words of other tools are told by their meaning")
  func meanings() {
    #expect(Spelling.nearest(to: "above", in: ["at_least", "below"]) == "at_least")
    #expect(Spelling.nearest(to: "At most", in: ["at_least", "below"]) == "below")
    #expect(Spelling.nearest(to: ">=", in: ["at_least", "below"]) == "at_least")
    #expect(Spelling.nearest(to: "above", in: ["metric", "threshold", "by"]) == "threshold")
    #expect(Spelling.nearest(to: "until", in: ["metric", "threshold", "by"]) == "by")
    #expect(Spelling.nearest(to: "max", in: ["at", "highest", "lowest"]) == "highest")
    #expect(Spelling.nearest(to: "gaussian", in: ["normal", "gamma"]) == "normal")
    #expect(Spelling.nearest(to: "sigma", in: ["mean", "standard_deviation"]) == "standard_deviation")
    #expect(Spelling.nearest(to: "below", in: ["at_least", "below"]) == "below")
    #expect(Spelling.nearest(to: "above", in: ["market", "labs"]) == nil)
  }

  @Test("curly quotes around a date, and in place of JSON's own")
  func curlyQuotes() {
    #expect(
      read(#""“2030”""#, "day", [.date]).problems == ["f:1:1: p: '“2030”' is not a date; write \"2030\""])
    let (_, problems) = JSONReader.read(Array(#"{"end": “2030”, “name”: "x"}"#.utf8), file: "f")
    #expect(problems.map(\.hint) == ["write \"2030\"", "write \"name\""])
  }
}
