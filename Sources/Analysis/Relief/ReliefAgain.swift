import Model
import ScenarioFormat
import SimulationKernel
import Sweep
import Tables

/// Runs single rows of a measure of relief again, to compare them with what was written.
public final class ReliefAgain {
  private let rounds: [(plan: ReliefPlan, engine: SweepEngine<IsolatedModel<ReliefModel>>)]
  /// The process of the round whose runs were asked for last.
  private var worker: (round: Int, worker: IsolatedModel<ReliefModel>.Worker)?

  /// Compiles the scenario that a manifest holds; the problems, if there are any.
  public static func read(_ manifest: Node, in processes: WorkerProcesses) -> (ReliefAgain?, [Problem]) {
    var problems = Problems()
    if let difference = Engine.difference(from: manifest["model"]?.string) {
      problems.append(
        path: "model", at: manifest["model"]?.location, "the folder \(difference)",
        hint: "use the build that made it")
      return (nil, problems.all)
    }
    let (model, mistakes) = Model.compile(manifest["resolved"] ?? .object([]))
    guard let model else { return (nil, mistakes) }
    guard let seed = manifest["seed"]?.number, let first = manifest["first_replication"]?.number,
      let count = manifest["replications"]?.number, let metric = manifest["metric"]?.string,
      model.layout.index(of: metric) != nil, let freed = manifest["freed"]?.elements.map({ $0.string ?? "" })
    else {
      problems.append(path: "", at: manifest.location, "the manifest does not say what was relieved")
      return (nil, problems.all)
    }
    let plans = freed.map { id in
      ReliefPlan(
        model, seed: UInt64(seed), first: Int(first), count: Int(count), metric: metric,
        freed: model.links.firstIndex { $0.id == id })
    }
    return (ReliefAgain(plans, processes), mistakes)
  }

  private init(_ plans: [ReliefPlan], _ processes: WorkerProcesses) {
    rounds = plans.map { plan in
      (
        plan,
        SweepEngine(
          model: processes.isolate(ReliefModel(plan)), plan: plan.sweep, options: ReplayedRun.options)
      )
    }
  }

  /// How many rows there are.
  public var count: Int { rounds.reduce(0) { $0 + $1.plan.sweep.runs } }

  /// The line of runs.csv with a number from 0, again; nil where the run could not be carried out.
  public func line(_ number: Int) -> String? {
    var index = number
    for round in rounds.indices {
      let (plan, engine) = rounds[round]
      if index >= plan.sweep.runs {
        index -= plan.sweep.runs
        continue
      }
      if worker?.round != round { worker = (round, engine.model.makeWorker()) }
      do throws(RunFailure) {
        return try engine.replay(index, worker: &worker!.worker).text(of: 0)
      } catch {
        return error.kind == .prevented ? nil : plan.failedLine(index, error)
      }
    }
    return nil
  }
}
