import Analysis
import Sweep
import Terminal

/// The runs.csv of a finished sweep beside the sweep itself, to run rows again.
struct SweepRows {
  let study: SweepStudy
  /// The rows of runs.csv, header left out.
  let count: Int
  private let folder: String
  private let source: ReplaySource

  init(_ folder: String) throws(CommandFailure) {
    guard let manifest = SweepFolder.manifest(of: folder), manifest["kind"]?.string == "sweep" else {
      throw .stopped(.noInput, "\(folder) holds no finished sweep")
    }
    study = try SweepFolder.study(in: folder)
    count = Int(manifest["runs"]?.number ?? 0)
    self.folder = folder
    source = ReplaySource(study)
  }

  /// Gives `body` every row with its number from 0, and its lines of series.csv where the sweep has some.
  func forEach(_ body: (Int, RowFile.Line, String) throws(CommandFailure) -> Void) throws(CommandFailure) {
    let file = try rows(of: study.tables.runs.fileName)
    let series = try study.tables.series.map { (schema) throws(CommandFailure) in
      try rows(of: schema.fileName)
    }
    var ahead = series?.next()
    var number = 0
    while let line = file.next() {
      // Both files have their runs in the same order.
      let run = line.run
      var lines = ""
      while let next = ahead, next.run == run {
        lines += next.text
        ahead = series?.next()
      }
      try body(number, line, lines)
      number += 1
    }
  }

  /// The run of a line, again; nil for a line that is no row of the sweep. Throws where it could not be carried out.
  func again(_ line: RowFile.Line) throws(CommandFailure) -> ReplayedRun? {
    try source.replay(line.text, to: nil)
  }

  /// A file of the folder, after its header.
  private func rows(of name: String) throws(CommandFailure) -> RowFile {
    guard let file = RowFile(folder + "/" + name) else {
      throw .stopped(.noInput, "cannot read \(folder)/\(name)")
    }
    _ = file.next()
    return file
  }
}
