import Analysis
import Model
import ScenarioFormat
import Tables
import Terminal

/// `capsim binds`: what would help most.
enum BindsCommand {
  static let command = Command(spec: spec, run: run)

  private static let spec = CommandSpec(
    name: "binds",
    summary: "measure what would help most: relief of each link of the chain, by year",
    discussion: """
      Every replication is run as it is, then with ten per cent more of one link and nothing else changed, for each \
      link in turn and for all at once, on the same draws. What compute rises by is the link's relief: it has the \
      right sign by construction, and it is what a planner wants to know. Then the link that helps most is freed, so \
      that there is plenty of it, and the others are measured again: what binds next.

      Links are data: links in the scenario names the inputs that are multiplied for each. They can be set by hand, \
      as in run --set 'regions.*.relief=1.1', to see the same runs in full.

      The results folder has relief.csv with rises by link and date, runs.csv with every run, failures.csv, links.csv, \
      manifest.json and datapackage.json.
      """,
    positionals: [ScenarioSource.operand],
    options: ScenarioSource.options + BindsOptions.specs,
    examples: [
      CommandExample("capsim binds Scenarios/base.json", "Relief of every link, on 50 replications each."),
      CommandExample(
        "capsim binds Scenarios/space.json --metric power_orbit_gw -n 200",
        "What would bring more power in orbit, more exactly."),
      CommandExample(
        "capsim binds Scenarios/base.json --set 'regions.*.permitting=3' --quiet --format csv",
        "The table alone, where permits take three times as long."),
    ],
    exitStatuses: ScenarioSource.exitStatuses + [.failedRuns, .cannotCreate, .inputOutput, .interrupted])

  @Sendable private static func run(
    _ parsed: ParsedCommand, _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    let options = try CommandFailure.wrap { () throws(UsageProblem) in
      try BindsOptions(parsed, environment: console.environment)
    }
    let loaded = try ScenarioSource(parsed).load()
    if !options.isQuiet { console.note(ProblemList.brief(loaded.warnings, file: loaded.file)) }
    let model = loaded.model
    guard !model.links.isEmpty else {
      throw .stopped(
        .badScenario,
        "\(loaded.file) has no links to relieve; say under \"links\" which inputs make more of each, or extend a "
          + "scenario that does, such as Scenarios/base.json")
    }
    var problems = Problems()
    if model.layout.index(of: options.metric) == nil {
      problems.append(
        path: "metric", at: nil, "there is no metric '\(options.metric)'",
        hint: Spelling.hint(for: options.metric, in: model.layout.paths)
          ?? "`capsim describe metrics` lists them")
      throw .scenario(problems.all, file: loaded.file)
    }
    let plan = ReliefPlan(
      model, seed: options.seed, first: options.first, count: options.replications, metric: options.metric)
    Signals.install()
    return try BindsSession(plan, options, console).fill(options.folder(of: model))
  }
}

/// What a command line asks of `binds`.
struct BindsOptions: Sendable {
  var replications: Int
  var first: Int
  var seed: UInt64
  var threads: Int
  var folder: String?
  var metric: String
  /// Whether the largest link is freed, to measure the others again.
  var goesOn: Bool
  var isQuiet: Bool
  var replaces: Bool
  var format: RunOptions.Format?

  private static let usualReplications = 50

  static let specs: [OptionSpec] = [
    .value("replications", short: "n", "N", help: "How many pairs of runs for each link; 50 unless given."),
    .value("metric", "NAME", help: "The metric whose rise is measured; compute_online_h100e unless given."),
    .value("seed", "S", help: "Seed of all draws; 1 unless given."),
    .value("first", "K", help: "Number of the first replication; 0 unless given. Draws do not depend on it."),
    .value(
      "threads", "N",
      help: "How many runs at once; all processors granted unless given. Results do not depend on it."),
    .value(
      "out", short: "o", "DIR", completion: .folder,
      help: "Results folder, made with those above it; results/binds-NAME unless given."),
    .value(
      "format", "FORMAT", completion: .choices(RunOptions.Format.allCases.map(\.rawValue)),
      help: "How to print the answer: text (unless given), json or csv."),
    .flag("first-only", help: "Do not free the link that helps most to see which binds next."),
    .flag("force", help: "Replace a results folder that exists."),
    .flag("quiet", short: "q", help: "Print no progress, and the answer only where --format asks for it."),
  ]

  init(_ command: ParsedCommand, environment: [String: String]) throws(UsageProblem) {
    replications =
      try command.integer("replications", in: ReliefPlan.fewestReplications...100_000)
      ?? BindsOptions.usualReplications
    first = try command.integer("first", in: 0...1_000_000_000) ?? 0
    seed = UInt64(try command.integer("seed", in: 0...Int.max) ?? 1)
    threads = try command.integer("threads", in: 1...1024) ?? Processors.granted(environment: environment)
    folder = command.string("out")
    metric = command.string("metric") ?? ReliefPlan.usualMetric
    goesOn = !command.has("first-only")
    format = command.string("format").flatMap(RunOptions.Format.init(rawValue:))
    isQuiet = command.has("quiet")
    replaces = command.has("force")
    if folder == "" { throw command.badValue("out", expected: "a folder's name") }
  }

  /// The results folder of a model.
  func folder(of model: Model) -> String {
    folder ?? "\(RunOptions.defaultParent)/binds-\(DataPackage.packageName(model.name))"
  }
}
