import Inputs
import ScenarioFormat

/// A link of the chain from sand to compute: the inputs that say how much of it there is.
public struct Link: Sendable {
  /// The id of all of a scenario's links together; no scenario may use it for one of them.
  public static let all = "all"

  public let id: String
  /// The inputs that are multiplied to relieve it.
  public let places: [InputPlace]
  /// What they are multiplied by.
  public let factor: Double
  /// Whether more of it becomes more of another link.
  public let isUpstream: Bool

  /// The paths in a list with commas between.
  static func paths(_ list: String) -> [String] {
    list.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
  }

  /// The places that a path stands for, whose stars stand for any id: those that are numbers and no dates.
  ///
  /// Reads those that begin as the path does up to its first star.
  static func places(_ path: String, in places: [InputPlace]) -> [InputPlace] {
    guard case .success(let pattern) = NodePath.parse(path) else { return [] }
    let beginning = String(path.prefix { $0 != "*" })
    return InputPlace.beginning(with: beginning, in: places).filter { place in
      guard place.declaration.isScalable, case .success(let parsed) = NodePath.parse(place.path) else {
        return false
      }
      return pattern.matches(parsed)
    }
  }

  /// The links of a scenario without problems.
  static func compile(_ compiled: CompiledScenario) -> [Link] {
    let block = ParameterBlock<WorldInputs>(compiled)
    return block.root.links.indices.map { index in
      let entry = block.root.links[index]
      let paths = Link.paths(compiled.texts[Int(entry.scales.index)])
      return Link(
        id: compiled.ids["links"]?[index] ?? "",
        places: paths.flatMap { Link.places($0, in: compiled.places) },
        factor: entry.factor.value, isUpstream: entry.isUpstream)
    }
  }

  /// The inputs scaled `times` over: once is the relief of the link, more frees it.
  public func scalings(_ times: Int = 1) -> [InputOverrides.Scaling] {
    places.flatMap { place in (0..<times).map { _ in InputOverrides.Scaling(place, by: factor) } }
  }
}

extension Substring {
  /// Without blanks at its ends.
  fileprivate var trimmed: String {
    String(self.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension ModelCheck {
  /// Every link scales numbers that the scenario holds.
  mutating func links() {
    for link in node["links"]?.members ?? [] {
      let path = NodePath.child(link.key, of: "links")
      if link.key == Link.all {
        report(
          path, link.keyLocation, "'\(Link.all)' stands for all links together", hint: "choose another id")
      }
      let written = link.value["scales"]
      guard let list = text(written) else { continue }
      let paths = Link.paths(list)
      if paths.isEmpty {
        report(path + ".scales", written?.location, "the link scales nothing", hint: "name an input")
      }
      for target in paths where Link.places(target, in: compilation.places).isEmpty {
        guard isWhole, !compilation.problems.contains(where: { $0.path.hasPrefix(target) }) else { continue }
        report(
          path + ".scales", written?.location, "there is no number '\(target)' to multiply",
          hint: Spelling.hint(
            for: target, in: compilation.places.filter(\.declaration.isScalable).map(\.path)))
      }
      for target in paths where target.hasPrefix("links.") || target.hasPrefix("claims.") {
        report(
          path + ".scales", written?.location, "a link cannot scale '\(target)'",
          hint: "name an input of the world")
      }
      if let factor = compilation.place(path + ".factor"), !factor.value.isCertain {
        report(
          path + ".factor", factor.value.location, "the factor of a link is the same in every run",
          hint: "write one value")
      }
    }
  }
}
