import Analysis
import Sweep
import Terminal

/// `capsim merge`: joins the shards of a sweep.
enum MergeCommand {
  static let command = Command(spec: spec, run: run)

  private static let spec = CommandSpec(
    name: "merge",
    summary: "join the shards of a sweep into its results",
    discussion: """
      DIR is a folder with rows of shards, DIR.partial as sweep calls it, or several where each machine has its \
      own. What is missing is named, as a list for --array=. The results are those of a sweep that was never \
      divided, to the byte.
      """,
    positionals: [
      PositionalSpec("DIR", arity: .oneOrMore, completion: .folder, help: "A folder with rows of shards.")
    ],
    options: [
      .value(
        "out", short: "o", "DIR", completion: .folder,
        help: "Results folder; that of a single DIR.partial without .partial, unless given."),
      .flag("incomplete", help: "Join what is there, though shards or runs are missing."),
      .flag("force", help: "Replace a results folder that exists."),
      .flag("quiet", short: "q", help: "Print nothing."),
    ],
    examples: [
      CommandExample("capsim merge big.partial", "Join the shards in big.partial into big."),
      CommandExample(
        "capsim merge node1/big.partial node2/big.partial --out big", "Join shards from two places."),
    ],
    exitStatuses: [
      .success, .failedRuns, .usage, .badScenario, .noInput, .cannotCreate, .inputOutput,
    ])

  @Sendable private static func run(
    _ command: ParsedCommand, _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    let isQuiet = command.has("quiet")
    var folders: [SweepFolder] = []
    var paths: [String] = []
    for operand in command.operands("DIR") {
      let folder = SweepFolder(operand)
      folders.append(folder)
      // Either name of a sweep's folder means the one with its rows.
      paths.append(SweepFolder.exists(folder.partial) ? folder.partial : operand)
    }
    guard let out = command.string("out") ?? (folders.count == 1 ? folders[0].path : nil) else {
      throw .usage(.conflict("several folders need --out DIR for the results", command: "merge"))
    }
    let target = SweepFolder(out)
    if folders.count == 1, folders[0].isSame(as: target), !command.has("force"),
      !SweepFolder.exists(target.partial),
      let manifest = SweepFolder.manifest(of: target.path), manifest["sweep_sha256"] != nil,
      SweepFolder.isComplete(manifest)
    {
      if !isQuiet { console.note("\(target.path) holds the complete sweep already\n") }
      return SweepFolder.status(of: manifest)
    }
    let study = try study(paths)
    do throws(CommandFailure) {
      return try join(study, from: paths, into: target, command, console)
    } catch {
      // Another merge of the same sweep may have been first.
      guard !command.has("force"), target.holding(of: study) == .all else { throw error }
      if paths == [target.partial] { target.removeLeftovers(of: study) }
      if !isQuiet { console.note("\(target.path) holds the complete sweep already\n") }
      return SweepFolder.manifest(of: target.path).map(SweepFolder.status) ?? .success
    }
  }

  /// The sweep that the first folder with a sound plan is of; each folder has the same.
  private static func study(_ paths: [String]) throws(CommandFailure) -> SweepStudy {
    for path in paths.dropLast() {
      if let study = try? SweepFolder.study(in: path) { return study }
    }
    return try SweepFolder.study(in: paths[paths.count - 1])
  }

  private static func join(
    _ study: SweepStudy, from paths: [String], into target: SweepFolder, _ command: ParsedCommand,
    _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    let isQuiet = command.has("quiet")
    let shards: ShardSet
    do throws(SweepProblem) {
      shards = try ShardSet(folders: paths, expected: study.plan)
    } catch { throw SweepFolder.failure(error) }
    if !shards.duplicated.isEmpty, !isQuiet {
      console.note("shards \(shards.duplicated) are there more than once; the first of each is taken\n")
    }
    try checkComplete(shards, command.has("incomplete"), console)
    let done = try target.finish(study, shards, replaces: command.has("force"))
    if shards.isComplete, paths == [target.partial] { target.removePartial() }
    return try SweepSession.end(study, target.path, done, console, isQuiet: isQuiet)
  }

  private static func checkComplete(
    _ shards: ShardSet, _ goesOn: Bool, _ console: Console
  ) throws(CommandFailure) {
    if shards.isComplete { return }
    let missing = shards.missingRuns
    let shown = missing.ranges.prefix(8)
    var runs = shown.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
    if missing.ranges.count > shown.count { runs += ",..." }
    let text =
      "\(missing.count) of \(shards.plan.runs) runs are missing (\(runs)); "
      + "shards to run again, of \(shards.shards): --array=\(shards.missingShards)"
    if !goesOn { throw .stopped(.noInput, text + "; --incomplete joins what is there") }
    console.note(text + "\n")
  }
}
