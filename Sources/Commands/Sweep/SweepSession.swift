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

/// One call of `sweep`: prepares the folder, has a worker do the runs, and joins their rows.
struct SweepSession {
  private let study: SweepStudy
  private let settings: SweepSettings
  private let folder: SweepFolder
  private let console: Console
  /// The manifest that was there before the sweep.
  private let earlier: SweepFolder.ManifestFile?

  init(_ study: SweepStudy, _ settings: SweepSettings, _ folder: SweepFolder, _ console: Console) {
    self.study = study
    self.settings = settings
    self.folder = folder
    self.console = console
    earlier = SweepFolder.ManifestFile(of: folder.path)
  }

  func run() throws(CommandFailure) -> ExitStatus {
    let above = try MadeFolders(above: folder.path)
    defer { above.removeEmpty() }
    if SweepFolder.exists(folder.path), try isDone() { return doneStatus }
    try checkOpenFiles()
    do throws(CommandFailure) {
      let lock = try folder.prepare(study, settings.shard ?? .whole, dropsOthers: settings.replaces)
      let status = try withExtendedLifetime(lock) { () throws(CommandFailure) in try work() }
      if status == .success || status == .failedRuns || !isDoneByAnother() { return status }
    } catch {
      if !isDoneByAnother() { throw error }
    }
    return doneStatus
  }

  /// How a sweep ends whose results are there: some of its runs may have failed.
  private var doneStatus: ExitStatus {
    SweepFolder.manifest(of: folder.path).map(SweepFolder.status) ?? .success
  }

  /// Whether another copy of this sweep was first, and has removed the rows that both shared.
  private func isDoneByAnother() -> Bool {
    // Results that were to be replaced may have been complete before; rows of a copy that is done are gone.
    if settings.replaces {
      let isUnchanged = SweepFolder.ManifestFile(of: folder.path) == earlier
      if isUnchanged || SweepFolder.exists(folder.partial) { return false }
    }
    guard folder.holding(of: study) == .all else { return false }
    if !settings.isQuiet {
      console.note("another copy of this sweep was done first; \(folder.path) holds its results, complete\n")
    }
    return true
  }

  /// Does the runs and, unless they are a part, joins their rows.
  private func work() throws(CommandFailure) -> ExitStatus {
    let status = try supervise()
    if status != .success || settings.shard != nil {
      if status == .success, !settings.isQuiet {
        console.note(
          "shard \(settings.shard?.number ?? 0) of \(settings.shard?.of ?? 1) is complete in \(folder.partial)\n"
        )
      }
      return status
    }
    return try finish()
  }

  /// Whether the results are there already; throws if something else is there that must stay.
  private func isDone() throws(CommandFailure) -> Bool {
    let holding = folder.holding(of: study)
    if holding == .all, !settings.replaces {
      if !settings.isQuiet { console.note("\(folder.path) holds this sweep already, complete\n") }
      folder.removeLeftovers(of: study)
      return true
    }
    // Some of its rows make way for all of them.
    if holding == .some, !settings.extends {
      try checkReplaceable()
      return false
    }
    guard settings.replaces || settings.extends else {
      if let manifest = SweepFolder.manifest(of: folder.path), manifest["sweep_sha256"] != nil,
        let difference = Engine.difference(from: manifest["model"]?.string)
      {
        throw .stopped(
          .cannotCreate, "\(folder.path) \(difference); choose another folder, or replace it with --force")
      }
      try checkReplaceable()
      throw .stopped(
        .cannotCreate,
        "\(folder.path) exists already; choose another folder, replace it with --force, or reuse its rows with --extend"
      )
    }
    try checkReplaceable()
    if settings.extends {
      let reused = try folder.reusableRows(for: study)
      if let held = SweepFolder.manifest(of: folder.path)?["runs"]?.number, held > Double(reused),
        !settings.replaces
      {
        let lost = RoundedText.grouped(Int(held) - reused)
        throw .stopped(
          .cannotCreate,
          "\(folder.path) holds \(lost) rows that are no part of this sweep and would go; "
            + "choose another folder, or drop them with --force")
      }
      if !settings.isQuiet {
        let (some, all) = (RoundedText.grouped(reused), RoundedText.grouped(study.plan.runs))
        console.note("\(some) of \(all) rows reused from \(folder.path)\n")
      }
    }
    return false
  }

  /// Finds what must stay before anything runs.
  private func checkReplaceable() throws(CommandFailure) {
    do throws(FolderProblem) { try ResultsFolder.checkReplaceable(folder.path) } catch {
      throw RunSession.failure(error)
    }
  }

  /// Makes sure that what is run can be joined: the tables are many files, and so are the parts of a divided sweep.
  private func checkOpenFiles() throws(CommandFailure) {
    try OpenFiles.require(16)
    // The parts may be joined elsewhere, so that one of them says it and none is refused.
    guard let shard = settings.shard, shard.number == 0, let limit = OpenFiles.allow(shard.of) else { return }
    console.note(
      "capsim merge has to open \(shard.of) parts at once, and only \(limit) files may be open on this machine; "
        + "raise the limit with ulimit -n, or use fewer parts\n")
  }

  /// Runs the worker until it is through, or gives up.
  private func supervise() throws(CommandFailure) -> ExitStatus {
    let stop = StopRequest(heedsSignals: true)
    if stop.isMade { return interrupted() }
    setenv(SweepWorker.variable, folder.partial, 1)
    setenv(SweepWorker.parentVariable, "\(getpid())", 1)
    setenv(MeantSweep.variable, study.plan.identity.description, 1)
    // A moment, not a time: a worker that is started again has what is left.
    let end = settings.deadline.map { SteadyClock.seconds + $0 }
    setenv(SweepWorker.endVariable, end.map { "\($0)" } ?? "", 1)
    // A trap is a row of failures.csv; its backtrace would take seconds and hide the rest.
    setenv("SWIFT_BACKTRACE", "enable=no", 0)
    defer {
      unsetenv(SweepWorker.variable)
      unsetenv(SweepWorker.endVariable)
      unsetenv(MeantSweep.variable)
    }
    let supervisor = Supervisor(
      executable: ProgramFile.path, arguments: SweepWorker.arguments(folder, settings))
    let (plan, shard, partial) = (study.plan, settings.shard ?? .whole, folder.partial)
    let ending = supervisor.run(
      stop: stop,
      progress: { Supervisor.progress(in: partial, plan: plan, shard: shard) },
      died: { signal in
        console.note("the process of the runs ended of signal \(signal); going on where it was\n")
      })
    switch ending {
    case .exited(let status):
      guard let status = ExitStatus(rawValue: status) else { return .internalFault }
      return status
    case .died(let signal):
      if stop.isMade { return interrupted() }
      throw .stopped(
        .internalFault,
        "the process of the runs ends of signal \(signal) again and again; those done are in \(folder.partial)"
      )
    case .notStarted(let number):
      throw .stopped(.internalFault, "cannot start \(ProgramFile.path): \(String(cString: strerror(number)))")
    }
  }

  private func interrupted() -> ExitStatus {
    console.note("interrupted; the runs done are in \(folder.partial), and the same command goes on\n")
    return .interrupted
  }

  private func finish() throws(CommandFailure) -> ExitStatus {
    let shards: ShardSet
    do throws(SweepProblem) {
      shards = try ShardSet(folders: [folder.partial], expected: study.plan)
    } catch { throw SweepFolder.failure(error) }
    let done = try folder.finish(study, shards, replaces: settings.replaces || settings.extends)
    folder.removePartial()
    return try SweepSession.end(study, folder.path, done, console, isQuiet: settings.isQuiet)
  }

  /// Prints what came of a sweep, where the results are and how many runs failed.
  static func end(
    _ study: SweepStudy, _ path: String, _ done: SweepResults, _ console: Console, isQuiet: Bool
  ) throws(CommandFailure) -> ExitStatus {
    if !isQuiet {
      try console.print(SweepAnswerText(done, width: console.outputWidth, style: console.outputStyle).text)
      let runs = part(done.rows, of: study.plan.runs)
      let points = part(done.pointsSeen, of: study.layout.points)
      console.note(
        "\(runs) runs at \(points) points\n"
          + "Results: \(path); points.csv has medians by point, datapackage.json says what is what.\n")
    }
    if done.failures == 0 { return .success }
    console.note("\(done.failures) runs failed; failures.csv says why\n")
    return .failedRuns
  }

  /// `12`, or `3 of 12` where some are missing.
  private static func part(_ count: Int, of all: Int) -> String {
    RoundedText.grouped(count) + (count < all ? " of \(RoundedText.grouped(all))" : "")
  }
}
