import Terminal

/// `capsim completions`: a script that lets a shell complete commands, options and values.
enum CompletionsCommand {
  static let command = Command(spec: spec, run: run)

  private static let spec = CommandSpec(
    name: "completions",
    summary: "the script that lets a shell complete commands and options",
    positionals: [
      PositionalSpec(
        "SHELL", completion: .choices(CompletionScript.Shell.allCases.map(\.rawValue)),
        help: "One of bash, zsh, fish.")
    ],
    examples: [
      CommandExample("source <(capsim completions bash)", "Complete in this bash."),
      CommandExample(
        "capsim completions fish > ~/.config/fish/completions/capsim.fish",
        "Complete in every fish from now on."),
    ],
    exitStatuses: [.success, .usage])

  @Sendable private static func run(
    _ command: ParsedCommand, _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    let name = command.operand("SHELL") ?? ""
    guard let shell = CompletionScript.Shell(rawValue: name) else {
      let names = CompletionScript.Shell.allCases.map(\.rawValue)
      throw .usage(
        .badValue(
          name, option: "SHELL", expected: "one of " + names.joined(separator: ", "),
          suggestion: Suggestion.nearest(to: name, in: names), command: command.command.name))
    }
    try console.print(CompletionScript.text(for: shell, of: CommandLineTool.commandSet))
    return .success
  }
}

/// `capsim manual`: the manual page.
enum ManualCommand {
  static let command = Command(spec: spec, run: run)

  private static let spec = CommandSpec(
    name: "manual",
    summary: "the manual page, for man",
    examples: [
      CommandExample("capsim manual > capsim.1 && man ./capsim.1", "Read the manual page.")
    ],
    exitStatuses: [.success, .usage])

  @Sendable private static func run(
    _ command: ParsedCommand, _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    try console.print(ManualPage.text(CommandLineTool.commandSet))
    return .success
  }
}
