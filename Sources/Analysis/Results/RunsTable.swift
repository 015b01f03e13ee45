import Inputs
import Model
import SimulationKernel
import Tables

/// The table of runs: what each is, what it drew, and what came of it.
public struct RunsTable: Sendable {
  public let schema: TableSchema
  private let uncertain: [UncertainInput]
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
    var names = Set(columns.map(\.name))
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
    uncertain = model.scenario.uncertain
    series = model.layout.series.count
    claims = model.claims.count
    epoch = model.start.daysSince1970
  }

  /// Appends the row of the run that `simulation` has just done.
  func append(
    _ id: String, _ replication: Int, _ simulation: borrowing Simulation, _ verdicts: [Verdict],
    to encoder: inout CSVEncoder
  ) {
    appendLeading(id, replication, simulation.seed, status: "ok", to: &encoder)
    encoder.append(integer: simulation.events)
    appendInputs(replication, simulation.seed, to: &encoder)
    let last = simulation.record.reports - 1
    for column in 0..<series { encoder.append(measured: simulation.record.value(column, at: last)) }
    for verdict in verdicts { encoder.append(text: verdict.word) }
    encoder.endRow()
  }

  /// Appends the row of a run that failed: its inputs as drawn, and no outcomes.
  func appendFailed(_ id: String, _ replication: Int, seed: UInt64, to encoder: inout CSVEncoder) {
    appendLeading(id, replication, seed, status: "failed", to: &encoder)
    encoder.appendEmpty()
    appendInputs(replication, seed, to: &encoder)
    for _ in 0..<(series + claims) { encoder.appendEmpty() }
    encoder.endRow()
  }

  private func appendLeading(
    _ id: String, _ replication: Int, _ seed: UInt64, status: String, to encoder: inout CSVEncoder
  ) {
    encoder.append(text: id)
    encoder.append(integer: replication)
    encoder.append(integer: Int(clamping: seed))
    encoder.append(text: status)
  }

  private func appendInputs(_ replication: Int, _ seed: UInt64, to encoder: inout CSVEncoder) {
    for input in uncertain {
      encoder.append(
        .drawn(input), seed: seed, replication: replication, isDate: input.unitSymbol == "date", epoch: epoch)
    }
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

  /// The verdict as a metric: 1 for yes, 0 for no, not-a-number for undecided.
  var number: Double {
    switch self {
    case .yes: 1
    case .no: 0
    case .undecided: .nan
    }
  }

  /// The verdict that a metric stands for.
  init(number: Double) { self = number.isNaN ? .undecided : number == 1 ? .yes : .no }

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
