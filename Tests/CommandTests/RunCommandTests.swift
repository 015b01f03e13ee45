#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Model
import ScenarioFormat
import SimulationKernel
import Terminal
import TestSupport
import Testing

@testable import Analysis
@testable import Commands

/// command line: `capsim run` as a process.
@Suite struct RunCommandTests {
  /// command line: a run writes the folder named after the scenario and prints an answer; it replaces nothing unasked.
  @Test func writesResults() {
    let program = RunProgram()
    let first = program.runShort()
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.errors == "")
    #expect(first.output.hasPrefix("space\n"))
    #expect(first.output.contains("\n3 runs, seed 1, 2026-01-01 to 2026-03-01\n"))
    #expect(first.output.contains("\nResults: results/space; "))
    #expect(!first.output.contains("\u{1B}"))
    #expect(first.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(program.names("results") == ["space"])
    #expect(program.names("results/space").count == 19)
    let second = program.runShort()
    #expect(second.status == 73)
    #expect(second.output == "")
    #expect(
      second.errors
        == "capsim: results/space exists already; choose another folder or ask for it to be replaced with --force\n"
    )
    let series = program.read("results/space/series.csv")
    #expect(program.runShort("--force", "--seed", "2", "--quiet").status == 0)
    #expect(program.read("results/space/series.csv") != series)
    #expect(program.names("results") == ["space"])
  }

  /// command line: series on standard output are those of the folder, and nothing else is written.
  @Test func streamsSeries() {
    let program = RunProgram()
    #expect(program.runShort("--out", "here", "--quiet", "--every", "month", "--threads", "1").status == 0)
    let stream = program.runShort("--out", "-", "--every", "month", "--threads", "3")
    #expect(stream.status == 0)
    #expect(stream.output == program.read("here/series.csv"))
    #expect(stream.errors == "")
    #expect(program.names() == ["here"])
  }

  /// command line: JSON for programs.
  @Test func answersInJSON() throws {
    let program = RunProgram()
    let outcome = program.runShort("--out", "here", "--format", "json", "--quiet")
    #expect(outcome.status == 0)
    let (node, problems) = JSONReader.read(Array(outcome.output.utf8), file: "answer")
    #expect(problems == [])
    #expect(node?["succeeded"]?.number == 3 && node?["failed"]?.number == 0)
    #expect(node?["results"]?.string == "here")
    let dates = try #require(node?["dates"]?.elements)
    #expect(dates.count == 1 && dates[0]["date"]?.string == "2026-03-01")
    #expect(dates[0]["compute_online_h100e"]?["p50"]?.number ?? 0 > 1e6)
    #expect(node?["claims"]?.elements.count ?? 0 > 10)
  }

  /// command line: a signal ends the work with a status of its own, and nothing is left.
  @Test(arguments: [SIGINT, SIGTERM])
  func signalsLeaveNothing(_ signal: Int32) {
    let program = RunProgram()
    let child = program.start(
      ["run", RunProgram.short[0], "--replications", "20000", "--set", "end=2026-03-01"])
    // Once its rows go somewhere the program is at work.
    #expect(
      Child.wait(for: child) { program.names("results").contains { $0.hasPrefix(".space.partial") } })
    kill(child, signal)
    let outcome = program.finish(child)
    #expect(outcome.status == 75)
    #expect(outcome.output == "")
    #expect(
      outcome.errors.hasPrefix("capsim: interrupted by \(signal == SIGINT ? "SIGINT" : "SIGTERM") after "))
    #expect(outcome.errors.hasSuffix(" of 20000 runs; nothing was written\n"))
    #expect(program.names() == [])
  }

  /// command line: what cannot be done has a message and a status of its own, and leaves nothing.
  @Test func badInput() {
    let program = RunProgram()
    let scenario = RunProgram.short[0]
    let cases: [(arguments: [String], status: Int32, errors: String)] = [
      (
        [scenario, "--replications", "0"], 64,
        "capsim run: --replications is '0', but a whole number from 1 to 10000000 is due\nTry 'capsim run --help'.\n"
      ),
      (
        [scenario, "--every", "week"], 64,
        "capsim run: --every is 'week', but one of month, quarter, year is due\nTry 'capsim run --help'.\n"
      ),
      (
        [scenario, "--out", "-", "--format", "json"], 64,
        "capsim run: --format says how to print the answer, which --out - leaves out\nTry 'capsim run --help'.\n"
      ),
      (["nowhere.json"], 66, "capsim: cannot read nowhere.json: no such file\n"),
      (
        [scenario, "--out", "output"], 73,
        "capsim: output exists and is not a folder; choose another name\n"
      ),
    ]
    for (arguments, status, errors) in cases {
      let outcome = program.finish(program.start(["run"] + arguments))
      #expect(outcome.status == status, "\(arguments)")
      #expect(outcome.errors == errors)
      #expect(outcome.output == "")
      #expect(program.names() == [])
    }
    let broken = program.runShort("--set", "orbit.sunlit=7 t")
    #expect(broken.status == 65)
    #expect(broken.errors.contains("orbit.sunlit"))
    #expect(program.names() == [])
  }

  /// command line: a full device is an error, not a short table.
  @Test func fullDevice() {
    guard access("/dev/full", W_OK) == 0 else { return }
    let outcome = RunProgram().runShort("--out", "-", output: "/dev/full")
    #expect(outcome.status == 74)
    #expect(
      outcome.errors
        == "capsim: cannot write standard output: no space left on the device; free some space or choose another folder\n"
    )
  }

  /// unit: where runs failed the status says so.
  @Test func failedRuns() throws {
    let program = RunProgram()
    let source = ScenarioSource(path: RunProgram.short[0], settings: ["end=2026-02-01"])
    let plan = ReplicationPlan(try source.load().model, count: 2, command: "capsim run space.json")
    var options = try RunOptions(
      try #require(RunCommandTests.parsed(["run", "space.json"])), environment: [:])
    options.folder = program.folder + "/out"
    let session = RunSession(plan, options, Console(environment: [:]))
    var summary = RunSummary(plan)
    #expect(session.end(summary) == .success)
    summary.add(RunFailure(what: "power: 1 counted, 2 booked", place: "2026-01-04"), replication: 0)
    #expect(session.end(summary) == .failedRuns)
  }

  static func parsed(_ arguments: [String]) -> ParsedCommand? {
    guard case .run(let parsed) = try? CommandLineTool.commandSet.parse(arguments) else { return nil }
    return parsed
  }

  /// unit: options and their defaults.
  @Test func options() throws {
    let plain = try RunOptions(
      try #require(Self.parsed(["run", "a.json"])), environment: ["SLURM_CPUS_PER_TASK": "3"])
    #expect(plain.replications == 100 && plain.seed == 1 && plain.first == 0 && plain.folder == nil)
    #expect(plain.interval == .quarter && plain.format == nil && !plain.isQuiet && !plain.replaces)
    #expect(plain.threads >= 1 && plain.threads <= 3)
    let full = try RunOptions(
      try #require(
        Self.parsed(
          "run a.json -n 7 --seed 9 --first 2 --threads 5 -o x --every year --format csv --force -q"
            .split(separator: " ").map(String.init))), environment: [:])
    #expect(full.replications == 7 && full.seed == 9 && full.first == 2 && full.threads == 5)
    #expect(
      full.folder == "x" && full.interval == .year && full.format == .csv && full.isQuiet && full.replaces)
  }

  /// unit: the version that `--version` prints is the one in manifests and run ids.
  @Test func oneVersion() {
    #expect(CommandLineTool.version == Engine.version)
  }
}
