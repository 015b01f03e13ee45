import Analysis
import Sweep
import Terminal

/// The runs.csv of a finished sweep beside the sweep itself, to run rows again.
struct SweepRows {
  let study: SweepStudy
  /// The rows of runs.csv, header left out.
  let count: Int
  /// The header line, line end included.
  let header: String
  private let path: String
  private let rerun: RunAgain

  init(_ folder: String) throws(CommandFailure) {
    guard let manifest = SweepFolder.manifest(of: folder), manifest["kind"]?.string == "sweep" else {
      throw .stopped(.noInput, "\(folder) holds no finished sweep")
    }
    study = try SweepFolder.study(in: folder)
    count = Int(manifest["runs"]?.number ?? 0)
    path = folder + "/runs.csv"
    guard let file = RowFile(path), let first = file.next() else {
      throw .stopped(.noInput, "cannot read \(path)")
    }
    header = first.text
    rerun = RunAgain(study)
  }

  /// Gives `body` every row with its number from 0.
  func forEach(_ body: (Int, RowFile.Line) throws(CommandFailure) -> Void) throws(CommandFailure) {
    guard let file = RowFile(path) else { throw .stopped(.noInput, "cannot read \(path)") }
    _ = file.next()
    var number = 0
    while let line = file.next() {
      try body(number, line)
      number += 1
    }
  }

  /// The row as a new run gives it; nil for a run that ended the program, or a line that is no row of the sweep.
  func again(_ line: RowFile.Line) -> String? { rerun.line(for: line.text) }
}
