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

  /// What a results folder holds of a sweep.
  enum Holding {
    /// No folder, or results of something else.
    case nothing
    /// Some of its rows, as `merge --incomplete` leaves them.
    case some
    /// All that it will ever have.
    case all
  }

  /// What the results folder holds of this sweep.
  func holding(of study: SweepStudy) -> Holding {
    guard let manifest = SweepFolder.manifest(of: path),
      manifest["sweep_sha256"]?.string == study.plan.identity.description
    else { return .nothing }
    return SweepFolder.isComplete(manifest) ? .all : .some
  }

  /// Whether a manifest is of results to which no rows will be added.
  static func isComplete(_ manifest: Node) -> Bool { manifest["complete"]?.bool == true }

  static func manifest(of path: String) -> Node? {
    guard let bytes = try? InputFile.read(path + "/" + ResultsFolder.manifestName) else { return nil }
    return JSONReader.read(bytes, file: path + "/" + ResultsFolder.manifestName).0
  }

  /// The text of `plan.json` as a manifest has it; nil if the manifest is not a sweep's.
  private static func planText(_ manifest: Node) -> String? {
    manifest["plan"].map { JSONText($0).pretty + "\n" }
  }

  /// Makes the partial folder ready for a shard of this study, or says why it is not.
  ///
  /// Copies that do so at the same time write the same bytes.
  func prepare(_ study: SweepStudy, _ shard: Shard, dropsOthers: Bool) throws(CommandFailure) {
    let planPath = partial + "/" + SweepFolder.planName
    if mkdir(partial, 0o777) != 0, errno != EEXIST {
      let reason = String(cString: strerror(errno))
      throw .stopped(.cannotCreate, "cannot create the folder \(partial): \(reason)")
    }
    if let found = try? InputFile.read(planPath) {
      if found == Array(study.planText.utf8) {
        return try checkDivision(shard, dropsOthers: dropsOthers)
      }
      guard dropsOthers || isLeftover(found) else {
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

  /// Finds rows of the same sweep in other parts before anything runs.
  private func checkDivision(_ shard: Shard, dropsOthers: Bool) throws(CommandFailure) {
    guard let other = ShardSet.divisions(in: partial).first(where: { $0 != shard.of }) else { return }
    if dropsOthers { return removeRows() }
    let wayOn = other == 1 ? "go on without --shard" : "go on with --shard K/\(other) and capsim merge"
    throw .stopped(
      .cannotCreate,
      "\(partial) holds rows of this sweep in \(other) \(other == 1 ? "part" : "parts"); \(wayOn), "
        + "choose another folder, or drop them by running the whole sweep with --force")
  }

  /// The study that a folder of either kind holds, with its rows where they are still apart.
  static func study(in path: String) throws(CommandFailure) -> SweepStudy {
    let text: String
    let file: String
    if let bytes = try? InputFile.read(path + "/" + planName) {
      file = path + "/" + planName
      text = String(decoding: bytes, as: UTF8.self)
    } else if let plan = manifest(of: path).flatMap(planText) {
      file = path + "/" + ResultsFolder.manifestName
      text = plan
    } else {
      throw .stopped(
        .noInput, "\(path) holds no sweep: it has neither \(planName) nor a sweep's manifest.json")
    }
    let (study, problems) = SweepStudy.read(text, file: file)
    guard let study else { throw .scenario(problems, file: file) }
    return study
  }

  /// Removes what a process that was killed after it had put the results in their place has left of this sweep.
  func removeLeftovers(of study: SweepStudy) {
    guard let found = try? InputFile.read(partial + "/" + SweepFolder.planName),
      found == Array(study.planText.utf8), !isBeingWritten
    else { return }
    removePartial()
  }

  /// Whether a plan of the partial folder is that of the complete results, so that its rows are there already.
  private func isLeftover(_ plan: [UInt8]) -> Bool {
    guard let manifest = SweepFolder.manifest(of: path), SweepFolder.isComplete(manifest),
      let text = SweepFolder.planText(manifest)
    else { return false }
    return Array(text.utf8) == plan && !isBeingWritten
  }

  /// Whether a process may still be adding rows: its part would be there.
  private var isBeingWritten: Bool { InputFile.names(in: partial).contains { $0.hasSuffix(".part") } }

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

  /// Joins rows into the results folder, which then is in its place; returns what was joined.
  ///
  /// All rows of a sweep may take the place of some of them without more ado.
  func finish(
    _ study: SweepStudy, _ shards: ShardSet, replaces: Bool
  ) throws(CommandFailure) -> SweepResults {
    let completes = shards.isComplete && holding(of: study) == .some
    do {
      let results = try SweepFolder.results(study, path, replaces || completes)
      try results.add(shards)
      try SweepFolder.commit(results)
      return results
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
