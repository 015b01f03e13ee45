import Testing

/// `--trace` and `replay` as a person calls them.
struct TraceCommandTests {
  private static let short = [
    "run", SweepProgram.scenario, "--set", "end=2026-03-01", "--replications", "3", "--quiet",
  ]

  /// The rows of a file that belong to a replication, below its header.
  private func rows(_ text: String, of replication: String) -> String {
    let lines = text.split(separator: "\n")
    return ([lines[0]] + lines.filter { $0.hasPrefix(replication + ",") }).joined(separator: "\n") + "\n"
  }

  /// twin: traces have the same bytes for any number of threads, and `replay` gives those of one run.
  @Test func runsAreTracedAndReplayed() {
    let program = SweepProgram()
    for threads in ["1", "2"] {
      let outcome = program.run(Self.short + ["--trace", "--threads", threads, "--out", threads])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    #expect(program.contents("1") == program.contents("2"))
    #expect(program.run(Self.short + ["--out", "plain"]).status == 0)
    #expect(program.read("1/runs.csv") == program.read("plain/runs.csv"))
    #expect(
      program.read("1/events.csv").hasPrefix("replication,event,day,date,kind,cause,entity,lab,venue\n"))
    let lines = program.read("plain/runs.csv").split(separator: "\n")
    let id = String(lines[3].prefix(17))
    let row = program.run(["replay", String(id.prefix(7)), "--in", "plain/"])
    #expect(row.status == 0 && row.output == "\(lines[0])\n\(lines[3])\n" && row.errors.isEmpty)
    let traced = program.run(["replay", id, "--in", "plain", "--trace"])
    #expect(traced.status == 0 && traced.output == row.output)
    #expect(traced.errors == "trace: results/replay-\(id)\n")
    for name in ["events.csv", "movements.csv"] {
      #expect(program.read("results/replay-\(id)/\(name)") == rows(program.read("1/\(name)"), of: "2"))
    }
    #expect(program.run(["replay", id, "--in", "plain", "--trace"]).status == 73)
    #expect(program.run(["replay", id, "--in", "plain", "--trace", "--force"]).status == 0)
    #expect(
      program.run(["replay", id, "--in", "results/replay-\(id)"]).errors
        == "capsim: results/replay-\(id) holds a replay, not runs or a sweep\n")
    program.write("plain/runs.csv", lines.map { $0.hasPrefix(id) ? "\($0)0\n" : "\($0)\n" }.joined())
    #expect(program.run(["replay", id, "--in", "plain"]).status == 4)
  }

  /// twin: one run of a sweep has the trace of the same run by itself.
  @Test func runsOfSweepsAreTraced() {
    let program = SweepProgram()
    program.sweep("--out", "a", "--quiet")
    let lines = program.read("a/runs.csv").split(separator: "\n")
    let traced = program.run(["replay", String(lines[4].prefix(17)), "--in", "a", "--trace", "-o", "t"])
    #expect(traced.status == 0 && traced.output == "\(lines[0])\n\(lines[4])\n")
    #expect(program.read("t/runs.csv") == traced.output)
    // Replication 1 of the second point: the heaviest W/kg or the next payload, as its row says.
    let cells = lines[4].split(separator: ",")
    let alone = [
      "run", SweepProgram.scenario, "--set", "end=2026-02-01", "--replications", "1", "--first",
      String(cells[2]), "--trace", "--out", "alone", "--quiet",
      "--set", "launch.vehicles.starship_v3.payload=\(cells[3]) t", "--set",
      "orbit.specific_power=\(cells[4]) W/kg",
    ]
    #expect(program.run(alone).status == 0)
    #expect(program.read("t/events.csv") == program.read("alone/events.csv"))
    #expect(program.read("t/movements.csv") == program.read("alone/movements.csv"))
  }

  /// unit: why a run failed is said, and its trace has what there is.
  @Test func failedRunsAreReplayed() {
    let program = SweepProgram()
    let words = [
      "sweep", SweepProgram.scenario, "--vary", "start=2026-01-01,2026-03-01", "--vary", "end=2026-02-01",
      "--replications", "1", "--metrics", "dark_share", "--out", "a", "--quiet",
    ]
    #expect(program.run(words).status == 3)
    let line = program.read("a/failures.csv").split(separator: "\n")[1]
    let outcome = program.run(["replay", String(line.prefix(17)), "--in", "a", "--trace", "-o", "t"])
    #expect(outcome.status == 0)
    #expect(
      outcome.errors
        == "trace: t\nthe run failed: the scenario would not run: end: the end 2026-02-01 is not after the start "
        + "2026-03-01\n")
    #expect(program.read("t/events.csv").split(separator: "\n").count == 1)
    #expect(program.read("t/manifest.json").contains("\"status\": \"failed\""))
  }

  /// unit: a disk that is full in a traced run is said to be, and nothing is left.
  @Test func fullDisksAreSaid() {
    let program = SweepProgram()
    let small = ["/bin/sh", "-c", "ulimit -f 200; exec \"$0\" \"$@\"", SweepProgram.executable]
    let outcome = program.finish(program.start(small + Self.short + ["--trace", "--out", "a"]))
    #expect(outcome.status == 74)
    #expect(outcome.errors.hasPrefix("capsim: replication 0 could not be run: cannot write "))
    #expect(
      outcome.errors.hasSuffix(
        ".part: no space left on the device; free some space or choose another folder; "
          + "nothing was written\n"))
    #expect(SweepProgram.names(program.folder).allSatisfy { $0.hasPrefix("stream.") })
  }

  /// unit: options that do not go together are said to.
  @Test func usage() {
    let program = SweepProgram()
    let stream = program.run(Self.short + ["--trace", "--out", "-"])
    #expect(stream.status == 64)
    #expect(
      stream.errors.hasPrefix(
        "capsim run: --trace writes tables beside series.csv, which --out - leaves out\n"))
    let place = program.run(["replay", "r12345678", "--out", "x"])
    #expect(place.status == 64)
    #expect(
      place.errors.hasPrefix("capsim replay: --out and --force say where the trace goes, so --trace is due\n")
    )
    #expect(program.run(["replay", "r12345678"]).errors == "capsim: . holds no finished results\n")
    #expect(program.run(["replay", "xyz"]).status == 64)
  }
}
