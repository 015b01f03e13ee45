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

/// Whose the rows of a partial folder are. The headers of the rows say so; `plan.json` is there for people and for the
/// processes that do the runs, and is written again wherever it does not fit the rows.
extension SweepFolder {
  /// Makes the partial folder ready for a shard of this study, or says why it is not; what it returns is to be kept
  /// for as long as the sweep adds rows.
  ///
  /// Nobody else uses the folder until the plan is written. Where others use it, the plan is theirs, and written again
  /// only if it is damaged and they are copies or shards of this sweep.
  func prepare(_ study: SweepStudy, _ shard: Shard, dropsOthers: Bool) throws(CommandFailure) -> FolderLock {
    let lock = try FolderLock.making(partial)
    claim(lock)
    let plan = PlanFile(partial)
    let isSame = plan == .text(Array(study.planText.utf8))
    if let refusal = try refusal(of: study, plan, isSame: isSame) {
      let mayGo = dropsOthers ? true : try isLeftover(plan)
      if !mayGo { throw refusal }
      try takeOver(lock)
    } else {
      try checkDivision(shard) { () throws(CommandFailure) in
        guard dropsOthers else { return false }
        try takeOver(lock)
        return true
      }
    }
    if !isSame { try write(study.planText) }
    lock.share()
    return lock
  }

  /// Has the folder alone or, once whoever has it has said what it is of, with others.
  private func claim(_ lock: FolderLock) {
    // A moment: who comes first has yet to write the plan. Somebody may have removed it since, so not for ever.
    for _ in 0..<SweepFolder.mostLooks {
      if lock.claim() != .refused { return }
      if PlanFile(partial) != .absent || !ShardSet.divisions(in: partial).isEmpty { break }
      usleep(SweepFolder.timeBetweenLooks)
    }
    lock.share()
  }

  /// How often, and how long in microseconds, a sweep waits for the plan of one that began just before: ten seconds.
  private static let mostLooks = 1000
  private static let timeBetweenLooks: UInt32 = 10_000

  /// Drops the rows that are there, unless a process may still be adding some.
  private func takeOver(_ lock: FolderLock) throws(CommandFailure) {
    let advice = "stop it first, or choose another folder"
    if lock.claim() == .refused {
      throw .stopped(.cannotCreate, "\(partial) is in use by a sweep that is still running; \(advice)")
    }
    if let (host, seconds) = ShardSet.recentPart(elsewhereIn: partial) {
      throw .stopped(
        .cannotCreate,
        "\(partial) got rows from \(host) \(seconds) s ago, so that a sweep may still be running there; \(advice)"
      )
    }
    removeRows()
  }

  /// Why the partial folder cannot take this study's rows: what is there belongs to something else; nil if it can.
  private func refusal(
    of study: SweepStudy, _ plan: PlanFile, isSame: Bool
  ) throws(CommandFailure) -> CommandFailure? {
    let wayOn = "choose another folder, or drop it with --force"
    func other(_ model: String?) -> CommandFailure {
      let whose = model.flatMap { $0 == Engine.model ? nil : $0.prefix(12) }
      return .stopped(
        .cannotCreate,
        whose.map {
          "\(partial) holds the unfinished rows of a sweep by model \($0), and this build has model "
            + "\(Engine.shortModel), whose results may differ; go on with the build that began it, \(wayOn)"
        }
          ?? "\(partial) holds the unfinished rows of another sweep; finish that one with its own command, \(wayOn)"
      )
    }
    // Beside its own plan one look is enough, or the tasks of a large array would read all files of all others.
    let headers = try headers(isSame ? 1 : nil)
    if let stranger = headers.first(where: { $0.identity != study.plan.identity }) {
      return other(stranger.model.description)
    }
    if !headers.isEmpty || isSame { return nil }
    switch plan {
    case .absent: return nil
    case .unreadable(let problem): return .stopped(.cannotCreate, "\(problem.description), or \(wayOn)")
    case .text(let bytes):
      let (node, syntax) = JSONReader.read(bytes, file: PlanFile.path(in: partial))
      // A plan that cannot be read, without rows, has nothing to lose.
      guard let node, syntax.isEmpty else { return nil }
      return other(node["model"]?.string)
    }
  }

  /// What the rows of the partial folder are of; of `limit` files at most.
  private func headers(_ limit: Int? = nil) throws(CommandFailure) -> [SweepPlan] {
    do throws(SweepProblem) { return try ShardSet.plans(in: partial, limit: limit) } catch {
      throw SweepFolder.failure(error)
    }
  }

  private func write(_ text: String) throws(CommandFailure) {
    let path = PlanFile.path(in: partial)
    let aside = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
    do throws(WriteProblem) {
      var sink = try FileSink(creating: aside, named: path)
      try sink.write(text: text)
      _ = try sink.finish()
      if rename(aside, path) != 0 {
        throw WriteProblem(path: path, action: .rename, cause: .init(errorNumber: errno))
      }
    } catch {
      unlink(aside)
      throw .stopped(error.action == .create ? .cannotCreate : .inputOutput, error.description)
    }
  }

  // MARK: - What is left of a sweep that is complete

  /// Removes what a process that was killed after it had put the results in their place has left of this sweep.
  func removeLeftovers(of study: SweepStudy) {
    let isOurs = PlanFile(partial) == .text(Array(study.planText.utf8))
    guard isOurs, let lock = FolderLock(partial), !isBeingWritten, lock.claim() != .refused else { return }
    removePartial()
  }

  /// Whether the rows of the partial folder are those of the complete results beside it.
  private func isLeftover(_ plan: PlanFile) throws(CommandFailure) -> Bool {
    guard let manifest = SweepFolder.manifest(of: path), SweepFolder.isComplete(manifest),
      let text = SweepFolder.planText(manifest), plan == .text(Array(text.utf8)), !isBeingWritten
    else { return false }
    let identity = manifest["sweep_sha256"]?.string
    return try headers().allSatisfy { $0.identity.description == identity }
  }

  /// Whether a process may still be adding rows: its part would be there.
  private var isBeingWritten: Bool { InputFile.names(in: partial).contains { $0.hasSuffix(".part") } }

  // MARK: - The study in a folder

  /// The study that a folder of either kind holds, with its rows where they are still apart.
  ///
  /// Rows that are not of the plan beside them are said to; the sweep's own command then writes the plan again.
  static func study(in path: String) throws(CommandFailure) -> SweepStudy {
    let remedy = "; the sweep's own command writes it again and keeps the rows"
    switch PlanFile(path) {
    case .unreadable(let problem): throw .stopped(.noInput, problem.description)
    case .text(let bytes):
      let file = PlanFile.path(in: path)
      let found: [SweepPlan]
      do throws(SweepProblem) { found = try ShardSet.plans(in: path, limit: 1) } catch {
        throw failure(error)
      }
      let (study, problems) = SweepStudy.read(String(decoding: bytes, as: UTF8.self), file: file)
      if let rows = found.first, rows.model.description == Engine.model, rows != study?.plan {
        throw .stopped(.badScenario, "\(file) is not the plan of the rows beside it" + remedy)
      }
      guard let study else { throw .scenario(problems, file: file) }
      return study
    case .absent:
      let file = path + "/" + ResultsFolder.manifestName
      guard let plan = manifest(of: path).flatMap(planText) else {
        let hasRows = !ShardSet.divisions(in: path).isEmpty
        throw .stopped(
          .noInput,
          hasRows
            ? "\(path) holds rows of a sweep and no \(planName)" + remedy
            : "\(path) holds no sweep: it has neither \(planName) nor a sweep's manifest.json")
      }
      let (study, problems) = SweepStudy.read(plan, file: file)
      guard let study else { throw .scenario(problems, file: file) }
      return study
    }
  }
}
