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

  private func point(_ low: Double, _ middle: Double, _ high: Double) -> FanChart.Point {
    FanChart.Point(count: 10, mean: middle, p5: low, p25: low, p50: middle, p75: high, p95: high)
  }

  private func row(_ date: String, _ scale: Double, _ bottlenecks: [Double]) throws -> Answer.Row {
    Answer.Row(
      date: try #require(CalendarDate(date)),
      values: [
        point(8.1e6 * scale, 12.34e6 * scale, 17e6 * scale), point(9 * scale, 15 * scale, 21 * scale),
        point(0, 0, 0.25 * scale), point(0.01, 0.034, 0.2), point(1.1, 1.25, 1.5), point(.nan, .nan, .nan),
        point(80, 1500, 2000), point(10, 12.5, 14), point(100 * scale, 150 * scale, 200 * scale),
      ], bottlenecks: bottlenecks)
  }

  private func answer() throws -> Answer {
    var some = ClaimCount()
    for verdict: Verdict in [.yes, .no, .no, .undecided, .no] { some.add(verdict) }
    func claim(_ id: String, _ statement: String, _ stated: Double?, _ other: String, _ count: ClaimCount)
      -> ClaimSummary
    {
      ClaimSummary(
        id: id, statement: statement, metric: "dark_share", unit: "ratio", reading: .at, comparison: .atLeast,
        threshold: 1, by: CalendarDate.earliest, stated: stated, other: other, origin: "a talk", count: count)
    }
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
        claim("a", "Chips go dark", 0.7, "contradicted by those who count", some),
        claim(
          "b", "A statement so long that it cannot stand whole in its column on this screen", nil, "",
          ClaimCount()),
      ])
  }

  /// unit: the whole answer, to the letter.
  @Test func wholeText() throws {
    #expect(
      AnswerText(answer: try answer(), width: 80, style: .plain).text == """
        test
        A world made up to see how an answer is laid out on a screen of eighty columns,
        no more.
        1,234 runs, seed 7, 2026-01-01 to 2031-01-01; 2 failed and are left out

        How much (5 %, median and 95 % of runs)
          end of           compute            ground        orbit  dark
                     million H100e          GW of IT     GW of IT     %
          2027    8.10  12.3  17.0  9.00  15.0  21.0  0  0  0.250     3
          2030     162   247   340   180   300   420  0  0   5.00     3

        At what price (costs: 5 %, median and 95 %)
          end of            ground        orbit  launch     HBM  revenue
                       USD/H100e-h  USD/H100e-h  USD/kg  USD/GB  B USD/y
          2027    1.10  1.25  1.50      -  -  -   1,500    12.5      150
          2030    1.10  1.25  1.50      -  -  -   1,500    12.5    3,000

        What binds (mean % of compute lost in a year; time: nothing short)
          end of  power  memory  logic  packaging  capital  lift  time  leading
                      %       %      %          %        %     %     %
          2027        -       -      -          -        -     -     -        -
          2030       10      30     15         <1        5     0    40   memory

        Claims (% of deciding runs; open: % that did not decide)
          statement                                             stated  here  90 %  open
          Chips go dark                                             70    25  6-64    20
            others: contradicted by those who count
          A statement so long that it cannot stand whole in...       -     -     -     -

        """)
  }

  /// unit: a narrow screen shows medians alone, and no line is wider than it, down to 66 columns.
  @Test func narrowText() throws {
    let text = AnswerText(answer: try answer(), width: 66, style: .plain).text
    #expect(text.split(separator: "\n").filter { $0.count > 66 } == [])
    #expect(text.contains("12.3") && !text.contains("8.10"))
  }

  /// unit: the answer as a table has every quantity and bottleneck at every date.
  @Test func csv() throws {
    let lines = AnswerData.csv(try answer()).split(separator: "\n")
    #expect(lines.count == 1 + 2 * (9 + 7))
    #expect(lines[0] == "date,metric,p5,p50,p95,mean")
    #expect(lines[1] == "2028-01-01,compute_online_h100e,8100000,12340000,17000000,12340000")
    #expect(lines[6] == "2028-01-01,cost_orbit_usd_per_h100e_h,,,,")
    #expect(lines[31] == "2031-01-01,bottleneck_lift_share,,,,0")
  }
}
