import Model
import SimulationKernel
import Tables

/// The table of runs: what each is, what it drew, and what came of it.
public struct RunsTable: Sendable {
  public let schema: TableSchema
  private let uncertain: [Bool]
  private let series: Int
  private let claims: Int
  private let epoch: Int

  /// Declares a column for every uncertain input, every series at the end, and every claim.
  init(_ model: Model) {
    var columns = [
      Column("run", .text, "Id of the run: a hash of scenario, engine version, seed and replication."),
      Column("replication", .integer, "Number of the replication, from 0."),
      Column("seed", .integer, "Seed of all replications."),
      Column("status", .text, "ok, or failed: then failures.csv says why, and the outcomes are empty."),
      Column("events", .integer, "Events that the run processed."),
    ]
    var names = columns.map(\.name)
    func add(_ column: Column) {
      columns.append(column.named(apartFrom: &names))
    }
    for input in model.scenario.uncertain { add(DrawnInput.column(of: input)) }
    for metric in model.layout.series {
      add(
        Column(
          metric.name, .number, unit: metric.unit.isEmpty ? nil : metric.unit, "At the end: \(metric.meaning)"
        ))
    }
    for claim in model.claims { add(.verdict(of: claim)) }
    schema = TableSchema(
      fileName: "runs.csv", title: "Runs",
      description:
        "One row per replication: what it is, its uncertain inputs as drawn, and its outcomes at the end.",
      columns: columns, primaryKey: ["replication"])
    uncertain = model.scenario.uncertain.map { $0.unitSymbol == "date" }
    series = model.layout.series.count
    claims = model.claims.count
    epoch = model.start.daysSince1970
  }

  /// Appends the row of the run that `simulation` has just done, or failed to do.
  func append(
    _ result: ReplicationResult, _ simulation: borrowing Simulation, to encoder: inout CSVEncoder
  ) {
    encoder.append(text: result.id)
    encoder.append(integer: result.replication)
    encoder.append(integer: Int(clamping: simulation.seed))
    encoder.append(text: result.failure == nil ? "ok" : "failed")
    if result.failure == nil { encoder.append(integer: simulation.events) } else { encoder.appendEmpty() }
    for (index, isDate) in uncertain.enumerated() {
      encoder.append(input: simulation.drawnValue(index), isDate: isDate, epoch: epoch)
    }
    if result.failure == nil {
      let last = simulation.record.reports - 1
      for column in 0..<series { encoder.append(number: simulation.record.value(column, at: last)) }
      for verdict in result.verdicts { encoder.append(text: verdict.word) }
    } else {
      for _ in 0..<(series + claims) { encoder.appendEmpty() }
    }
    encoder.endRow()
  }
}

extension Verdict {
  /// The verdict as tables write it: no word that a reader takes for a truth value or for a missing one.
  public var word: String {
    switch self {
    case .no: "fails"
    case .yes: "holds"
    case .undecided: "undecided"
    }
  }

  /// The verdict that a table's cell says; nil for any other text.
  init?(word: String) {
    guard let verdict = Verdict.allCases.first(where: { $0.word == word }) else { return nil }
    self = verdict
  }
}

extension Column {
  /// The column of a claim's verdicts, under the claim's id.
  static func verdict(of claim: Claim) -> Column {
    Column(key: claim.id, .text, "holds, fails or undecided: \(claim.statement)")
  }
}
