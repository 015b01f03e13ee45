extension CompletionScript {
  /// The lines of the script for fish.
  static func fish(_ set: CommandSet) -> [String] {
    let start = "complete -c \(set.program)"
    var lines = ["# fish completion for \(set.program)", "\(start) -f"]
    let atTop = "\(start) -n __fish_use_subcommand"
    for command in set.shownCommands {
      lines.append("\(atTop) -a \(command.name) -d \(fishQuoted(command.summary))")
    }
    lines.append("\(atTop) -a help -d 'show help'")
    lines.append("\(atTop) -l help -s h -d 'Show help and exit.'")
    lines.append("\(atTop) -l version -d 'Show the version and exit.'")
    let names = set.shownCommands.map(\.name).joined(separator: " ")
    lines.append("\(start) -n '__fish_seen_subcommand_from help' -a '\(names)'")
    for command in set.shownCommands {
      let within = "\(start) -n '__fish_seen_subcommand_from \(command.name)'"
      for option in command.helpOptions {
        let short = option.short.map { " -s \($0)" } ?? ""
        let value = option.valueName == nil ? "" : " " + fishValue(option.completion)
        lines.append("\(within) -l \(option.long)\(short)\(value) -d \(fishQuoted(option.help))")
      }
      if let operand = command.positionals.first, operand.completion != .none {
        lines.append("\(within) " + fishOperand(operand.completion))
      }
    }
    return lines
  }

  private static func fishValue(_ completion: ValueCompletion) -> String {
    switch completion {
    case .none: "-x"
    case .file: "-r -F"
    case .asked(let command, let ending): "-x -a " + fishAsking(command, ending)
    case .folder: "-x -a '(__fish_complete_directories)'"
    case .choices(let choices): "-x -a " + fishQuoted(choices.joined(separator: " "))
    }
  }

  private static func fishOperand(_ completion: ValueCompletion) -> String {
    switch completion {
    case .none: ""
    case .file: "-F"
    case .asked(let command, let ending): "-a " + fishAsking(command, ending)
    case .folder: "-a '(__fish_complete_directories)'"
    case .choices(let choices): "-a " + fishQuoted(choices.joined(separator: " "))
    }
  }

  /// A command whose lines are offered; the first word of the line is the program.
  private static func fishAsking(_ command: String, _ ending: String) -> String {
    let call = "$line[1] \(command) -- \(fishQuoted(ending)) (commandline -ct) $line 2>/dev/null"
    return fishQuoted("(set -l line (commandline -opc); \(call))")
  }

  private static func fishQuoted(_ text: String) -> String {
    "'" + escaped(text, "'\\") + "'"
  }
}
