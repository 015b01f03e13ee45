import Inputs
import Model
import ScenarioFormat
import Tables

/// A combination of the levels of all structural axes, compiled: what runs at the points that share it.
///
/// A class, so that handing it on costs nothing.
final class Structure: Sendable {
  let model: Model
  /// Overrides of the numeric axes, in their order, without numbers yet.
  let overrides: InputOverrides
  let reader: RunReader
  /// The SHA-256 of the resolved scenario.
  let hash: String

  init(model: Model, overrides: InputOverrides, reader: RunReader, hash: String) {
    self.model = model
    self.overrides = overrides
    self.reader = reader
    self.hash = hash
  }

  /// Applies levels to a scenario and compiles it.
  static func compile(_ scenario: Node, _ levels: [SweepAxis.Level]) -> (Model?, [Problem]) {
    var node = scenario
    var problems = Problems()
    for level in levels {
      if let path = level.path {
        Override(path: path, value: level.change).apply(to: &node, &problems)
      } else {
        node = overlay(level.change, on: node, &problems)
      }
    }
    guard !problems.hasErrors else { return (nil, problems.all) }
    return Model.compile(node)
  }

  /// A scenario with a sub-scenario laid over it, merged as `extends` does.
  private static func overlay(_ change: Node, on scenario: Node, _ problems: inout Problems) -> Node {
    let loader = ScenarioLoader { name in
      switch name {
      case "scenario": return Array(scenario.serialized().utf8)
      case "change": return Array(change.serialized().utf8)
      default: return Array("{\"extends\": [\"scenario\", \"change\"]}".utf8)
      }
    }
    let (node, found) = loader.load("both")
    problems.append(contentsOf: found)
    return node ?? scenario
  }
}
