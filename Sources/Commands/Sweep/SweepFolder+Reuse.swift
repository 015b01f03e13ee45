import Analysis
import ScenarioFormat
import Tables
import Terminal

extension SweepFolder {
  /// The files of the results whose contents are not what the manifest says; of `names` alone if given.
  func changedFiles(among names: [String]? = nil) throws(CommandFailure) -> [String] {
    var changed: [String] = []
    for file in SweepFolder.manifest(of: path)?["files"]?.elements ?? [] {
      guard let name = file["name"]?.string, let sum = file["sha256"]?.string else { continue }
      if let names, !names.contains(name) { continue }
      guard let reader = RowFile(path + "/" + name) else {
        throw .stopped(.noInput, "cannot read \(path)/\(name)")
      }
      var hash = SHA256()
      while let line = reader.next() {
        var text = line.text
        text.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
      }
      if hash.finish() != sum { changed.append(name) }
    }
    return changed
  }

  /// How many rows of a study the results have already; throws if they cannot be reused, or none would be.
  func reusableRows(for study: SweepStudy) throws(CommandFailure) -> Int {
    let manifest = SweepFolder.manifest(of: path)
    let every = manifest?["plan"]?["every"]?.string
    let problem = EarlierRows.problem(study, path, every: every, model: manifest?["model"]?.string)
    if let problem { throw cannotBeExtended(problem) }
    let tables = [study.tables.runs] + (study.tables.series.map { [$0] } ?? [])
    if let name = try changedFiles(among: tables.map(\.fileName)).first {
      throw cannotBeExtended("its \(name) differs from its checksum in manifest.json")
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
