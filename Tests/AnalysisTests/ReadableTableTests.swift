import Model
import Tables
import Testing

@testable import Analysis
@testable import Tables

/// What a reader of CSV that guesses types may take for something else.
@Suite struct ReadableTableTests {
  /// unit: no run's id reads as a number: not of digits alone, nor of digits with an e between them.
  @Test func idsAreNoNumbers() throws {
    let identity = RunIdentity(try shortModel("space", "end=2026-01-02"), seed: 1)
    for replication in 0..<2000 {
      let id = identity.id(replication: replication)
      #expect(id.first == "r" && Double(id) == nil && UInt64(id, radix: 16) == nil)
      #expect(id.count == 17)
    }
    let worker = SweepSupport.study(SweepSupport.request([("orbit.bus_cost", "10 USD/W, 20 USD/W")]))
      .makeModel()
      .makeWorker()
    worker.prepare(0)
    #expect(worker.id().first == "r" && worker.id().count == 17)
  }

  /// unit: verdicts and states are words that no reader takes for a truth value or a missing one.
  @Test func wordsStayWords() {
    let states = ["ok", "failed", "trapped", "none"]
    for word in Verdict.allCases.map(\.word) + states { #expect(ReadableText.isPlain(word), "\(word)") }
    #expect(Verdict.allCases.allSatisfy { Verdict(word: $0.word) == $0 } && Verdict(word: "") == nil)
    for word in ["yes", "No", "TRUE", "NA", "nan", "null", "2027", "1e5", "", "-", "Inf"] {
      #expect(!ReadableText.isPlain(word), "\(word)")
    }
  }

  /// unit: no unit in a cell reads as a number, not even that of counts.
  @Test func unitsStayWords() {
    for metric in Layout(ids: [:]).series where !metric.unit.isEmpty {
      let unit = ReadableText.unit(metric.unit)
      #expect(Double(unit) == nil && !ReadableText.takenWords.contains(unit), "\(metric.name)")
    }
  }

  /// unit: a column of real numbers never looks like one of integers, whatever its first cells are.
  @Test(arguments: [
    (0.0, "0.0"), (-3, "-3.0"), (0.5, "0.5"), (1e15, "1000000000000000.0"), (1e16, "1e+16"), (-0.0, "-0.0"),
    (9_007_199_254_740_994, "9007199254740994.0"),
  ])
  func numbersKeepAPoint(_ number: Double, _ text: String) {
    var encoder = CSVEncoder(
      TableSchema(fileName: "a.csv", title: "", description: "", columns: [Column("a", .number, "")]))
    encoder.append(number: number)
    encoder.endRow()
    #expect(encoder.buffer.makeString() == text + "\n")
    #expect(Double(text) == number)
  }

  /// unit: the script for DuckDB names every column of every table with its type, quotes doubled.
  @Test func scriptsFollowTheDeclaration() throws {
    let schema = TableSchema(
      fileName: "a.csv", title: "A", description: "A.",
      columns: [
        Column(key: "it's", .text, "."), Column("b", .number, "."), Column("c", .integer, "."),
        Column("d", .date, "."), Column("e", .boolean, "."),
      ])
    let package = DataPackage(
      name: "p", title: "P", description: "P",
      resources: [.init(schema, FileRecord(name: "a.csv", bytes: 0, sha256: ""))])
    let sql = LoadScripts.sql(package)
    // A locale of plain C would not read it.
    #expect(LoadScripts.python.contains(#"read_text(encoding="utf-8")"#))
    #expect(sql.contains("CREATE OR REPLACE VIEW a AS"))
    #expect(
      sql.contains(
        "  'it''s': 'VARCHAR',\n  'b': 'DOUBLE',\n  'c': 'BIGINT',\n  'd': 'DATE',\n  'e': 'BOOLEAN'\n}"))
  }

  /// unit: an input and a claim are spelt alike in the scenario and in every table of a run and of a sweep.
  @Test func namesJoin() throws {
    let model = try shortModel()
    let inputs = model.scenario.uncertain.map(\.path)
    let claims = model.claims.map(\.id)
    let runs = RunTables(model).runs.schema.columns.map(\.name)
    #expect(inputs.allSatisfy(runs.contains) && claims.allSatisfy(runs.contains))
    #expect(Set(inputs).isSubset(of: (model.scenario.places + model.scenario.choices).map(\.path)))
    let study = SweepSupport.study(SweepSupport.request([("orbit.bus_cost", "10 USD/W, 20 USD/W")]))
    let columns = study.tables.runs.columns.map(\.name)
    #expect(columns.contains("orbit.bus_cost") && study.claims.map(\.id).allSatisfy(columns.contains))
  }
}
