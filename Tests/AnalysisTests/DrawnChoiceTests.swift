import Inputs
import Model
import ScenarioFormat
import Sweep
import Testing

@testable import Analysis

/// A choice with chances in the tables of a run and of a sweep.
struct DrawnChoiceTests {
  private static let path = "lines.turbines.policy"
  private static let chances =
    #"{"chances": {"plan": 0.5, "answer": 0.5}, "source": "a paper", "confidence": "L"}"#

  /// The scenario of sweeps with another policy.
  private func scenario(_ policy: String) throws -> Node {
    var (node, problems) = (SweepSupport.scenario, Problems())
    try Override.parse("\(Self.path)=\(policy)").get().apply(to: &node, &problems)
    #expect(problems.isEmpty)
    return node
  }

  private func study(_ vary: (String, String), metrics: [String]) throws -> SweepStudy {
    let scenario = try scenario(Self.chances)
    return SweepSupport.study(
      SweepSupport.request([vary]) {
        $0.scenario = scenario
        $0.replications = 6
        $0.metrics = metrics
      })
  }

  /// unit: runs.csv has the word of each replication, and inputs.csv what the scenario says.
  @Test func tablesOfARun() throws {
    let folder = TemporaryFolder()
    let model = try shortModel("base", "\(Self.path)=\(Self.chances)")
    let input = try #require(model.scenario.uncertain(Self.path))
    try fill(folder.path + "/out", ReplicationPlan(model, seed: 2, count: 6, command: ""), threads: 2)
    let runs = ParsedTable(text(of: folder.path + "/out/runs.csv"))
    #expect(
      runs.column(Self.path) == (0..<6).map { input.word(seed: 2, replication: UInt64($0)) ?? "" })
    #expect(Set(runs.column(Self.path)) == ["answer", "plan"])
    let inputs = ParsedTable(text(of: folder.path + "/out/inputs.csv"))
    #expect(inputs.rows.count == model.scenario.places.count + model.scenario.choices.count)
    let row = try #require(inputs.rows.first { $0[0] == Self.path })
    let cells = Dictionary(uniqueKeysWithValues: zip(inputs.header, row))
    #expect(cells["value"] == "answer 0.5, plan 0.5" && cells["kind"] == "one of answer, plan, never")
    #expect(cells["standing"] == "changed" && cells["source"] == "a paper" && cells["confidence"] == "low")
    for column in ["unit", "p5", "p50", "p95", "p50_date"] { #expect(cells[column] == "", "\(column)") }
  }

  /// unit: a sweep of something else has the word in a column, one over the words has theirs.
  @Test func columnsOfASweep() throws {
    let other = try study(("orbit.bus_cost", "10 USD/W, 20 USD/W"), metrics: ["dark_share", Self.path])
    let input = try #require(other.model.scenario.uncertain(Self.path))
    let place = try #require(other.tables.runs.index(of: Self.path))
    #expect(other.tables.runs.columns[place].kind == .text)
    for row in SweepSupport.rows(other, Array(0..<12)).map(RowFile.cells) {
      let replication = try #require(UInt64(row[2]))
      #expect(row[place] == input.word(seed: other.seed, replication: replication))
    }
    let words = try study((Self.path, "answer, plan"), metrics: ["dark_share", "inputs"])
    #expect(!words.readings.inputs.map(\.path).contains(Self.path), "it has a column of its own")
    let all = try study(("lines.*.policy", "answer, plan"), metrics: ["dark_share", "inputs"])
    #expect(!all.readings.inputs.map(\.path).contains(Self.path))
    let rows = SweepSupport.rows(words, Array(0..<12)).map(RowFile.cells)
    let column = try #require(words.tables.runs.index(of: Self.path))
    #expect(
      rows.map { $0[column] } == Array(repeating: "answer", count: 6) + Array(repeating: "plan", count: 6))
  }

  /// unit: a form of the scenario that fixes the word has that word, and one that has no such input has none.
  @Test func formsThatFixIt() throws {
    let fixed = try #require(Model.compile(try scenario("plan")).0).scenario
    let input = DrawnInput(Self.path, in: fixed)
    #expect(input.word(seed: 1, replication: 0) == "plan" && input.value(seed: 1, replication: 0).isNaN)
    #expect(DrawnInput("lines.none.policy", in: fixed).word(seed: 1, replication: 0) == nil)
    #expect(DrawnInput("orbit.coolant", in: fixed).word(seed: 1, replication: 0) == nil)
  }

  /// unit: chances are drawn with the replication, and are no level of a design.
  @Test func chancesAreNotVaried() {
    var request = SweepSupport.request([])
    request.vary = [
      .init(path: Self.path, values: .object([("chances", .object([("plan", .number(1))]))]))
    ]
    #expect(
      SweepSupport.compile(request).1.map {
        Problem(path: $0.path, location: nil, message: $0.message, hint: $0.hint).description
      } == [
        "\(Self.path): chances are drawn once a run, and no level of a design; "
          + "vary the words, or state the chances in the scenario and leave the input to be drawn"
      ])
  }
}
