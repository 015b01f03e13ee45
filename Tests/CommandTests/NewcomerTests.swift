import Terminal
import Testing

@testable import Commands

@Suite("command line: what someone meets who tries it for the first time")
struct NewcomerTests {
  private let folder = TemporaryFolder([
    "base.json": SmallScenario.text, "s.json": #"{"extends": "base.json", "end": "2026-03"}"#,
  ])

  private func run(_ words: String...) -> CapsimProcess { CapsimProcess(words, in: folder.path) }

  @Test("a value written anew is the value that is meant, not a mixture with the one below it")
  func wholeValues() {
    folder.write(
      #"{"extends": "s.json", "lithography": {"capacity": {"2027": "50 tools/year", "2029": "60 tools/year"}}}"#,
      to: "t.json")
    let value = run("describe", "lithography.capacity", "--scenario", "t.json").output
    #expect(value.contains("  value    2027: 50 tools/year; 2029: 60 tools/year\n"))
  }

  @Test("an id that is not there cannot be removed, in a file as on the command line")
  func nulls() {
    folder.write(#"{"extends": "s.json", "labs": {"opnai": null}}"#, to: "t.json")
    let file = run("check", "t.json")
    #expect(file.status == ExitStatus.badScenario.rawValue)
    #expect(
      file.errors == """
        t.json:1:41: labs.opnai: there is no 'opnai' in labs that null could remove; did you mean 'openai'?
        1 problem in t.json

        """)
    let set = run("check", "s.json", "--set", "labs.opnai=null")
    #expect(set.errors.contains("there is no 'opnai' in labs that null could remove; did you mean 'openai'?"))
  }

  @Test("a path that is set twice is an error, one that is part of another is not")
  func repeated() {
    let twice = run("check", "s.json", "--set", "orbit.sunlit=0.9", "--set", "orbit.sunlit=0.8")
    #expect(twice.status == ExitStatus.badScenario.rawValue)
    #expect(
      twice.errors == """
        --set:1:14: orbit.sunlit: is set more than once, to 0.9 and to 0.8; keep one of them
        1 problem in --set

        """)
    let sweep = run(
      "sweep", "s.json", "--set", "end=2027", "--set", "end=2028", "--vary", "orbit.sunlit=0.9,1", "--plan")
    #expect(sweep.errors.contains("end: is set more than once"))
    let described = run("describe", "end", "--scenario", "s.json", "--set", "end=2027", "--set", "end=2028")
    #expect(described.status == ExitStatus.badScenario.rawValue)
    let star = run("check", "s.json", "--set", "labs.*.boldness=0.5", "--set", "labs.openai.boldness=0.6")
    #expect(star.status == 0 && star.errors == "")
  }

  @Test("a sub-scenario of a sweep removes what null stands for")
  func removedInASweep() {
    folder.write(#"{"labs": {"openai": null}}"#, to: "without.json")
    let words = ["sweep", "s.json", "--vary", "world=none,@without.json", "-n", "1", "--out", "out"]
    let metric = ["--metrics", "labs.openai.cash_billion_usd"]
    #expect(CapsimProcess(words + metric, in: folder.path).status == 0)
    let rows = TemporaryFolder.text(of: folder.path + "/out/runs.csv").split(separator: "\n")
    #expect(rows.count == 3 && !rows[1].hasSuffix(",") && rows[2].hasSuffix(","))
    folder.write(#"{"labs": {"opnai": null}}"#, to: "without.json")
    let slip = CapsimProcess(words, in: folder.path)
    #expect(
      slip.errors.contains("there is no 'opnai' in labs that null could remove; did you mean 'openai'?"))
  }

  @Test("a folder that is not results is not said to be replaced by --force")
  func otherFolder() {
    folder.write("mine", to: "thesis.txt")
    for words in [
      ["run", "s.json", "-n", "1"], ["sweep", "s.json", "--vary", "orbit.sunlit=0.9,1", "-n", "1"],
    ] {
      let refused = CapsimProcess(words + ["--out", folder.path], in: folder.path)
      #expect(refused.status == ExitStatus.cannotCreate.rawValue)
      #expect(refused.errors.contains(" is not replaced, because it has no manifest.json"))
      #expect(refused.errors.contains("choose another folder") && !refused.errors.contains("--force"))
    }
    #expect(TemporaryFolder.text(of: folder.path + "/thesis.txt") == "mine")
  }

  @Test("the manifest of results is told to be one, and what to do with it")
  func manifest() {
    #expect(run("run", "s.json", "-n", "1", "-q", "--out", "out").status == 0)
    let told = """
      out/manifest.json:1:1: this is the manifest of the results of a run, not a scenario; capsim verify out checks \
      them; the scenario that ran is its member 'resolved', for a file of its own
      1 problem in out/manifest.json

      """
    #expect(run("check", "out/manifest.json").errors == told)
    #expect(run("sweep", "out/manifest.json", "--vary", "orbit.sunlit=0.9,1").errors == told)
  }

  @Test("describe tells ids that are there from those that are not")
  func ids() {
    let open = run("describe", "labs.nobody.boldness")
    #expect(open.output.hasPrefix("labs.*.boldness: "))
    #expect(
      open.output.hasSuffix(
        "\n'nobody' was not looked up: that takes a scenario, as --scenario FILE names it.\n"))
    #expect(run("describe", "labs.nobody").output.hasPrefix("labs.*: "))
    #expect(!run("describe", "labs.*.boldness").output.contains("looked up"))
    let closed = run("describe", "labs.nobody.boldness", "--scenario", "s.json")
    #expect(closed.status == ExitStatus.usage.rawValue && closed.output == "")
    #expect(closed.errors.contains("an id that s.json has in labs (anthropic, openai) is due"))
    let metric = run("describe", "labs.opnai.cash_billion_usd", "--scenario", "s.json")
    #expect(metric.status == ExitStatus.usage.rawValue)
    #expect(metric.errors.contains("did you mean labs.openai.cash_billion_usd?"))
    #expect(run("describe", "labs.openai.cash_billion_usd", "--scenario", "s.json").status == 0)
    let bare = run("describe", "starship_v3", "--scenario", "s.json")
    #expect(bare.errors.contains("did you mean launch.vehicles.starship_v3?"))
  }

  @Test("units have a page, in the list of pages and in completions")
  func units() {
    let page = run("describe", "units").output
    #expect(page.contains("kg, g, mg, t (tonne, tonnes), kt, Mt, Gt") && page.contains("  a temperature "))
    #expect(run("describe").output.contains("\nunits "))
    #expect(run("complete-path", "--", "", "uni", "capsim").output == "units\n")
    #expect(run("complete-path", "--", "=", "uni", "capsim").output == "")
  }

  @Test("the last line of many problems says where the first is")
  func firstProblem() {
    folder.write("{\"extends\": \"s.json\",\n\"nam\": 1,\n\"lab\": 2}", to: "t.json")
    #expect(
      run("check", "t.json").errors.hasSuffix("2 problems in t.json; the first problem is at t.json:2:1\n"))
  }
}
