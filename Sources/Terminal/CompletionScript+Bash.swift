extension CompletionScript {
  /// The lines of the script for bash (3.2 or later).
  static func bash(_ set: CommandSet) -> [String] {
    let function = functionName(set.program)
    let names = set.shownCommands.map(\.name).joined(separator: " ")
    var lines = ["# bash completion for \(set.program)"]
    if set.asks { lines += bashAsking(set) }
    lines += [
      "\(function)() {",
      "  local IFS=$' \\t\\n' command=${COMP_WORDS[1]}",
      "  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}",
      "  COMPREPLY=()",
      "  # --name=value arrives as three words.",
      "  if [[ $word == '=' ]]; then word=",
      "  elif [[ $previous == '=' ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi",
      "  if (( COMP_CWORD == 1 )); then",
      "    COMPREPLY=($(compgen -W '\(names) help --help --version' -- \"$word\"))",
      "    return",
      "  fi",
      "  case \"$command:$previous\" in",
    ]
    for command in set.shownCommands {
      for option in command.options where option.valueName != nil {
        var pattern = "\(command.name):--\(option.long)"
        if let short = option.short { pattern += "|\(command.name):-\(short)" }
        let reply = bashReply(option.completion, function).map { $0 + "; " } ?? ""
        lines.append("    \(pattern)) \(reply)return ;;")
      }
    }
    lines += ["  esac", "  if [[ $word == -* ]]; then", "    case $command in"]
    for command in set.shownCommands {
      let options = command.helpOptions.map { "--" + $0.long }.joined(separator: " ")
      lines.append("      \(command.name)) COMPREPLY=($(compgen -W '\(options)' -- \"$word\")) ;;")
    }
    lines += ["    esac", "    return", "  fi", "  case $command in"]
    lines.append("    help) COMPREPLY=($(compgen -W '\(names)' -- \"$word\")) ;;")
    for command in set.shownCommands {
      guard let operand = command.positionals.first, let reply = bashReply(operand.completion, function)
      else {
        continue
      }
      lines.append("    \(command.name)) \(reply) ;;")
    }
    lines += ["  esac", "}", "complete -o filenames -F \(function) \(set.program)"]
    return lines
  }

  /// A function that asks the program itself.
  private static func bashAsking(_ set: CommandSet) -> [String] {
    [
      "\(functionName(set.program))_ask() {",
      "  local reply",
      "  # What comes is no file's name, and mostly not the end of the word.",
      "  compopt +o filenames -o nospace 2>/dev/null",
      "  while IFS= read -r reply; do",
      "    # Nothing in it may act in the line, though a star stays as it is typed.",
      "    printf -v reply %q \"$reply\"",
      #"    COMPREPLY[${#COMPREPLY[@]}]=${reply//\\\*/*}"#,
      "  done \\",
      "    < <(\"${COMP_WORDS[0]}\" \"$1\" -- \"$2\" \"$word\" \"${COMP_WORDS[@]}\" 2>/dev/null)",
      "}",
    ]
  }

  /// The commands that offer the values; nil where there is nothing to offer.
  private static func bashReply(_ completion: ValueCompletion, _ function: String) -> String? {
    switch completion {
    case .none: nil
    case .file: "IFS=$'\\n'; COMPREPLY=($(compgen -f -- \"$word\"))"
    case .asked(let command, let ending): "\(function)_ask \(command) \(singleQuoted(ending))"
    case .folder: "IFS=$'\\n'; COMPREPLY=($(compgen -d -- \"$word\"))"
    case .choices(let choices):
      "COMPREPLY=($(compgen -W \(singleQuoted(choices.joined(separator: " "))) -- \"$word\"))"
    }
  }
}
