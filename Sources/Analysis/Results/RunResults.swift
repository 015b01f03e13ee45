import Model
import Tables

/// The results of a plan on their way into a folder that is complete or absent.
public final class RunResults {
  public let plan: ReplicationPlan
  /// What has been gathered so far.
  public private(set) var summary: RunSummary
  private let folder: ResultsFolder
  /// One for each of the plan's tables; nil where one is not wanted.
  private let files: [TableFile?]
  private let trace: TraceFiles?

  /// Opens the tables in a folder that is still aside.
  public init(_ plan: ReplicationPlan, in folder: ResultsFolder) throws(FolderProblem) {
    self.plan = plan
    self.folder = folder
    summary = RunSummary(plan)
    var files: [TableFile?] = []
    for schema in plan.tables.all {
      let isWanted = schema != plan.tables.series || plan.selection.contains(schema.name)
      files.append(isWanted ? try TableFile(schema, in: folder) : nil)
    }
    self.files = files
    trace = plan.isTraced ? try TraceFiles(in: folder) : nil
  }

  /// Where runs keep their traces until they are added; nil if they are not traced.
  public var traceFolder: String? { plan.isTraced ? folder.temporaryPath : nil }

  /// Adds the next replication, in order.
  public func add(_ result: ReplicationResult) throws(FolderProblem) {
    for (file, rows) in zip(files, result.rows) { try file?.append(rows) }
    if let trace { try result.trace?.move(to: trace) }
    summary.add(result)
  }

  /// Writes what follows from all replications, and puts the folder in its place.
  public func commit() throws(FolderProblem) {
    var resources: [DataPackage.Resource] = []
    for file in files.compactMap({ $0 }) {
      let record = try file.finish()
      folder.add(record)
      resources.append(.init(file.schema, record))
    }
    for resource in try trace?.finish() ?? [] {
      folder.add(resource.file)
      resources.append(resource)
    }
    // Of one replication every quantile is the number itself, which the other tables have.
    let hasQuantiles = plan.count > 1 && plan.selection.contains(SummaryTables.quantiles.name)
    let quantiles = hasQuantiles ? try TableFile(SummaryTables.quantiles, in: folder) : nil
    if let quantiles { try SummaryTables.writeQuantiles(summary.fan, plan, to: quantiles) }
    let claims = try TableFile(SummaryTables.claims, in: folder)
    try SummaryTables.writeClaims(ClaimSummary.all(of: summary), to: claims)
    let inputs = try TableFile(SummaryTables.inputs, in: folder)
    try SummaryTables.writeInputs(plan.model, to: inputs)
    for file in [quantiles, claims, inputs].compactMap({ $0 }) {
      let record = try file.finish()
      folder.add(record)
      resources.append(.init(file.schema, record))
    }
    let package = DataPackage(
      name: DataPackage.packageName(plan.model.name), title: "Results of the scenario \(plan.model.name)",
      description: plan.model.summary.isEmpty ? "Results of replications." : plan.model.summary,
      resources: resources)
    try package.write(to: folder)
    try folder.writeManifest(manifest)
    try folder.commit()
  }

  /// What was run, and the hash of every file; nothing about the machine, the time or the threads.
  private var manifest: JSONText {
    let model = plan.model
    return [
      "tool": "capsim",
      "version": .text(Engine.version),
      "model": .text(Engine.model),
      "scenario": .text(model.name),
      "summary": .text(model.summary),
      "scenario_sha256": .text(plan.identity.scenarioHash),
      "start": .text(model.start.description),
      "end": .text(model.end.description),
      "seed": .integer(Int(clamping: plan.seed)),
      "first_replication": .integer(plan.first),
      "replications": .integer(plan.count),
      "failed": .integer(summary.failed),
      "every": .text(plan.interval.rawValue),
      "entities_every": .text(plan.entityInterval.rawValue),
      "quantile_rank_error": .number(summary.fan.rankError),
      "files": folder.fileList,
      "resolved": JSONText(model.scenario.resolved),
    ]
  }
}

/// The table of the world as a whole, written to a stream instead of a folder.
public final class SeriesStream {
  /// What has been gathered so far.
  public private(set) var summary: RunSummary
  private let file: TableFile

  /// Starts the table.
  public init(_ plan: ReplicationPlan, to sink: consuming FileSink) {
    summary = RunSummary(plan)
    file = TableFile(plan.tables.series, to: sink)
  }

  /// Adds the next replication, in order, and passes its rows on at once.
  public func add(_ result: ReplicationResult) throws(FolderProblem) {
    try file.append(result.rows[0])
    try file.flush()
    summary.add(result)
  }

  /// Writes the rest.
  public func finish() throws(FolderProblem) { _ = try file.finish() }
}
