import Analysis
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

/// The process that does the runs: started and watched by `SweepSession`, and started again if a run ends it.
struct SweepWorker {
  /// The environment variable that makes a process a worker; its value is the folder of plan and rows.
  static let variable = "CAPSIM_SWEEP_WORKER"
  /// The environment variable with the id of the process that watches; when that is gone, the worker ends.
  static let parentVariable = "CAPSIM_SWEEP_PARENT"

  /// The environment variable with the moment at which a worker's time is up, on the steady clock; empty for never.
  static let endVariable = "CAPSIM_SWEEP_END"

  private let folder: String
  private let settings: SweepSettings
  private let console: Console

  init(_ folder: String, _ settings: SweepSettings, _ console: Console) {
    self.folder = folder
    self.settings = settings
    self.console = console
  }

  /// The arguments of a worker that does what the settings say.
  static func arguments(_ folder: SweepFolder, _ settings: SweepSettings) -> [String] {
    var words = ["sweep", "--threads=\(settings.threads)", "--out=\(folder.path)"]
    words.append("--on-failure=\(settings.failuresText)")
    if let shard = settings.shard { words.append("--shard=\(shard.number)/\(shard.of)") }
    if settings.isQuiet { words.append("--quiet") }
    if settings.extends { words.append("--extend") }
    // Behind the dashes, since a path may begin with one.
    return words + ["--", folder.partial + "/" + SweepFolder.planName]
  }

  func run() throws(CommandFailure) -> ExitStatus {
    StopRequest.catchSignals()
    // Held by the worker too: rows may come from it for a moment after its watcher was killed.
    let lock = FolderLock.sharing(folder)
    defer { withExtendedLifetime(lock) {} }
    guard let study = try study() else { return .success }
    try MeantSweep.check(
      study, from: PlanFile.path(in: folder), console.environment,
      remedy: "another sweep has taken the folder over; choose another one")
    if settings.extends, let path = settings.folder, let rows = EarlierRows(study, path) {
      return try run(study, ReusingModel(study.makeModel(), rows))
    }
    return try run(study, study.makeModel())
  }

  /// The sweep to be run; nil if another copy of it is done and has removed the rows, which the watcher then says.
  private func study() throws(CommandFailure) -> SweepStudy? {
    do throws(CommandFailure) { return try SweepFolder.study(in: folder) } catch {
      if PlanFile(folder) == .absent, isComplete { return nil }
      throw error
    }
  }

  /// Whether the results are there, and complete; of which sweep, the watcher sees.
  private var isComplete: Bool {
    settings.folder.flatMap { SweepFolder.manifest(of: $0) }.map(SweepFolder.isComplete) ?? false
  }

  private func run(_ study: SweepStudy, _ model: some SweepModel) throws(CommandFailure) -> ExitStatus {
    let end = console.environment[SweepWorker.endVariable].flatMap(Double.init)
    let options = SweepOptions(
      threads: settings.threads, failures: settings.failures, deadline: end.map { $0 - SteadyClock.seconds })
    let engine = SweepEngine(model: model, plan: study.plan, options: options)
    let headline = StudyWatch.Headline()
    var watch = StudyWatch(study, headline: headline)
    let shard = settings.shard ?? .whole
    let stop = StopRequest(heedsSignals: true)
    let parent = console.environment[SweepWorker.parentVariable].flatMap { pid_t($0) } ?? getppid()
    let total = shard.count(ofRuns: study.plan.runs)
    // Made when it is known how many rows were there already, which say nothing of the pace.
    var meter: ProgressMeter?
    let name = study.outcomes.first?.column.name ?? ""
    let report: SweepReport
    do throws(SweepProblem) {
      report = try engine.run(in: folder, shard: shard, observer: &watch, stop: stop) { progress in
        // Whoever watched is gone, and has begun anew perhaps.
        if getppid() != parent { stop.make() }
        let mean = headline.mean.isFinite ? "mean \(name) \(RoundedText.text(headline.mean))" : ""
        if meter == nil {
          meter = .standardError(
            total: total, done: progress.rows, isQuiet: settings.isQuiet, environment: console.environment)
        }
        meter?.update(done: progress.rows, failed: progress.failures, headline: mean)
      }
    } catch {
      meter?.clear()
      // Another copy of the sweep was first and has removed the rows: nothing has gone wrong.
      if PlanFile(folder) == .absent, SweepFolder(folder).holding(of: study) == .all { return .success }
      throw SweepFolder.failure(error)
    }
    meter?.clear()
    switch report.ending {
    case .complete, .satisfied: return .success
    case .interrupted, .deadline:
      let why = report.ending == .deadline ? "the time is up" : "interrupted"
      let count = "\(report.rows) of \(total) runs"
      console.note("\(why) after \(count); they are in \(folder), and the same command goes on\n")
      return .interrupted
    case .aborted(let index, let failure):
      let run = study.layout.run(index)
      console.note(
        "replication \(run.replication) of point \(run.point) failed: \(failure.what)\n"
          + "  with \(study.describe(point: run.point))\n"
          + "the \(report.rows - 1) runs before it are in \(folder); --on-failure skip goes on\n")
      return .failedRuns
    }
  }
}
