/// The program's manual page in the `man` macros of roff.
public enum ManualPage {
  /// The page of section 1 for a program; ends in a line break.
  ///
  /// The page bears the version and no date, so that the same program always gives the same page.
  public static func text(_ set: CommandSet) -> String {
    let title = "\(set.program) \(set.version)"
    var lines = [
      ".TH \(escaped(set.program.uppercased())) 1 \"\" \"\(escaped(title))\" \"User Commands\"",
      ".SH NAME",
      "\(escaped(set.program)) \\- \(escaped(set.summary))",
      ".SH SYNOPSIS",
      ".B \(escaped(set.program))",
      "\\fICOMMAND\\fR [\\fIOPTIONS\\fR] ...",
    ]
    if !set.discussion.isEmpty { lines += [".SH DESCRIPTION"] + paragraphs(set.discussion) }
    lines.append(".SH COMMANDS")
    for command in set.shownCommands { lines += section(command, program: set.program) }
    let statuses = ExitStatus.allCases.filter { status in
      set.shownCommands.contains { $0.exitStatuses.contains(status) }
    }
    if !statuses.isEmpty {
      lines.append(".SH EXIT STATUS")
      for status in statuses { lines += entry("\\fB\(status.rawValue)\\fR", status.meaning) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ command: CommandSpec, program: String) -> [String] {
    let operands = command.positionals.map { " \\fI\(escaped($0.usage))\\fR" }.joined()
    var lines = [
      ".SS \(escaped(command.name))",
      "\\fB\(escaped(program)) \(escaped(command.name))\\fR [\\fIOPTIONS\\fR]\(operands)",
      ".PP",
      escaped(command.summary.prefix(1).uppercased() + command.summary.dropFirst()) + ".",
    ]
    if !command.discussion.isEmpty { lines += [".PP"] + paragraphs(command.discussion) }
    for operand in command.positionals { lines += entry("\\fI\(escaped(operand.name))\\fR", operand.help) }
    for option in command.helpOptions { lines += entry(label(option), option.fullHelp) }
    for example in command.examples {
      lines += [
        ".PP", escaped(example.explanation), ".PP", ".RS 4", ".nf", escaped(example.line), ".fi", ".RE",
      ]
    }
    return lines
  }

  private static func label(_ option: OptionSpec) -> String {
    let short = option.short.map { "\\fB\\-\(escaped(String($0)))\\fR, " } ?? ""
    let value = option.valueName.map { " \\fI\(escaped($0))\\fR" } ?? ""
    return "\(short)\\fB\\-\\-\(escaped(option.long))\\fR\(value)"
  }

  private static func entry(_ label: String, _ text: String) -> [String] {
    [".TP", label, escaped(text)]
  }

  /// Paragraphs, and lines that start with a space kept as they are.
  private static func paragraphs(_ text: String) -> [String] {
    var lines: [String] = []
    var isVerbatim = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let wasVerbatim = isVerbatim
      isVerbatim = line.first == " "
      if isVerbatim != wasVerbatim { lines.append(isVerbatim ? ".nf" : ".fi") }
      lines.append(line.isEmpty ? ".PP" : escaped(String(line)))
    }
    if isVerbatim { lines.append(".fi") }
    return lines
  }

  /// The text with what roff would take for its own made plain.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "\"": result += "\\(dq"
      case "\n": result += "\n"
      default: result.append(character)
      }
    }
    return result.first == "." ? "\\&" + result : result
  }
}
