import SimulationKernel

extension InputReader {
  /// Reads `{"2026": "60 /year", "2028-07": "90 to 110 /year", "interpolation": "log"}`.
  mutating func trajectory(_ node: Node, path: String, _ request: Request) -> InputValue? {
    guard request.kinds.contains(.trajectory) else {
      problems.append(
        path: path, at: node.location, "values by date are not possible here",
        hint: "write one value, for example \(request.example)")
      return nil
    }
    let before = problems.count
    var knots: [InputValue.Knot] = []
    var provenance: Provenance?
    var written: [String] = []
    var latest: (key: String, days: Int)?
    for member in node.members
    where member.key != "interpolation" && !InputForm.provenanceKeys.contains(member.key) {
      let memberPath = NodePath.child(member.key, of: path)
      guard let date = CalendarDate(member.key) else {
        problems.append(
          path: memberPath, at: member.keyLocation, "'\(QuantityText.shortened(member.key))' is not a date",
          hint: Spelling.hint(for: member.key, in: ["interpolation"])
            ?? DateHint.hint(for: member.key))
        continue
      }
      let days = date.daysSince1970
      if let latest, days <= latest.days {
        problems.append(
          path: memberPath, at: member.keyLocation,
          days == latest.days
            ? "\(member.key) is the same date as \(latest.key)"
            : "\(member.key) is written after \(latest.key)",
          hint: days == latest.days ? "keep one of them" : "write the dates in rising order")
      }
      latest = (member.key, days)
      guard let body = unwrapped(member.value, path: memberPath) else { continue }
      if provenance == nil { provenance = body.provenance }
      guard let reading = scalar(body.node, path: body.path, request) else { continue }
      knots.append(InputValue.Knot(date: Double(days), value: reading.value))
      written.append("\(member.key): \(reading.written)")
    }
    let interpolation = interpolation(of: node, knots: knots, path: path)
    guard problems.count == before, !knots.isEmpty else { return nil }
    if interpolation != .linear { written.append("\(interpolation.rawValue) between them") }
    return InputValue(
      knots: knots, interpolation: interpolation, provenance: provenance,
      written: written.joined(separator: "; "), location: node.location, range: request.range)
  }

  private mutating func interpolation(
    of node: Node, knots: [InputValue.Knot], path: String
  ) -> InputValue.Interpolation {
    guard let stated = node["interpolation"] else { return .linear }
    let names = InputValue.Interpolation.allCases.map(\.rawValue)
    let interpolationPath = NodePath.child("interpolation", of: path)
    guard let text = stated.string, let interpolation = InputValue.Interpolation(rawValue: text) else {
      let shown = stated.string.map { "'\(QuantityText.shortened($0))'" } ?? stated.kindName
      problems.append(
        path: interpolationPath, at: stated.location, "\(shown) is not an interpolation",
        hint: "write \(names.joined(separator: ", "))")
      return .linear
    }
    if interpolation == .log, knots.contains(where: { $0.value.lowestUsual <= 0 }) {
      problems.append(
        path: interpolationPath, at: stated.location, "log interpolation needs values above zero",
        hint: "write linear or step, or raise the values")
    }
    return interpolation
  }
}

extension InputValue.Uncertainty {
  /// The end of the 90 % interval that is nearer to minus infinity.
  var lowestUsual: Double { quantile(0.05) }
}
