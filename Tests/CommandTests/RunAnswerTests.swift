import Model
import SimulationKernel
import Terminal
import Testing

@testable import Analysis
@testable import Commands

/// The printed answer.
@Suite struct RunAnswerTests {
  /// unit: three significant digits, thousands apart.
  @Test(arguments: [
    (0.0, "0"), (1.0, "1.00"), (12.345, "12.3"), (99.96, "100"), (123.4, "123"), (999.6, "1,000"),
    (12_345, "12,300"),
    (1_234_567, "1,230,000"), (-4.5678, "-4.57"), (0.012345, "0.0123"), (0.001, "0.00100"),
    (0.00099951, "0.00100"),
    (0.00012345, "1.2e-04"), (2.5e-10, "2.5e-10"), (4e15, "4.0e+15"), (9.96e17, "1.0e+18"), (.nan, "-"),
    (.infinity, "-"),
  ])
  func rounding(_ value: Double, _ text: String) {
    #expect(RoundedText.text(value) == text)
  }

  /// unit: shares in whole percent, where nothing becomes 0 or 100 by rounding.
  @Test(arguments: [
    (0.0, "0"), (0.004, "<1"), (0.005, "1"), (0.424, "42"), (0.994, "99"), (0.996, ">99"), (1.0, "100"),
    (.nan, "-"),
  ])
  func percents(_ value: Double, _ text: String) {
    #expect(RoundedText.percent(value) == text)
  }

  /// unit: words that a shell reads back.
  @Test func shellWords() {
    #expect(
      ShellText.line(["capsim", "run", "a b.json", "--set", "x=60 t"])
        == "capsim run 'a b.json' --set 'x=60 t'")
    #expect(ShellText.line(["it's", "", "a=b", "$x"]) == "'it'\\''s' '' a=b '$x'")
  }

  /// unit: the dates of rows.
  @Test func labels() throws {
    for (date, label) in [("2031-01-01", "2030"), ("2030-12-31", "2030"), ("2031-07-15", "2031-07")] {
      #expect(AnswerText.label(try #require(CalendarDate(date))) == label)
    }
  }

  private func point(_ low: Double, _ middle: Double, _ high: Double, in count: Int = 1234) -> FanChart.Point
  {
    FanChart.Point(count: count, mean: middle, p5: low, p25: low, p50: middle, p75: high, p95: high)
  }

  private func row(_ date: String, _ scale: Double, _ bottlenecks: [Double]) throws -> Answer.Row {
    Answer.Row(
      date: try #require(CalendarDate(date)),
      values: [
        point(8.1e6 * scale, 12.34e6 * scale, 17e6 * scale), point(9 * scale, 15 * scale, 21 * scale),
        point(0, 0, 0.25 * scale), point(0.01, 0.034, 0.2), point(1.1, 1.25, 1.5),
        point(.nan, .nan, .nan, in: 0),
        point(80, 1500, 2000), point(10, 12.5, 14), point(100 * scale, 150 * scale, 200 * scale),
        point(1.5, 2.5, 4, in: 198), point(0, 1, 3),
      ], bottlenecks: bottlenecks.map { Answer.Share($0, 0.06) })
  }

  private func claim(
    _ id: String, _ statement: String, stated: Double? = nil, said: String = "", other: String = "",
    _ count: ClaimCount
  ) -> ClaimSummary {
    ClaimSummary(
      id: id, statement: statement, metric: "power_orbit_gw", unit: "GW", reading: .highest,
      comparison: .atLeast,
      threshold: 0.001, from: CalendarDate("2026-10-01"), by: CalendarDate("2031-02-05") ?? .earliest,
      when: "",
      whenAtLeast: 0, stated: stated, howSaid: said, other: other, origin: "a talk", count: count,
      interval: count.interval)
  }

  private static let statement =
    "A statement so long that it cannot stand whole in one line on this screen and must not be cut for that"

  private func answer() throws -> Answer {
    var some = ClaimCount()
    for verdict: Verdict in [.yes, .no, .no, .undecided, .no] { some.add(verdict) }
    var basis = Answer.Basis()
    basis.inputs = 842
    basis.estimates = 300
    basis.high = 41
    return Answer(
      name: "test",
      summary: "A world made up to see how an answer is laid out on a screen of eighty columns, no more.",
      start: try #require(CalendarDate("2026-01-01")), end: try #require(CalendarDate("2031-01-01")), seed: 7,
      succeeded: 1234, failed: 2,
      rows: [
        try row("2028-01-01", 1, [.nan, .nan, .nan, .nan, .nan, .nan, .nan]),
        try row("2031-01-01", 20, [0.1, 0.3, 0.15, 0.002, 0.048, 0, 0.4]),
      ],
      claims: [
        claim(
          "chips-dark", "Chips go dark", stated: 0.7, said: "flat", other: "contradicted by those who count",
          some),
        claim("long-one", Self.statement, said: "hedged", some),
        claim("open-one", "Still open", ClaimCount()),
      ], basis: basis)
  }

  private func text(width: Int) throws -> String {
    AnswerText(answer: try answer(), width: width, style: .plain).text
  }

  /// unit: how the answer is laid out, to the letter: what it is, in short, and a table by year.
  @Test func layout() throws {
    let text = try text(width: 80)
    #expect(
      text.hasPrefix(
        """
        test
        A world made up to see how an answer is laid out on a screen of eighty columns,
        no more.
        1,234 runs, seed 7, 2026-01-01 to 2031-01-01; 2 failed and are left out

        In short, at the end of 2030 (median, 5 to 95 % of runs)
          compute  247 (162 to 340) million H100e; dark 3 (1 to 20) %
          power    300 (180 to 420) GW of IT on the ground
          orbit    0 (0 to 5.00) GW of IT
          cost     1.25 (1.10 to 1.50) USD/H100e-h on the ground
                   orbit over ground 2.50 (1.50 to 4.00; in 198 of 1,234 runs)

        """))
    #expect(
      text.contains(
        """

        How much (5 %, median and 95 % of runs)
          end of           compute            ground        orbit  dark
                     million H100e          GW of IT     GW of IT     %
          2027    8.10  12.3  17.0  9.00  15.0  21.0  0  0  0.250     3
          2030     162   247   340   180   300   420  0  0   5.00     3

        """))
    #expect(
      text.contains(
        "\nBasis: 842 numeric inputs, of which 300 are the project's own estimates;\nconfidence high for 41")
    )
  }

  /// unit: a claim says its whole statement, its id, how and until when it is tested, and how it was said.
  @Test(arguments: [66, 80, 120])
  func claimsCanBeArguedWith(_ width: Int) throws {
    let words = try text(width: width).split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("long-one: \(Self.statement)"))
    #expect(words.contains("Tested: highest power_orbit_gw from 2026-10-01 to 2031-02-05 at least 0.001 GW."))
    #expect(words.contains("Others: contradicted by those who count."))
  }

  /// unit: a probability is attributed to those alone who gave one.
  @Test func nobodyIsGivenAProbability() throws {
    let words = try text(width: 120).split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.components(of: "Stated: 70 %. Said: flat.") == 1 && words.components(of: "Stated:") == 1)
    #expect(words.contains("GW. Said: hedged."))
  }

  /// unit: a figure that only some runs have says in how many, and one that none has says so.
  @Test func figuresOfSomeRunsSayInHowMany() throws {
    let text = try text(width: 80)
    #expect(text.contains("orbit over ground 2.50 (1.50 to 4.00; in 198 of 1,234 runs)"))
    #expect(text.contains("12.3"))
  }

  /// unit: a share that could be nothing, and a lead that sampling error hides, are not given out as findings.
  @Test func samplingErrorIsSaid() throws {
    let row = try row("2031-01-01", 1, [0.1, 0.3, 0.28, 0.002, 0.048, 0, 0.4])
    #expect(row.scarcest == nil)
    #expect(try self.row("2031-01-01", 1, [0.1, 0.3, 0.15, 0, 0, 0, 0.4]).scarcest == .memory)
    #expect(try self.row("2031-01-01", 1, [0, 0.05, 0, 0, 0, 0, 0.4]).scarcest == nil)
    let words = try text(width: 80).split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("binds time 40 \u{B1}6 %, memory 30 \u{B1}6 %"))
    #expect(words.contains("no more than sampling error: capital, packaging"))
  }

  /// unit: a narrow screen shows medians alone, and no line is wider than it, down to 66 columns.
  @Test func narrowText() throws {
    let text = try text(width: 66)
    #expect(text.split(separator: "\n").filter { $0.count > 66 } == [])
    #expect(text.contains("12.3"))
  }

  /// unit: the answer as a table has every quantity and bottleneck at every date.
  @Test func csv() throws {
    let lines = AnswerData.csv(try answer()).split(separator: "\n")
    #expect(lines.count == 1 + 2 * (11 + 7))
    #expect(lines[0] == "date,metric,p5,p50,p95,mean")
    #expect(lines[1] == "2028-01-01,compute_online_h100e,8100000.0,12340000.0,17000000.0,12340000.0")
    #expect(lines[6] == "2028-01-01,cost_orbit_usd_per_h100e_h,,,,")
    #expect(lines[35] == "2031-01-01,bottleneck_lift_share,,,,0.0")
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
