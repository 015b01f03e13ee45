import Model
import Tables

/// What one replication came to: its rows as text, and the numbers that aggregates are made of.
///
/// It is filled by a worker, read by the one consumer, and then filled again. Handing it over goes through
/// a lock, so that only one thread at a time touches it.
public final class ReplicationResult: @unchecked Sendable {
  /// A table's rows; a class because encoders cannot be copied.
  final class Rows {
    var encoder: CSVEncoder
    init(_ schema: TableSchema) { encoder = CSVEncoder(schema) }
  }

  /// The replication's number.
  public internal(set) var replication = 0
  /// Its id.
  public internal(set) var id = ""
  /// Why it could not go on; nil if it did.
  public internal(set) var failure: RunFailure?
  /// What each claim came to, in the order of the model's claims; empty if the run failed.
  public internal(set) var verdicts: [Verdict] = []
  /// The reports that are written, one after the other, each of the layout's width; empty if the run failed.
  public internal(set) var values: [Double] = []
  /// Rows of series.csv, then of each entity table, of runs.csv and of failures.csv.
  let rows: [Rows]

  /// Its trace, if it is traced.
  let trace: TracePart?

  init(_ tables: RunTables, trace: TracePart? = nil) {
    rows = tables.all.map(Rows.init)
    self.trace = trace
  }

  func clear() {
    failure = nil
    verdicts.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    for table in rows { table.encoder.removeAll() }
  }

  /// Notes why the replication could not go on, and its row of failures.csv.
  func fail(_ failure: RunFailure, _ plan: ReplicationPlan) {
    self.failure = failure
    let table = rows[rows.count - 1]
    table.encoder.append(text: id)
    table.encoder.append(integer: replication)
    if failure.day.isFinite {
      table.encoder.append(day: plan.model.start.daysSince1970 + Int(failure.day.rounded(.down)))
    } else {
      table.encoder.appendEmpty()
    }
    table.encoder.append(text: failure.what)
    table.encoder.append(text: plan.replayLine(replication))
    table.encoder.endRow()
  }
}
