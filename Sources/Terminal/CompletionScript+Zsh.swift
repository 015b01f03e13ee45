extension CompletionScript {
  /// The lines of the script for zsh.
  static func zsh(_ set: CommandSet) -> [String] {
    let function = functionName(set.program)
    var lines = ["#compdef \(set.program)"]
    if set.asks { lines += zshAsking(function) }
    lines += [
      "\(function)() {",
      "  local -a commands",
      "  commands=(",
    ]
    for command in set.shownCommands {
      lines.append("    " + singleQuoted("\(command.name):\(escaped(command.summary, ":\\"))"))
    }
    if set.asks {
      // The words before they are shifted.
      lines.insert(
        "  local -a typed=($words)", at: lines.firstIndex(of: "  local -a commands") ?? lines.count)
    }
    lines += [
      "    'help:show help'",
      "  )",
      "  if (( CURRENT == 2 )); then",
      "    _describe -t commands command commands",
      "    return",
      "  fi",
      "  shift words",
      "  (( CURRENT-- ))",
      "  case $words[1] in",
      "    help) _describe -t commands command commands ;;",
    ]
    for command in set.shownCommands {
      let arguments =
        command.helpOptions.map { zshOption($0, function) } + zshOperands(command.positionals, function)
      lines.append("    \(command.name))")
      lines.append("      _arguments -s -S \\")
      lines.append(contentsOf: arguments.dropLast().map { "        \($0) \\" })
      lines.append(contentsOf: arguments.suffix(1).map { "        \($0)" })
      lines.append("      ;;")
    }
    lines += [
      "  esac",
      "}",
      "if [[ $funcstack[1] == \(function) ]]; then \(function) \"$@\"; else compdef \(function) \(set.program); fi",
    ]
    return lines
  }

  /// A function that asks the program itself.
  private static func zshAsking(_ function: String) -> [String] {
    [
      "\(function)_ask() {",
      "  local -a replies",
      "  replies=(${(f)\"$($typed[1] $1 -- \"$2\" \"$PREFIX\" $typed 2>/dev/null)\"})",
      "  compadd -S '' -- $replies",
      "}",
    ]
  }

  private static func zshOption(_ option: OptionSpec, _ function: String) -> String {
    let star = option.isRepeatable ? "*" : ""
    let equals = option.valueName == nil ? "" : "="
    var text = "[" + escaped(option.help, "[]:\\") + "]"
    if let valueName = option.valueName { text += zshValue(valueName, option.completion, function) }
    guard let short = option.short else {
      return singleQuoted("\(star)--\(option.long)\(equals)\(text)")
    }
    let names = "{-\(short),--\(option.long)\(equals)}"
    let exclusion = option.isRepeatable ? "'*'" : "'(-\(short) --\(option.long))'"
    return exclusion + names + singleQuoted(text)
  }

  private static func zshOperands(_ positionals: [PositionalSpec], _ function: String) -> [String] {
    // What stands behind an operand that takes several values has no fixed place.
    let end = positionals.firstIndex { $0.arity == .oneOrMore || $0.arity == .any } ?? positionals.count
    return positionals.prefix(end + 1).enumerated().map { index, positional in
      let value = zshValue(positional.name, positional.completion, function)
      return switch positional.arity {
      case .one: singleQuoted("\(index + 1)\(value)")
      case .optional: singleQuoted("\(index + 1):\(value)")
      case .oneOrMore, .any: singleQuoted("*\(value)")
      }
    }
  }

  private static func zshValue(
    _ name: String, _ completion: ValueCompletion, _ function: String
  ) -> String {
    let action =
      switch completion {
      case .none: " "
      case .file: "_files"
      case .folder: "_files -/"
      // The space keeps _arguments from adding words of its own.
      case .asked(let command, let ending): " \(function)_ask \(command) \(ending.isEmpty ? "\"\"" : ending)"
      case .choices(let choices): "(" + choices.joined(separator: " ") + ")"
      }
    return ":" + escaped(name, ":\\") + ":" + action
  }
}
