import Analysis
import Model
import Tables
import Terminal

/// `capsim run`: runs a scenario's replications, writes a results folder and prints a short answer.
enum RunCommand {
  static let command = Command(spec: spec) { parsed, console throws(CommandFailure) in
    try run(parsed, console)
  }

  private static let spec = CommandSpec(
    name: "run",
    summary: "run a scenario's replications, write a results folder and print a short answer",
    discussion: """
      Every uncertain input is drawn anew for each replication, always the same for the same seed and number. \
      The results folder appears only when it is complete: series.csv, a table for each kind of entity, \
      bottlenecks.csv, quantiles.csv for fan charts, claims.csv, runs.csv with the inputs as drawn, \
      failures.csv, inputs.csv with their sources, manifest.json, and datapackage.json, which says what each \
      column means.

      A run that fails, even one that ends its process, does not stop the others; failures.csv says why and has \
      the command that runs it again, alone. \
      Control-C ends early and leaves no folder.
      """,
    positionals: [ScenarioSource.operand],
    options: ScenarioSource.options + RunOptions.specs,
    examples: [
      CommandExample("capsim run Scenarios/space.json", "A hundred runs into results/space, and the answer."),
      CommandExample(
        "capsim run Scenarios/space.json -n 1000 --set launch.vehicles.starship_v3.payload=\"60 t\" -o heavy",
        "More runs with another payload, into a folder of its own."),
      CommandExample(
        "capsim run Scenarios/space.json -n 1 --first 17 --trace -o seventeen",
        "Replication 17 alone, with every event and what it moved."),
      CommandExample(
        "capsim run Scenarios/base.json --out - | head", "Series of the world as a table on standard output."),
      CommandExample(
        "capsim run Scenarios/base.json --quiet --format json", "The answer as JSON, without progress."),
    ],
    exitStatuses: ScenarioSource.exitStatuses + [.failedRuns, .cannotCreate, .inputOutput, .interrupted])

  private static func run(_ parsed: ParsedCommand, _ console: Console) throws(CommandFailure) -> ExitStatus {
    let options = try CommandFailure.wrap { () throws(UsageProblem) in
      try RunOptions(parsed, environment: console.environment)
    }
    let source = ScenarioSource(parsed)
    let loaded = try source.load()
    if !options.isQuiet { console.note(ProblemList.brief(loaded.warnings, file: loaded.file)) }
    let plan = ReplicationPlan(
      loaded.model, seed: options.seed, first: options.first, count: options.replications,
      interval: options.interval, entityInterval: options.entityInterval, tables: options.tables,
      isTraced: options.isTraced,
      command: loaded.isStream
        ? nil : ShellText.line(["capsim", "run", loaded.file] + source.settings.flatMap { ["--set", $0] }))
    Signals.install()
    let session = RunSession(plan, options, console)
    return try options.streamsSeries ? session.stream() : session.fill(options.folder(of: loaded.model))
  }
}
