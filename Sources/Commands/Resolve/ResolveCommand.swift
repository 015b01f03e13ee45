import ScenarioFormat
import Terminal

/// `capsim resolve`: the scenario after `extends` and `--set`, every default filled in.
enum ResolveCommand {
  static let command = Command(spec: spec, run: run)

  private static let spec = CommandSpec(
    name: "resolve",
    summary: "the scenario after extends and --set, every default filled in",
    discussion: """
      Prints one JSON object that stands alone: it extends nothing, and entities come in the order of their \
      ids. It means the same as the scenario it came from, and resolving it again gives the same bytes.
      """,
    positionals: [ScenarioSource.operand],
    options: ScenarioSource.options + OutputFile.options,
    examples: [
      CommandExample("capsim resolve Scenarios/space.json", "Print everything that the scenario says."),
      CommandExample(
        "capsim resolve Scenarios/base.json --set labs.openai.boldness=0.8 --out bold.json",
        "Keep a changed scenario as a file of its own."),
    ],
    exitStatuses: ScenarioSource.exitStatuses + OutputFile.exitStatuses)

  @Sendable private static func run(
    _ command: ParsedCommand, _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    let loaded = try ScenarioSource(command).load()
    try OutputFile.write(ShownText.json(loaded.resolved.serialized() + "\n"), command, console)
    return .success
  }
}
