import Analysis
import Sweep
import Terminal

/// The runs.csv of a finished sweep beside the sweep itself, to run rows again.
struct SweepRows {
  /// The rows of runs.csv, header left out.
  let count: Int
  private let rows: RunRows
  private let rerun: RunAgain

  init(_ folder: String) throws(CommandFailure) {
    guard let manifest = SweepFolder.manifest(of: folder), manifest["kind"]?.string == "sweep" else {
      throw .stopped(.noInput, "\(folder) holds no finished sweep")
    }
    rerun = RunAgain(try SweepFolder.study(in: folder))
    count = Int(manifest["runs"]?.number ?? 0)
    rows = try RunRows(folder)
  }

  /// Gives `body` every row with its number from 0.
  func forEach(_ body: (Int, RowFile.Line) throws(CommandFailure) -> Void) throws(CommandFailure) {
    try rows.forEach(body)
  }

  /// The row as a new run gives it; nil for a run that ended the program, or a line that is no row of the sweep.
  func again(_ line: RowFile.Line) -> String? { rerun.line(for: line.text) }
}
