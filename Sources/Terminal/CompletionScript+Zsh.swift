extension CompletionScript {
  /// The lines of the script for zsh.
  static func zsh(_ set: CommandSet) -> [String] {
    let function = functionName(set.program)
    var lines = [
      "#compdef \(set.program)",
      "\(function)() {",
      "  local -a commands",
      "  commands=(",
    ]
    for command in set.commands {
      lines.append("    " + singleQuoted("\(command.name):\(escaped(command.summary, ":\\"))"))
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
    for command in set.commands {
      let arguments = command.helpOptions.map(zshOption) + zshOperands(command.positionals)
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

  private static func zshOption(_ option: OptionSpec) -> String {
    let star = option.isRepeatable ? "*" : ""
    let equals = option.valueName == nil ? "" : "="
    var text = "[" + escaped(option.help, "[]:\\") + "]"
    if let valueName = option.valueName { text += zshValue(valueName, option.completion) }
    guard let short = option.short else {
      return singleQuoted("\(star)--\(option.long)\(equals)\(text)")
    }
    let names = "{-\(short),--\(option.long)\(equals)}"
    let exclusion = option.isRepeatable ? "'*'" : "'(-\(short) --\(option.long))'"
    return exclusion + names + singleQuoted(text)
  }

  private static func zshOperands(_ positionals: [PositionalSpec]) -> [String] {
    // What stands behind an operand that takes several values has no fixed place.
    let end = positionals.firstIndex { $0.arity == .oneOrMore || $0.arity == .any } ?? positionals.count
    return positionals.prefix(end + 1).enumerated().map { index, positional in
      let value = zshValue(positional.name, positional.completion)
      return switch positional.arity {
      case .one: singleQuoted("\(index + 1)\(value)")
      case .optional: singleQuoted("\(index + 1):\(value)")
      case .oneOrMore, .any: singleQuoted("*\(value)")
      }
    }
  }

  private static func zshValue(_ name: String, _ completion: ValueCompletion) -> String {
    let action =
      switch completion {
      case .none: " "
      case .file: "_files"
      case .folder: "_files -/"
      case .choices(let choices): "(" + choices.joined(separator: " ") + ")"
      }
    return ":" + escaped(name, ":\\") + ":" + action
  }
}
