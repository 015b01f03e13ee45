import Model
import SimulationKernel
import Sweep
import Tables

/// One thread's memory: a simulation, and how its runs become rows.
public final class ReplicationWorker {
  private let plan: ReplicationPlan
  private var simulation: Simulation
  private let encoders: [RowEncoder]

  init(_ plan: ReplicationPlan) {
    self.plan = plan
    simulation = Simulation(plan.model, seed: plan.seed)
    encoders = plan.tables.rows.map(RowEncoder.init)
  }

  /// Runs a replication and fills its rows and numbers.
  func run(_ replication: Int, _ trace: TracePart?, into row: inout RowBuffer) throws(RunFailure) {
    trace?.begin(replication: replication, start: plan.model.start)
    simulation.trace(to: trace)
    try simulation.run(replication: UInt64(replication))
    let verdicts = plan.model.claims.map { $0.verdict(simulation.record) }
    encode(replication, verdicts)
    for (output, rows) in encoders.enumerated() {
      if output > 0 { row.nextOutput() }
      row.text.append(contentsOf: rows.encoder.buffer)
      rows.encoder.removeAll()
    }
    for (claim, verdict) in verdicts.enumerated() { row.set(claim, to: verdict.number) }
    let width = simulation.record.layout.width
    for (place, report) in plan.reports.enumerated() {
      for column in 0..<width {
        row.set(
          verdicts.count + place * width + column, to: simulation.record.values[report * width + column])
      }
    }
  }

  /// Encodes the rows of every table.
  private func encode(_ replication: Int, _ verdicts: [Verdict]) {
    let width = simulation.record.layout.width
    let series = plan.tables.series.columns.count - RunTables.leading.count
    simulation.record.values.withUnsafeBufferPointer { values in
      for (place, report) in plan.reports.enumerated() {
        let day = plan.model.reportDates[report].daysSince1970
        let base = report * width
        append(
          values[base..<(base + series)], replication, day, keys: [], to: &encoders[0].encoder)
        guard plan.hasEntities[place] else { continue }
        for (index, entityTable) in plan.tables.entities.enumerated() {
          let table = entityTable.table
          for (entity, keys) in entityTable.keys.enumerated() {
            let from = base + table.offset(of: entity)
            let numbers = values[from..<(from + table.columns.count)]
            if entityTable.leavesOutIdle, numbers.allSatisfy({ $0 == 0 || $0.isNaN }) { continue }
            append(
              numbers, replication, day, keys: keys,
              to: &encoders[1 + index].encoder)
          }
        }
      }
    }
    plan.tables.runs.append(
      plan.identity.id(replication: replication), replication, simulation, verdicts,
      to: &encoders[encoders.count - 1].encoder)
  }

  private func append(
    _ values: Slice<UnsafeBufferPointer<Double>>, _ replication: Int, _ day: Int, keys: [String],
    to encoder: inout CSVEncoder
  ) {
    encoder.append(integer: replication)
    encoder.append(day: day)
    for key in keys { encoder.append(text: key) }
    for value in values { encoder.append(measured: value) }
    encoder.endRow()
  }
}

/// A table's rows; a class because encoders cannot be copied.
private final class RowEncoder {
  var encoder: CSVEncoder
  init(_ schema: TableSchema) { encoder = CSVEncoder(schema) }
}
