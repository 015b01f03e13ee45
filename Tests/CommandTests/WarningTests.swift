import Terminal
import Testing

@testable import Commands

@Suite("command line: what would run but looks like a mistake is a warning")
struct WarningTests {
  let folder = TemporaryFolder(["base.json": SmallScenario.text])

  /// Runs the program on the small scenario with more JSON members.
  private func run(_ words: [String], _ members: String) -> CapsimProcess {
    let end = members.contains(#""end""#) ? "" : #""end": "2026-03-01", "#
    folder.write(#"{"extends": "base.json", \#(end)\#(members)}"#, to: "s.json")
    return CapsimProcess([words[0], "s.json"] + words.dropFirst(), in: folder.path)
  }

  private let late = #"""
    "claims": {"late": {"statement": "Much.", "metric": "dark_share", "threshold": "1", "by": "2031"}}
    """#
  private let warning = """
    s.json:1:137: warning: claims.late.by: 2031-01-01 is after the scenario's end 2026-03-01: no run decides \
    it; move the end or the claim
    """

  @Test("check shows it and says that the scenario would run")
  func check() {
    let text = run(["check"], late)
    #expect(text.status == 0)
    #expect(text.errors == "\(warning)\n1 warning in s.json\n")
    #expect(text.output.hasSuffix("; would run\n"))
    let json = run(["check", "--format", "json"], late)
    #expect(json.status == 0 && json.output.contains(#""would_run": true"#))
    #expect(json.output.contains(#""severity": "warning""#))
  }

  @Test("an error beside it still keeps the scenario from running")
  func error() {
    let text = run(["check"], late + #", "orbit": {"sunlit": "7 t"}"#)
    #expect(text.status == ExitStatus.badScenario.rawValue)
    #expect(text.errors.contains("warning: claims.late.by"))
    #expect(text.errors.hasSuffix("1 problem, 1 warning in s.json; the first problem is at s.json:1:167\n"))
  }

  private let many = #"""
    "claims": {
      "a": {"statement": "A.", "metric": "dark_share", "threshold": 1, "by": "2026-06"},
      "b": {"statement": "B.", "metric": "dark_share", "threshold": 1, "by": "2027"},
      "c": {"statement": "C.", "metric": "dark_share", "threshold": 1, "by": "2028"},
      "d": {"statement": "D.", "metric": "dark_share", "threshold": 1, "by": "2028"},
      "e": {"statement": "E.", "metric": "dark_share", "threshold": 1, "by": "2028", "reading": "highest"}},
    "shocks": {"s": {"input": "orbit.sunlit", "factor": 0.5, "date": "2028"}}
    """#

  @Test("an end that the command line moved is the cause, and named in one line for each kind")
  func movedEnd() {
    let longer = #""end": "2030", "# + many
    #expect(run(["check"], longer).errors == "")
    let moved = run(["check", "--set", "end=2026-03"], longer)
    #expect(moved.status == 0)
    #expect(
      moved.errors == """
        --set:1:5: warning: end: 4 claims are dated after the scenario's end 2026-03-01, and no run decides them: \
        a, b, c and 1 more; set another end, or leave them as said
        --set:1:5: warning: end: a claim is dated after the scenario's end 2026-03-01, and only runs in which it is \
        settled before decide it: e; set another end, or leave it as said
        --set:1:5: warning: end: a shock begins after the scenario's end 2026-03-01 and never acts: s; set another \
        end, or leave it as said
        3 warnings in --set

        """)
    let quiet = run(["run", "-q", "-n", "1", "--set", "end=2026-03", "--out", "q"], longer)
    #expect(quiet.status == 0 && quiet.errors == "")
  }

  @Test("many claims beyond the end of a file's own are one line too")
  func manyLate() {
    let outcome = run(["check"], many)
    #expect(
      outcome.errors.contains(
        "warning: claims: 4 claims are dated after the scenario's end 2026-03-01, and no run decides them: "
          + "a, b, c and 1 more; move the end or the claims\n"))
    #expect(outcome.errors.contains("warning: claims.e.by: 2028-01-01 is after the scenario's end"))
    #expect(outcome.errors.hasSuffix("3 warnings in s.json\n"))
  }

  @Test("a claim that waits for its condition may wait until long after the end, but begins before it")
  func waiting() {
    func claim(_ more: String) -> String {
      #"""
      "claims": {"w": {"statement": "W.", "metric": "dark_share", "threshold": 1, "reading": "when", \#
      "when": "power_orbit_gw", "when_at_least": 1, "by": "2050"\#(more)}}
      """#
    }
    #expect(run(["check"], claim("")).errors == "")
    let late = run(["check"], claim(#", "from": "2040""#)).errors
    #expect(
      late.contains("warning: claims.w.from: 2040-01-01 is after the scenario's end 2026-03-01: no run"))
  }

  @Test(
    "the shipped scenarios are as they were meant", arguments: ["base", "space", "space-as-stated", "strait"])
  func shipped(name: String) {
    let outcome = CapsimProcess(["check", "\(Repository.path)/Scenarios/\(name).json"], in: folder.path)
    #expect(outcome.status == 0 && outcome.errors == "")
  }

  @Test("run and sweep show it once, and not where they should be quiet")
  func runs() {
    let words = ["run", "-n", "2", "--out", "a"]
    #expect(run(words, late).errors == warning + "\n")
    let quiet = run(words + ["--quiet", "--force"], late)
    #expect(quiet.status == 0 && quiet.errors == "")
    let sweep = run(["sweep", "--vary", "orbit.sunlit=0.9,1", "-n", "1", "--out", "b"], late)
    #expect(sweep.status == 0)
    #expect(sweep.errors.split(separator: "\n").filter { $0.contains("warning") } == [warning[...]])
  }

  @Test(
    "a shock that cannot happen while the scenario runs",
    arguments: [
      (#""date": "2027""#, "this shock begins after the scenario's end 2026-03-01 and never acts"),
      (
        #""date": "2024", "length": "6 month""#,
        "this shock is over before the scenario's start 2026-01-01 and never acts"
      ),
      (#""date": "2025-12", "length": "6 month""#, nil), (#""date": "2026-02", "length": "1 day""#, nil),
    ])
  func shocks(_ members: String, _ message: String?) {
    let outcome = run(
      ["check"], #""shocks": {"s": {"input": "orbit.sunlit", "factor": 0.5, \#(members)}}"#)
    #expect(outcome.status == 0)
    guard let message else {
      #expect(outcome.errors == "")
      return
    }
    #expect(outcome.errors.contains("warning: shocks.s.date: \(message); move the "))
  }

  @Test(
    "what looks like a mistake is said, and what is sound is not",
    arguments: [
      (
        #""start": "2027", "end": "2028", "opening_as_of": "2026-01-01""#,
        "start: the opening stocks and flows are those of 2026-01-01, and would stand there on 2027-01-01"
      ),
      (#""start": "2027", "end": "2028", "opening_as_of": "2027-01""#, nil),
      (#""opening_as_of": "2026-01-20""#, nil),
      (
        #"""
        "fabs": {"f": {"process": "n3", "capacity": "9 kwafer/month", "projects": {"p": \#
        {"capacity": "9 kwafer/month", "announced": "2028", "ready": "2027"}}}}
        """#,
        "fabs.f.projects.p.announced: it was announced after the date stated for it"
      ),
      (
        #""orbit": {"specific_power": {"2026": "50 to 90 W/kg", "2030": "80 W/kg", "2040": "70 to 99 W/kg"}}"#,
        "orbit.specific_power: the value of 2030-01-01 is exact between uncertain ones: all runs meet there"
      ),
      (#""orbit": {"specific_power": {"2026": "50 W/kg", "2040": "70 W/kg to 99 W/kg"}}"#, nil),
      (
        #"""
        "shocks": {"s": {"input": "labs.openai.boldness", "factor": 0.5, "date": "2026-01-10", "length": \#
        "20 day"}}
        """#,
        """
        shocks.s.date: 'labs.openai.boldness' is read at decisions, and this shock lies between those of \
        2026-01-01 and 2026-02-01: it cannot act
        """
      ),
      (
        #"""
        "shocks": {"s": {"input": "orbit.sunlit", "factor": 3, "date": "2026-01-10", "length": "20 day"}}
        """#,
        "shocks.s.factor: 'orbit.sunlit' would be"
      ),
      (
        #"""
        "shocks": {"s": {"input": "orbit.sunlit", "factor": 0, "date": "2026-01-10", "length": "20 day"}}
        """#,
        "shocks.s.factor: 'orbit.sunlit' would be 0, below the smallest allowed: it stops at 0.01"
      ),
      (
        #"""
        "end": "2027", "shocks": {"s": {"input": "labs.openai.boldness", "factor": 0.5, "date": \#
        "2026-01-10", "length": "3 month"}}
        """#, nil
      ),
      (
        #"""
        "shocks": {"a": {"input": "labs.openai.cash", "factor": 0.5, "date": "2026-01-10"}, "b": {"input": \#
        "fabs.tsmc_n3.ai_share_limit", "factor": 0.5, "date": "2026-01-10"}, "c": {"input": \#
        "launch.families.starship.opening_flights", "factor": 2, "date": "2026-01-10"}}
        """#, nil
      ),
    ])
  func mistakes(_ members: String, _ message: String?) {
    let outcome = run(["check"], members)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("warning: ") == (message != nil), "\(outcome.errors)")
    if let message { #expect(outcome.errors.contains("warning: \(message)"), "\(outcome.errors)") }
  }
}
