import Model
import ScenarioFormat
import Terminal

/// `capsim check`: every problem of a scenario at once.
enum CheckCommand {
  static let command = Command(spec: spec, run: run)

  private static let spec = CommandSpec(
    name: "check",
    summary: "every problem of a scenario at once; the exit status says whether it would run",
    discussion: """
      Reads the scenario and everything it extends, applies --set, and checks syntax, keys, units, ranges, \
      dates, references, shocks and claims. Problems are printed on standard error, one a line, as \
      FILE:LINE:COLUMN: PATH: message; hint. A warning, marked as such, is for what would run but likely says \
      something other than was meant; it does not change the exit status. With --format json they are printed on standard output as JSON. Of more than \
      \(ProblemList.mostShown) problems the rest are counted by kind. What a scenario from a pipe extends counts from \
      the current folder.
      """,
    positionals: [ScenarioSource.operand],
    options: ScenarioSource.options + [
      .value(
        "format", "FORMAT", completion: .choices(["text", "json"]), help: "How to print the outcome.")
    ],
    examples: [
      CommandExample("capsim check Scenarios/space.json", "Say whether the scenario would run."),
      CommandExample(
        "capsim check Scenarios/space.json --set end=2040", "The same with another last day."),
      CommandExample(
        "capsim check my.json --format json", "Problems as JSON, for an editor or a build."),
    ],
    exitStatuses: ScenarioSource.exitStatuses)

  @Sendable private static func run(
    _ command: ParsedCommand, _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    let source = ScenarioSource(command)
    let file = try source.read()
    let (loaded, problems) = source.compile(file)
    if command.string("format") == "json" {
      try console.print(json: ProblemList.json(problems, file: file.name))
      return loaded == nil ? .badScenario : .success
    }
    guard let loaded else { throw .scenario(problems, file: file.name) }
    if !problems.isEmpty { console.note(ProblemList.text(problems, file: file.name)) }
    try console.print(summary(loaded))
    return .success
  }

  /// What a sound scenario holds, in a line.
  private static func summary(_ loaded: LoadedScenario) -> String {
    let model = loaded.model
    let choices = model.scenario.choices.count
    let uncertain = model.scenario.uncertain.count - choices
    var parts = ["\(model.scenario.places.count) numbers (\(uncertain) uncertain)"]
    if choices > 0 { parts.append(choices == 1 ? "1 choice drawn" : "\(choices) choices drawn") }
    for (collection, noun) in [
      ("labs", "lab"), ("fabs", "fab"), ("accelerators", "accelerator"), ("regions", "region"),
      ("shocks", "shock"), ("claims", "claim"),
    ] {
      let count = model.scenario.ids[collection]?.count ?? 0
      parts.append(count == 1 ? "1 \(noun)" : "\(count) \(noun)s")
    }
    let line =
      "scenario \(model.name): \(parts.joined(separator: ", ")), \(model.start) to \(model.end); would run"
    return ShownText.line(line) + "\n"
  }
}
