@testable import Analysis
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What two builds of the program, whose models differ, make of each other's rows and results.
struct OtherBuildTests {
  /// The hash of the other build's sources, and that of its model.
  private static let otherSources = String(Engine.sources.map { $0 == "0" ? "1" : "0" })
  private static let otherModel = Engine.model(of: otherSources, build: Engine.build)
  private static let both =
    "model \(Engine.shortModel), and this build has model \(otherModel.prefix(12)), whose results may differ; "

  /// A copy of the program in the folder that differs in the hash of its sources alone.
  private func makeOtherBuild(in program: SweepProgram) {
    let script = "LC_ALL=C sed 's/\(Engine.sources)/\(Self.otherSources)/g' \"$0\" >other && chmod +x other"
    let outcome = program.finish(program.start(["/bin/sh", "-c", script, SweepProgram.executable]))
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  private func other(_ words: [String], in program: SweepProgram) -> SweepProgram.Outcome {
    program.finish(program.start(["./other"] + words))
  }

  /// unit: `--version`, manifests and plans say which model it is.
  @Test func theModelIsNamed() {
    let program = SweepProgram()
    makeOtherBuild(in: program)
    #expect(
      program.run(["--version"]).output
        == "capsim \(Engine.version)\nmodel \(Engine.model)\nbuild \(Engine.build)\n")
    #expect(other(["--version"], in: program).output.contains("\nmodel \(Self.otherModel)\n"))
    program.sweep("--out", "a", "--shard", "0/2")
    #expect(program.read("a.partial/plan.json").contains("\"model\": \"\(Engine.model)\""))
    program.sweep("--out", "b")
    #expect(program.read("b/manifest.json").contains("\"model\": \"\(Engine.model)\""))
  }

  /// unit: the rows of a sweep that one build began are not added to by another, whatever the version says.
  @Test func unfinishedRowsAreNotMixed() {
    let program = SweepProgram()
    makeOtherBuild(in: program)
    program.sweep("--out", "a", "--shard", "0/2")
    let words = ["sweep"] + SweepProgram.small
    let resumed = other(words + ["--out", "a", "--shard", "1/2"], in: program)
    #expect(resumed.status == 73)
    #expect(
      resumed.errors == "capsim: a.partial holds the unfinished rows of a sweep by " + Self.both
        + "go on with the build that began it, choose another folder, or drop it with --force\n")
    #expect(other(words + ["--out", "b", "--shard", "1/2"], in: program).status == 0)
    for folders in [["a.partial", "b.partial"], ["b.partial", "a.partial"]] {
      let merged = other(["merge", "--out", "c"] + folders, in: program)
      #expect(merged.status == 65)
      #expect(
        merged.errors == "capsim: a.partial/shard-000000-of-000002.rows holds rows of " + Self.both
          + "go on with the build that began the sweep, or run all of it anew in another folder\n")
    }
    let alone = other(["merge", "a.partial", "--out", "c"], in: program)
    #expect(alone.status == 65)
    #expect(
      alone.errors.hasPrefix("a.partial/plan.json:3:12: model: the sweep was made by a build of " + Self.both)
    )
    #expect(!program.exists("c"))
  }

  /// unit: results of another build are not reused, not passed for this one's, and not run again to be compared.
  @Test func resultsAreNotMixed() throws {
    let program = SweepProgram()
    makeOtherBuild(in: program)
    program.sweep("--out", "a")
    let words = ["sweep"] + SweepProgram.small + ["--out", "a"]
    let again = other(words, in: program)
    #expect(again.status == 73)
    #expect(
      again.errors == "capsim: a was made by a build of " + Self.both
        + "choose another folder, or replace it with --force\n")
    let extended = other(words + ["--extend"], in: program)
    #expect(extended.status == 73)
    #expect(extended.errors.hasPrefix("capsim: a cannot be extended: it was made by a build of " + Self.both))
    let id = String(program.read("a/runs.csv").split(separator: "\n")[1].prefix(17))
    for words in [["verify", "a"], ["replay", id, "--in", "a"]] {
      let refused = other(words, in: program)
      #expect(refused.status == 65)
      #expect(refused.errors.contains(Self.both), "\(refused.errors)")
    }
  }
}
