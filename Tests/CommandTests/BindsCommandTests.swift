import ScenarioFormat
import Testing

@testable import Commands

/// command line: `capsim binds`, and the short form of its answer in `run`.
@Suite struct BindsCommandTests {
  private static let base = "\(RunProgram.repository)/Scenarios/base.json"
  private static let short = [base, "--set", "end=2026-04-01", "-n", "2"]

  /// command line: the folder, the answer, and rows that can be run again; threads do not show.
  @Test func writesRelief() {
    let program = SweepProgram()
    let first = program.run(["binds"] + Self.short + ["--threads", "2"])
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.hasPrefix("base\n"))
    #expect(first.output.contains("\nWhat would help most\n"))
    #expect(first.output.contains("2 pairs of runs each, seed 1"))
    #expect(
      first.output.hasSuffix(
        "\nResults: results/binds-base; relief.csv has all of it, links.csv says what each link scales.\n"))
    #expect(first.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let names = [
      "datapackage.json", "failures.csv", "links.csv", "load.py", "load.sql", "manifest.json", "relief.csv",
      "runs.csv",
    ]
    #expect(SweepProgram.names(program.folder + "/results/binds-base") == names)
    #expect(program.run(["binds"] + Self.short + ["--threads", "1", "--out", "b", "--quiet"]).output == "")
    for name in names {
      #expect(program.read("b/\(name)") == program.read("results/binds-base/\(name)"), "\(name)")
    }
    let verified = program.run(["verify", "b", "--sample", "6"])
    #expect(verified.status == 0 && verified.output.hasPrefix("6 of "), "\(verified.errors)")
    let rows = program.read("b/runs.csv").split(separator: "\n").map(String.init)
    program.write("b/runs.csv", (rows[..<3] + [rows[3] + "1"] + rows[4...]).map { $0 + "\n" }.joined())
    let changed = program.run(["verify", "b", "--sample", "1000"])
    #expect(changed.status == 4 && changed.errors.contains("row 4 of runs.csv differs"), "\(changed.errors)")
    let again = program.run(["binds"] + Self.short)
    #expect(again.status == 73 && again.errors.contains("exists already"))
  }

  /// command line: as JSON and as CSV, of a metric by choice and without freeing a link.
  @Test func answersPrograms() throws {
    let program = SweepProgram()
    let words = ["binds"] + Self.short + ["--first-only", "--quiet", "--metric", "hbm_price_usd_per_gb"]
    let json = program.run(words + ["--format", "json", "--out", "a"])
    #expect(json.status == 0, "\(json.errors)")
    let answer = try #require(JSONReader.read(Array(json.output.utf8), file: "answer").0)
    #expect(answer["rounds"]?.elements.count == 1)
    let round = try #require(answer["rounds"]?.elements.first)
    #expect(round["metric"]?.string == "hbm_price_usd_per_gb")
    #expect(round["links"]?.elements.last?["link"]?.string == "all")
    let csv = program.run(words + ["--format", "csv", "--out", "b"])
    #expect(csv.output == program.read("b/relief.csv"))
    #expect(csv.output.hasPrefix("freed,link,date,metric,factor,count,mean_rise,low_rise,high_rise,"))
  }

  /// command line: what cannot be measured is said before anything runs.
  @Test func refuses() {
    let program = SweepProgram()
    program.write("small.json", SmallScenario.text)
    let none = program.run(["binds", "small.json"])
    #expect(none.status == 65 || none.status == 2, "\(none.status)")
    #expect(none.errors.contains("small.json has no links to relieve"))
    let metric = program.run(["binds"] + Self.short + ["--metric", "hbm_price"])
    #expect(
      metric.status != 0 && metric.errors.contains("there is no metric 'hbm_price'"), "\(metric.errors)")
    #expect(program.run(["binds", Self.base, "-n", "1"]).errors.contains("a whole number from 2"))
    #expect(!SweepProgram.names(program.folder).contains("results"))
  }

  /// command line: a run says what would help most on a quarter of its replications, or on as many as it is told.
  @Test func runSaysItInShort() throws {
    let program = SweepProgram()
    let scenario = [Self.base, "--set", "end=2026-03-01"]
    let eight = program.run(["run"] + scenario + ["-n", "8", "--out", "a"])
    #expect(eight.status == 0, "\(eight.errors)")
    #expect(eight.output.contains("2 of 8 runs in pairs"), "\(eight.output)")
    #expect(program.read("a/manifest.json").contains("\"relief_replications\": 2"))
    #expect(program.run(["verify", "a", "--sample", "2"]).status == 0)
    let three = program.run(
      ["run"] + scenario + ["-n", "3", "--relief", "3", "--out", "b", "--quiet", "--format", "json"])
    let answer = try #require(JSONReader.read(Array(three.output.utf8), file: "answer").0)
    #expect(answer["relief"]?["replications"]?.number == 3)
    // The same pairs as `binds` measures.
    #expect(
      program.run(["binds"] + scenario + ["-n", "3", "--first-only", "--quiet", "--out", "c"]).status == 0)
    #expect(program.read("b/relief.csv") == program.read("c/relief.csv"))
    for words in [["-n", "7"], ["-n", "8", "--relief", "0"], ["-n", "8", "--relief", "1"]] {
      let without = program.run(["run"] + scenario + words + ["--out", "d", "--force"])
      #expect(!without.output.contains("What would help most"), "\(words)")
      #expect(!SweepProgram.names(program.folder + "/d").contains("relief.csv"))
    }
  }
}
