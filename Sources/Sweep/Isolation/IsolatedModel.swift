#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import struct SimulationKernel.RunFailure

/// A model whose runs are in processes of their own, one for each worker, so that a run that traps takes nothing
/// with it.
///
/// A run in which the process traps is tried again in a new one; if that traps too it is a failed run like any
/// other. A process that is killed from outside, for want of memory perhaps, says nothing of the run: it is tried
/// again as well, and if that does not help the run is prevented. Rows are those of the model itself. Where the system
/// can start no process, runs are in this one.
public struct IsolatedModel<Base: SweepModel>: SweepModel {
  /// A process, once there has been a run, or the model's own worker.
  public struct Worker {
    fileprivate var process: WorkerProcess?
    fileprivate var own: Base.Worker?
  }

  /// How many processes may trap in one run before it is taken for the cause.
  public static var deathsAllowed: Int { 2 }
  /// How many may be killed from outside in one run before it is given up.
  static var killsAllowed: Int { 3 }

  public let base: Base
  private let program: WorkerProgram?

  /// Runs `base` in processes of `program`, which must serve the same model; in this process if there is none.
  public init(_ base: Base, in program: WorkerProgram?) {
    self.base = base
    self.program = program
  }

  public func makeWorker() -> Worker { Worker() }

  /// A process renews its worker by itself.
  public func renew(_ worker: inout Worker) {
    if worker.own != nil { base.renew(&worker.own!) }
  }

  public func run(_ index: Int, worker: inout Worker, into row: inout RowBuffer) throws(RunFailure) {
    var (deaths, kills) = (0, 0)
    while true {
      guard let process = worker.process ?? program.flatMap(WorkerProcess.init) else {
        return try runHere(index, &worker, into: &row)
      }
      worker.process = process
      switch process.run(index, into: &row) {
      case .row: return
      case .failure(let failure): throw failure
      case .death(let isOwnFault, let how):
        worker.process = nil
        if isOwnFault { deaths += 1 } else { kills += 1 }
        if deaths == Self.deathsAllowed {
          throw RunFailure(kind: .trapped, what: how, place: "", attempts: deaths)
        }
        if kills == Self.killsAllowed {
          throw RunFailure(
            kind: .prevented, what: "\(how), \(kills) times; use fewer threads, or free some memory",
            place: "")
        }
      }
    }
  }

  private func runHere(
    _ index: Int, _ worker: inout Worker, into row: inout RowBuffer
  ) throws(RunFailure) {
    var own = worker.own ?? base.makeWorker()
    defer { worker.own = own }
    row.reset()
    try base.run(index, worker: &own, into: &row)
  }
}

/// The other end: what a worker process does.
public enum WorkerService {
  /// What the process is told first; nil when nobody asks it anything.
  public static func setup() -> String? { RowPipe.receiveText(from: 0) }
}

extension SweepModel {
  /// Runs what a worker process is asked to, until it is asked no more.
  ///
  /// `before` is told each index first: a test's way to let a run trap.
  public func serve(_ plan: SweepPlan, before: (Int) -> Void = { _ in }) {
    var worker = makeWorker()
    var row = RowBuffer(outputs: plan.outputs, metrics: plan.metrics)
    while let index = RowPipe.receiveWord(from: 0), (0..<plan.runs).contains(index) {
      before(index)
      row.reset()
      let isHeard: Bool
      do throws(RunFailure) {
        try run(index, worker: &worker, into: &row)
        isHeard = RowPipe.send(row, to: 1)
      } catch {
        isHeard = RowPipe.send(error, to: 1)
        renew(&worker)
      }
      if !isHeard { return }
    }
  }
}
