import Analysis
import Tables
import Terminal

/// One call of `binds`: a round of runs, another with the largest link freed, and the answer.
struct BindsSession {
  private let plan: ReliefPlan
  private let options: BindsOptions
  private let console: Console

  init(_ plan: ReliefPlan, _ options: BindsOptions, _ console: Console) {
    self.plan = plan
    self.options = options
    self.console = console
  }

  /// Fills a results folder and prints the answer.
  func fill(_ path: String) throws(CommandFailure) -> ExitStatus {
    let above = try MadeFolders(above: path)
    defer { above.removeEmpty() }
    try OpenFiles.require(4 + 3 * options.threads)
    let results: ReliefResults
    let folder: ResultsFolder
    do {
      folder = try ResultsFolder(at: path, replace: options.replaces)
      results = try ReliefResults(plan, in: folder)
    } catch {
      throw RunSession.failure(error)
    }
    let rounds: [Relief]
    do throws(CommandFailure) {
      rounds = try ReliefRounds(
        threads: options.threads, isQuiet: options.isQuiet, goesOn: options.goesOn, console: console,
        whatIsLeft: "nothing was written"
      ).run(plan, observer: results.round)
      do throws(FolderProblem) { try results.commit(rounds) } catch { throw RunSession.failure(error) }
    } catch {
      folder.discard()
      throw error
    }
    try printAnswer(rounds, folder.path)
    let failed = rounds.reduce(0) { $0 + $1.failed }
    if failed == 0 { return .success }
    console.note(
      "\(failed) runs failed and are left out with those they are compared with; failures.csv says why\n")
    return .failedRuns
  }

  private func printAnswer(_ rounds: [Relief], _ path: String) throws(CommandFailure) {
    if options.isQuiet, options.format == nil { return }
    switch options.format ?? .text {
    case .text:
      let model = plan.model
      var text = console.outputStyle.bold(ShownText.line(model.name)) + "\n"
      if !model.summary.isEmpty {
        text +=
          TextWrap.lines(ShownText.line(model.summary), width: console.outputWidth).joined(separator: "\n")
          + "\n"
      }
      let words = ReliefText(rounds: rounds, width: console.outputWidth, style: console.outputStyle)
      text += "\n" + words.whole.joined(separator: "\n") + "\n"
      try console.print(
        text + "\nResults: \(path); relief.csv has all of it, links.csv says what each link scales.\n")
    case .json: try console.print(json: ReliefData.json(rounds, scenario: plan.model.name, results: path))
    case .csv: try console.print(rows: Relief.csv(rounds))
    }
  }
}

/// The rounds of a measure of relief: every link, then the others with the largest freed.
struct ReliefRounds {
  let threads: Int
  let isQuiet: Bool
  let goesOn: Bool
  let console: Console
  let whatIsLeft: String

  func run(
    _ plan: ReliefPlan, observer: (ReliefPlan) -> ReliefRuns = { ReliefRuns($0) }
  ) throws(CommandFailure) -> [Relief] {
    let first = try round(plan, observer(plan))
    guard goesOn, let largest = first.largest,
      let link = plan.model.links.firstIndex(where: { $0.id == largest.link }),
      plan.model.links.count > 1
    else { return [first] }
    let freed = plan.freeing(link)
    return [first, try round(freed, observer(freed))]
  }

  private func round(_ plan: ReliefPlan, _ observer: ReliefRuns) throws(CommandFailure) -> Relief {
    let runs = ProcessRuns(
      threads: threads, isQuiet: isQuiet, label: "runs of relief", console: console, whatIsLeft: whatIsLeft)
    try runs.run(
      RunWorker.processes.isolate(ReliefModel(plan)), plan.sweep, observer,
      name: { index in
        let (replication, place) = plan.run(index)
        return
          "replication \(replication) with relief of \(plan.id(place).isEmpty ? "nothing" : plan.id(place))"
      }, problem: { observer.problem })
    return observer.relief
  }
}
