import Analysis
import Model
import Sweep
import Tables
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One call of `run`: the replications, where their rows go, and how it ends.
struct RunSession {
  private let plan: ReplicationPlan
  private let options: RunOptions
  private let console: Console

  init(_ plan: ReplicationPlan, _ options: RunOptions, _ console: Console) {
    self.plan = plan
    self.options = options
    self.console = console
  }

  /// Fills a results folder and prints the answer.
  func fill(_ path: String) throws(CommandFailure) -> ExitStatus {
    let above = try MadeFolders(above: path)
    defer { above.removeEmpty() }
    // Beside the tables, failures among them, each thread has three ends of pipes.
    let traces = plan.isTraced ? 2 : 0
    try OpenFiles.require(plan.tables.rows.count + 1 + traces + 3 * min(options.threads, plan.count))
    let results: RunResults
    let folder: ResultsFolder
    do {
      folder = try ResultsFolder(at: path, replace: options.replaces)
      results = try RunResults(plan, in: folder)
    } catch {
      throw RunSession.failure(error)
    }
    do {
      try run(results, traces: results.traces) { results.problem }
      results.relief = try relief(after: results.summary)
      // Where every run failed the folder is worth keeping: it says how they came to fail.
      try commit(results)
    } catch {
      folder.discard()
      throw error
    }
    if results.summary.succeeded == 0 {
      let status = end(results.summary, in: folder.path)
      let trace = plan.isTraced ? ", and their trace" : ""
      console.note("all \(results.summary.failed) runs failed; failures.csv\(trace) is in \(folder.path)\n")
      return status
    }
    try printAnswer(Answer(results.summary, relief: results.relief), folder.path)
    return end(results.summary, in: folder.path)
  }

  /// What a tenth more of each link would bring, on part of the replications; nil where it is not asked for.
  private func relief(after summary: RunSummary) throws(CommandFailure) -> Relief? {
    let count = options.reliefCount
    guard count > 0, summary.succeeded > 0, !plan.model.links.isEmpty else { return nil }
    let rounds = ReliefRounds(
      threads: options.threads, isQuiet: options.isQuiet, goesOn: false, console: console,
      whatIsLeft: whatIsLeft)
    return try rounds.run(ReliefPlan(plan.model, seed: plan.seed, first: plan.first, count: count)).first
  }

  /// Writes series.csv to standard output.
  func stream() throws(CommandFailure) -> ExitStatus {
    let stream = SeriesStream(plan, to: FileSink(borrowing: 1, named: "standard output"))
    try run(stream) { stream.problem }
    let status = end(stream.summary)
    if stream.summary.succeeded == 0 {
      throw .stopped(
        status, "all \(stream.summary.failed) runs failed; the table on standard output has no row")
    }
    return status
  }

  /// Runs every replication in processes, with progress; `problem` says why the observer wants no more.
  private func run(
    _ observer: some SweepObserver, traces: TraceParts? = nil, _ problem: () -> FolderProblem?
  ) throws(CommandFailure) {
    let runs = ProcessRuns(
      threads: options.threads, isQuiet: options.isQuiet, console: console, whatIsLeft: whatIsLeft)
    try runs.run(
      RunWorker.processes.isolate(ReplicationModel(plan, traces: traces)), plan.sweep, observer,
      name: { "replication \(plan.replication($0))" }, problem: problem)
  }

  private func commit(_ results: RunResults) throws(CommandFailure) {
    do { try results.commit() } catch { throw RunSession.failure(error) }
  }

  // MARK: - Words

  /// What there is of results after an early end.
  private var whatIsLeft: String {
    options.streamsSeries ? "the table on standard output ends there" : "nothing was written"
  }

  /// How a command ends whose results are in a folder, if they are in one.
  func end(_ summary: RunSummary, in folder: String? = nil) -> ExitStatus {
    if summary.failed == 0 { return .success }
    noteFailures(summary, folder)
    return .failedRuns
  }

  private func noteFailures(_ summary: RunSummary, _ folder: String? = nil) {
    for failure in summary.failures {
      console.note("replication \(failure.replication) failed: \(failure.what)\n")
      // A scenario from a pipe is left in its results alone.
      if plan.command == nil, folder == nil { continue }
      console.note("  \(plan.replayLine(failure.replication, in: ShellText.line([folder ?? "."])))\n")
    }
    let rest = summary.failed - summary.failures.count
    if rest == 0 { return }
    // With a table on standard output there is no folder, and so no such file.
    let place =
      options.streamsSeries ? "a run into a folder names them in failures.csv" : "failures.csv names them"
    console.note("and \(rest) more; \(place)\n")
  }

  private func printAnswer(_ answer: Answer, _ path: String) throws(CommandFailure) {
    if options.isQuiet, options.format == nil { return }
    switch options.format ?? .text {
    case .text:
      try console.print(
        AnswerText(answer: answer, width: console.outputWidth, style: console.outputStyle).text)
      try console.print(
        "\nResults: \(path); quantiles.csv has the fan charts, datapackage.json says what is what.\n")
    case .json: try console.print(json: AnswerData.json(answer, results: path))
    case .csv: try console.print(rows: AnswerData.csv(answer))
    }
  }

  /// A problem with the folder as a failure of the command: what cannot be begun, apart from what failed on the way.
  static func failure(_ problem: FolderProblem) -> CommandFailure {
    switch problem {
    case .exists(let path): .stopped(.cannotCreate, obstacle(path) ?? "\(problem) with --force")
    case .unusableName, .notFolder, .notResults, .holdsOthers, .parentMissing, .parentNotFolder,
      .parentNotWritable:
      .stopped(.cannotCreate, problem.description)
    case .write(let cause) where cause.cause == .closedPipe: .stream(.closedPipe)
    case .write(let cause) where cause.action == .create: .stopped(.cannotCreate, problem.description)
    case .diskFull, .write: .stopped(.inputOutput, problem.description)
    }
  }

  /// Why a folder would not be replaced by `--force` either; nil if it would be.
  private static func obstacle(_ path: String) -> String? {
    do {
      try ResultsFolder.checkReplaceable(path)
      return nil
    } catch {
      return error.description
    }
  }
}
