/// How the program ends, as other programs see it; the larger numbers are those of BSD's `sysexits.h`.
public enum ExitStatus: Int32, Equatable, Sendable, CaseIterable {
  /// Everything was done.
  case success = 0
  /// Everything was done, but some runs failed; `failures.csv` names them.
  case failedRuns = 3
  /// A claim or a verification came out different from what was stated.
  case difference = 4
  /// The command line was wrong.
  case usage = 64
  /// The scenario or another input is malformed or contradicts itself.
  case badScenario = 65
  /// An input file is missing or cannot be read.
  case noInput = 66
  /// The program itself is at fault.
  case internalFault = 70
  /// The results cannot be made where they were asked for.
  case cannotCreate = 73
  /// Reading or writing failed on the way, for instance on a full disk.
  case inputOutput = 74
  /// A signal or a time limit ended the work early; the same command takes it up again.
  case interrupted = 75

  /// The meaning, for help and the manual page.
  public var meaning: String {
    switch self {
    case .success: "success"
    case .failedRuns: "finished, but some runs failed; failures.csv names them"
    case .difference: "a claim or a verification differs from what was stated"
    case .usage: "wrong command line"
    case .badScenario: "the scenario or another input is malformed"
    case .noInput: "an input file is missing or cannot be read"
    case .internalFault: "internal error"
    case .cannotCreate: "the results cannot be created there"
    case .inputOutput: "reading or writing failed, for instance on a full disk"
    case .interrupted: "interrupted; a sweep resumes with the same command"
    }
  }
}
