/// A command line that has been read: the command, and the values given to it.
///
/// Asking for a name that the command does not declare is a fault of the program and traps.
public struct ParsedCommand: Equatable, Sendable {
  struct OptionValue: Equatable, Sendable {
    let name: String
    let spelled: String
    let value: String
  }

  struct OperandValue: Equatable, Sendable {
    let name: String
    let value: String
  }

  /// The command.
  public let command: CommandSpec
  let values: [OptionValue]
  let operands: [OperandValue]

  /// True if the option was given at all.
  public func has(_ option: String) -> Bool {
    !given(option).isEmpty
  }

  /// The value of an option; nil if it was not given.
  public func string(_ option: String) -> String? {
    given(option).last?.value
  }

  /// Every value of a repeatable option, in order.
  public func strings(_ option: String) -> [String] {
    given(option).map(\.value)
  }

  /// The parts of an option's value between commas, without the spaces around them; empty if it was not
  /// given.
  ///
  /// A repeated option's lists are joined. Throws if a part is empty.
  public func list(_ option: String) throws(UsageProblem) -> [String] {
    var parts: [String] = []
    for item in given(option) {
      for part in item.value.split(separator: ",", omittingEmptySubsequences: false) {
        let trimmed = ParsedCommand.trimmed(part)
        if trimmed.isEmpty { throw bad(item, "a list such as a,b,c") }
        parts.append(trimmed)
      }
    }
    return parts
  }

  /// A whole number within `range`; nil if the option was not given.
  public func integer<Number: FixedWidthInteger>(
    _ option: String, in range: ClosedRange<Number>
  ) throws(UsageProblem) -> Number? {
    guard let item = given(option).last else { return nil }
    guard let value = Number(item.value), range.contains(value) else {
      throw bad(item, ParsedCommand.wholeNumber(in: range))
    }
    return value
  }

  /// A finite number within `range`; nil if the option was not given.
  public func number(_ option: String, in range: ClosedRange<Double>) throws(UsageProblem) -> Double? {
    guard let item = given(option).last else { return nil }
    guard let value = Double(item.value), value.isFinite, range.contains(value) else {
      let bounds = (range.lowerBound.isFinite, range.upperBound.isFinite)
      switch bounds {
      case (true, true): throw bad(item, "a number from \(range.lowerBound) to \(range.upperBound)")
      case (true, false): throw bad(item, "a number of at least \(range.lowerBound)")
      case (false, true): throw bad(item, "a number of at most \(range.upperBound)")
      case (false, false): throw bad(item, "a number")
      }
    }
    return value
  }

  /// A span of time such as `20m`, `1h30m`, `90 s` or `2.5h`; nil if the option was not given.
  public func duration(_ option: String) throws(UsageProblem) -> Duration? {
    guard let item = given(option).last else { return nil }
    guard let value = DurationText.parse(item.value) else {
      throw bad(item, "a time such as 90s, 20m, 1h30m or 2d")
    }
    return value
  }

  /// The value of an operand; nil if it was left out.
  public func operand(_ name: String) -> String? {
    operands(name).first
  }

  /// Every value of an operand, in order.
  public func operands(_ name: String) -> [String] {
    precondition(command.positionals.contains { $0.name == name }, "the command declares no such operand")
    return operands.filter { $0.name == name }.map(\.value)
  }

  /// The problem that an option's value is not what is due there, for rules that only the caller knows.
  public func badValue(_ option: String, expected: String) -> UsageProblem {
    let item = given(option).last ?? OptionValue(name: option, spelled: "--" + option, value: "")
    return bad(item, expected)
  }

  private func given(_ option: String) -> [OptionValue] {
    precondition(command.option(option) != nil, "the command declares no such option")
    return values.filter { $0.name == option }
  }

  private func bad(_ item: OptionValue, _ expected: String) -> UsageProblem {
    .badValue(item.value, option: item.spelled, expected: expected, suggestion: nil, command: command.name)
  }

  private static func wholeNumber<Number: FixedWidthInteger>(in range: ClosedRange<Number>) -> String {
    if range.upperBound < Number.max {
      return "a whole number from \(range.lowerBound) to \(range.upperBound)"
    }
    return range.lowerBound > Number.min || range.lowerBound == 0
      ? "a whole number of at least \(range.lowerBound)" : "a whole number"
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
