#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

/// The shipped scenarios' results, byte for byte: a change that should not touch them is seen not to.
///
/// `make goldens` records them anew, in Tests/Goldens, and prints by how much each headline moved.
@Suite("golden: the shipped scenarios") struct GoldenTests {
  /// Whether to record instead of comparing.
  private static let records = getenv("GOLDENS").map { String(cString: $0) } == "record"

  private func file(_ scenario: String) -> String { "\(RunProgram.repository)/Tests/Goldens/\(scenario).csv" }

  /// Eight replications of a scenario, by the real program.
  private func run(_ scenario: String) -> Golden {
    let program = RunProgram()
    let path = "\(RunProgram.repository)/Scenarios/\(scenario).json"
    let outcome = program.finish(
      program.start(["run", path, "--replications", "8", "--out", "results", "--quiet"]))
    #expect(outcome.status == 0, "\(outcome.errors)")
    let names = program.names("results").filter { $0.hasSuffix(".csv") }
    return Golden(tables: names.map { ($0, program.read("results/\($0)")) })
  }

  @Test(
    "every table has the bytes that were recorded", arguments: ["base", "space", "space-as-stated", "strait"])
  func tables(scenario: String) {
    let (golden, recorded) = (run(scenario), Golden(text: RunProgram.text(file(scenario))))
    let movement = golden.movement(from: recorded)
    if Self.records {
      print("\(scenario): \(golden.firstDifference(from: recorded) ?? "every table as it was")\n\(movement)")
      guard let target = fopen(file(scenario), "w") else {
        Issue.record("cannot write \(file(scenario))")
        return
      }
      fputs(golden.text, target)
      fclose(target)
    } else if let difference = golden.firstDifference(from: recorded) {
      Issue.record(
        "\(difference); if that is meant, 'make goldens' records it and the commit says why\n\(movement)")
    }
  }

  /// unit: a golden reads back as it was written, and says what moved; who made a table does not count.
  @Test func whatMovedIsSaid() {
    func golden(_ run: String, _ compute: String) -> Golden {
      Golden(tables: [
        ("runs.csv", "run,replication\n\(run),0\n"),
        ("series.csv", "replication,date,compute_online_h100e\n0,2030-01-01,\(compute)\n"),
      ])
    }
    let (before, after) = (golden("abc", "4"), golden("def", "5"))
    #expect(Golden(text: before.text).text == before.text)
    #expect(
      golden("x", "4").firstDifference(from: before) == nil
        && before.movement(from: before) == "no headline moved")
    #expect(after.firstDifference(from: before) == "series.csv differs")
    #expect(after.movement(from: before).hasPrefix("2030-01-01 compute_online_h100e: 4.0 -> 5.0, 25.0 %"))
  }
}
