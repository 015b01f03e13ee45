import Analysis
import Model
import Tables
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a command line asks of `run`.
struct RunOptions: Sendable {
  /// How the answer is printed.
  enum Format: String, CaseIterable {
    case text, json, csv
  }

  var replications = 100
  var first = 0
  var seed: UInt64 = 1
  var threads: Int
  /// The results folder; nil for the one named after the scenario.
  var folder: String?
  var interval = ReportInterval.quarter
  var entityInterval = ReportInterval.year
  var tables = TableSelection.all
  /// On how many replications relief is measured; nil for a quarter of them.
  var relief: Int?
  /// Whether every event and movement is written too.
  var isTraced = false
  var isQuiet = false
  var replaces = false
  /// How to print the answer; nil if it was not said, which means text unless all should be quiet.
  var format: Format?

  /// True if series.csv goes to standard output and nothing to a folder.
  var streamsSeries: Bool { folder == "-" }

  static let specs: [OptionSpec] = [
    .value("replications", short: "n", "N", help: "How many runs; 100 unless given."),
    .value("seed", "S", help: "Seed of all draws; 1 unless given."),
    .value("first", "K", help: "Number of the first replication; 0 unless given. Draws do not depend on it."),
    .value(
      "threads", "N",
      help: "How many runs at once; all processors granted unless given. Results do not depend on it."),
    .value(
      "out", short: "o", "DIR", completion: .folder,
      help:
        "Results folder, made with those above it; results/NAME unless given. - writes series.csv to standard output instead."
    ),
    .value(
      "every", "INTERVAL", completion: .choices(ReportInterval.allCases.map(\.rawValue)),
      help: """
        Which reports the tables hold: month, quarter or year. Unless given, series.csv has quarters and the tables of \
        labs, fabs and so on have years. Claims read every month.
        """),
    .value(
      "tables", "NAMES",
      help: """
        Which of the larger tables to write, as a list such as series,labs, or none: \
        \(TableSelection.choices.joined(separator: ", ")); all unless given.
        """),
    .value(
      "relief", "N",
      help: """
        On how many replications to measure what a tenth more of each link would bring, where the scenario has links: \
        a quarter of them unless given; 0 to leave it out. capsim binds says more of it.
        """),
    .value(
      "format", "FORMAT", completion: .choices(Format.allCases.map(\.rawValue)),
      help: "How to print the answer: text (unless given), json or csv."),
    .flag(
      "trace",
      help: """
        Write events.csv and movements.csv too: every event with its cause, and all that it moved. Up to a hundred \
        megabytes a run, so usually with --replications 1, and --first for a run that another call has shown.
        """),
    .flag("force", help: "Replace a results folder that exists."),
    .flag("quiet", short: "q", help: "Print no progress, and the answer only where --format asks for it."),
  ]

  /// Reads the options of a command that declares `specs`.
  init(_ command: ParsedCommand, environment: [String: String]) throws(UsageProblem) {
    replications = try command.integer("replications", in: 1...10_000_000) ?? 100
    first = try command.integer("first", in: 0...1_000_000_000) ?? 0
    seed = UInt64(try command.integer("seed", in: 0...Int.max) ?? 1)
    threads = try command.integer("threads", in: 1...1024) ?? Processors.granted(environment: environment)
    folder = command.string("out")
    if let every = command.string("every").flatMap(ReportInterval.init(rawValue:)) {
      interval = every
      entityInterval = every
    }
    if let names = command.string("tables") {
      guard let chosen = TableSelection(names) else {
        throw command.badValue(
          "tables", expected: "a list of \(TableSelection.choices.joined(separator: ", ")), or none")
      }
      tables = chosen
    }
    relief = try command.integer("relief", in: 0...100_000)
    format = command.string("format").flatMap(Format.init(rawValue:))
    isTraced = command.has("trace")
    isQuiet = command.has("quiet")
    replaces = command.has("force")
    if folder == "" { throw command.badValue("out", expected: "a folder's name, or - for standard output") }
    if streamsSeries, isTraced {
      throw .conflict("--trace writes tables beside series.csv, which --out - leaves out", command: "run")
    }
    if streamsSeries, command.has("format") {
      throw .conflict("--format says how to print the answer, which --out - leaves out", command: "run")
    }
  }

  /// On how many of the replications relief is measured: none where they are too few for an interval.
  var reliefCount: Int {
    let count = min(relief ?? replications / RunOptions.reliefPart, replications)
    return count < ReliefPlan.fewestReplications ? 0 : count
  }

  /// Relief is measured on one in so many replications.
  private static let reliefPart = 4

  /// The results folder of a model.
  func folder(of model: Model) -> String {
    folder ?? RunOptions.defaultParent + "/" + DataPackage.packageName(model.name)
  }

  static let defaultParent = "results"
}
