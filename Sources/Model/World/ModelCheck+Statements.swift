import Inputs
import ScenarioFormat
import SimulationKernel

/// Checks of what a scenario says of its own inputs and of its results: shocks and claims.
extension ModelCheck {
  /// Every shock acts on a number that the scenario holds.
  mutating func shocks() {
    for shock in node["shocks"]?.members ?? [] {
      let path = NodePath.child(shock.key, of: "shocks") + ".input"
      let written = shock.value["input"]
      guard let target = text(written) else { continue }
      if target.hasPrefix("shocks.") || target.hasPrefix("claims.") {
        report(
          path, written?.location, "a shock cannot act on '\(target)'", hint: "name an input of the world")
        continue
      }
      guard let place = compilation.place(target) else {
        guard isWhole, !compilation.problems.contains(where: { $0.path.hasPrefix(target) }) else { continue }
        report(
          path, written?.location, "there is no numeric input '\(target)'",
          hint: Spelling.hint(for: target, in: compilation.places.map(\.path)))
        continue
      }
      if case .moment = place.declaration.kind {
        report(
          path, written?.location, "'\(target)' is a date, which a shock cannot multiply",
          hint: "name a number")
      } else if place.declaration.reading == .start {
        report(
          path, written?.location, "'\(target)' is read only at the start: a shock on it would do nothing",
          hint: "name an input that acts all the time")
      }
      let isDate = if case .moment = place.declaration.kind { true } else { false }
      let isNamed = !shock.key.isEmpty && shock.key != "none"
      if isNamed, !isDate, shock.value["date"] == nil, shock.value["rate"] == nil {
        report(
          NodePath.child(shock.key, of: "shocks"), shock.keyLocation,
          "this shock never happens: it has neither a date nor a rate", hint: "give it one of them")
      }
    }
  }

  /// Every claim is about metrics that exist, certain, and dated in order.
  mutating func claims() {
    for claim in node["claims"]?.members ?? [] {
      let path = NodePath.child(claim.key, of: "claims")
      metric(claim.value["metric"], path + ".metric")
      let when = claim.value["when"]
      if text(claim.value["reading"]) == ClaimReading.when.rawValue {
        if (text(when) ?? "").isEmpty {
          if isWhole {
            report(
              path, claim.value.location, "the reading 'when' needs a metric in 'when'",
              hint: "`capsim describe metrics` lists them")
          }
        } else {
          metric(when, path + ".when")
        }
      }
      if let from = date(path + ".from"), let by = date(path + ".by"), from > by {
        report(
          path + ".from", claim.value["from"]?.location, "'from' is after 'by'",
          hint: "the claim is read from the one to the other")
      }
    }
    for place in compilation.places where place.path.hasPrefix("claims.") {
      if !place.value.isCertain {
        report(
          place.path, place.value.location, "a claim says one thing, so its values are certain",
          hint: "write one value")
      } else if case .moment = place.declaration.kind, place.value.knots[0].value.central.isInfinite {
        report(place.path, place.value.location, "'never' is no date for a claim", hint: "write a date")
      }
    }
  }

  func date(_ path: String) -> Double? { compilation.place(path)?.value.knots[0].value.central }

  private mutating func metric(_ node: Node?, _ path: String) {
    guard let metric = text(node), isWhole, layout.index(of: metric) == nil else { return }
    // Where a whole collection is missing or broken, that is the one thing to say.
    let broken = ["labs", "fabs", "regions"].filter { (compilation.ids[$0] ?? []).isEmpty }
    let tables = broken.flatMap { $0 == "regions" ? ["power", "costs"] : [$0] }
    if tables.contains(where: { metric.hasPrefix($0 + ".") }) { return }
    report(
      path, node?.location, "there is no metric '\(metric)'",
      hint: Spelling.hint(for: metric, in: layout.paths) ?? "`capsim describe metrics` lists them")
  }
}
