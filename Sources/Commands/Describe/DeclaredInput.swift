import Inputs
import Model
import ScenarioFormat

/// An input with the path under which scenarios write it; `*` stands for an id.
struct DeclaredInput: Sendable {
  let segments: [String]
  let declaration: InputDeclaration

  /// The path, such as `labs.*.boldness`.
  var path: String { segments.joined(separator: ".") }

  /// Every input that a scenario may state, each group before what is in it, in the order of declaration.
  static let all = inputs(of: WorldInputs.groupType, under: [])

  private static func inputs(of group: GroupType, under segments: [String]) -> [DeclaredInput] {
    var found: [DeclaredInput] = []
    for declaration in group.declarations where !declaration.name.isEmpty {
      let path = segments + [declaration.name]
      found.append(DeclaredInput(segments: path, declaration: declaration))
      switch declaration.kind {
      case .group(let nested): found += inputs(of: nested, under: path)
      case .entities(let nested, _): found += inputs(of: nested, under: path + ["*"])
      case .quantity, .trajectory, .variate, .moment, .flag, .choice, .reference, .weights, .text, .identity:
        break
      }
    }
    return found
  }

  /// True if a path means this input: its segments are equal, and where an id is due any segment will do.
  func matches(_ other: [String]) -> Bool {
    other.count == segments.count
      && zip(segments, other).allSatisfy { mine, theirs in mine == theirs || mine == "*" }
  }

  /// True if the input holds others.
  var isContainer: Bool {
    switch declaration.kind {
    case .group, .entities: true
    case .quantity, .trajectory, .variate, .moment, .flag, .choice, .reference, .weights, .text, .identity:
      false
    }
  }

  /// What is in a group or in each of its entities, one level down.
  var children: [DeclaredInput] {
    let prefix: [String]
    switch declaration.kind {
    case .group: prefix = segments
    case .entities: prefix = segments + ["*"]
    case .quantity, .trajectory, .variate, .moment, .flag, .choice, .reference, .weights, .text, .identity:
      return []
    }
    return DeclaredInput.all.filter {
      $0.segments.count == prefix.count + 1 && $0.segments.starts(with: prefix)
    }
  }
}
