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
    #expect(text.errors.hasSuffix("1 problem, 1 warning in s.json\n"))
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
        2026-01-01 and 2026-04-01: it cannot act
        """
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
        "fabs.tsmc_n3.capacity", "factor": 0.5, "date": "2026-01-10"}, "c": {"input": \#
        "launch.opening_flights", "factor": 2, "date": "2026-01-10"}}
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
