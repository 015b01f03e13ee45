import Inputs
import ScenarioFormat
import Testing

@testable import Model

@Suite("unit: what a reference may name")
struct ReferenceTests {
  /// A reference of a scenario: where it stands and whether it may be none.
  struct Place: Sendable {
    let path: String
    let mayBeNone: Bool
    let target: ReferenceTarget
  }

  /// Every reference of every entity of a scenario.
  static func places(_ type: GroupType, _ node: Node, _ path: String = "") -> [Place] {
    type.declarations.flatMap { declaration -> [Place] in
      let childPath = NodePath.child(declaration.name, of: path)
      switch declaration.kind {
      case .reference(let target):
        return [Place(path: childPath, mayBeNone: declaration.defaultText == "none", target: target)]
      case .group(let nested):
        return places(nested, node[declaration.name] ?? .object([]), childPath)
      case .entities(let nested, _):
        return (node[declaration.name]?.members ?? []).flatMap {
          places(nested, $0.value, NodePath.child($0.key, of: childPath))
        }
      case .quantity, .trajectory, .variate, .moment, .flag, .choice, .weights, .text, .identity:
        return []
      }
    }
  }

  @Test(
    "no reference that the model relies on may be 'none', and the message names what would do",
    arguments: ["base", "space", "space-as-stated", "strait"])
  func needed(_ name: String) throws {
    let node = try ShippedScenario.node(name)
    let needed = ReferenceTests.places(WorldInputs.groupType, node).filter { !$0.mayBeNone }
    #expect(needed.count > 20)
    var broken = node
    for place in needed { broken = try set(place.path, "none", in: broken) }
    let (model, problems) = Model.compile(broken)
    #expect(model == nil)
    for place in needed {
      let found = problems.first { $0.path == place.path }
      #expect(found?.severity == .error && found?.hint?.hasPrefix("name one of ") == true, "\(place.path)")
    }
  }

  @Test("the ids that the message names are accepted, one and all")
  func suggestions() throws {
    let node = try ShippedScenario.node("base")
    for place in ReferenceTests.places(WorldInputs.groupType, node) where !place.mayBeNone {
      let (_, problems) = Model.compile(try set(place.path, "none", in: node))
      let hint = try #require(problems.first { $0.path == place.path }?.hint)
      let listed = hint.dropFirst("name one of ".count).split(separator: ",").map { $0.drop { $0 == " " } }
      for id in listed where !id.contains(" and ") {
        let (_, others) = Model.compile(try set(place.path, String(id), in: node))
        #expect(!others.contains { $0.path == place.path }, "\(place.path) = \(id)")
      }
    }
  }

  @Test("a world whose references are all 'none' that may be runs")
  func none() throws {
    var node = try ShippedScenario.node("space", ["end=2026-04-01"])
    let free = ReferenceTests.places(WorldInputs.groupType, node).filter(\.mayBeNone)
    #expect(free.count > 10)
    for place in free { node = try set(place.path, "none", in: node) }
    let (model, problems) = Model.compile(node)
    #expect(problems.errors.isEmpty)
    _ = try Run(try #require(model))
  }

  private func set(_ path: String, _ id: String, in node: Node) throws -> Node {
    var (node, problems) = (node, Problems())
    Override(path: try NodePath.parse(path).get(), value: .string(id)).apply(to: &node, &problems)
    #expect(!problems.hasErrors)
    return node
  }
}
