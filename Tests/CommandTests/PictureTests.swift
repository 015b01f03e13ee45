import Tables
import Testing

/// The documents' pictures and figures are those of the model as it is.
@Suite("golden: pictures") struct PictureTests {
  private static let plots = "\(RunProgram.repository)/Scenarios/plots"

  /// What a line of pictures.json says under a name.
  private func said(_ name: String) -> String {
    let line = RunProgram.text("\(Self.plots)/pictures.json").split(separator: "\n").first {
      $0.contains("\"\(name)\": ")
    }
    return line.map { String($0.split(separator: "\"", omittingEmptySubsequences: false)[3]) } ?? ""
  }

  /// The hash of those recorded results that pictures show: another input or column leaves them as they are.
  private var results: String {
    let shown = RunProgram.text("\(RunProgram.repository)/Tests/Goldens/space.csv").split(separator: "\n")
      .filter {
        line in
        ["median,", "table,bottlenecks.csv,", "table,claims.csv,", "table,costs.csv,"].contains {
          line.hasPrefix($0)
        }
      }
    return String(SHA256.hex(of: shown.joined(separator: "\n")).prefix(16))
  }

  @Test(
    "a picture of another model is told: `make pictures` draws it anew",
    arguments: [
      "fan-compute", "cost-crossing", "bottlenecks", "relief", "claims", "single-runs", "crossing-by-payload",
    ])
  func pictures(name: String) {
    let stamp = "<!-- capsim: model of commit \(said("commit")), results \(results) -->"
    #expect(
      RunProgram.text("\(Self.plots)/\(name).svg").hasSuffix(stamp + "\n"),
      "\(name).svg was drawn from other results than Tests/Goldens/space.csv: make pictures")
  }

  @Test("the README quotes the figures that were measured with the pictures")
  func figures() {
    #expect(said("results") == results)
    #expect(
      RunProgram.text("\(RunProgram.repository)/README.md").contains(
        "<!-- figures of the crossing: make pictures -->\n\(said("words"))\n<!-- end of figures -->"))
  }
}
