import ScenarioFormat
import Testing

@testable import Commands

@Suite("command line: what others wrote does nothing to the terminal")
struct HostileTextTests {
  /// A name that sets the terminal's title, turns text around and forges a line.
  private static let name = #"evil\u001b]0;title\u0007\u202eabc\ncapsim: all is well"#
  private static let shown = #"evil\u{1B}]0;title\u{7}\u{202E}abc\u{A}capsim: all is well"#

  private let folder = TemporaryFolder(["base.json": SmallScenario.text])

  private func run(_ arguments: String...) -> CapsimProcess { CapsimProcess(arguments, in: folder.path) }

  private func isHarmless(_ text: String) -> Bool {
    !text.unicodeScalars.contains {
      $0 != "\n" && [.control, .format, .lineSeparator].contains($0.properties.generalCategory)
    }
  }

  @Test("names, keys and statements in answers, reports, JSON and messages")
  func everywhere() {
    folder.write(#"{"extends": "base.json", "name": "\#(Self.name)", "end": "2026-01-15"}"#, to: "n.json")
    folder.write(#"{"extends": "base.json", "\#(Self.name)": 1}"#, to: "k.json")
    let check = run("check", "n.json")
    #expect(check.output.hasPrefix("scenario \(Self.shown): "))
    let report = run("check", "k.json")
    #expect(report.errors.hasSuffix("\n1 problem in k.json\n"))
    #expect(report.errors.split(separator: "\n").count == 2)
    let outcomes = [
      check, report, run("check", "k.json", "--format", "json"), run("resolve", "n.json"),
      run("check", "\u{1B}[2J\u{202E}.json"), run("describe", "\u{1B}[2J"),
      run("run", "n.json", "-n", "1", "--out", "r"),
    ]
    for outcome in outcomes {
      #expect(isHarmless(outcome.output) && isHarmless(outcome.errors), "\(outcome.errors)")
    }
    RunProgram.remove(folder.path + "/r")
  }

  @Test("JSON that is printed reads back as it was written")
  func json() throws {
    folder.write(#"{"extends": "base.json", "name": "\#(Self.name)"}"#, to: "n.json")
    let (node, problems) = JSONReader.read(Array(run("resolve", "n.json").output.utf8), file: "f")
    #expect(problems.isEmpty)
    #expect(node?["name"]?.string == "evil\u{1B}]0;title\u{7}\u{202E}abc\ncapsim: all is well")
  }

  @Test("thousands of unknown keys fit on a screen or two, with the rest counted by kind")
  func flood() {
    let keys = (0..<5000).map { "\"k\($0)\": 1" }.joined(separator: ", ")
    folder.write("{\"extends\": \"base.json\", \"end\": \"x\", \(keys)}", to: "flood.json")
    let lines = run("check", "flood.json").errors.split(separator: "\n")
    #expect(lines.count == 52)
    #expect(
      lines[50] == "not shown: 51 times unknown key '…'; and 4900 unknown keys more"
        || lines[50].hasPrefix("not shown: "))
    #expect(lines[51] == "102 problems in flood.json; the first problem is at flood.json:1:33")
  }
}
