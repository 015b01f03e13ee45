import Analysis
import ScenarioFormat
import Tables

/// A folder of results compared with its manifest, and the manifest with itself.
struct FolderCheck {
  /// All that is not as it was written, a sentence each.
  private(set) var differences: [String] = []
  /// The manifest; nil unless it is whole, so that what it says can be taken for what was run.
  private(set) var manifest: Node?

  /// Reads every file. Throws where there is no manifest, or none that can be read.
  init(_ folder: String) throws(CommandFailure) {
    let path = folder + "/" + Manifest.fileName
    let bytes: [UInt8]
    do throws(WriteProblem) { bytes = try FileBytes.read(path) } catch {
      let isMissing = error.cause == .missing
      throw .stopped(
        .noInput,
        isMissing ? "\(folder) holds no finished results: it has no manifest.json" : error.description)
    }
    let node = JSONReader.read(bytes, file: path).0
    if Manifest.isWhole(bytes) {
      manifest = node
    } else {
      differences.append("\(path) is not as it was written")
    }
    let files = node?["files"]?.elements ?? []
    differences += files.compactMap { FolderCheck.difference(of: $0, in: folder) }
    if let node { checkCounts(node, folder) }
  }

  /// How a file differs from what a manifest says of it; nil if it does not.
  static func difference(of file: Node, in folder: String) -> String? {
    guard let name = file["name"]?.string, !name.contains("/") else { return nil }
    do throws(WriteProblem) {
      let record = try FileRecord(reading: name, in: folder)
      let isSame = file["sha256"]?.string == record.sha256 && file["bytes"]?.number == Double(record.bytes)
      return isSame ? nil : "\(folder)/\(name) differs from its checksum in manifest.json"
    } catch {
      return error.cause == .missing ? "\(folder)/\(name) is missing" : error.description
    }
  }

  private mutating func checkCounts(_ manifest: Node, _ folder: String) {
    let runs: (what: String, count: Double?) =
      switch manifest["kind"]?.string {
      case "sweep", "relief": ("runs", manifest["runs"]?.number)
      case "replay": ("run", 1)
      default: ("replications", manifest["replications"]?.number)
      }
    checkCount(runs.what, runs.count, of: "runs.csv", in: folder)
    if let failed = manifest["failed"] { checkCount("failed", failed.number, of: "failures.csv", in: folder) }
  }

  private mutating func checkCount(_ what: String, _ said: Double?, of name: String, in folder: String) {
    // A file that is missing has been said to be.
    guard let file = RowFile(folder + "/" + name) else { return }
    var rows = -1
    while file.next() != nil { rows += 1 }
    if said != Double(rows) {
      let said = said.map(RoundedText.text) ?? "nothing"
      differences.append("\(folder)/manifest.json says \(what): \(said), and \(name) has \(rows) rows")
    }
  }
}
