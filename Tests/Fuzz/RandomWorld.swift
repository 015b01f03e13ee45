import Inputs
import Model
import ScenarioFormat

/// Worlds far from the shipped ones: numbers anywhere in their ranges, other choices, entities gone or doubled.
enum RandomWorld {
  /// Changes of a shipped scenario, as in `--set`, and an end some years after the start.
  static func settings(_ model: Model, _ chance: inout some RandomNumberGenerator) -> [String] {
    let leaves = leaves(of: model.scenario.resolved)
    var settings: [String] = []
    for _ in 0..<Int.random(in: 1...16, using: &chance) {
      switch Int.random(in: 0..<40, using: &chance) {
      case 0, 1: settings += otherChoice(leaves, &chance)
      case 2, 3, 4: settings += flipped(leaves, &chance)
      case 5: settings += entity(model, &chance)
      case 6, 7, 8: settings += shock(model, settings.count, &chance)
      default: settings += number(model, &chance)
      }
    }
    let months = [6, 13, 24, 24, 48, 120][Int.random(in: 0..<6, using: &chance)]
    return settings + ["end=\(model.start.adding(months: months))"]
  }

  /// A number or a date somewhere in its range, sometimes as an interval or by date.
  private static func number(_ model: Model, _ chance: inout some RandomNumberGenerator) -> [String] {
    let place = model.scenario.places[Int.random(in: 0..<model.scenario.places.count, using: &chance)]
    let unit = place.declaration.unitSymbol
    func drawn() -> Double { value(in: place.declaration.range, &chance) }
    switch place.declaration.kind {
    case .moment:
      let date = model.start.adding(months: Int.random(in: -24...120, using: &chance))
      return ["\(place.path)=\(Int.random(in: 0..<5, using: &chance) == 0 ? "never" : "\(date)")"]
    case .trajectory where Bool.random(using: &chance):
      return ["\(place.path)={\"2026\": \"\(drawn()) \(unit)\", \"2028\": \"\(drawn()) \(unit)\"}"]
    case .quantity, .trajectory, .variate:
      if Int.random(in: 0..<4, using: &chance) > 0 { return ["\(place.path)=\(drawn()) \(unit)"] }
      let ends = [drawn(), drawn()].sorted()
      return ["\(place.path)=\(ends[0]) to \(ends[1]) \(unit)"]
    case .flag, .choice, .reference, .weights, .text, .group, .entities, .identity: return []
    }
  }

  /// The ends of a range, somewhere between, or near its lower end.
  private static func value(
    in range: ClosedRange<Double>, _ chance: inout some RandomNumberGenerator
  ) -> Double {
    let (low, high) = (max(range.lowerBound, -1e6), min(range.upperBound, 1e9))
    switch Int.random(in: 0..<5, using: &chance) {
    case 0: return low
    case 1: return high
    case 2: return low + (high - low) * Double.random(in: 0...1, using: &chance)
    default:
      // Over six orders of magnitude.
      let share = Double.random(in: 0...1, using: &chance)
      return low + (high - low) * share * share * share * share * share * share
    }
  }

  /// A choice or a reference as it stands elsewhere under the same key, or `none`.
  private static func otherChoice(
    _ leaves: [(path: String, key: String, node: Node)], _ chance: inout some RandomNumberGenerator
  ) -> [String] {
    let words = leaves.filter { leaf in
      guard let text = leaf.node.string else { return false }
      return !text.isEmpty
        && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
    }
    guard !words.isEmpty else { return [] }
    let leaf = words[Int.random(in: 0..<words.count, using: &chance)]
    let others = words.filter { $0.key == leaf.key }.compactMap(\.node.string) + ["none"]
    return ["\(leaf.path)=\(others[Int.random(in: 0..<others.count, using: &chance)])"]
  }

  private static func flipped(
    _ leaves: [(path: String, key: String, node: Node)], _ chance: inout some RandomNumberGenerator
  ) -> [String] {
    let flags = leaves.filter { $0.node.bool != nil }
    guard !flags.isEmpty else { return [] }
    let flag = flags[Int.random(in: 0..<flags.count, using: &chance)]
    return ["\(flag.path)=\(flag.node.bool == false)"]
  }

  /// An entity removed.
  private static func entity(_ model: Model, _ chance: inout some RandomNumberGenerator) -> [String] {
    let collections = model.scenario.ids.keys.sorted()
    let collection = collections[Int.random(in: 0..<collections.count, using: &chance)]
    guard let ids = model.scenario.ids[collection], !ids.isEmpty else { return [] }
    return ["\(collection).\(ids[Int.random(in: 0..<ids.count, using: &chance)])=null"]
  }

  /// A shock on any number that is read all the time.
  private static func shock(
    _ model: Model, _ count: Int, _ chance: inout some RandomNumberGenerator
  ) -> [String] {
    let place = model.scenario.places[Int.random(in: 0..<model.scenario.places.count, using: &chance)]
    if place.declaration.reading == .start { return [] }
    let factor = [0, 0.1, 0.5, 2, 10, 1000][Int.random(in: 0..<6, using: &chance)]
    let months = Int.random(in: 1...40, using: &chance)
    let date = model.start.adding(months: Int.random(in: -3...30, using: &chance))
    let shock =
      "{\"input\": \"\(place.path)\", \"factor\": \(factor), \"length\": \"\(months) month\", \"date\": \"\(date)\"}"
    return ["shocks.random\(count)=\(shock)"]
  }

  /// Every value of a scenario that is no object, with its path and last key.
  private static func leaves(of node: Node, _ path: String = "") -> [(path: String, key: String, node: Node)]
  {
    node.members.flatMap { member -> [(path: String, key: String, node: Node)] in
      let isApart = ["name", "summary", "start", "end", "claims", "shocks"].contains(member.key)
      if path.isEmpty, isApart { return [] }
      if ["source", "note", "confidence", "as_of"].contains(member.key) { return [] }
      let inner = NodePath.child(member.key, of: path)
      return member.value.isObject ? leaves(of: member.value, inner) : [(inner, member.key, member.value)]
    }
  }
}
