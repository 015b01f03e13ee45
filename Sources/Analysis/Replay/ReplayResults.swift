import Model
import Tables

/// Where a run that is run again comes from.
public struct ReplayOrigin: Sendable {
  /// What the scenario calls itself.
  public let scenario: String
  /// The SHA-256 of the resolved scenario, before a sweep changes it.
  public let hash: String
  /// The SHA-256 of the sweep; nil for a run of `run`.
  public let sweep: String?
}

/// One run again with its trace, on its way into a folder that is complete or absent.
public final class ReplayResults {
  let traces: TraceParts
  private let folder: ResultsFolder
  private let runs: TextFile
  private let trace: TraceFiles
  private let schema: TableSchema

  /// Opens the tables in a folder that is still aside; `schema` is that of runs.csv.
  public init(_ schema: TableSchema, in folder: ResultsFolder) throws(FolderProblem) {
    self.folder = folder
    self.schema = schema
    traces = TraceParts(in: folder.temporaryPath, isEager: true)
    runs = try TextFile(schema, in: folder)
    trace = try TraceFiles(in: folder)
  }

  /// Writes the run and what happened in it, and puts the folder in its place.
  public func commit(_ run: ReplayedRun, of origin: ReplayOrigin) throws(FolderProblem) {
    try runs.append(text: run.row)
    try traces.move(run.index, to: trace, mayBeMissing: run.failure != nil)
    var resources = [DataPackage.Resource(schema, try runs.finish())]
    resources += try trace.finish()
    for resource in resources { folder.add(resource.file) }
    let package = DataPackage(
      name: DataPackage.packageName("replay-\(run.id)"), title: "Run \(run.id) again",
      description: "One run of the scenario \(origin.scenario) with all that happened in it.",
      resources: resources)
    try package.write(to: folder)
    try folder.writeManifest(manifest(run, origin))
    try folder.commit()
  }

  private func manifest(_ run: ReplayedRun, _ origin: ReplayOrigin) -> JSONText {
    [
      "tool": "capsim",
      "version": .text(Engine.version),
      "model": .text(Engine.model),
      "build": .text(Engine.build),
      "kind": "replay",
      "run": .text(run.id),
      "status": .text(run.failure == nil ? "ok" : "failed"),
      "failure": run.reason.map { .text($0) } ?? .null,
      "scenario": .text(origin.scenario),
      "scenario_sha256": .text(origin.hash),
      "sweep_sha256": origin.sweep.map { .text($0) } ?? .null,
      "files": folder.fileList,
    ]
  }
}
