#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

/// What earlier sweeps have left in a folder, and what becomes of it.
struct SweepFolderTests {
  private func copy(_ from: String, _ to: String, in program: SweepProgram) {
    let outcome = program.finish(program.start(["/bin/cp", "-R", from, to], streams: "cp"), streams: "cp")
    #expect(outcome.status == 0)
  }

  /// unit: rows of another division are found before anything runs, and dropped by force.
  @Test func otherDivisionsAreFoundFirst() {
    let program = SweepProgram()
    program.sweep("--out", "a", "--shard", "0/4")
    let before = SweepProgram.names(program.folder + "/a.partial")
    let ending = ", choose another folder, or drop them by running the whole sweep with --force\n"
    for words in [["--shard", "0/3"], []] {
      let outcome = program.run(["sweep"] + SweepProgram.small + ["--out", "a"] + words)
      #expect(outcome.status == 73)
      #expect(
        outcome.errors
          == "capsim: a.partial holds rows of this sweep in 4 parts; go on with --shard K/4 and capsim merge"
          + ending
      )
    }
    #expect(SweepProgram.names(program.folder + "/a.partial") == before)
    #expect(program.sweep("--out", "a", "--force").status == 0)
    program.sweep("--out", "b")
    #expect(program.contents("a") == program.contents("b") && !program.exists("a.partial"))
  }

  /// unit: rows that a killed process left beside the results it had put in their place go, and are in nobody's way.
  @Test func leftoversGo() {
    let program = SweepProgram()
    program.sweep("--out", "a", "--shard", "0/1")
    copy("a.partial", "kept", in: program)
    #expect(program.run(["merge", "a.partial"]).status == 0)
    #expect(!program.exists("a.partial"))
    copy("kept", "a.partial", in: program)
    #expect(program.sweep("--out", "a").errors == "a holds this sweep already, complete\n")
    #expect(!program.exists("a.partial"))
    copy("kept", "a.partial", in: program)
    #expect(program.run(["merge", "a.partial"]).errors == "a holds the complete sweep already\n")
    #expect(!program.exists("a.partial"))
    copy("kept", "a.partial", in: program)
    let more = ["sweep"] + SweepProgram.small(replications: 3)
    #expect(program.run(more + ["--out", "a", "--extend", "--quiet"]).status == 0)
    program.run(more + ["--out", "b", "--quiet"])
    #expect(program.contents("a") == program.contents("b") && !program.exists("a.partial"))
  }

  /// unit: results that were there before are not taken for what a sweep that could not begin was to put there.
  @Test func forceDoesNotClaimEarlierResults() {
    let program = SweepProgram()
    program.sweep("--out", "a")
    #expect(symlink("nowhere/at-all", program.folder + "/a.partial") == 0)
    let outcome = program.sweep("--out", "a", "--force")
    #expect(outcome.status != 0 && !outcome.errors.contains("another copy"), "\(outcome.errors)")
  }

  /// unit: results that are complete excuse only a merge of their own rows, without force.
  @Test func mergeLooksAtItsOperand() {
    let program = SweepProgram()
    program.sweep("--out", "a")
    let done = "a holds the complete sweep already\n"
    #expect(program.run(["merge", "a.partial"]).errors == done)
    #expect(program.run(["merge", "./a.partial", "--out", "a"]).errors == done)
    #expect(program.run(["merge", "mistyped.partial", "--out", "a"]).status == 66)
    #expect(program.run(["merge", "a.partial", "--force"]).status == 66)
  }

  /// unit: a folder whose name differs in letter case has no say in the design of a sweep.
  @Test func otherLetterCaseIsAnotherFolder() {
    let program = SweepProgram()
    func sweep(_ samples: Int, _ more: String...) {
      let outcome = program.run(
        [
          "sweep", SweepProgram.scenario, "--set", "end=2026-02-01", "--vary",
          "orbit.specific_power=50 W/kg..150 W/kg", "--replications", "1", "--metrics", "dark_share",
          "--design", "latin", "--samples", "\(samples)",
        ] + more)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    sweep(2, "--out", "A")
    sweep(4, "--out", "A", "--extend")
    sweep(4, "--out", "a")
    sweep(4, "--out", "b")
    #expect(program.contents("a") == program.contents("b"))
  }

  /// unit: points that coincide have the same run, which is replayed by its id.
  @Test func coincidingPointsAreReplayed() throws {
    let program = SweepProgram()
    program.run([
      "sweep", SweepProgram.scenario, "--set", "end=2026-02-01", "--vary", "orbit.allowed=true,false",
      "--replications", "1", "--metrics", "dark_share", "--design", "morris", "--samples", "4", "--out", "a",
    ])
    let rows = program.read("a/runs.csv").split(separator: "\n").dropFirst()
    let ids = rows.map { String($0.prefix(17)) }
    let id = try #require(ids.first)
    #expect(ids.filter { $0 == id }.count > 1)
    let replay = program.run(["replay", id, "--in", "a"])
    #expect(replay.status == 0 && replay.output.hasSuffix("\n\(rows[1])\n"), "\(replay.errors)")
  }

  /// unit: rows of series belong to their own point, though the run of the next is the same.
  @Test func coincidingPointsHaveTheirSeries() {
    let program = SweepProgram()
    func sweep(_ samples: Int, _ more: String...) {
      let outcome = program.run(
        [
          "sweep", SweepProgram.scenario, "--set", "end=2026-02-01", "--vary", "orbit.allowed=true,false",
          "--replications", "1", "--metrics", "dark_share", "--series", "dark_share", "--every", "month",
          "--design", "random", "--samples", "\(samples)",
        ] + more)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    sweep(8, "--out", "a")
    #expect(program.run(["verify", "a"]).output == "8 of 8 rows run again: the same\n")
    sweep(12, "--out", "a", "--extend")
    sweep(12, "--out", "b")
    #expect(program.contents("a") == program.contents("b"))
  }

  /// unit: a Latin design that was extended is complete for the same command without the word.
  @Test func extendedLatinDesignsAreComplete() {
    let program = SweepProgram()
    func sweep(_ samples: Int, _ more: String...) -> SweepProgram.Outcome {
      program.run(
        [
          "sweep", SweepProgram.scenario, "--set", "end=2026-02-01", "--vary",
          "orbit.specific_power=50 W/kg..150 W/kg", "--replications", "1", "--metrics", "dark_share",
          "--design",
          "latin", "--samples", "\(samples)", "--out", "a",
        ] + more)
    }
    #expect(sweep(4).status == 0)
    let more = sweep(8, "--extend").errors
    #expect(more.hasPrefix("the Latin hypercube of 4 points in a goes on as further ones of 4"))
    #expect(more.contains("\n4 of 8 rows reused from a\n8 runs at 8 points\n"))
    #expect(sweep(8).errors == "a holds this sweep already, complete\n")
    #expect(sweep(12).status == 73)
    let fewer = sweep(6, "--extend")
    #expect(fewer.status == 73)
    #expect(fewer.errors.contains("a holds 2 rows that are no part of this sweep and would go"))
  }
}
