import Inputs
import ScenarioFormat
import Terminal

/// The values of a scenario as `describe` shows them.
enum InputValueWords {
  /// The value at a path in a few words; nil if the scenario has none.
  static func value(at path: NodePath, in scenario: LoadedScenario?) -> String? {
    guard let scenario else { return nil }
    if let place = place(path, in: scenario) { return place.value.written }
    guard let node = scenario.resolved.value(at: path) else { return nil }
    let bare = node["value"] ?? node
    switch bare.content {
    case .string(let text): return text
    case .number(_, let text): return text
    case .bool(let flag): return flag ? "true" : "false"
    case .object(let members): return members.map(\.key).joined(separator: ", ")
    case .null, .array: return nil
    }
  }

  /// The number at a path, or the choice that is drawn there.
  private static func place(_ path: NodePath, in scenario: LoadedScenario) -> InputPlace? {
    scenario.model.scenario.place(path.description) ?? scenario.model.scenario.choice(path.description)
  }

  /// What a scenario says at a path, or at every path that a pattern with `*` means.
  static func lines(of path: NodePath, in scenario: LoadedScenario, width: Int?, style: Style) -> [String] {
    guard path.segments.contains("*") else { return one(path, scenario) }
    var table = TextTable([.init("In \(scenario.file)"), .init("Value"), .init("Source")])
    for found in expanded(path, in: scenario.resolved) {
      let place = place(found, in: scenario)
      let value = value(at: found, in: scenario) ?? ""
      table.append([
        found.description, value.count <= 48 ? value : String(value.prefix(45)) + "...",
        place?.value.provenance?.source ?? "",
      ])
    }
    return table.rows.isEmpty ? ["\(scenario.file) has none."] : table.lines(width: width, style: style)
  }

  private static func one(_ path: NodePath, _ scenario: LoadedScenario) -> [String] {
    var facts: [(String, String)] = []
    if let value = value(at: path, in: scenario) { facts.append(("value", value)) }
    let node = scenario.resolved.value(at: path)
    if let location = node?.location {
      facts.append(("written", location.line > 0 ? location.description : "nowhere: the default"))
    }
    let provenance = place(path, in: scenario)?.value.provenance
    if let provenance {
      if let source = provenance.source { facts.append(("source", source)) }
      if let date = provenance.asOf { facts.append(("as of", date)) }
      if let confidence = provenance.confidence { facts.append(("confidence", confidence.rawValue)) }
      if let note = provenance.note { facts.append(("note", note)) }
    } else if let source = node?["source"]?.string {
      facts.append(("source", source))
    }
    return ["In \(scenario.file):"] + aligned(facts)
  }

  /// The paths that a pattern means in a scenario, in the order of their ids.
  private static func expanded(_ path: NodePath, in node: Node) -> [NodePath] {
    guard let star = path.segments.firstIndex(of: "*") else {
      return node.value(at: path) == nil ? [] : [path]
    }
    let above = NodePath(Array(path.segments[..<star]))
    let rest = path.segments[(star + 1)...]
    return (node.value(at: above)?.members ?? []).flatMap { member in
      expanded(NodePath(above.segments + [member.key] + rest), in: node)
    }
  }

  /// Facts in two columns.
  static func aligned(_ facts: [(String, String)]) -> [String] {
    let widest = facts.map(\.0.count).max() ?? 0
    return facts.map { label, text in
      "  \(label)\(String(repeating: " ", count: widest - label.count))  \(text)"
    }
  }
}
