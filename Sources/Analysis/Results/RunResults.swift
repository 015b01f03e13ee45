import Model
import SimulationKernel
import Sweep
import Tables

/// The results of a plan on their way into a folder that is complete or absent.
///
/// As the engine's observer it sees the replications in order, from one thread at a time. Once a file cannot be
/// written it asks the engine to stop.
public final class RunResults: SweepObserver, @unchecked Sendable {
  public let plan: ReplicationPlan
  /// What has been gathered so far.
  public private(set) var summary: RunSummary
  /// What a tenth more of each link would bring; nil where it was not measured.
  public var relief: Relief?
  /// Why a file could not be written; the results are of no use then.
  public private(set) var problem: FolderProblem?
  private let folder: ResultsFolder
  /// One for each table that runs add rows to; nil where one is not wanted.
  private let files: [TextFile?]
  private let failures: TableFile
  private let trace: TraceFiles?
  private var encoder: CSVEncoder

  /// Opens the tables in a folder that is still aside.
  public init(_ plan: ReplicationPlan, in folder: ResultsFolder) throws(FolderProblem) {
    self.plan = plan
    self.folder = folder
    summary = RunSummary(plan)
    var files: [TextFile?] = []
    for schema in plan.tables.rows {
      let isWanted = schema != plan.tables.series || plan.selection.contains(schema.name)
      files.append(isWanted ? try TextFile(schema, in: folder) : nil)
    }
    self.files = files
    failures = try TableFile(plan.tables.failures, in: folder)
    trace = plan.isTraced ? try TraceFiles(in: folder) : nil
    encoder = CSVEncoder(plan.tables.runs.schema)
  }

  /// Where runs keep their traces until they are added; nil if they are not traced.
  public var traces: TraceParts? { plan.isTraced ? TraceParts(in: folder.temporaryPath) : nil }

  public func wrote(_ index: Int, output: Int, bytes: UnsafeRawBufferPointer) {
    attempt { () throws(FolderProblem) in try files[output]?.append(bytes) }
  }

  public func succeeded(_ index: Int, metrics: Swift.Span<Double>) {
    summary.add(metrics)
    moveTrace(index, mayBeMissing: false)
  }

  public func failed(_ index: Int, _ failure: RunFailure) {
    let replication = plan.replication(index)
    summary.add(failure, replication: replication)
    attempt { () throws(FolderProblem) in
      let id = plan.identity.id(replication: replication)
      plan.tables.runs.appendFailed(id, replication, seed: plan.seed, to: &encoder)
      try files[files.count - 1]?.append(encoder)
      encoder.removeAll()
      try failures.append { row in
        row.append(text: id)
        row.append(integer: replication)
        if let date = CalendarDate(failure.place) {
          row.append(day: date.daysSince1970)
        } else {
          row.appendEmpty()
        }
        row.append(text: failure.what)
        row.append(text: plan.replayLine(replication))
      }
    }
    moveTrace(index, mayBeMissing: failure.kind == .trapped)
  }

  public var isSatisfied: Bool { problem != nil }

  private func moveTrace(_ index: Int, mayBeMissing: Bool) {
    guard let trace, let traces else { return }
    attempt { () throws(FolderProblem) in try traces.move(index, to: trace, mayBeMissing: mayBeMissing) }
  }

  private func attempt(_ work: () throws(FolderProblem) -> Void) {
    if problem != nil { return }
    do throws(FolderProblem) { try work() } catch { problem = error }
  }

  /// Writes what follows from all replications, and puts the folder in its place.
  public func commit() throws(FolderProblem) {
    summary.settle()
    var resources: [DataPackage.Resource] = []
    func close(_ schema: TableSchema, _ record: FileRecord) {
      folder.add(record)
      resources.append(.init(schema, record))
    }
    for (file, schema) in zip(files, plan.tables.rows) {
      if let file { close(schema, try file.finish()) }
    }
    close(failures.schema, try failures.finish())
    for resource in try trace?.finish() ?? [] { close(resource.schema, resource.file) }
    // Of one replication every quantile is the number itself, which the other tables have.
    let hasQuantiles = plan.count > 1 && plan.selection.contains(SummaryTables.quantiles.name)
    let quantiles = hasQuantiles ? try TableFile(SummaryTables.quantiles, in: folder) : nil
    if let quantiles { try SummaryTables.writeQuantiles(summary.fan, plan, to: quantiles) }
    let claims = try TableFile(SummaryTables.claims, in: folder)
    try SummaryTables.writeClaims(ClaimSummary.all(of: summary), to: claims)
    let inputs = try TableFile(SummaryTables.inputs, in: folder)
    try SummaryTables.writeInputs(plan.model, to: inputs)
    let reliefs = try relief.map { (relief) throws(FolderProblem) in
      let file = try TableFile(ReliefTables.relief, in: folder)
      try ReliefTables.write([relief], to: file)
      return file
    }
    for file in [quantiles, claims, reliefs, inputs].compactMap({ $0 }) {
      close(file.schema, try file.finish())
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
      "build": .text(Engine.build),
      "scenario": .text(model.name),
      "summary": .text(model.summary),
      "scenario_sha256": .text(plan.identity.scenarioHash),
      "start": .text(model.start.description),
      "end": .text(model.end.description),
      "seed": .integer(Int(clamping: plan.seed)),
      "first_replication": .integer(plan.first),
      "replications": .integer(plan.count),
      "failed": .integer(summary.failed),
      "relief_replications": .integer(relief?.replications ?? 0),
      "every": .text(plan.interval.rawValue),
      "entities_every": .text(plan.entityInterval.rawValue),
      "quantile_rank_error": .number(summary.fan.rankError),
      "files": folder.fileList,
      "resolved": JSONText(model.scenario.resolved),
    ]
  }
}

/// The table of the world as a whole, written to a stream instead of a folder; sees the replications in order.
public final class SeriesStream: SweepObserver, @unchecked Sendable {
  /// What has been gathered so far.
  public private(set) var summary: RunSummary
  /// Why the stream could not be written.
  public private(set) var problem: FolderProblem?
  private let plan: ReplicationPlan
  private var sink: FileSink

  /// Starts the table with its header.
  public init(_ plan: ReplicationPlan, to sink: consuming FileSink) {
    self.plan = plan
    self.sink = sink
    summary = RunSummary(plan)
    var header = CSVEncoder(plan.tables.series)
    header.appendHeader(of: plan.tables.series)
    header.buffer.withBytes { write($0) }
  }

  /// Passes the rows of the table on at once.
  public func wrote(_ index: Int, output: Int, bytes: UnsafeRawBufferPointer) {
    if output == 0 { write(bytes) }
  }

  public func succeeded(_ index: Int, metrics: Swift.Span<Double>) { summary.add(metrics) }

  public func failed(_ index: Int, _ failure: RunFailure) {
    summary.add(failure, replication: plan.replication(index))
  }

  public var isSatisfied: Bool { problem != nil }

  private func write(_ bytes: UnsafeRawBufferPointer) {
    if problem != nil { return }
    do throws(WriteProblem) { try sink.write(bytes) } catch { problem = FolderProblem(error) }
  }
}
