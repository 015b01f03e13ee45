import Testing

@testable import Commands

/// A scenario with something wrong, and every message about it in order.
struct BrokenScenario: Sendable, CustomTestStringConvertible {
  let name: String
  /// The text of `s.json`; `base.json` is the small scenario.
  let text: String
  let settings: [String]
  /// Other files by name.
  let files: [String: String]
  /// Every problem as it is printed.
  let messages: [String]

  init(
    _ name: String, _ text: String, settings: [String] = [], files: [String: String] = [:], messages: [String]
  ) {
    self.name = name
    self.text = text
    self.settings = settings
    self.files = files
    self.messages = messages
  }

  var testDescription: String { name }

  /// Files by name, as the loader sees them.
  var allFiles: [String: String] {
    files.merging(["s.json": text, "base.json": SmallScenario.text]) { own, _ in own }
  }

  /// A source that has its files in memory.
  var source: ScenarioSource {
    var source = ScenarioSource(path: "s.json", settings: settings)
    let files = allFiles
    source.readFile = { name in
      guard let text = files[name] else { throw InputFile.Problem(description: "no such file") }
      return Array(text.utf8)
    }
    return source
  }

  /// Every case of every kind.
  static let all =
    text + files + keys + quantities + uncertainty + dates + names + statements + settings + several
}
