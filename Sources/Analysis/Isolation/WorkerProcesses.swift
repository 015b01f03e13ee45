import Model
import ScenarioFormat
import Sweep
import Tables

/// The processes that runs of `run`, `replay` and `sweep` are in: a trap in one of them is a failed run.
///
/// A process is told what it serves as text: the resolved scenario of replications, or the plan of a sweep.
public struct WorkerProcesses: Sendable {
  /// Runs are in this process itself, and a trap ends it.
  public static let none = WorkerProcesses(command: nil)

  private let command: (executable: String, arguments: [String])?

  /// Processes of a program that calls `serve` when it has these arguments, its own name first.
  public init(_ executable: String, arguments: [String]) { command = (executable, arguments) }

  private init(command: (executable: String, arguments: [String])?) { self.command = command }

  /// Replications in processes.
  public func isolate(_ model: ReplicationModel) -> IsolatedModel<ReplicationModel> {
    let plan = model.plan
    return IsolatedModel(
      model,
      in: program(model.traces) {
        [
          .init("scenario", JSONText(plan.model.scenario.resolved)), .init("seed", .text("\(plan.seed)")),
          .init("first", .integer(plan.first)), .init("count", .integer(plan.count)),
          .init("every", .text(plan.interval.rawValue)),
          .init("entities_every", .text(plan.entityInterval.rawValue)),
          .init("tables", .text(plan.selection.text)),
        ]
      })
  }

  /// The runs of a measure of relief in processes.
  public func isolate(_ model: ReliefModel) -> IsolatedModel<ReliefModel> {
    let plan = model.plan
    return IsolatedModel(
      model,
      in: program(nil) {
        [
          .init("scenario", JSONText(plan.model.scenario.resolved)), .init("seed", .text("\(plan.seed)")),
          .init("first", .integer(plan.first)), .init("count", .integer(plan.count)),
          .init("relief_of", .text(plan.metric)), .init("freed", plan.freed.map { .integer($0) } ?? .null),
        ]
      })
  }

  /// The runs of a sweep in processes.
  public func isolate(_ model: StudyModel) -> IsolatedModel<StudyModel> {
    IsolatedModel(model, in: program(model.traces) { [.init("plan", .text(model.study.planText))] })
  }

  private func program(_ traces: TraceParts?, _ members: () -> [JSONText.Member]) -> WorkerProgram? {
    command.map { command in
      var members = members()
      if let traces {
        members += [.init("traces", .text(traces.folder)), .init("is_eager", .boolean(traces.isEager))]
      }
      return WorkerProgram(
        executable: command.executable, arguments: command.arguments, setup: JSONText.object(members).compact)
    }
  }

  /// What a worker process does: serves what it is told to, until nobody asks any more.
  ///
  /// False if it is told nothing that it understands. `before` is told the index of each run first.
  public static func serve(before: (Int) -> Void) -> Bool {
    guard let text = WorkerService.setup(), let setup = JSONReader.read(Array(text.utf8), file: "setup").0
    else {
      return false
    }
    let traces = setup["traces"]?.string.map {
      TraceParts(in: $0, isEager: setup["is_eager"]?.bool ?? false)
    }
    if let plan = setup["plan"]?.string {
      guard let study = SweepStudy.read(plan, file: "plan").0 else { return false }
      study.makeModel(traces: traces).serve(study.plan, before: before)
      return true
    }
    if setup["relief_of"] != nil {
      guard let plan = ReliefPlan(setup) else { return false }
      ReliefModel(plan).serve(plan.sweep, before: before)
      return true
    }
    guard let plan = ReplicationPlan(setup) else { return false }
    ReplicationModel(plan, traces: traces).serve(plan.sweep, before: before)
    return true
  }
}

extension ReplicationPlan {
  /// The plan that a worker process is told; nil if it is none.
  fileprivate init?(_ setup: Node) {
    guard let scenario = setup["scenario"], let model = Model.compile(scenario).0,
      let seed = setup["seed"]?.string.flatMap({ UInt64($0) }),
      let first = setup["first"]?.number, let count = setup["count"]?.number,
      let interval = setup["every"]?.string.flatMap(ReportInterval.init(rawValue:)),
      let entityInterval = setup["entities_every"]?.string.flatMap(ReportInterval.init(rawValue:)),
      let tables = setup["tables"]?.string.flatMap(TableSelection.init)
    else { return nil }
    self.init(
      model, seed: seed, first: Int(first), count: Int(count), interval: interval,
      entityInterval: entityInterval,
      tables: tables, command: "")
  }
}

extension ReliefPlan {
  /// The plan that a worker process is told; nil if it is none.
  fileprivate init?(_ setup: Node) {
    guard let scenario = setup["scenario"], let model = Model.compile(scenario).0,
      let seed = setup["seed"]?.string.flatMap({ UInt64($0) }),
      let first = setup["first"]?.number, let count = setup["count"]?.number,
      let metric = setup["relief_of"]?.string
    else { return nil }
    self.init(
      model, seed: seed, first: Int(first), count: Int(count), metric: metric,
      freed: setup["freed"]?.number.map { Int($0) })
  }
}
