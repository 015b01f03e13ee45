import ScenarioFormat
import Terminal

/// Why a command could not do its work: the facts, from which message and exit status follow.
enum CommandFailure: Error {
  /// The command line is wrong.
  case usage(UsageProblem)
  /// A scenario has problems; `file` is the one that was asked for.
  case scenario([Problem], file: String)
  /// Standard output cannot be written.
  case stream(StreamProblem)
  /// Anything else: a status and a sentence without the program's name and without a full stop.
  case stopped(ExitStatus, String)
  /// Everything was said already; only the status is left to give.
  case ended(ExitStatus)

  /// How the program ends because of it.
  var exitStatus: ExitStatus {
    switch self {
    case .usage: .usage
    case .scenario: .badScenario
    case .stream: .inputOutput
    case .stopped(let status, _), .ended(let status): status
    }
  }

  /// Does some work and passes what goes wrong on as a failure of the command.
  static func wrap<Value>(
    _ work: () throws(UsageProblem) -> Value
  ) throws(CommandFailure) -> Value {
    do throws(UsageProblem) { return try work() } catch { throw .usage(error) }
  }

  /// Does some work and passes what goes wrong on as a failure of the command.
  static func wrap<Value>(
    _ work: () throws(StreamProblem) -> Value
  ) throws(CommandFailure) -> Value {
    do throws(StreamProblem) { return try work() } catch { throw .stream(error) }
  }
}
