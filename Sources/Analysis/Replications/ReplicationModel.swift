import Model
import SimulationKernel
import Sweep

/// A plan's replications as the engine runs them: from an index to the rows of each table, and to the numbers that
/// aggregates are made of.
public struct ReplicationModel: SweepModel {
  public let plan: ReplicationPlan
  let traces: TraceParts?

  /// Traces the runs if there is a place for that.
  public init(_ plan: ReplicationPlan, traces: TraceParts? = nil) {
    self.plan = plan
    self.traces = traces
  }

  public func makeWorker() -> ReplicationWorker { ReplicationWorker(plan) }

  public func run(
    _ index: Int, worker: inout ReplicationWorker, into row: inout RowBuffer
  ) throws(RunFailure) {
    let trace = traces?.begin(index)
    do throws(RunFailure) {
      try worker.run(plan.replication(index), trace, into: &row)
    } catch {
      try trace?.finish()
      throw error
    }
    try trace?.finish()
  }
}
