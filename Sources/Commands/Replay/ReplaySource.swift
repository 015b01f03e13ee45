import Analysis
import ScenarioFormat
import Tables
import Terminal

/// The runs of a results folder of either kind, to run one again.
enum ReplaySource {
  case sweep(RunAgain)
  case run(ReplicationAgain)

  init(_ folder: String) throws(CommandFailure) {
    guard let manifest = SweepFolder.manifest(of: folder) else {
      throw .stopped(.noInput, "\(folder) holds no finished results")
    }
    switch manifest["kind"]?.string {
    case "sweep": self = ReplaySource(try SweepFolder.study(in: folder))
    case .some(let kind): throw .stopped(.noInput, "\(folder) holds a \(kind), not runs or a sweep")
    case nil:
      let (again, problems) = ReplicationAgain.read(manifest)
      guard let again else { throw .scenario(problems, file: folder + "/" + ResultsFolder.manifestName) }
      self = .run(again)
    }
  }

  /// The runs of a sweep.
  init(_ study: SweepStudy) { self = .sweep(RunAgain(study, in: RunWorker.processes)) }

  /// The table of the rows.
  var schema: TableSchema {
    switch self {
    case .sweep(let again): again.schema
    case .run(let again): again.schema
    }
  }

  /// What is run again.
  var origin: ReplayOrigin {
    switch self {
    case .sweep(let again): again.origin
    case .run(let again): again.origin
    }
  }

  /// The run of a line of runs.csv, again; nil for a line that is no row of these runs.
  ///
  /// Throws where the run could not be carried out.
  func replay(_ line: String, to results: ReplayResults?) throws(CommandFailure) -> ReplayedRun? {
    let run =
      switch self {
      case .sweep(let again): again.replay(line, to: results)
      case .run(let again): again.replay(line, in: RunWorker.processes, to: results)
      }
    if let why = run?.prevention { throw .stopped(.inputOutput, why) }
    return run
  }
}
