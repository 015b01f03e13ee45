import ScenarioFormat
import Terminal
import Testing

@testable import Commands

@Suite("command line: every kind of broken scenario has its exact messages")
struct BrokenScenarioTests {
  @Test("the small scenario is sound")
  func sound() {
    let source = BrokenScenario("sound", #"{"extends": "base.json"}"#, messages: []).source
    let (loaded, problems) = source.compile("s.json")
    #expect(problems.map(\.description) == [])
    #expect(loaded?.model.name == "s")
  }

  @Test("all problems, in document order", arguments: BrokenScenario.all)
  func messages(_ broken: BrokenScenario) {
    let (loaded, problems) = broken.source.compile("s.json")
    #expect(loaded == nil)
    #expect(problems.map(\.description) == broken.messages)
    #expect(CommandFailure.scenario(problems, file: "s.json").exitStatus == .badScenario)
  }

  @Test("there are at least 45 kinds")
  func count() {
    #expect(BrokenScenario.all.count >= 45)
    #expect(Set(BrokenScenario.all.map(\.name)).count == BrokenScenario.all.count)
  }

  /// The first two of every kind, as the program prints them.
  static let representative = [
    BrokenScenario.text, BrokenScenario.files, BrokenScenario.keys, BrokenScenario.quantities,
    BrokenScenario.uncertainty, BrokenScenario.dates, BrokenScenario.names, BrokenScenario.statements,
    BrokenScenario.settings, BrokenScenario.several,
  ].flatMap { $0.prefix(2) }

  @Test("through the real binary", arguments: representative)
  func binary(_ broken: BrokenScenario) {
    let folder = TemporaryFolder(broken.allFiles)
    let settings = broken.settings.flatMap { ["--set", $0] }
    let process = CapsimProcess(["check", "s.json"] + settings, in: folder.path)
    let count = broken.messages.count == 1 ? "1 problem" : "\(broken.messages.count) problems"
    // Counted where they stand: each message begins with its file, or with the option.
    var places: [String] = []
    for message in broken.messages {
      let start = String(message.prefix { $0 != ":" })
      let place = start == "--set" || start.hasSuffix(".json") ? start : "s.json"
      if !places.contains(place) { places.append(place) }
    }
    var summary = "\(count) in \(places.joined(separator: ", "))"
    let place = broken.messages[0].split(separator: ":").prefix(3).joined(separator: ":")
    if broken.messages.count > 1 { summary += "; the first problem is at \(place)" }
    #expect(process.errors == (broken.messages + [summary, ""]).joined(separator: "\n"))
    #expect(process.output == "")
    #expect(process.status == ExitStatus.badScenario.rawValue)
  }
}
