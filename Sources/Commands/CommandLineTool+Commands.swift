import Terminal

extension CommandLineTool {
  /// Every command, in the order in which help lists them; a new command is one line here.
  static let commands: [Command] = [
    RunCommand.command,
    BindsCommand.command,
    SweepCommand.command, MergeCommand.command, VerifyCommand.command, ReplayCommand.command,
    CheckCommand.command,
    ResolveCommand.command,
    DescribeCommand.command,
    SchemaCommand.command,
    ReferenceCommand.command,
    CompletionsCommand.command,
    CompletePathCommand.command,
    ManualCommand.command,
  ]

  /// The declarations of all commands: what parsing, help, completions and the manual page read.
  public static let commandSet = CommandSet(
    program: "capsim", version: version,
    summary: "simulate compute and datacenter capacity, on the ground and in orbit",
    discussion: """
      Write or edit a scenario, a JSON file whose numbers carry their units; check it; run it; plot the tables.

        capsim check Scenarios/space.json
        capsim describe launch.vehicles
        capsim resolve Scenarios/space.json --set launch.vehicles.starship_v3.payload="60 t"

      Data goes to standard output or to the folder named, progress and notes to standard error. Colour is \
      used on a terminal alone, and not where NO_COLOR is set.
      """,
    commands: commands.map(\.spec))
}

/// One command: its declaration and what it does.
struct Command: Sendable {
  let spec: CommandSpec
  let run: @Sendable (ParsedCommand, Console) throws(CommandFailure) -> ExitStatus
}
