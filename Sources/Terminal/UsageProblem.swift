/// What is wrong with a command line: the facts, apart from the words.
public enum UsageProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// No command was named.
  case missingCommand
  /// There is no command of that name.
  case unknownCommand(String, suggestion: String?)
  /// The command has no such option; both are written with their dashes.
  case unknownOption(String, command: String?, suggestion: String?)
  /// The option's value is missing.
  case missingValue(option: String, valueName: String, command: String)
  /// A flag was given a value.
  case unexpectedValue(String, option: String, command: String)
  /// An option that may be given once was given again.
  case repeatedOption(String, command: String)
  /// An operand is missing.
  case missingOperand(String, command: String)
  /// There is an operand too many.
  case extraOperand(String, command: String)
  /// The value of an option or operand is not what is due there.
  case badValue(String, option: String, expected: String, suggestion: String?, command: String)
  /// Two options contradict each other, or one needs another; for the caller's own rules.
  case conflict(String, command: String)

  /// The command that was being read, if it got that far.
  public var command: String? {
    switch self {
    case .missingCommand, .unknownCommand: nil
    case .unknownOption(_, let command, _): command
    case .missingValue(_, _, let command), .unexpectedValue(_, _, let command),
      .repeatedOption(_, let command), .missingOperand(_, let command), .extraOperand(_, let command),
      .badValue(_, _, _, _, let command), .conflict(_, let command):
      command
    }
  }

  /// The problem in words, without the program's name.
  public var description: String {
    switch self {
    case .missingCommand:
      "no command given"
    case .unknownCommand(let name, let suggestion):
      "there is no command '\(name)'" + UsageProblem.question(suggestion)
    case .unknownOption(let option, _, let suggestion):
      "there is no option \(option)" + UsageProblem.question(suggestion)
    case .missingValue(let option, let valueName, _):
      "option \(option) needs a value: \(option) \(valueName)"
    case .unexpectedValue(let value, let option, _):
      "option \(option) takes no value, but '\(value)' was given"
    case .repeatedOption(let option, _):
      "option \(option) is given twice"
    case .missingOperand(let name, _):
      "\(name) is missing"
    case .extraOperand(let value, _):
      "'\(value)' is one argument too many"
    case .badValue(let value, let option, let expected, let suggestion, _):
      "\(option) is '\(value)', but \(expected) is due" + UsageProblem.question(suggestion)
    case .conflict(let text, _):
      text
    }
  }

  private static func question(_ suggestion: String?) -> String {
    suggestion.map { "; did you mean \($0)?" } ?? ""
  }
}
