import Analysis
import ScenarioFormat
import Tables
import Terminal

extension SweepFolder {
  /// How many rows of a study the results have already; throws if they cannot be reused, or none would be.
  func reusableRows(for study: SweepStudy) throws(CommandFailure) -> Int {
    let manifest = SweepFolder.manifest(of: path)
    let every = manifest?["plan"]?["every"]?.string
    let problem = EarlierRows.problem(study, path, every: every, model: manifest?["model"]?.string)
    if let problem { throw cannotBeExtended(problem) }
    let tables = [study.tables.runs] + (study.tables.series.map { [$0] } ?? [])
    for file in manifest?["files"]?.elements ?? [] {
      guard let table = tables.first(where: { $0.fileName == file["name"]?.string }) else { continue }
      if FolderCheck.difference(of: file, in: path) != nil {
        throw cannotBeExtended("its \(table.fileName) differs from its checksum in manifest.json")
      }
    }
    guard let rows = EarlierRows(study, path) else {
      throw .stopped(.noInput, "cannot read \(path)/runs.csv")
    }
    let count = rows.count(in: study)
    if count == 0 { throw cannotBeExtended("none of its rows is one of this sweep") }
    return count
  }

  private func cannotBeExtended(_ why: String) -> CommandFailure {
    .stopped(
      .cannotCreate,
      "\(path) cannot be extended: \(why); choose another folder, or run all anew with --force")
  }
}
