import Inputs
import Model
import ScenarioFormat

/// An input that a scenario holds, found by its path.
struct InputTarget {
  let declaration: InputDeclaration
  /// Where its numbers lie; nil for other inputs.
  let place: InputPlace?

  var isGroup: Bool {
    switch declaration.kind {
    case .group, .entities, .weights: true
    case .quantity, .trajectory, .variate, .moment, .flag, .choice, .reference, .text, .identity: false
    }
  }

  var isFlag: Bool {
    if case .flag = declaration.kind { return true }
    return false
  }

  /// Whether the number is read when the scenario is compiled, so that a change of it needs compiling.
  static func isFixed(_ path: String) -> Bool {
    path == "start" || path == "end" || path.hasPrefix("claims.")
  }

  /// Whether another value of the input may change what a run draws. Switches and names do not.
  func changesDraws(_ path: String) -> Bool {
    if path == "end" || path.hasPrefix("claims.") { return false }
    switch declaration.kind {
    case .flag, .choice, .reference, .text: return false
    case .quantity, .trajectory, .variate, .moment, .weights, .group, .entities, .identity: return true
    }
  }

  /// The paths of all inputs that a path with stars for ids stands for; the path itself if it has no star.
  static func matching(_ path: String, in scenario: CompiledScenario) -> [String] {
    guard case .success(let pattern) = NodePath.parse(path), pattern.isPattern else { return [path] }
    return paths(of: scenario).filter { candidate in
      guard case .success(let parsed) = NodePath.parse(candidate) else { return false }
      return pattern.matches(parsed)
    }
  }

  /// The input at a path; nil if the scenario has none there.
  static func find(_ path: String, in scenario: CompiledScenario) -> InputTarget? {
    if let place = scenario.place(path) { return InputTarget(declaration: place.declaration, place: place) }
    guard case .success(let parsed) = NodePath.parse(path) else { return nil }
    return find(parsed.segments[...], WorldInputs.groupType, scenario.resolved)
  }

  private static func find(_ segments: ArraySlice<String>, _ type: GroupType, _ node: Node) -> InputTarget? {
    guard let name = segments.first, let declaration = type.declaration(name), !name.isEmpty else {
      return nil
    }
    let rest = segments.dropFirst()
    if rest.isEmpty { return InputTarget(declaration: declaration, place: nil) }
    switch declaration.kind {
    case .group(let nested):
      return find(rest, nested, node[name] ?? .object([]))
    case .entities(let nested, _):
      guard let id = rest.first, let entity = node[name]?[id] else { return nil }
      if rest.count == 1 { return InputTarget(declaration: declaration, place: nil) }
      return find(rest.dropFirst(), nested, entity)
    case .quantity, .trajectory, .variate, .moment, .flag, .choice, .reference, .weights, .text, .identity:
      return nil
    }
  }

  /// The paths of all inputs of a scenario that may be varied, for suggestions.
  static func paths(of scenario: CompiledScenario) -> [String] {
    var found: [String] = []
    collect(WorldInputs.groupType, scenario.resolved, "", &found)
    return found + scenario.places.map(\.path)
  }

  private static func collect(_ type: GroupType, _ node: Node, _ path: String, _ found: inout [String]) {
    for declaration in type.declarations where !declaration.name.isEmpty {
      let childPath = NodePath.child(declaration.name, of: path)
      switch declaration.kind {
      case .group(let nested): collect(nested, node[declaration.name] ?? .object([]), childPath, &found)
      case .entities(let nested, _):
        for member in node[declaration.name]?.members ?? [] {
          collect(nested, member.value, NodePath.child(member.key, of: childPath), &found)
        }
      case .flag, .choice, .reference, .text: found.append(childPath)
      case .quantity, .trajectory, .variate, .moment, .weights, .identity: break
      }
    }
  }
}
