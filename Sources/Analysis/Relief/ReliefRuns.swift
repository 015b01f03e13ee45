import Model
import SimulationKernel
import Sweep
import Tables

/// Sees the runs of a measure of relief in order, and keeps their rows if there is a place for them.
public final class ReliefRuns: SweepObserver, @unchecked Sendable {
  /// Where rows go: one file for the runs of all rounds, and one for those that failed.
  struct Files {
    let runs: TextFile
    let failures: TableFile
  }

  public let plan: ReliefPlan
  /// Why a file could not be written; the results are of no use then.
  public private(set) var problem: FolderProblem?
  private var sums: Relief.Sums
  private let files: Files?

  /// Gathers the runs of a plan.
  public convenience init(_ plan: ReliefPlan) { self.init(plan, files: nil) }

  init(_ plan: ReliefPlan, files: Files?) {
    self.plan = plan
    self.files = files
    sums = Relief.Sums(plan)
  }

  /// What came of them so far.
  public var relief: Relief { sums.relief }
  public var failed: Int { sums.failed }

  public func wrote(_ index: Int, output: Int, bytes: UnsafeRawBufferPointer) {
    attempt { () throws(FolderProblem) in try files?.runs.append(bytes) }
  }

  public func succeeded(_ index: Int, metrics: Swift.Span<Double>) { sums.add(index, metrics) }

  public func failed(_ index: Int, _ failure: RunFailure) {
    sums.addFailure()
    guard let files else { return }
    attempt { () throws(FolderProblem) in
      try files.runs.append(text: plan.failedLine(index, failure))
      let (replication, place) = plan.run(index)
      try files.failures.append { row in
        row.append(text: plan.freed.map { plan.model.links[$0].id } ?? "")
        row.append(text: plan.id(place))
        row.append(integer: replication)
        if let date = CalendarDate(failure.place) {
          row.append(day: date.daysSince1970)
        } else {
          row.appendEmpty()
        }
        row.append(text: failure.what)
      }
    }
  }

  public var isSatisfied: Bool { problem != nil }

  private func attempt(_ work: () throws(FolderProblem) -> Void) {
    if problem != nil { return }
    do throws(FolderProblem) { try work() } catch { problem = error }
  }
}
