import Model
import Tables

/// The results of a measure of relief on their way into a folder that is complete or absent.
public struct ReliefResults {
  public let plan: ReliefPlan
  private let folder: ResultsFolder
  private let files: ReliefRuns.Files

  /// Opens the tables in a folder that is still aside.
  public init(_ plan: ReliefPlan, in folder: ResultsFolder) throws(FolderProblem) {
    self.plan = plan
    self.folder = folder
    files = .init(
      runs: try TextFile(plan.runsTable, in: folder),
      failures: try TableFile(ReliefTables.failures, in: folder))
  }

  /// Sees the runs of one round: those of the plan, or of the plan with a link freed.
  public func round(_ plan: ReliefPlan) -> ReliefRuns { ReliefRuns(plan, files: files) }

  /// Writes what follows from all rounds, and puts the folder in its place.
  public func commit(_ rounds: [Relief]) throws(FolderProblem) {
    var resources: [DataPackage.Resource] = []
    func close(_ schema: TableSchema, _ record: FileRecord) {
      folder.add(record)
      resources.append(.init(schema, record))
    }
    let relief = try TableFile(ReliefTables.relief, in: folder)
    try ReliefTables.write(rounds, to: relief)
    close(relief.schema, try relief.finish())
    close(plan.runsTable, try files.runs.finish())
    close(ReliefTables.failures, try files.failures.finish())
    let links = try TableFile(ReliefTables.links, in: folder)
    try ReliefTables.writeLinks(plan.model, to: links)
    close(links.schema, try links.finish())
    let model = plan.model
    try DataPackage(
      name: DataPackage.packageName(model.name), title: "Relief of the links of the scenario \(model.name)",
      description: model.summary.isEmpty ? "What more of each link would bring." : model.summary,
      resources: resources
    ).write(to: folder)
    let failed = rounds.reduce(0) { $0 + $1.failed }
    let runs = rounds.reduce(0) { $0 + $1.replications * ($1.rows.count + 1) }
    try folder.writeManifest([
      "tool": "capsim",
      "kind": "relief",
      "version": .text(Engine.version),
      "model": .text(Engine.model),
      "build": .text(Engine.build),
      "scenario": .text(model.name),
      "summary": .text(model.summary),
      "scenario_sha256": .text(RunIdentity(model, seed: plan.seed).scenarioHash),
      "start": .text(model.start.description),
      "end": .text(model.end.description),
      "seed": .integer(Int(clamping: plan.seed)),
      "first_replication": .integer(plan.first),
      "replications": .integer(plan.count),
      "metric": .text(plan.metric),
      "freed": .array(rounds.map { .text($0.freed ?? "") }),
      "runs": .integer(runs),
      "failed": .integer(failed),
      "files": folder.fileList,
      "resolved": JSONText(model.scenario.resolved),
    ])
    try folder.commit()
  }
}

/// The tables of relief: which columns, what they mean.
enum ReliefTables {
  static let relief = TableSchema(
    fileName: "relief.csv", title: "Relief of each link",
    description:
      "One row per link and date: the rise of the metric with a little more of the link and nothing else changed, in pairs "
      + "of runs with the same draws. Where a link is freed there is plenty of it in both runs of each pair.",
    columns: [
      Column("freed", .text, "Link of which there is plenty in all runs; empty for none."),
      Column("link", .text, "Link that is relieved; all for every link at once."),
      Column("date", .date, "Date of the report."),
      Column("metric", .text, "Metric whose rise it is: a column of series.csv, or its path."),
      Column(
        "factor", .number, unit: "ratio", "What the link's inputs were multiplied by; empty for all at once."),
      Column("count", .integer, "Pairs of runs with a number in both."),
      Column("mean_rise", .number, unit: "ratio", "Mean rise: 0.02 is two per cent more."),
      Column(
        "low_rise", .number, unit: "ratio",
        "Lower end of the 95 % interval of the mean; empty below two pairs."),
      Column("high_rise", .number, unit: "ratio", "Upper end of that interval."),
      Column("p5_rise", .number, unit: "ratio", "5 % quantile over pairs."),
      Column("p50_rise", .number, unit: "ratio", "Median over pairs."),
      Column("p95_rise", .number, unit: "ratio", "95 % quantile over pairs."),
    ], primaryKey: ["freed", "link", "date"])

  static let failures = TableSchema(
    fileName: "failures.csv", title: "Runs that could not go on",
    description: "One row per failed run; the file has only its header when none failed.",
    columns: [
      Column("freed", .text, "Link of which there is plenty; empty for none."),
      Column("link", .text, "Link that is relieved, or all; empty for none."),
      Column("replication", .integer, "Number of the replication, from 0."),
      Column("date", .date, "Date in the run at which it failed."),
      Column("what", .text, "What went wrong."),
    ], primaryKey: ["freed", "link", "replication"])

  static let links = TableSchema(
    fileName: "links.csv", title: "Links",
    description: "One row per link and input that is multiplied to relieve it.",
    columns: [
      Column("link", .text, "Id of the link in the scenario."),
      Column("input", .text, "Dotted path of the input."),
      Column("factor", .number, unit: "ratio", "What it is multiplied by, within its range."),
    ], primaryKey: ["link", "input"])

  static func write(_ rounds: [Relief], to file: TableFile) throws(FolderProblem) {
    var encoder = CSVEncoder(relief)
    append(rounds, to: &encoder)
    try file.append(rowsOf: encoder)
  }

  /// Appends the rows of the table of relief.
  static func append(_ rounds: [Relief], to encoder: inout CSVEncoder) {
    for round in rounds {
      for row in round.rows {
        for (date, effect) in zip(round.dates, row.effects) {
          encoder.append(text: round.freed ?? "")
          encoder.append(text: row.link)
          encoder.append(day: date.daysSince1970)
          encoder.append(text: round.metric)
          encoder.append(number: row.factor ?? .nan)
          encoder.append(integer: effect.count)
          let interval = [effect.mean, effect.mean - effect.halfWidth, effect.mean + effect.halfWidth]
          for value in interval + [effect.p5, effect.p50, effect.p95] { encoder.append(number: value) }
          encoder.endRow()
        }
      }
    }
  }

  static func writeLinks(_ model: Model, to file: TableFile) throws(FolderProblem) {
    for link in model.links {
      for place in link.places {
        try file.append { row in
          row.append(text: link.id)
          row.append(text: place.path)
          row.append(number: link.factor)
        }
      }
    }
  }
}

extension Relief {
  /// The rounds as the table `relief.csv`, with its header line.
  public static func csv(_ rounds: [Relief]) -> String {
    var encoder = CSVEncoder(ReliefTables.relief)
    encoder.appendHeader(of: ReliefTables.relief)
    ReliefTables.append(rounds, to: &encoder)
    return encoder.buffer.makeString()
  }
}
