import Inputs
import Model
import SimulationKernel
import Sweep
import Tables

/// The runs of a measure of relief as the engine runs them.
public struct ReliefModel: SweepModel {
  public let plan: ReliefPlan

  /// Runs a plan.
  public init(_ plan: ReliefPlan) { self.plan = plan }

  public func makeWorker() -> ReliefWorker { ReliefWorker(plan) }

  public func run(_ index: Int, worker: inout ReliefWorker, into row: inout RowBuffer) throws(RunFailure) {
    try worker.run(index, into: &row)
  }
}

/// One thread's memory: a simulation, and what each case scales.
public final class ReliefWorker {
  private let plan: ReliefPlan
  private let metric: Int
  private let scalings: [[InputOverrides.Scaling]]
  private var simulation: Simulation
  private var encoder: CSVEncoder

  init(_ plan: ReliefPlan) {
    self.plan = plan
    metric = plan.model.layout.index(of: plan.metric) ?? 0
    scalings = plan.cases.indices.map(plan.scalings)
    simulation = Simulation(plan.model, seed: plan.seed)
    encoder = CSVEncoder(plan.runsTable)
  }

  func run(_ index: Int, into row: inout RowBuffer) throws(RunFailure) {
    let (replication, place) = plan.run(index)
    simulation.overrides.scalings = scalings[place]
    try simulation.run(replication: UInt64(replication))
    plan.appendKey(index, .ok, to: &encoder)
    let width = simulation.record.layout.width
    for (date, report) in plan.reports.enumerated() {
      let value = simulation.record.values[report * width + metric]
      encoder.append(number: value)
      row.set(date, to: value)
    }
    encoder.endRow()
    row.text.append(contentsOf: encoder.buffer)
    encoder.removeAll()
  }
}
