#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Tables
import Testing

/// Rows say whose they are: what becomes of `plan.json` loses none and mixes none.
struct SweepPlanFileTests {
  private static let plan = "a.partial/plan.json"

  /// A sweep of which half is done.
  private func half() -> SweepProgram {
    let program = SweepProgram()
    #expect(program.sweep("--out", "a", "--shard", "0/2").status == 0)
    return program
  }

  private func damage(_ program: SweepProgram, _ how: String) {
    let text = program.read(Self.plan)
    switch how {
    case "missing": unlink("\(program.folder)/\(Self.plan)")
    case "cut": program.write(Self.plan, String(text.prefix(text.utf8.count / 2)))
    case "empty": program.write(Self.plan, "")
    default: program.write(Self.plan, text.replacing("\"replications\": 2", with: "\"replications\": 3"))
    }
  }

  /// unit: a plan that is missing, cut, empty or changed is written again, and the rows beside it are kept.
  @Test(arguments: ["missing", "cut", "empty", "changed"]) func rowsOutliveTheirPlan(how: String) {
    let program = half()
    let text = program.read(Self.plan)
    damage(program, how)
    let early = program.run(["merge", "a.partial"])
    #expect(early.status == (how == "missing" ? 66 : 65))
    #expect(
      early.errors.hasSuffix("; the sweep's own command writes it again and keeps the rows\n"),
      "\(early.errors)")
    #expect(program.sweep("--out", "a", "--shard", "1/2").status == 0)
    #expect(program.read(Self.plan) == text)
    #expect(program.run(["merge", "a.partial"]).status == 0)
    program.sweep("--out", "b")
    #expect(program.contents("a") == program.contents("b"))
  }

  /// unit: another sweep does not take over a folder with rows because its plan is missing, cut or changed.
  @Test(arguments: ["missing", "cut", "empty", "changed"]) func rowsAreNotAdopted(how: String) {
    let program = half()
    damage(program, how)
    let names = SweepProgram.names(program.folder + "/a.partial")
    // Another shard, so that no file of its own speaks of the other sweep.
    let other = program.sweep("--out", "a", "--shard", "1/2", "--seed", "2")
    #expect(other.status == 73)
    #expect(other.errors.hasPrefix("capsim: a.partial holds the unfinished rows of another sweep; "))
    #expect(SweepProgram.names(program.folder + "/a.partial") == names)
  }

  /// unit: a plan that cannot be read is not taken for one that is absent.
  @Test func unreadablePlansAreNamed() {
    let program = SweepProgram()
    mkdir("\(program.folder)/a.partial", 0o777)
    mkdir("\(program.folder)/\(Self.plan)", 0o777)
    let outcome = program.sweep("--out", "a")
    #expect(outcome.status == 73)
    #expect(outcome.errors.hasPrefix("capsim: cannot read a.partial/plan.json: "), "\(outcome.errors)")
    #expect(
      program.run(["merge", "a.partial"]).errors.hasPrefix("capsim: cannot read a.partial/plan.json: "))
  }

  /// unit: a sweep does not write its plan into a folder that another process has come to and not said what it is for.
  @Test func plansAreWrittenAlone() throws {
    let program = SweepProgram()
    mkdir("\(program.folder)/a.partial", 0o777)
    var other = FolderLock("\(program.folder)/a.partial")
    try #require(other).share()
    let child = program.start([SweepProgram.executable, "sweep"] + SweepProgram.small + ["--out", "a"])
    usleep(700_000)
    #expect(!program.exists(Self.plan))
    other = nil
    let outcome = program.finish(child)
    #expect(outcome.status == 0 && program.exists("a"), "\(outcome.errors)")
  }

  /// twin: of two sweeps that begin in one folder at once one has it, whole, and the other says so.
  @Test func oneOfTwoSweepsHasTheFolder() {
    for _ in 0..<3 {
      let program = SweepProgram()
      let children = (1...2).map { seed in
        program.start(
          [SweepProgram.executable, "sweep"] + SweepProgram.small + ["--out", "a", "--seed", "\(seed)"],
          streams: "copy\(seed)")
      }
      let outcomes = zip(1..., children).map { program.finish($1, streams: "copy\($0)") }
      #expect(Set(outcomes.map(\.status)) == [0, 73], "\(outcomes)")
      let winner = outcomes[0].status == 0 ? "1" : "2"
      let seeds = program.read("a/runs.csv").split(separator: "\n").dropFirst().map {
        $0.split(separator: ",")[3]
      }
      #expect(seeds.count == 12 && seeds.allSatisfy { $0 == winner })
    }
  }

  /// unit: a process that does runs refuses the plan of another sweep than the one it was started for.
  @Test func workersRefuseAnotherSweep() {
    let program = half()
    let names = SweepProgram.names(program.folder + "/a.partial")
    let meant = String(repeating: "0", count: 64)
    let worker = [
      "/usr/bin/env", "CAPSIM_SWEEP_WORKER=a.partial", "CAPSIM_SWEEP_PARENT=\(getpid())",
      "CAPSIM_SWEEP_IDENTITY=\(meant)", SweepProgram.executable, "sweep", "a.partial/plan.json", "--out", "a",
      "--threads", "1", "--shard", "1/2",
    ]
    let outcome = program.finish(program.start(worker))
    #expect(outcome.status == 65)
    #expect(outcome.errors.hasPrefix("capsim: a.partial/plan.json is of sweep "), "\(outcome.errors)")
    #expect(
      outcome.errors.contains(", and this process was started for sweep 000000000000; another sweep has"))
    #expect(SweepProgram.names(program.folder + "/a.partial") == names)
  }
}
