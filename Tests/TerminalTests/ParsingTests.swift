import Testing

@testable import Terminal

let exampleCommands = CommandSet(
  program: "capsim", version: "1.2.3", summary: "simulate compute and datacenter capacity",
  discussion: """
    Scenarios are JSON files in which every physical number carries its unit.

      capsim run scenarios/base.json
    """,
  commands: [
    CommandSpec(
      name: "run", summary: "run a scenario's replications",
      discussion: "Writes a results folder and prints a short answer.\n\nThe folder is complete or absent.",
      positionals: [PositionalSpec("SCENARIO", help: "The scenario file.")],
      options: [
        .value(
          "set", "PATH=VALUE", isRepeatable: true,
          help: "Replace an input, such as demand.growth=\"40 %/year\"."),
        .value("replications", short: "n", "N", help: "How many runs."),
        .value("seed", "S", help: "The seed of all random draws."),
        .value("for", "TIME", help: "Stop after this long."),
        .value("level", "P", help: "The level of intervals."),
        .value(
          "out", short: "o", "DIR", completion: .folder, help: "Where the results go; - for standard output."),
        .value("metrics", "NAMES", help: "Which metrics."),
        .value("format", "FORMAT", completion: .choices(["csv", "json", "text"]), help: "What is printed."),
        .flag("force", short: "f", help: "Replace a results folder."),
        .flag("quiet", short: "q", help: "Print no progress."),
      ],
      examples: [CommandExample("capsim run base.json -n 100", "A hundred runs.")],
      exitStatuses: [.success, .failedRuns, .usage, .badScenario]),
    CommandSpec(
      name: "merge", summary: "join shards",
      positionals: [
        PositionalSpec("DIR", arity: .oneOrMore, completion: .folder, help: "The shards' folders.")
      ]),
    CommandSpec(
      name: "describe", summary: "explain an input",
      positionals: [PositionalSpec("PATH", arity: .optional, completion: .none, help: "The input's path.")]),
    CommandSpec(
      name: "explain", summary: "what would have to be true",
      positionals: [
        PositionalSpec("CLAIM", completion: .none, help: "The claim."),
        PositionalSpec("FILE", arity: .any, help: "More files."),
        PositionalSpec("SCENARIO", help: "The scenario."),
      ]),
  ])

@Suite("Reading a command line")
struct ParsingTests {
  private func run(_ line: String...) throws -> ParsedCommand {
    guard case .run(let command) = try exampleCommands.parse(line) else {
      throw UsageProblem.conflict("not a command to run", command: "test")
    }
    return command
  }

  @Test("unit: options in every spelling, operands among them")
  func spellings() throws {
    let spellings: [[String]] = [
      ["run", "base.json", "--replications=10", "--out", "x", "--force"],
      ["run", "--replications", "10", "-f", "-ox", "base.json"],
      ["run", "-n10", "base.json", "-fo", "x"],
      ["run", "-n=10", "-fo=x", "--", "base.json"],
    ]
    for line in spellings {
      guard case .run(let command) = try exampleCommands.parse(line) else {
        Issue.record("not a command to run")
        continue
      }
      #expect(command.command.name == "run")
      #expect(command.operand("SCENARIO") == "base.json")
      #expect(try command.integer("replications", in: 1...100) == 10)
      #expect(command.string("out") == "x")
      #expect(command.has("force") && !command.has("quiet"))
    }
  }

  @Test("unit: repeated options keep their order; values may be empty, hold =, or look like options")
  func values() throws {
    let command = try run("run", "--set", "a=1", "s.json", "--set=b==2", "--set=", "--set=--x", "-o", "-")
    #expect(command.strings("set") == ["a=1", "b==2", "", "--x"])
    #expect(command.string("out") == "-")
    #expect(command.string("seed") == nil)
    #expect(try run("run", "--", "--odd").operand("SCENARIO") == "--odd")
    #expect(try run("run", "-", "--seed", "-5").operand("SCENARIO") == "-")
  }

  @Test("unit: operands by how many each may take")
  func operands() throws {
    #expect(try run("merge", "a", "b", "c").operands("DIR") == ["a", "b", "c"])
    #expect(try run("describe").operand("PATH") == nil)
    #expect(try run("describe", "labs").operand("PATH") == "labs")
    let few = try run("explain", "c", "s")
    #expect(few.operands("FILE") == [] && few.operand("SCENARIO") == "s")
    let many = try run("explain", "c", "1", "2", "s")
    #expect(many.operand("CLAIM") == "c" && many.operands("FILE") == ["1", "2"])
    #expect(many.operand("SCENARIO") == "s")
  }

  @Test("unit: help and version")
  func helpAndVersion() throws {
    let runSpec = exampleCommands.commands[0]
    #expect(try exampleCommands.parse(["--help"]) == .help(nil))
    #expect(try exampleCommands.parse(["-h"]) == .help(nil))
    #expect(try exampleCommands.parse(["help"]) == .help(nil))
    #expect(try exampleCommands.parse(["help", "run"]) == .help(runSpec))
    #expect(try exampleCommands.parse(["run", "--help", "--nonsense"]) == .help(runSpec))
    #expect(try exampleCommands.parse(["run", "-fh"]) == .help(runSpec))
    #expect(try exampleCommands.parse(["--version"]) == .version)
    #expect(exampleCommands.versionText == "capsim 1.2.3\n")
  }

  @Test(
    "golden: what a wrong command line says",
    arguments: [
      ([], "capsim: no command given\nTry 'capsim --help'.\n"),
      (["rum"], "capsim: there is no command 'rum'; did you mean run?\nTry 'capsim --help'.\n"),
      (["frobnicate"], "capsim: there is no command 'frobnicate'\nTry 'capsim --help'.\n"),
      (["help", "merg"], "capsim: there is no command 'merg'; did you mean merge?\nTry 'capsim --help'.\n"),
      (
        ["--verison"], "capsim: there is no option --verison; did you mean --version?\nTry 'capsim --help'.\n"
      ),
      (
        ["run", "s", "--replicatons", "3"],
        "capsim run: there is no option --replicatons; did you mean --replications?\nTry 'capsim run --help'.\n"
      ),
      (["run", "s", "-x"], "capsim run: there is no option -x\nTry 'capsim run --help'.\n"),
      (
        ["run", "s", "-seed"],
        "capsim run: there is no option -s; did you mean --seed?\nTry 'capsim run --help'.\n"
      ),
      (
        ["run", "s", "--seed"],
        "capsim run: option --seed needs a value: --seed S\nTry 'capsim run --help'.\n"
      ),
      (
        ["run", "s", "--out", "--force"],
        "capsim run: option --out needs a value: --out DIR\nTry 'capsim run --help'.\n"
      ),
      (
        ["run", "s", "--force=yes"],
        "capsim run: option --force takes no value, but 'yes' was given\nTry 'capsim run --help'.\n"
      ),
      (
        ["run", "s", "-f", "--force"], "capsim run: option --force is given twice\nTry 'capsim run --help'.\n"
      ),
      (["run"], "capsim run: SCENARIO is missing\nTry 'capsim run --help'.\n"),
      (["merge"], "capsim merge: DIR is missing\nTry 'capsim merge --help'.\n"),
      (["explain", "c"], "capsim explain: SCENARIO is missing\nTry 'capsim explain --help'.\n"),
      (["run", "a", "b"], "capsim run: 'b' is one argument too many\nTry 'capsim run --help'.\n"),
      (
        ["run", "s", "--format", "jsno"],
        "capsim run: --format is 'jsno', but one of csv, json, text is due; did you mean json?\n"
          + "Try 'capsim run --help'.\n"
      ),
    ] as [([String], String)])
  func problems(line: [String], text: String) {
    do {
      _ = try exampleCommands.parse(line)
      Issue.record("accepted")
    } catch {
      #expect(exampleCommands.message(for: error) == text)
    }
  }

  @Test("unit: whole numbers, numbers, times and lists")
  func typedValues() throws {
    let command = try run(
      "run", "s", "--seed", "18446744073709551615", "--level=0.9", "--for", "1h 30m", "--metrics", "a, b,c")
    #expect(try command.integer("seed", in: 0...UInt64.max) == UInt64.max)
    #expect(try command.number("level", in: 0...1) == 0.9)
    #expect(try command.duration("for") == .seconds(5400))
    #expect(try command.list("metrics") == ["a", "b", "c"])
    let bare = try run("run", "s")
    #expect(try bare.integer("seed", in: 0...9) == nil)
    #expect(try bare.number("level", in: 0...1) == nil)
    #expect(try bare.duration("for") == nil)
    #expect(try bare.list("metrics") == [])
  }

  @Test("golden: what a value that does not fit says")
  func badValues() throws {
    let command = try run(
      "run", "s", "-n", "0", "--seed=1e3", "--level", "nan", "--for=20", "--metrics", "a,,b", "--out=x")
    func text(_ body: () throws -> Void) -> String {
      do {
        try body()
        return "accepted"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      text { _ = try command.integer("replications", in: 1...1000) }
        == "-n is '0', but a whole number from 1 to 1000 is due")
    #expect(
      text { _ = try command.integer("seed", in: 0...UInt64.max) }
        == "--seed is '1e3', but a whole number of at least 0 is due")
    #expect(
      text { _ = try command.number("level", in: 0...1) }
        == "--level is 'nan', but a number from 0.0 to 1.0 is due")
    #expect(
      text { _ = try command.number("level", in: 0...Double.infinity) }
        == "--level is 'nan', but a number of at least 0.0 is due")
    #expect(
      text { _ = try command.duration("for") }
        == "--for is '20', but a time such as 90s, 20m, 1h30m or 2d is due")
    #expect(
      text { _ = try command.list("metrics") } == "--metrics is 'a,,b', but a list such as a,b,c is due")
    #expect(
      command.badValue("out", expected: "a folder").description == "--out is 'x', but a folder is due")
  }

  @Test("unit: asking for an undeclared name traps")
  func undeclared() async {
    await #expect(processExitsWith: .failure) {
      guard case .run(let command) = try exampleCommands.parse(["run", "s"]) else { return }
      _ = command.has("nonsense")
    }
  }

  @Test(
    "unit: spans of time",
    arguments: [
      ("20m", 1200), ("90s", 90), ("1h30m", 5400), ("2d", 172_800), ("2.5h", 9000), ("500ms", 0.5),
      ("20 min", 1200),
      ("20", nil), ("m", nil), ("", nil), (" ", nil), ("-5m", nil), ("5 weeks", nil), (".5h", nil),
      ("1e3s", nil),
      ("1..5h", nil), ("1h30", nil), ("99999999d", nil), ("inf s", nil),
    ] as [(String, Double?)])
  func durations(text: String, seconds: Double?) {
    #expect(DurationText.parse(text) == seconds.map { .seconds($0) })
  }

  @Test(
    "unit: spans of time as a clock shows them",
    arguments: [
      (0, "0:00"), (7.4, "0:07"), (59.6, "1:00"), (754, "12:34"), (12_300, "3:25:00"), (356_400, "4d 03:00"),
      (.infinity, "--:--"), (-1, "--:--"), (.nan, "--:--"),
    ] as [(Double, String)])
  func clock(seconds: Double, text: String) {
    #expect(DurationText.clock(seconds) == text)
  }

  @Test(
    "unit: the nearest word",
    arguments: [
      ("rnu", "run"), ("RUN", "run"), ("desc", "describe"), ("mereg", "merge"), ("zzz", nil), ("", nil),
      ("r", nil),
      ("explian", "explain"),
    ] as [(String, String?)])
  func nearest(word: String, found: String?) {
    #expect(Suggestion.nearest(to: word, in: ["run", "merge", "describe", "explain"]) == found)
  }

  @Test("law: the distance between words is symmetric, zero for equals, and a swap costs one")
  func distances() {
    let words = ["", "a", "ab", "ba", "abc", "acb", "kitten", "sitting"].map(Array.init)
    for one in words {
      #expect(Suggestion.distance(one, one) == 0)
      for other in words { #expect(Suggestion.distance(one, other) == Suggestion.distance(other, one)) }
    }
    #expect(Suggestion.distance(Array("kitten"), Array("sitting")) == 3)
    #expect(Suggestion.distance(Array("ab"), Array("ba")) == 1)
  }
}
