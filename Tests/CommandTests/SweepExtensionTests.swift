import Testing

/// Sweeps that go on from the rows of a smaller one.
struct SweepExtensionTests {
  /// unit: an extension has the rows of a sweep that was larger from the start, and runs only the new ones.
  @Test func extensionsReuseRows() {
    let program = SweepProgram()
    let more = ["sweep"] + SweepProgram.small(replications: 3)
    program.sweep("--out", "a", "--quiet")
    #expect(program.sweep("--out", "a").errors == "a holds this sweep already, complete\n")
    #expect(program.run(more + ["--out", "a"]).status == 73)
    #expect(program.run(more + ["--out", "b", "--quiet"]).status == 0)
    let extended = program.run(more + ["--out", "a", "--extend"])
    #expect(extended.status == 0 && extended.errors.hasPrefix("12 of 18 rows reused from a\n"))
    #expect(program.contents("a") == program.contents("b"))
  }

  /// unit: rows are not reused without their series, and what differs is said.
  @Test func extensionsNeedTheSameColumns() {
    let program = SweepProgram()
    program.sweep("--out", "a", "--quiet")
    func problem(_ change: (inout [String]) -> Void) -> String {
      var words = ["sweep"] + SweepProgram.small + ["--out", "a", "--extend"]
      change(&words)
      let outcome = program.run(words)
      #expect(outcome.status == 73)
      return outcome.errors
    }
    let ending = "; choose another folder, or run all anew with --force\n"
    #expect(
      problem { $0 += ["--series", "power_ground_gw"] }
        == "capsim: a cannot be extended: its series.csv has no column power_ground_gw" + ending)
    #expect(
      problem { $0[$0.firstIndex(of: "month")!] = "year" }
        == "capsim: a cannot be extended: its series.csv has a row for each month, not each year" + ending)
    #expect(
      problem { $0 += ["--metrics", "power_ground_gw"] }
        == "capsim: a cannot be extended: its runs.csv has no column power_ground_gw" + ending)
    #expect(
      problem { $0 += ["--seed", "7"] }
        == "capsim: a cannot be extended: none of its rows is one of this sweep" + ending)
    let rows = program.read("a/runs.csv")
    program.write("a/runs.csv", rows.replacing(",ok,", with: ",ok,4", maxReplacements: 1))
    #expect(
      problem { $0 += ["--seed", "7"] }
        == "capsim: a cannot be extended: its runs.csv differs from its checksum in manifest.json" + ending)
    #expect(SweepProgram.names(program.folder).filter { $0.hasSuffix(".partial") }.isEmpty)
  }
}
