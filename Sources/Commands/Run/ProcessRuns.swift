import Analysis
import Sweep
import Tables
import Terminal

/// Runs in processes of their own, with progress, for commands that keep no rows between calls.
struct ProcessRuns {
  let threads: Int
  let isQuiet: Bool
  /// What the meter counts.
  var label = "runs"
  let console: Console
  /// What there is of results after an early end.
  let whatIsLeft: String

  /// Runs everything of a plan.
  ///
  /// - Parameters:
  ///   - name: What people call the run with an index.
  ///   - problem: Why the observer wants no more.
  func run<Base: SweepModel>(
    _ model: IsolatedModel<Base>, _ plan: SweepPlan, _ observer: some SweepObserver, name: (Int) -> String,
    problem: () -> FolderProblem?
  ) throws(CommandFailure) {
    let threads = min(threads, plan.runs)
    let engine = SweepEngine(
      model: model, plan: plan,
      options: SweepOptions(threads: threads, deathsAllowed: 0, ringRows: 2 * threads))
    var meter: ProgressMeter? = .standardError(
      label: label, total: plan.runs, isQuiet: isQuiet, environment: console.environment)
    let stop = StopRequest()
    var observer = observer
    let report: SweepReport
    do throws(SweepProblem) {
      report = try engine.run(in: nil, observer: &observer, stop: stop) { progress in
        if Signals.isStopRequested { stop.make() }
        meter?.update(done: progress.rows, failed: progress.failures)
      }
    } catch {
      meter?.clear()
      throw SweepFolder.failure(error)
    }
    meter?.clear()
    if let problem = problem() { throw RunSession.failure(problem) }
    if case .aborted(let index, let failure) = report.ending {
      throw .stopped(.inputOutput, "\(name(index)) could not be run: \(failure.what); \(whatIsLeft)")
    }
    if let signal = Signals.received, report.rows < plan.runs {
      throw .stopped(
        .interrupted,
        "interrupted by \(signal.name) after \(report.rows) of \(plan.runs) \(label); \(whatIsLeft)")
    }
  }
}
