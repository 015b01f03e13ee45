import Analysis
import ScenarioFormat
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

/// Where a sweep lives: `DIR` once it is complete, and `DIR.partial` beside it until then.
///
/// The partial folder holds `plan.json`, the whole sweep as a plan that stands alone, and the rows of each shard.
struct SweepFolder: Sendable {
  /// The ending of a folder that is not complete yet.
  static let partialEnding = ".partial"
  static let planName = "plan.json"

  /// The folder of the complete results.
  let path: String

  /// The folder of the rows until then.
  var partial: String { path + SweepFolder.partialEnding }

  /// The folder of either name.
  init(_ path: String) {
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    let ending = SweepFolder.partialEnding
    self.path = trimmed.hasSuffix(ending) ? String(trimmed.dropLast(ending.count)) : trimmed
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The hash of the sweep whose results lie in a folder; nil if there are none.
  static func identity(of path: String) -> String? { manifest(of: path)?["sweep_sha256"]?.string }

  /// Whether the results of all runs of this sweep are there, as `merge --incomplete` does not leave them.
  func isComplete(_ study: SweepStudy) -> Bool {
    guard let manifest = SweepFolder.manifest(of: path) else { return false }
    return manifest["sweep_sha256"]?.string == study.plan.identity.description
      && (study.rule != nil || manifest["runs"]?.number == Double(study.plan.runs))
  }

  static func manifest(of path: String) -> Node? {
    guard let bytes = try? InputFile.read(path + "/" + ResultsFolder.manifestName) else { return nil }
    return JSONReader.read(bytes, file: path + "/" + ResultsFolder.manifestName).0
  }

  /// Makes the partial folder ready for this study's rows, or says why it is not.
  ///
  /// Copies that do so at the same time write the same bytes.
  func prepare(_ study: SweepStudy, dropsOthers: Bool) throws(CommandFailure) {
    let planPath = partial + "/" + SweepFolder.planName
    if mkdir(partial, 0o777) != 0, errno != EEXIST {
      let reason = String(cString: strerror(errno))
      throw .stopped(.cannotCreate, "cannot create the folder \(partial): \(reason)")
    }
    if let found = try? InputFile.read(planPath) {
      if found == Array(study.planText.utf8) { return }
      guard dropsOthers else {
        throw .stopped(
          .cannotCreate,
          "\(partial) holds the unfinished rows of another sweep; finish that one with its own command, "
            + "choose another folder, or drop it with --force")
      }
      removeRows()
    }
    let aside = "\(planPath).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
    do throws(WriteProblem) {
      var sink = try FileSink(creating: aside, named: planPath)
      try sink.write(text: study.planText)
      _ = try sink.finish()
      if rename(aside, planPath) != 0 {
        throw WriteProblem(path: planPath, action: .rename, cause: .init(errorNumber: errno))
      }
    } catch {
      unlink(aside)
      throw .stopped(error.action == .create ? .cannotCreate : .inputOutput, error.description)
    }
  }

  /// The study that a folder of either kind holds, with its rows where they are still apart.
  static func study(in path: String) throws(CommandFailure) -> SweepStudy {
    let text: String
    let file: String
    if let bytes = try? InputFile.read(path + "/" + planName) {
      file = path + "/" + planName
      text = String(decoding: bytes, as: UTF8.self)
    } else if let plan = manifest(of: path)?["plan"] {
      file = path + "/" + ResultsFolder.manifestName
      text = JSONText(plan).pretty + "\n"
    } else {
      throw .stopped(
        .noInput, "\(path) holds no sweep: it has neither \(planName) nor a sweep's manifest.json")
    }
    let (study, problems) = SweepStudy.read(text, file: file)
    guard let study else { throw .scenario(problems, file: file) }
    return study
  }

  /// Removes the partial folder with what a sweep puts there.
  func removePartial() {
    removeRows()
    unlink(partial + "/" + SweepFolder.planName)
    rmdir(partial)
  }

  private func removeRows() {
    for name in InputFile.names(in: partial) {
      let isOurs = name.hasPrefix("shard-") || name.hasPrefix(".shard-") || name.hasPrefix("plan.json.")
      if isOurs { unlink(partial + "/" + name) }
    }
  }

  /// Joins rows into the complete folder, which then is in its place; returns runs and failures.
  func finish(
    _ study: SweepStudy, _ shards: ShardSet, replaces: Bool
  ) throws(CommandFailure) -> (runs: Int, failures: Int) {
    do {
      let results = try SweepFolder.results(study, path, replaces)
      try results.add(shards)
      try SweepFolder.commit(results)
      return (results.rows, results.failures)
    } catch {
      switch error {
      case .folder(let problem): throw RunSession.failure(problem)
      case .sweep(let problem): throw SweepFolder.failure(problem)
      }
    }
  }

  private static func results(
    _ study: SweepStudy, _ path: String, _ replaces: Bool
  ) throws(SweepResultsProblem) -> SweepResults {
    do throws(FolderProblem) {
      return try SweepResults(study, in: try ResultsFolder(at: path, replace: replaces))
    } catch { throw .folder(error) }
  }

  private static func commit(_ results: SweepResults) throws(SweepResultsProblem) {
    do throws(FolderProblem) { try results.commit() } catch { throw .folder(error) }
  }

  /// A problem of the engine as a failure of the command.
  static func failure(_ problem: SweepProblem) -> CommandFailure {
    switch problem {
    case .otherSweep, .otherDivision, .damaged: .stopped(.badScenario, problem.description)
    case .noFolder, .noRows: .stopped(.noInput, problem.description)
    case .tooManyShards, .write: .stopped(.inputOutput, problem.description)
    }
  }
}
