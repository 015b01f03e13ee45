import Testing

@testable import Commands

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What people type, and what comes of it.
struct SweepHabitTests {
  private let program = SweepProgram()
  private let short = ["--set", "end=2026-01-15", "--replications", "1", "--quiet"]

  init() { program.write("base.json", SmallScenario.text) }

  private func sweep(_ words: String...) -> SweepProgram.Outcome {
    program.run(["sweep", "base.json"] + short + words)
  }

  /// unit: folders above the results are made, and gone again where nothing came of it.
  @Test func missingParents() {
    let run = program.run(["run", "base.json", "--out", "a/b/c"] + short)
    #expect(run.status == 0 && program.exists("a/b/c/manifest.json"), "\(run.errors)")
    #expect(sweep("--vary", "orbit.power=50 kW,90 kW", "--out", "d/e/f/").status == 0)
    #expect(program.exists("d/e/f/points.csv"))
    program.write("file", "")
    let blocked = program.run(["run", "base.json", "--out", "x/../file/y/c"] + short)
    #expect(blocked.status == 73 && blocked.errors.contains("cannot create the folder x/../file/y: "))
    #expect(!program.exists("x"))
  }

  /// unit: a star takes switches, choices and references as well as numbers.
  @Test func starsForSwitches() {
    let outcome = sweep(
      "--vary", "fabs.*.process=n5,n3", "--vary", "labs.*.boldness=0.3 to 0.5,0.7", "--plan")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("points         4\n"))
    let run = sweep("--vary", "labs.*.vendors.nvidia=0.5,1", "--out", "s")
    #expect(run.status == 0, "\(run.errors)")
    let twice = sweep("--vary", "fabs.*.process=n5,n3", "--vary", "fabs.tsmc_n3.process=n5,n3")
    #expect(twice.errors.contains("is varied twice"))
  }

  /// unit: a value that is set in vain is an error that says so, and setting all but varying one is none.
  @Test func settingWhatIsVaried() {
    let vain = sweep(
      "--set", "labs.openai.cash=1 billion USD", "--vary", "labs.*.cash=2 billion USD,3 billion USD")
    #expect(vain.status == 65)
    #expect(
      vain.errors.contains(
        "labs.openai.cash: is set to a value that --vary labs.*.cash replaces at every point; leave out --set"
      ))
    let useful = sweep(
      "--set", "labs.*.cash=1 billion USD", "--vary", "labs.openai.cash=2 billion USD,3 billion USD", "--plan"
    )
    #expect(useful.status == 0, "\(useful.errors)")
  }

  /// unit: equal values would be points of one id; in a list of points only whole points must differ.
  @Test func equalValues() {
    let equal = sweep("--vary", "orbit.power=50 kW, 0.05 MW")
    #expect(
      equal.status == 65 && equal.errors.contains("orbit.power: 0.05 MW is the same as 50 kW; leave one out"))
    let list = ["--vary", "orbit.power=50 kW,50 kW,90 kW", "--design", "list", "--plan", "--vary"]
    #expect(program.run(["sweep", "base.json"] + short + list + ["orbit.spares=10 %,20 %,20 %"]).status == 0)
    let same = program.run(["sweep", "base.json"] + short + list + ["orbit.spares=10 %,10 %,20 %"])
    #expect(same.status == 65 && same.errors.contains("points 0 and 1 of the list are the same"))
  }

  /// unit: more rows of a Latin hypercube are other rows than those of a larger one, and that is said.
  @Test func extendedHypercubes() {
    let latin = ["--vary", "orbit.power=50 kW..90 kW", "--design", "latin", "--out", "l"]
    let base = ["sweep", "base.json", "--set", "end=2026-01-15", "--replications", "1"] + latin
    #expect(program.run(base + ["--samples", "4"]).status == 0)
    let more = program.run(base + ["--samples", "8", "--extend"])
    #expect(
      more.errors.hasPrefix(
        "the Latin hypercube of 4 points in l goes on as further ones of 4: other points than 8 drawn at once\n"
      ))
    #expect(more.status == 0)
  }

  /// unit: a plan in the place of a scenario, and a plan with a slip in one key, are one problem each.
  @Test func plansAreRecognised() {
    program.write("plan.json", #"{"scenario": "base.json", "vary": {"orbit.power": "50 kW, 90 kW"}}"#)
    let check = program.run(["check", "plan.json"])
    #expect(
      check.errors == """
        plan.json:1:1: this is the plan of a sweep, not a scenario; its scenario is base.json; capsim sweep plan.json \
        --plan checks it
        1 problem in plan.json

        """)
    program.write("slip.json", #"{"scenari": "base.json", "vary": {"orbit.power": "50 kW"}}"#)
    let slip = program.run(["sweep", "slip.json"])
    #expect(
      slip.errors
        == "slip.json:1:2: scenari: unknown key 'scenari'; did you mean 'scenario'?\n1 problem in slip.json\n"
    )
    program.write("slip.json", #"{"scenario": "base.json", "vari": {"orbit.power": "50 kW"}}"#)
    #expect(
      program.run(["sweep", "slip.json"]).errors
        == "slip.json:1:27: vari: unknown key 'vari'; did you mean 'vary'?\n1 problem in slip.json\n")
  }

  /// unit: an entity under an id in the wrong letter case is one problem with the right one.
  @Test func wrongLetterCase() {
    program.write("case.json", #"{"extends": "base.json", "labs": {"OpenAI": {"cash": "1 billion USD"}}}"#)
    let outcome = program.run(["check", "case.json"])
    #expect(
      outcome.errors.hasSuffix("; did you mean 'openai'? Letter case matters\n1 problem in case.json\n"))
  }
}
