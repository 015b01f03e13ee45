#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
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
}
