import Terminal

/// `capsim reference`: the model reference, generated from the declarations.
enum ReferenceCommand {
  static let command = Command(spec: spec, run: run)

  private static let spec = CommandSpec(
    name: "reference",
    summary: "every input and every metric as one Markdown page",
    options: OutputFile.options,
    examples: [
      CommandExample(
        "capsim reference --force --out Sources/Model/Model.docc/Reference.md",
        "Renew the page in the sources.")
    ],
    exitStatuses: [.success, .usage] + OutputFile.exitStatuses)

  @Sendable private static func run(
    _ command: ParsedCommand, _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    try OutputFile.write(ModelReference.text(), command, console)
    return .success
  }
}
