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

  /// Whether both are one folder, which exists, by whatever path.
  func isSame(as other: SweepFolder) -> Bool {
    var (mine, others) = (stat(), stat())
    return stat(path, &mine) == 0 && stat(other.path, &others) == 0
      && mine.st_dev == others.st_dev && mine.st_ino == others.st_ino
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

  /// How a command ends that finds a sweep complete: some of its runs may have failed.
  static func status(of manifest: Node) -> ExitStatus {
    manifest["failed"]?.number ?? 0 > 0 ? .failedRuns : .success
  }

  /// Whether a manifest is of results to which no rows will be added.
  static func isComplete(_ manifest: Node) -> Bool { manifest["complete"]?.bool == true }

  /// The manifest in a folder of exactly this name; nil if there is none.
  static func manifest(of path: String) -> Node? {
    let file = manifestPath(path)
    guard let bytes = try? FileBytes.read(file) else { return nil }
    return JSONReader.read(bytes, file: file).0
  }

  private static func manifestPath(_ path: String) -> String { path + "/" + ResultsFolder.manifestName }

  /// Which file a folder's manifest is, and since when; nil if there is none.
  struct ManifestFile: Equatable {
    private let numbers: [Int]

    init?(of path: String) {
      var information = stat()
      guard stat(SweepFolder.manifestPath(path), &information) == 0 else { return nil }
      #if canImport(Darwin)
        let changed = information.st_ctimespec
      #else
        let changed = information.st_ctim
      #endif
      numbers = [Int(information.st_dev), Int(information.st_ino), changed.tv_sec, changed.tv_nsec]
    }
  }

  /// The text of `plan.json` as a manifest has it; nil if the manifest is not a sweep's.
  static func planText(_ manifest: Node) -> String? {
    manifest["plan"].map { JSONText($0).pretty + "\n" }
  }

  /// Finds rows of the same sweep in other parts before anything runs.
  ///
  /// They go if `drop` says that it has dropped them.
  func checkDivision(_ shard: Shard, drop: () throws(CommandFailure) -> Bool) throws(CommandFailure) {
    guard let other = ShardSet.divisions(in: partial).first(where: { $0 != shard.of }) else { return }
    if try drop() { return }
    let wayOn = other == 1 ? "go on without --shard" : "go on with --shard K/\(other) and capsim merge"
    throw .stopped(
      .cannotCreate,
      "\(partial) holds rows of this sweep in \(other) \(other == 1 ? "part" : "parts"); \(wayOn), "
        + "choose another folder, or drop them by running the whole sweep with --force")
  }

  /// Removes the partial folder with what a sweep puts there; never what a link leads to.
  func removePartial() {
    if SystemEntry.isLink(partial) { return }
    removeRows()
    unlink(partial + "/" + SweepFolder.planName)
    rmdir(partial)
  }

  func removeRows() {
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
    case .otherModel, .otherSweep, .otherDivision, .misnamed, .damaged:
      .stopped(.badScenario, problem.description)
    case .noFolder, .noRows: .stopped(.noInput, problem.description)
    case .tooManyShards, .noThread, .write: .stopped(.inputOutput, problem.description)
    }
  }
}
