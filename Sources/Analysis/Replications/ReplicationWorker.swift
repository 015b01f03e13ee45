import Model
import SimulationKernel
import Tables

/// One thread's memory: a simulation, and how its runs become rows.
struct ReplicationWorker: ~Copyable {
  private let plan: ReplicationPlan
  private var simulation: Simulation

  init(_ plan: ReplicationPlan) {
    self.plan = plan
    simulation = Simulation(plan.model, seed: plan.seed)
  }

  /// Runs a replication and fills `result` with its rows and numbers.
  mutating func run(_ replication: Int, into result: ReplicationResult) {
    result.clear()
    result.replication = replication
    result.id = plan.identity.id(replication: replication)
    result.trace?.begin(replication: replication, start: plan.model.start)
    simulation.trace(to: result.trace)
    do {
      try simulation.run(replication: UInt64(replication))
      observe(into: result)
    } catch {
      result.fail(error, plan)
    }
    let runs = result.rows[result.rows.count - 2]
    plan.tables.runs.append(result, simulation, to: &runs.encoder)
    // What a failed run leaves behind is nobody's business.
    if result.failure != nil { simulation = Simulation(plan.model, seed: plan.seed) }
  }

  private func observe(into result: ReplicationResult) {
    let record = simulation.record
    let width = record.layout.width
    for claim in plan.model.claims { result.verdicts.append(claim.verdict(record)) }
    for report in plan.reports {
      result.values.append(contentsOf: record.values[(report * width)..<((report + 1) * width)])
    }
    let series = plan.tables.series.columns.count - RunTables.leading.count
    result.values.withUnsafeBufferPointer { values in
      for (place, report) in plan.reports.enumerated() {
        let day = plan.model.reportDates[report].daysSince1970
        let base = place * width
        append(
          values[base..<(base + series)], result.replication, day, keys: [], to: &result.rows[0].encoder)
        guard plan.hasEntities[place] else { continue }
        for (index, entityTable) in plan.tables.entities.enumerated() {
          let table = entityTable.table
          for (entity, keys) in entityTable.keys.enumerated() {
            let from = base + table.offset(of: entity)
            let numbers = values[from..<(from + table.columns.count)]
            if entityTable.leavesOutIdle, numbers.allSatisfy({ $0 == 0 || $0.isNaN }) { continue }
            append(
              numbers, result.replication, day, keys: keys,
              to: &result.rows[1 + index].encoder)
          }
        }
      }
    }
  }

  private func append(
    _ values: Slice<UnsafeBufferPointer<Double>>, _ replication: Int, _ day: Int, keys: [String],
    to encoder: inout CSVEncoder
  ) {
    encoder.append(integer: replication)
    encoder.append(day: day)
    for key in keys { encoder.append(text: key) }
    for value in values { encoder.append(number: value) }
    encoder.endRow()
  }
}
