import Testing

/// Runs that end their process, as a person meets them; of a program that is `capsim` but for runs that trap on
/// purpose.
@Suite struct TrapCommandTests {
  private static let executable = String(RunProgram.executable.dropLast("capsim".count)) + "CapsimProbe"

  /// Runs the program, whose runs of these indices trap.
  private func run(_ program: SweepProgram, trapping: String, _ words: [String]) -> SweepProgram.Outcome {
    program.finish(program.start(["/usr/bin/env", "PROBE_TRAPS=\(trapping)", Self.executable] + words))
  }

  private static let short = [
    "run", SweepProgram.scenario, "--set", "end=2026-03-01", "--replications", "6", "--quiet",
  ]

  /// The rows of replications 1 and 4 left out.
  private func survivors(_ text: String, column: Int) -> String {
    text.split(separator: "\n").filter {
      let cells = $0.split(separator: ",", omittingEmptySubsequences: false)
      return cells[column] != "1" && cells[column] != "4"
    }.joined(separator: "\n")
  }

  /// unit: a run that traps costs no other run its rows; it is a row of failures.csv, and the status is 3.
  @Test func oneTrapLosesNothingElse() {
    let program = SweepProgram()
    #expect(program.run(Self.short + ["--out", "whole"]).status == 0)
    let outcome = run(program, trapping: "1,4", Self.short + ["--out", "some"])
    #expect(outcome.status == 3)
    #expect(outcome.errors.hasPrefix("replication 1 failed: the process of the run died of signal "))
    #expect(outcome.errors.contains("run 1 traps\n  capsim run "))
    for name in ["series.csv", "labs.csv", "bottlenecks.csv", "technologies.csv"] {
      #expect(
        program.read("some/\(name)") == survivors(program.read("whole/\(name)"), column: 0) + "\n", "\(name)")
    }
    #expect(
      survivors(program.read("some/runs.csv"), column: 1)
        == survivors(program.read("whole/runs.csv"), column: 1))
    let failures = program.read("some/failures.csv").split(separator: "\n")
    #expect(failures.count == 3)
    #expect(failures[1].contains("Fatal error: run 1 traps"))
    #expect(failures[2].hasSuffix("--seed 1 --first 4 --replications 1"))
    #expect(program.read("some/manifest.json").contains("\"failed\": 2"))
    #expect(SweepProgram.names(program.folder).contains { $0.hasPrefix(".some") } == false)
  }

  /// unit: a run of a scenario from a pipe is run again from its results, since the pipe is empty by then.
  @Test func pipedScenariosAreReplayedFromResults() throws {
    let program = SweepProgram()
    program.write("small.json", SmallScenario.text)
    let words = "-n 2 --set end=2026-01-15 --quiet"
    func piped(_ out: String) -> SweepProgram.Outcome {
      let line = "PROBE_TRAPS=1 \(Self.executable) run - \(words) --out \(out) <small.json"
      return program.finish(program.start(["/bin/bash", "-c", line]))
    }
    let outcome = piped("some")
    let id = try #require(program.read("some/failures.csv").split(separator: "\n").last).prefix(17)
    #expect(outcome.errors.hasSuffix("\n  capsim replay \(id) --in some\n"), "\(outcome.errors)")
    #expect(program.read("some/failures.csv").hasSuffix(",capsim replay \(id) --in .\n"))
    #expect(program.run(["replay", String(id), "--in", "some"]).status != 66)
    #expect(!piped("-").errors.contains("  capsim "))
  }

  /// twin: the bytes of results with a trap in them do not depend on the number of threads.
  @Test func trapsDoNotShowThreads() {
    let program = SweepProgram()
    for threads in ["1", "3"] {
      let words = Self.short + ["--out", threads, "--threads", threads]
      #expect(run(program, trapping: "0,5", words).status == 3)
    }
    #expect(program.contents("1") == program.contents("3"))
  }

  /// unit: where every run fails, failures.csv has those that are not named on the terminal too.
  @Test func allTrapsAreNamed() {
    let program = SweepProgram()
    let twelve = Self.short.map { $0 == "6" ? "12" : $0 }
    let traps = (0..<12).map(String.init).joined(separator: ",")
    let outcome = run(program, trapping: traps, twelve + ["--out", "all"])
    #expect(outcome.status == 3)
    #expect(
      outcome.errors.hasSuffix(
        "and 2 more; failures.csv names them\nall 12 runs failed; failures.csv is in all\n"))
    #expect(program.read("all/failures.csv").split(separator: "\n").count == 13)
    #expect(program.run(["verify", "all", "--sample", "1"]).errors.contains(" differs:"))
    let stream = run(program, trapping: traps, twelve + ["--out", "-"])
    #expect(stream.status == 3)
    #expect(
      stream.errors.hasSuffix(
        "and 2 more; a run into a folder names them in failures.csv\n"
          + "capsim: all 12 runs failed; the table on standard output has no row\n"))
  }

  /// unit: processes killed from outside, as for want of memory, are no failure of a run: it is tried again, and if
  /// that does not help the command ends and leaves nothing.
  @Test func killsAreNoFailures() {
    let program = SweepProgram()
    let outcome = run(program, trapping: "4 killed", Self.short + ["--out", "none"])
    #expect(outcome.status == 74)
    #expect(
      outcome.errors
        == "capsim: replication 4 could not be run: the process of the run died of signal 9 (killed, perhaps for want "
        + "of memory), 3 times; use fewer threads, or free some memory; nothing was written\n")
    #expect(SweepProgram.names(program.folder).allSatisfy { $0.hasPrefix("stream.") })
  }

  /// unit: what became of a run's process is known where whoever started the program ignores SIGCHLD.
  @Test func ignoredChildrenAreHeeded() {
    let program = SweepProgram()
    let ignoring = ["/bin/sh", "-c", "trap '' CHLD; exec \"$0\" \"$@\""]
    let sweep = ["sweep"] + SweepProgram.small + ["--out", "a", "--quiet"]
    #expect(program.finish(program.start(ignoring + [SweepProgram.executable] + sweep)).status == 0)
    let trapping = ["/usr/bin/env", "PROBE_TRAPS=1", Self.executable] + Self.short + ["--out", "b"]
    let outcome = program.finish(program.start(ignoring + trapping))
    #expect(outcome.status == 3)
    #expect(outcome.errors.hasPrefix("replication 1 failed: the process of the run died of signal "))
  }

  /// unit: series on standard output leave a run that traps out, and no row comes twice.
  @Test func streamsGoOnAfterATrap() {
    let program = SweepProgram()
    #expect(program.run(Self.short + ["--out", "whole"]).status == 0)
    let outcome = run(program, trapping: "1,4", Self.short + ["--out", "-"])
    #expect(outcome.status == 3)
    #expect(outcome.output == survivors(program.read("whole/series.csv"), column: 0) + "\n")
  }

  /// unit: `replay` of a run that trapped says what trapped and, with a trace, in which event; the row is the same.
  @Test func trapsAreReplayed() {
    let program = SweepProgram()
    #expect(run(program, trapping: "1", Self.short + ["--out", "a"]).status == 3)
    let lines = program.read("a/runs.csv").split(separator: "\n")
    let id = String(lines[2].prefix(16))
    // Alone it has the number 0.
    let outcome = run(program, trapping: "0", ["replay", id, "--in", "a"])
    #expect(outcome.status == 0 && outcome.output == "\(lines[0])\n\(lines[2])\n")
    #expect(outcome.errors.hasPrefix("the run failed: the process of the run died of signal "))
    #expect(outcome.errors.contains("Fatal error: run 0 traps\nwith --trace, events.csv ends with "))
    let traced = run(program, trapping: "0", ["replay", id, "--in", "a", "--trace", "-o", "t"])
    #expect(traced.status == 0 && traced.errors.contains("Fatal error: run 0 traps"))
    #expect(program.read("t/manifest.json").contains("\"status\": \"failed\""))
    // One that does not trap any more differs.
    let sound = program.run(["replay", id, "--in", "a"])
    #expect(sound.status == 4 && sound.errors.contains("differs"))
  }

  /// unit: `replay` of a run of a sweep that trapped says so too.
  @Test func trapsOfSweepsAreReplayed() {
    let program = SweepProgram()
    program.sweep("--out", "a", "--quiet")
    let lines = program.read("a/runs.csv").split(separator: "\n")
    let outcome = run(program, trapping: "3", ["replay", String(lines[4].prefix(16)), "--in", "a"])
    #expect(outcome.status == 4)
    #expect(outcome.errors.contains("Fatal error: run 3 traps"))
    #expect(outcome.output.contains(",trapped,"))
  }

  /// unit: `verify` of a sweep outlives runs that end their process: their rows differ, and all others are compared.
  @Test func trapsDoNotEndVerify() {
    let program = SweepProgram()
    program.sweep("--out", "a", "--quiet")
    let outcome = run(program, trapping: "3,7", ["verify", "a"])
    // Of each the row of runs.csv and those of series.csv.
    #expect(outcome.status == 4 && outcome.output == "12 of 12 rows run again: 4 differences\n", "\(outcome)")
    for (row, index) in [(5, 3), (9, 7)] {
      #expect(outcome.errors.contains("row \(row) of runs.csv differs:\n- "))
      #expect(outcome.errors.contains("Fatal error: run \(index) traps\n"))
    }
    #expect(program.run(["verify", "a"]).output == "12 of 12 rows run again: the same\n")
  }
}
