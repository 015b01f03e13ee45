import Analysis
import Terminal

/// The program as a function: arguments and environment in, an exit status out.
public enum CommandLineTool {
  /// The version of capsim; manifests, `--version` and the manual page show it.
  public static let version = "0.1.0"

  /// Carries out a command line, without the program's own name, and returns how the program ends.
  ///
  /// Data goes to standard output, everything else to standard error.
  public static func run(_ arguments: [String], environment: [String: String]) -> ExitStatus {
    run(arguments, environment: environment, beforeRun: { _ in })
  }

  /// The same, and `beforeRun` is told the index of each run in the process that is about to do it: a test's way to
  /// let runs trap.
  package static func run(
    _ arguments: [String], environment: [String: String], beforeRun: (Int) -> Void
  ) -> ExitStatus {
    if RunWorker.isMeant(by: arguments) { return RunWorker.run(before: beforeRun) }
    Signals.ignoreFailedWrites()
    Signals.heedChildren()
    let console = Console(environment: environment)
    do throws(CommandFailure) {
      let status = try dispatch(arguments, console)
      try console.finish()
      return status
    } catch {
      return console.report(error, of: commandSet)
    }
  }

  private static func dispatch(
    _ arguments: [String], _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    let help = HelpText(commandSet, width: console.outputWidth, style: console.outputStyle)
    switch try CommandFailure.wrap({ () throws(UsageProblem) in try commandSet.parse(arguments) }) {
    case .version:
      try console.print(commandSet.versionText + "model \(Engine.model)\nbuild \(Engine.build)\n")
      return .success
    case .help(let command):
      try console.print(help.text(for: command))
      return .success
    case .run(let parsed):
      guard let command = commands.first(where: { $0.spec.name == parsed.command.name }) else {
        preconditionFailure("a parsed command is one of the declared ones")
      }
      return try command.run(parsed, console)
    }
  }
}
