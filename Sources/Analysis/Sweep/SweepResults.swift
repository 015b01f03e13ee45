import ScenarioFormat
import SimulationKernel
import Sweep
import Tables

/// The results of a sweep on their way into a folder that is complete or absent.
///
/// Rows are added in index order; memory does not grow with them.
public final class SweepResults {
  public let study: SweepStudy
  /// Runs added, and how many of them failed.
  public private(set) var rows = 0
  public private(set) var failures = 0
  /// Design points that the rows belong to.
  public private(set) var pointsSeen = 0
  /// Whether the rows are all that the sweep will ever have.
  public private(set) var isComplete = false
  private let folder: ResultsFolder
  private let runs: TextFile
  private let failureFile: TableFile
  private let points: PointsFile
  private let draws: DrawsFile
  private let series: TextFile?
  private var summaries: MetricSummaries
  private var sensitivity: SensitivityObserver?
  /// What each varied input does to the first metric.
  public private(set) var effects: SweepEffects
  /// How often each claim held.
  private var shares: [ClusteredShare]
  private var seen = 0
  private var lastPoint = 0
  private let worker: StudyWorker
  private var encoder: CSVEncoder

  /// Opens the tables in a folder that is still aside.
  public init(_ study: SweepStudy, in folder: ResultsFolder) throws(FolderProblem) {
    self.study = study
    self.folder = folder
    runs = try TextFile(study.tables.runs, in: folder)
    failureFile = try TableFile(study.tables.failures, in: folder)
    let model = study.makeModel()
    worker = model.makeWorker()
    points = try PointsFile(study, worker: model.makeWorker(), in: folder)
    draws = DrawsFile(study, model)
    if let schema = study.tables.series { series = try TextFile(schema, in: folder) } else { series = nil }
    encoder = CSVEncoder(study.tables.runs)
    let metrics = study.plan.metrics
    summaries = MetricSummaries(metrics: metrics)
    effects = SweepEffects(study)
    shares = Array(repeating: ClusteredShare(study), count: study.claims.count)
    let replications = study.layout.replications
    switch study.design {
    case .morris(let design):
      sensitivity = SensitivityObserver(
        design, replications: replications, metrics: metrics, seed: study.seed)
    case .saltelli(let design):
      sensitivity = SensitivityObserver(
        design, replications: replications, metrics: metrics, seed: study.seed)
    case .grid, .list, .random, .latin, .sobol: sensitivity = nil
    }
  }

  /// Adds all rows that a set of shards has; to be called once. Throws when a shard turns out damaged or a file
  /// cannot be written.
  public func add(_ shards: ShardSet) throws(SweepResultsProblem) {
    isComplete = shards.isComplete
    let reader = shards.makeReader()
    while reader.next() {
      do throws(FolderProblem) { try add(reader) } catch { throw .folder(error) }
    }
    if let problem = reader.problem { throw .sweep(.write(problem)) }
    if let shard = reader.damagedShard { throw .sweep(.damaged(shard: shard)) }
  }

  private func add(_ reader: RowReader) throws(FolderProblem) {
    let index = reader.index
    // Blocks of a sensitivity design are told that runs are missing.
    while seen < index {
      sensitivity?.failed(seen, RunFailure(what: "missing", place: ""))
      seen += 1
    }
    let point = study.layout.run(index).point
    if rows == 0 || point != lastPoint { pointsSeen += 1 }
    lastPoint = point
    seen = index + 1
    rows += 1
    if let failure = reader.failure {
      failures += 1
      try addFailure(index, failure)
    } else {
      try reader.withBytes(of: 0) { (bytes) throws(FolderProblem) in try runs.append(bytes) }
      if let series {
        try reader.withBytes(of: 1) { (bytes) throws(FolderProblem) in try series.append(bytes) }
      }
    }
    draws.add(index)
    reader.show(to: &summaries)
    if reader.failure == nil {
      worker.prepare(index)
      reader.withMetrics { metrics in
        effects.add(
          metrics[0], worker.coordinates, point: point, replication: worker.run.replication)
        for claim in shares.indices {
          shares[claim].add(
            metrics[study.outcomes.count + claim], point: point, replication: worker.run.replication)
        }
      }
    }
    if sensitivity != nil { reader.show(to: &sensitivity!) }
    try points.add(reader)
  }

  private func addFailure(_ index: Int, _ failure: RunFailure) throws(FolderProblem) {
    worker.prepare(index)
    let status = SweepTables.Status(failure)
    worker.appendFailedRow(status, to: &encoder)
    try runs.append(encoder)
    encoder.removeAll()
    let id = worker.id()
    var row = CSVEncoder(study.tables.failures)
    worker.appendDesign(to: &row, status: nil)
    row.append(text: status.rawValue)
    if let date = CalendarDate(failure.place) {
      row.append(day: date.daysSince1970)
    } else {
      row.appendEmpty()
    }
    row.append(text: failure.what)
    row.append(integer: failure.attempts)
    row.append(text: "capsim replay \(id) --in .")
    row.endRow()
    try failureFile.append(rowsOf: row)
  }

  /// Writes what follows from all rows, and puts the folder in its place.
  public func commit() throws(FolderProblem) {
    var resources: [DataPackage.Resource] = []
    func close(_ schema: TableSchema, _ record: FileRecord) {
      folder.add(record)
      resources.append(.init(schema, record))
    }
    close(study.tables.runs, try runs.finish())
    let drawn = try draws.write(in: folder)
    close(drawn.schema, drawn.record)
    if let schema = study.tables.series, let series { close(schema, try series.finish()) }
    close(study.tables.points, try points.finish())
    let quantiles = try TableFile(SweepTables.quantiles, in: folder)
    try SweepSummaries.writeQuantiles(study, summaries, to: quantiles)
    close(quantiles.schema, try quantiles.finish())
    let claims = try TableFile(study.tables.claims, in: folder)
    try SummaryTables.writeClaims(claimSummaries, to: claims)
    close(claims.schema, try claims.finish())
    let inputs = try TableFile(SummaryTables.inputs, in: folder)
    try SummaryTables.writeInputs(study.model, to: inputs)
    close(inputs.schema, try inputs.finish())
    if let estimates = sensitivity?.estimates {
      let file = try TableFile(SweepSummaries.schema(of: estimates), in: folder)
      try SweepSummaries.write(study, estimates, to: file)
      close(file.schema, try file.finish())
    }
    close(study.tables.failures, try failureFile.finish())
    let package = DataPackage(
      name: DataPackage.packageName(study.model.name), title: "Sweep of the scenario \(study.model.name)",
      description: study.model.summary.isEmpty ? "Results of a sweep." : study.model.summary,
      resources: resources)
    try package.write(to: folder)
    try folder.writeManifest(manifest)
    try folder.commit()
  }

  /// The indices of the first metric, and whether they mean anything yet; nil unless the design is for them.
  public var indices: SweepIndices? { sensitivity.map { SweepIndices(study, $0.estimates, metric: 0) } }

  /// Metrics of whose indices the intervals are too wide to mean anything.
  public var unsettledMetrics: Int {
    guard let estimates = sensitivity?.estimates else { return 0 }
    return (0..<study.plan.metrics).filter { !SweepIndices(study, estimates, metric: $0).isSettled }.count
  }

  /// What all runs of all points say of each claim; a run in whose form of the scenario a claim is missing does not
  /// decide it.
  public var claimSummaries: [ClaimSummary] {
    zip(study.claims, shares).map { claim, share in
      let count = ClaimCount(
        yes: share.yes, no: share.decided - share.yes, undecided: rows - failures - share.decided)
      return ClaimSummary(claim, count, interval: share.interval, in: study.model)
    }
  }

  /// What was run, and the hash of every file; nothing about the machine, the time or the threads.
  private var manifest: JSONText {
    let node = JSONReader.read(Array(study.planText.utf8), file: "plan").0
    return [
      "tool": "capsim",
      "version": .text(Engine.version),
      "model": .text(Engine.model),
      "build": .text(Engine.build),
      "kind": "sweep",
      "scenario": .text(study.model.name),
      "scenario_sha256": .text(study.scenarioHash),
      "sweep_sha256": .text(study.plan.identity.description),
      "points": .integer(study.layout.points),
      "replications": .integer(study.layout.replications),
      "planned_runs": .integer(study.plan.runs),
      "runs": .integer(rows),
      "complete": .boolean(isComplete),
      "failed": .integer(failures),
      "files": folder.fileList,
      "plan": node.map { JSONText($0) } ?? .null,
    ]
  }
}

/// Why the results of a sweep could not be gathered.
public enum SweepResultsProblem: Error {
  case sweep(SweepProblem)
  case folder(FolderProblem)
}
