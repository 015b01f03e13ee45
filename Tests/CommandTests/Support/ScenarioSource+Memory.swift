@testable import Commands
import ScenarioFormat

extension ScenarioSource {
  /// Compiles a file that `readFile` has in memory.
  func compile(_ name: String) -> (LoadedScenario?, [Problem]) {
    compile(File(name: name, bytes: (try? readFile(name)) ?? [], isStream: false))
  }
}
