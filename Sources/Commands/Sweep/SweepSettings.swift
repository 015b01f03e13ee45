import Analysis
import ScenarioFormat
import Sweep
import Terminal

/// What a command line asks of `sweep`, beside what is swept.
struct SweepSettings: Sendable {
  var threads: Int
  /// The results folder; nil for the one named after the scenario.
  var folder: String?
  var shard: Shard?
  /// Seconds after which to stop, as if interrupted.
  var deadline: Double?
  var failures = FailurePolicy.skip
  var isQuiet: Bool
  var replaces: Bool
  var extends: Bool
  var plansOnly: Bool
  var printsScript: Bool
  /// Tasks of a cluster job; nil to choose by a pilot.
  var tasks: Int?
  /// The most tasks that an array may have.
  var arrayLimit: Int

  static let specs: [OptionSpec] = [
    .value(
      "vary", "PATH=VALUES", isRepeatable: true, completion: CompletePathCommand.completion(ending: "="),
      help: """
        What to vary: a list (30 t, 60 t), a range (10 t..200 t/20, with log at the end for equal ratios), an \
        interval (38 t to 100 t), names of a choice, or sub-scenarios (@slow.json,@fast.json,none). A star for an \
        id (launch.vehicles.*.payload) sets all at once.
        """),
    .value(
      "design", "DESIGN", completion: .choices(SweepRequest.DesignName.allCases.map(\.rawValue)),
      help: "How points are laid out: a grid if every input has levels, else sobol, unless given."),
    .value(
      "samples", "N", help: "Points of a sampled design; base samples of saltelli, trajectories of morris."),
    .value(
      "replications", short: "n", "R",
      help:
        "Runs at each point, all points with the same draws; \(SweepRequest.usualReplications) unless given."),
    .value(
      "metrics", "M,...", isRepeatable: true,
      help: """
        What to take from each run: metrics at the end, METRIC@DATE, paths of inputs, or the word inputs for all \
        uncertain ones as drawn; a usual dozen metrics unless given.
        """),
    .value(
      "series", "METRIC,...", isRepeatable: true,
      help: "Metrics to write by date into series.csv, for every run; none unless given."),
    .value(
      "every", "INTERVAL", completion: .choices(ReportInterval.allCases.map(\.rawValue)),
      help: "Which reports series.csv holds: month, quarter (unless given) or year."),
    .value("seed", "S", help: "Seed of all draws and of the design; 1 unless given."),
    .value(
      "threads", "N",
      help: "How many runs at once; all processors granted unless given. Results do not depend on it."),
    .value(
      "out", short: "o", "DIR", completion: .folder,
      help:
        """
        Results folder, made with those above it; results/sweep-NAME unless given. Until it is complete, DIR.partial \
        holds the rows.
        """),
    .value("shard", "K/N", help: "Run part K of N alone, counted from 0; capsim merge joins them."),
    .value("for", "TIME", help: "Stop after this time, such as 20m; the same command goes on."),
    .value(
      "until", "RULE",
      help: """
        End a random, latin or sobol design after the first whole point at which the rule holds: ci(METRIC) < 1%, \
        half the width of the 95 % interval of its mean over all points, as a share of the mean. Points and \
        replications both count; \(PrecisionRule.fewestReplications) replications are the least.
        """),
    .value(
      "on-failure", "POLICY",
      help:
        "What to do about a failed run: skip (unless given), abort or retry:N, N up to \(FailurePolicy.mostRetries)."
    ),
    .flag(
      "extend",
      help: "Reuse the rows that the results folder has already, if they are as written, and replace it."),
    .flag(
      "plan", help: "Try for a second and say how long, how large and how to divide it; run nothing more."),
    .flag("slurm", help: "Print a script that submits the sweep to Slurm: an array, and the merge after it."),
    .value(
      "tasks", "N",
      help:
        "Parts for --plan and --slurm, at most one for each run; chosen by trying for a second unless given."),
    .value(
      "array-limit", "N",
      help: """
        The cluster's MaxArraySize, as `scontrol show config` has it, for --slurm; \(SlurmScript.usualLimit) \
        unless given.
        """),
    .flag("force", help: "Replace a results folder that exists, and drop another sweep's unfinished rows."),
    .flag("quiet", short: "q", help: "Print neither progress nor where the results are."),
  ]

  init(_ command: ParsedCommand, environment: [String: String]) throws(UsageProblem) {
    threads = try command.integer("threads", in: 1...1024) ?? Processors.granted(environment: environment)
    folder = command.string("out")
    if let folder, folder.isEmpty || folder == "-" {
      throw command.badValue("out", expected: "a folder's name")
    }
    while let path = folder, path.count > 1, path.hasSuffix("/") { folder = String(path.dropLast()) }
    deadline = try command.duration("for").map { $0 / .seconds(1) }
    isQuiet = command.has("quiet")
    replaces = command.has("force")
    extends = command.has("extend")
    plansOnly = command.has("plan")
    printsScript = command.has("slurm")
    tasks = try command.integer("tasks", in: 1...100_000)
    arrayLimit = try command.integer("array-limit", in: 1...4_000_001) ?? SlurmScript.usualLimit
    if let text = command.string("on-failure") {
      guard let policy = SweepSettings.policy(text) else {
        throw command.badValue(
          "on-failure", expected: "abort, skip or retry:N with N from 1 to \(FailurePolicy.mostRetries)")
      }
      failures = policy
    }
    if let text = command.string("shard") { shard = try SweepSettings.shard(text, command) }
    let name = command.command.name
    if shard != nil, replaces || extends {
      throw .conflict(
        "--shard shares its folder with others, so that --force and --extend are not possible", command: name)
    }
    if shard != nil, printsScript || plansOnly {
      throw .conflict("--plan and --slurm are about the whole sweep; leave out --shard", command: name)
    }
    if printsScript, replaces || extends || deadline != nil {
      throw .conflict(
        "--slurm divides the sweep into tasks that run to their end; leave out --force, --extend and --for",
        command: name)
    }
  }

  private static func policy(_ text: String) -> FailurePolicy? {
    switch text {
    case "abort": return .abort
    case "skip": return .skip
    default:
      guard text.hasPrefix("retry:"), let count = Int(text.dropFirst(6)),
        (1...FailurePolicy.mostRetries).contains(count)
      else { return nil }
      return .retry(count)
    }
  }

  /// The policy as an option's value.
  var failuresText: String {
    switch failures {
    case .abort: "abort"
    case .skip: "skip"
    case .retry(let count): "retry:\(count)"
    }
  }

  private static func shard(_ text: String, _ command: ParsedCommand) throws(UsageProblem) -> Shard {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]) else {
      throw command.badValue("shard", expected: "K/N such as 0/16")
    }
    do throws(PlanProblem) { return try Shard(number, of: count) } catch {
      throw .conflict("--shard is '\(text)': \(error.problem); \(error.hint)", command: command.command.name)
    }
  }
}
