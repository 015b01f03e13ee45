/// Reads the arguments of one command.
struct CommandReader {
  private let command: CommandSpec
  private var values: [ParsedCommand.OptionValue] = []
  private var operands: [String] = []

  init(_ command: CommandSpec) {
    self.command = command
  }

  mutating func read(_ arguments: [String]) throws(UsageProblem) -> CommandSet.Request {
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      if argument == "--" {
        operands += arguments[index...]
        break
      }
      if argument == "--help" || argument == "-h" { return .help(command) }
      if argument.hasPrefix("--") {
        try readLong(argument.dropFirst(2), arguments, &index)
      } else if argument.hasPrefix("-") && argument.count > 1 && !isNegativeNumber(argument) {
        if try readShort(argument.dropFirst(), arguments, &index) { return .help(command) }
      } else {
        operands.append(argument)
      }
    }
    return .run(ParsedCommand(command: command, values: values, operands: try assign()))
  }

  private mutating func readLong(
    _ text: Substring, _ arguments: [String], _ index: inout Int
  ) throws(UsageProblem) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let given = parts.count > 1 ? String(parts[1]) : nil
    guard let option = command.option(name) else {
      let known = command.options.map { "--" + $0.long } + ["--help"]
      throw .unknownOption(
        "--" + name, command: command.name, suggestion: Suggestion.nearest(to: "--" + name, in: known))
    }
    try add(option, spelled: "--" + name, given: given, arguments, &index)
  }

  /// Reads one or more letters behind a single dash; true if one of them asks for help.
  private mutating func readShort(
    _ letters: Substring, _ arguments: [String], _ index: inout Int
  ) throws(UsageProblem) -> Bool {
    var rest = letters
    while let letter = rest.popFirst() {
      if letter == "h" { return true }
      guard let option = command.options.first(where: { $0.short == letter }) else {
        // `-force` is more likely a long option short of a dash than five letters.
        let known = command.options.map { "--" + $0.long } + ["--help"]
        let suggestion = letters.count > 1 ? Suggestion.nearest(to: "--" + letters, in: known) : nil
        throw .unknownOption("-\(letter)", command: command.name, suggestion: suggestion)
      }
      if option.valueName == nil {
        if rest.first == "=" {
          throw .unexpectedValue(
            String(rest.dropFirst()), option: "-\(letter)", command: command.name)
        }
        try add(option, spelled: "-\(letter)", given: nil, arguments, &index)
      } else {
        let given = rest.isEmpty ? nil : String(rest.first == "=" ? rest.dropFirst() : rest)
        try add(option, spelled: "-\(letter)", given: given, arguments, &index)
        return false
      }
    }
    return false
  }

  private mutating func add(
    _ option: OptionSpec, spelled: String, given: String?, _ arguments: [String], _ index: inout Int
  ) throws(UsageProblem) {
    if !option.isRepeatable, values.contains(where: { $0.name == option.long }) {
      throw .repeatedOption(spelled, command: command.name)
    }
    guard let valueName = option.valueName else {
      if let given { throw .unexpectedValue(given, option: spelled, command: command.name) }
      return values.append(.init(name: option.long, spelled: spelled, value: ""))
    }
    var value = given
    // The next argument is the value unless it is an option; `--name=--value` says that it is not.
    if value == nil, index < arguments.count, !arguments[index].hasPrefix("--") {
      value = arguments[index]
      index += 1
    }
    guard let value else {
      throw .missingValue(option: spelled, valueName: valueName, command: command.name)
    }
    if case .choices(let choices) = option.completion, !choices.contains(value) {
      throw .badValue(
        value, option: spelled, expected: "one of " + choices.joined(separator: ", "),
        suggestion: Suggestion.nearest(to: value, in: choices), command: command.name)
    }
    values.append(.init(name: option.long, spelled: spelled, value: value))
  }

  /// Hands the operands to their declarations: each takes one, and what is left over goes to the one that may
  /// take several.
  private func assign() throws(UsageProblem) -> [ParsedCommand.OperandValue] {
    var result: [ParsedCommand.OperandValue] = []
    var rest = operands[...]
    var due = command.positionals.filter { $0.arity == .one }.count
    for positional in command.positionals {
      let spare = max(0, rest.count - due)
      let count: Int
      switch positional.arity {
      case .one:
        count = min(1, rest.count)
        due -= 1
      case .optional: count = min(1, spare)
      case .oneOrMore, .any: count = spare
      }
      if count == 0, positional.arity == .one || positional.arity == .oneOrMore {
        throw .missingOperand(positional.name, command: command.name)
      }
      result += rest.prefix(count).map { .init(name: positional.name, value: $0) }
      rest = rest.dropFirst(count)
    }
    if let extra = rest.first { throw .extraOperand(extra, command: command.name) }
    return result
  }

  private func isNegativeNumber(_ argument: String) -> Bool {
    Double(argument) != nil && !command.options.contains { $0.short == argument.dropFirst().first }
  }
}
