/// The text that `--help` prints, wrapped to a width.
public struct HelpText: Sendable {
  /// The widest label that still has its explanation beside it.
  private static let labelLimit = 28

  private let set: CommandSet
  private let width: Int
  private let style: Style

  /// Prepares help for a program, at most `width` columns wide.
  public init(_ set: CommandSet, width: Int = 80, style: Style = .plain) {
    self.set = set
    self.width = width
    self.style = style
  }

  /// The help of a command, or of the whole program for nil; ends in a line break.
  public func text(for command: CommandSpec?) -> String {
    if let command { return text(for: command) }
    var lines = [headline(set.program, set.summary), "", usage("\(set.program) COMMAND [OPTIONS] ...")]
    lines += discussion(set.discussion)
    lines += section("Commands", set.shownCommands.map { ($0.name, $0.summary) })
    lines += section(
      "Options",
      [("-h, --help", "Show this help and exit."), ("    --version", "Show the version and exit.")])
    lines += ["", "Try '\(set.program) COMMAND --help' for a command's options and examples."]
    return lines.joined(separator: "\n") + "\n"
  }

  private func text(for command: CommandSpec) -> String {
    let operands = command.positionals.map(\.usage)
    let name = "\(set.program) \(command.name)"
    var lines = [headline(name, command.summary), ""]
    lines.append(usage(([name, "[OPTIONS]"] + operands).joined(separator: " ")))
    lines += discussion(command.discussion)
    lines += section("Arguments", command.positionals.map { ($0.name, $0.help) })
    lines += section("Options", command.helpOptions.map { ($0.label, $0.fullHelp) })
    if !command.examples.isEmpty {
      lines += ["", style.bold("Examples:")]
      for example in command.examples {
        lines.append("  " + example.line)
        lines += TextWrap.lines(example.explanation, width: width - 6).map { "      " + $0 }
      }
    }
    lines += section("Exit status", command.exitStatuses.map { ("\($0.rawValue)", $0.meaning) })
    return lines.joined(separator: "\n") + "\n"
  }

  private func headline(_ name: String, _ summary: String) -> String {
    TextWrap.lines("\(name): \(summary)", width: width).joined(separator: "\n")
  }

  private func usage(_ line: String) -> String {
    style.bold("Usage:") + " " + line
  }

  private func discussion(_ text: String) -> [String] {
    text.isEmpty ? [] : [""] + TextWrap.lines(text, width: width)
  }

  /// A heading and entries in two columns; a label too wide for its column stands on a line of its own.
  private func section(_ heading: String, _ entries: [(label: String, text: String)]) -> [String] {
    if entries.isEmpty { return [] }
    let labels = entries.map(\.label.count).filter { $0 <= HelpText.labelLimit }
    let column = 2 + (labels.max() ?? HelpText.labelLimit) + 2
    var lines = ["", style.bold(heading + ":")]
    for entry in entries {
      var explanation = TextWrap.lines(entry.text, width: max(20, width - column))[...]
      let label = "  " + entry.label
      if entry.label.count <= HelpText.labelLimit, let first = explanation.popFirst() {
        lines.append(label + String(repeating: " ", count: column - label.count) + first)
      } else {
        lines.append(label)
      }
      lines += explanation.map { $0.isEmpty ? "" : String(repeating: " ", count: column) + $0 }
    }
    return lines
  }
}

extension CommandSpec {
  /// The options with `--help` behind them, as help, completions and the manual list them.
  var helpOptions: [OptionSpec] {
    options + [.flag("help", short: "h", help: "Show this help and exit.")]
  }
}

extension OptionSpec {
  /// The explanation with what follows from the declaration: the choices, and whether it may be repeated.
  var fullHelp: String {
    var text = help
    if case .choices(let choices) = completion { text += " One of \(choices.joined(separator: ", "))." }
    if isRepeatable { text += " May be repeated." }
    return text
  }
}
