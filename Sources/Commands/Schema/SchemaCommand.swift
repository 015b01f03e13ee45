import Terminal

/// `capsim schema`: the JSON Schema of a scenario, for completion in editors.
enum SchemaCommand {
  static let command = Command(spec: spec, run: run)

  private static let spec = CommandSpec(
    name: "schema",
    summary: "JSON Schema of a scenario, for completion in editors",
    discussion: """
      The schema is of draft 2020-12 and is generated from the declarations. Name it in a scenario as \
      "$schema": "scenario.schema.json" and editors complete keys and show meanings and units. It knows the \
      shape of values, not whether a unit fits: that is for capsim check. Files that extend others may leave \
      out what the others say.
      """,
    options: OutputFile.options,
    examples: [
      CommandExample("capsim schema --out scenario.schema.json", "Keep the schema beside your scenarios.")
    ],
    exitStatuses: [.success, .usage] + OutputFile.exitStatuses)

  @Sendable private static func run(
    _ command: ParsedCommand, _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    try OutputFile.write(ScenarioSchema.text(), command, console)
    return .success
  }
}
