import Analysis
import Tables
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `capsim replay`: one run of a sweep, or of `run`, again.
enum ReplayCommand {
  static let command = Command(spec: spec, run: run)

  private static let spec = CommandSpec(
    name: "replay",
    summary: "run one run of a results folder again, with its trace if wanted",
    discussion: """
      The header and the row of runs.csv go to standard output. A row that differs from the one in the folder is \
      said to, with exit status 4. Why a run failed is said too, even if it ends its process; a row that says so already \
      is the same row, with exit status 0.

      With --trace a folder is written besides: events.csv has every event with the event that scheduled it, \
      movements.csv all goods, money, orders and prices that each event moved. The trace of a run that failed ends \
      with the event in which it failed, or in which its process ended.
      """,
    positionals: [
      PositionalSpec("RUN", completion: .none, help: "The run's id, or enough of its beginning.")
    ],
    options: [
      .value(
        "in", "DIR", completion: .folder,
        help: "The results folder of the sweep or of run; this folder unless given."),
      .flag("trace", help: "Write every event and every movement, up to a hundred megabytes."),
      .value(
        "out", short: "o", "DIR", completion: .folder,
        help: "Folder for the trace; results/replay-ID unless given."),
      .flag("force", help: "Replace a folder that exists."),
    ],
    examples: [
      CommandExample("capsim replay r3f2a9c01 --in results/sweep-space", "Run that run again."),
      CommandExample(
        "capsim replay r3f2a9c01 --in results/space --trace -o why", "The same with all that happened in it."),
    ],
    exitStatuses: [
      .success, .difference, .usage, .badScenario, .noInput, .cannotCreate, .inputOutput, .interrupted,
    ])

  @Sendable private static func run(
    _ command: ParsedCommand, _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    let id = try id(command)
    let folder = trimmed(command.string("in") ?? ".")
    let source = try ReplaySource(folder)
    let rows = try RunRows(folder)
    let earlier = try rows.row(of: id)
    let again: ReplayedRun?
    if command.has("trace") {
      again = try trace(source, earlier, command, console)
    } else {
      again = try source.replay(earlier, to: nil)
    }
    guard let again else { throw .stopped(.badScenario, "the row of run \(id) is not one of \(folder)") }
    try console.print(rows: rows.header + again.row)
    if let reason = again.reason {
      console.note("the run failed: \(reason)\n")
      if again.hasTrapped, !command.has("trace") {
        console.note("with --trace, events.csv ends with the event in which it did\n")
      }
    }
    if again.row == earlier { return .success }
    console.note("the row in \(rows.path) differs:\n\(earlier)")
    return .difference
  }

  private static func id(_ command: ParsedCommand) throws(CommandFailure) -> String {
    let id = (command.operand("RUN") ?? "").lowercased()
    guard id.first == RunIdentity.prefix, id.utf8.count >= 5, id.dropFirst().allSatisfy(\.isHexDigit) else {
      throw .usage(
        .badValue(
          id, option: "RUN", expected: "r and at least four digits of a run's id", suggestion: nil,
          command: "replay"))
    }
    if !command.has("trace"), command.has("out") || command.has("force") {
      throw .usage(
        .conflict("--out and --force say where the trace goes, so --trace is due", command: "replay"))
    }
    return id
  }

  private static func trimmed(_ folder: String) -> String {
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    return folder
  }

  /// Runs a line again and writes the folder of its trace.
  private static func trace(
    _ source: ReplaySource, _ earlier: String, _ command: ParsedCommand, _ console: Console
  ) throws(CommandFailure) -> ReplayedRun? {
    let path =
      command.string("out") ?? "\(RunOptions.defaultParent)/replay-\(RowFile.cells(earlier)[0])"
    let above = try MadeFolders(above: path)
    defer { above.removeEmpty() }
    Signals.install()
    let folder: ResultsFolder
    let results: ReplayResults
    do throws(FolderProblem) {
      folder = try ResultsFolder(at: path, replace: command.has("force"))
      results = try ReplayResults(source.schema, in: folder)
    } catch {
      throw RunSession.failure(error)
    }
    guard let run = try source.replay(earlier, to: results) else { return nil }
    if Signals.isStopRequested { throw .stopped(.interrupted, "interrupted; nothing was written") }
    do throws(FolderProblem) { try results.commit(run, of: source.origin) } catch {
      throw RunSession.failure(error)
    }
    console.note("trace: \(folder.path)\n")
    return run
  }
}
