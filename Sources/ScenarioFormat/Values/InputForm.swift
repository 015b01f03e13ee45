import SimulationKernel

/// The shapes that a value with several parts may have.
enum InputForm: Hashable {
  /// `{"value": …, "source": …}`
  case wrapped
  /// `{"low": …, "central": …, "high": …}`
  case range
  /// `{"p10": …, "p50": …, "p90": …}`
  case percentiles
  /// `{"distribution": "gamma", …}`
  case distribution
  /// `{"chances": {"answer": …, "plan": …}}`
  case chances
  /// `{"2026": …, "2028-07": …}`
  case trajectory

  static let provenanceKeys = ["source", "as_of", "confidence", "note"]
  static let rangeKeys = ["low", "central", "high"]
  static let percentileKeys = ["p10", "p50", "p90"]

  /// The shape that an object's keys announce, or nil when it is no value.
  static func of(_ node: Node) -> InputForm? {
    guard case .object(let members) = node.content else { return nil }
    var form: InputForm?
    for member in members {
      switch member.key {
      case "distribution": return .distribution
      case "value": form = .wrapped
      case "p10", "p50", "p90": if form != .wrapped { form = .percentiles }
      case "low", "central", "high": if form == nil || form == .trajectory { form = .range }
      case "chances": if form == nil || form == .trajectory { form = .chances }
      default: if form == nil, startsLikeDate(member.key) { form = .trajectory }
      }
    }
    return form
  }

  /// The shape of an object that holds the keys of that shape and no others.
  static func ofWhole(_ node: Node) -> InputForm? {
    guard let form = of(node) else { return nil }
    let keys = node.members.map(\.key).filter { !provenanceKeys.contains($0) }
    switch form {
    case .wrapped: return keys.allSatisfy { $0 == "value" || $0 == "interpolation" } ? form : nil
    case .range: return keys.allSatisfy(rangeKeys.contains) ? form : nil
    case .percentiles: return keys.allSatisfy(percentileKeys.contains) ? form : nil
    case .distribution: return node["distribution"]?.string == nil ? nil : form
    case .chances: return keys == ["chances"] && holdsNumbers(node["chances"]) ? form : nil
    case .trajectory: return holdsDatedValues(node) ? form : nil
    }
  }

  /// Whether each key is a date and stands for a value, not for an entity whose id looks like a date.
  private static func holdsDatedValues(_ node: Node) -> Bool {
    node.members.filter { !provenanceKeys.contains($0.key) && $0.key != "interpolation" }.allSatisfy {
      CalendarDate($0.key) != nil && (!$0.value.isObject || of($0.value) != nil)
    }
  }

  /// Whether each member is a number or a text, and none an input of an entity whose id is `chances`.
  private static func holdsNumbers(_ node: Node?) -> Bool {
    node?.members.allSatisfy { !$0.value.isObject } ?? false
  }

  private static func startsLikeDate(_ key: String) -> Bool {
    key.utf8.count >= 4 && key.utf8.prefix(4).allSatisfy(JSONParser.isDigit)
  }
}
