import Testing

@testable import ScenarioFormat

@Suite("unit: broken values")
struct BrokenValueTests {
  @Test("every mistake has its message and no value", arguments: texts)
  func message(broken: Broken) {
    let (value, problems) = read(broken.text, broken.unit, broken.kinds, range: broken.range)
    #expect(value == nil)
    #expect(problems == broken.messages)
  }

  private static let dates: InputKinds = [.date, .uncertain]

  static let texts: [Broken] = [
    Broken(
      "60", unit: "t",
      #"f:1:1: p: 60 has no unit; this is a mass: write "60 t" (units that would do: t, kg, kt)"#),
    Broken(
      #""60""#, unit: "t",
      #"f:1:1: p: 60 has no unit; this is a mass: write "60 t" (units that would do: t, kg, kt)"#),
    Broken(
      "60", unit: "kwafer/month",
      #"""
      f:1:1: p: 60 has no unit; this is a number per time: write "60 kwafer/month" (units that would \#
      do: kwafer/month, /year, /month, /day)
      """#),
    Broken(
      "60", unit: "kwafer",
      #"f:1:1: p: 60 has no unit; this is counted in kwafer: write "60 kwafer""#),
    Broken(
      #""60 s""#, unit: "t",
      "f:1:1: p: 's' measures a time, but a mass is due; units that would do: t, kg, kt"),
    Broken(
      #""60 t""#,
      "f:1:1: p: 't' measures a mass, but a plain number is due; write a plain number"),
    Broken(
      #""60 t""#, unit: "%", range: 0...100,
      #"""
      f:1:1: p: 't' measures a mass, but a plain number is due; units that would do: %, or a plain \#
      number
      """#),
    Broken(
      "40", unit: "%", range: 0...100,
      #"f:1:1: p: 40 is above the largest allowed, 100 %; for 40 percent write "40 %""#),
    Broken(
      #""60 tt""#, unit: "t",
      "f:1:1: p: unknown unit 'tt'; did you mean 't'?"),
    Broken(
      #""60 bananas""#, unit: "W/kg",
      "f:1:1: p: unknown unit 'bananas'; units that would do: W/kg, kW/t"),
    Broken(
      #""""#, unit: "t",
      #"f:1:1: p: the text is empty; write for example "60 t""#),
    Broken(
      #""about 60 t""#, unit: "t",
      #"""
      f:1:1: p: 'about 60 t' does not start with a number; write what it may lie between, as in "38 to 100 t"
      """#),
    Broken(
      #""1,000 t""#, unit: "t",
      "f:1:1: p: a number has no separators between its digits; write 1000 t"),
    Broken(
      #""60-100 t""#, unit: "t",
      #"f:1:1: p: an interval is written with 'to'; write "60 to 100 t""#),
    Broken(
      #""60 – 100 t""#, unit: "t",
      #"f:1:1: p: an interval is written with 'to'; write "60 to 100 t""#),
    Broken(
      #""60 ± 5 t""#, unit: "t",
      #"f:1:1: p: an interval is written with 'to'; write both of its ends, as in "38 to 100 t""#),
    Broken(
      #""100 t to 38 t""#, unit: "t",
      #"f:1:1: p: the low end 100 t is above the high end 38 t; write "38 t to 100 t""#),
    Broken(
      #""38 t to""#, unit: "t",
      #"f:1:1: p: an interval has two ends with one 'to' between them; write for example "38 to 100 t""#),
    Broken(
      #""38 t to 50 t to 60 t""#, unit: "t",
      #"f:1:1: p: an interval has two ends with one 'to' between them; write for example "38 to 100 t""#),
    Broken(
      #""38 t to 100""#, unit: "t",
      #"f:1:1: p: 100 has no unit; this is a mass: write "100 t" (units that would do: t, kg, kt)"#),
    Broken(
      #""38 t to 2000 t""#, unit: "t",
      "f:1:1: p: 2000 t is above the largest allowed, 1000 t"),
    Broken(
      #""-5 t""#, unit: "t",
      "f:1:1: p: -5 t is below the smallest allowed, 0 t"),
    Broken(
      #""38 to 100 t""#, unit: "t", kinds: [],
      #"f:1:1: p: an exact value is due here, not an uncertain one; write for example "60 t""#),
    Broken(
      "null", unit: "t",
      #"f:1:1: p: a value is due here, not null; write for example "60 t""#),
    Broken(
      "true", unit: "t",
      #"f:1:1: p: a value is due here, not true; write for example "60 t""#),
    Broken(
      "[1]", unit: "t",
      #"f:1:1: p: a value is due here, not an array; write for example "60 t""#),
    Broken(
      "2027", unit: "day", kinds: dates, range: -1e9...1e9,
      #"f:1:1: p: a date is text in double quotes; write "2027""#),
    Broken(
      #""2027-13""#, unit: "day", kinds: dates, range: -1e9...1e9,
      "f:1:1: p: '2027-13' is not a date; there is no month 13: months are 01 to 12"),
    Broken(
      #""soon""#, unit: "day", kinds: dates, range: -1e9...1e9,
      "f:1:1: p: 'soon' is not a date; write a date as 2027, 2027-10 or 2027-10-31"),
    Broken(
      #""never""#, unit: "day", kinds: dates, range: -1e9...1e9,
      "f:1:1: p: 'never' is not possible here; write a date such as 2027-10"),
    Broken(
      #""2030 to 2027""#, unit: "day", kinds: dates, range: -1e9...1e9,
      #"f:1:1: p: the low end 2030 is above the high end 2027; write "2027 to 2030""#),
    Broken(
      #""2027-01""#, unit: "day", kinds: dates, range: 0...10957,
      "f:1:1: p: 2027-01 is above the largest allowed, 2000-01-01"),
    Broken(
      #""60 t""#, unit: "day", kinds: dates, range: -1e9...1e9,
      "f:1:1: p: '60 t' is not a date; write a date as 2027, 2027-10 or 2027-10-31"),
    Broken(
      #""never""#, unit: "t",
      #"f:1:1: p: 'never' does not start with a number; write for example "60 t""#),
    Broken(
      #""1e999 t""#, unit: "t",
      "f:1:1: p: the number 1e999 is too large; the largest is about 1.8e308"),
    Broken(
      #""1e308 Gt""#, unit: "g",
      "f:1:1: p: 1e308 Gt is too large"),
    Broken(
      #""$60""#, unit: "USD",
      #"f:1:1: p: '$60' does not start with a number; write for example "60 USD""#),
    Broken(
      #""60 $""#, unit: "USD",
      "f:1:1: p: unknown unit '$'; write USD"),
  ]
}
