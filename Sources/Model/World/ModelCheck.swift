import Inputs
import ScenarioFormat
import SimulationKernel

/// What a scenario must hold beyond each input by itself.
struct ModelCheck {
  let node: Node
  let compilation: Compilation
  let layout: Layout
  /// False where parts of the scenario could not be read: nothing is missed then.
  let isWhole: Bool
  var problems: [Problem] = []

  /// The problems that only show when inputs are seen together.
  static func problems(
    _ node: Node, _ compilation: Compilation, _ layout: Layout, start: CalendarDate?, end: CalendarDate?,
    isWhole: Bool
  ) -> [Problem] {
    var check = ModelCheck(node: node, compilation: compilation, layout: layout, isWhole: isWhole)
    check.span(start, end)
    check.collections()
    check.labs()
    check.links()
    check.correlations()
    check.shocks()
    check.shocksOutOfRange()
    check.claims()
    check.announcements()
    check.pinchedTrajectories()
    if let start { check.openingInTime(start) }
    if let start, let end, start < end {
      check.claimsInTime(start, end)
      check.shocksInTime(start, end)
      check.shocksAtDecisions(start, end)
    }
    return check.problems
  }

  mutating func report(_ path: String, _ location: SourceLocation?, _ message: String, hint: String? = nil) {
    problems.append(Problem(path: path, location: location, message: message, hint: hint))
  }

  mutating func warn(_ path: String, _ location: SourceLocation?, _ message: String, hint: String? = nil) {
    problems.append(Problem(path: path, location: location, message: message, hint: hint, severity: .warning))
  }

  /// The value of an input that is no number, without its provenance.
  func text(_ node: Node?) -> String? { (node?["value"] ?? node)?.string }

  // MARK: Dates

  private mutating func span(_ start: CalendarDate?, _ end: CalendarDate?) {
    for (key, date) in [("start", start), ("end", end)] where date == nil {
      guard let written = node[key], !compilation.problems.contains(where: { $0.path == key }) else {
        continue
      }
      report(key, written.location, "the \(key) must be one certain date", hint: "write it as \"2026-01-01\"")
    }
    guard let start, let end else { return }
    let location = node["end"]?.location
    if end <= start { report("end", location, "the end \(end) is not after the start \(start)") }
    if end.year - start.year > 100 {
      report(
        "end", location, "more than a hundred years from start to end",
        hint: "choose an end before \(start.year + 100)")
    }
  }

  // MARK: Collections

  private mutating func collections() {
    for collection in [
      "processes", "fabs", "vendors", "accelerators", "regions", "power_technologies", "labs",
    ]
    where isWhole && node[collection]?.isObject != false && (compilation.ids[collection] ?? []).isEmpty {
      report(
        collection, node[collection]?.location ?? node.location, "there is nothing in '\(collection)'",
        hint: "extend base.json, or add at least one")
    }
  }

  // MARK: Labs

  private mutating func labs() {
    for lab in node["labs"]?.members ?? [] {
      let path = NodePath.child(lab.key, of: "labs")
      if text(lab.value["provider"]) == lab.key {
        report(
          path + ".provider", lab.value["provider"]?.location, "'\(lab.key)' cannot be its own provider",
          hint: "name another lab, or none")
      }
      for key in ["regions", "vendors"] {
        guard let weights = lab.value[key], weights.isObject, isWhole, !hasWeight(weights, path + "." + key)
        else { continue }
        report(
          path + "." + key, weights.location, "'\(lab.key)' names no \(key)",
          hint: "give at least one a weight above zero")
      }
    }
  }

  /// Whether any of the weights is above zero, or cannot be told.
  private func hasWeight(_ weights: Node, _ path: String) -> Bool {
    weights.members.contains { member in
      let memberPath = NodePath.child(member.key, of: path)
      guard let place = compilation.place(memberPath) else { return true }
      return place.value.knots.contains { $0.value.quantile(0.95) > 0 }
    }
  }
}
