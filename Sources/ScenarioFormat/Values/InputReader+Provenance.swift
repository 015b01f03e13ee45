import SimulationKernel

extension InputReader {
  /// A value without what is said about it.
  struct Body {
    var node: Node
    var path: String
    var provenance: Provenance?
    /// False when something about the wrapping is wrong; the value is read all the same, to find more.
    var isSound: Bool
  }

  /// Takes the provenance off a value; nil, with a problem, when no value remains.
  mutating func unwrapped(_ node: Node, path: String) -> Body? {
    guard node.isObject else { return Body(node: node, path: path, provenance: nil, isSound: true) }
    let before = problems.count
    let provenance = provenance(node, path: path)
    guard let value = node["value"], node["distribution"] == nil else {
      let rest = node.members.filter { !InputForm.provenanceKeys.contains($0.key) }
      if rest.isEmpty {
        problems.append(
          path: path, at: node.location, "the value is missing", hint: "add a \"value\" to this object")
        return nil
      }
      return Body(
        node: Node(.object(rest), at: node.location), path: path, provenance: provenance,
        isSound: problems.count == before)
    }
    let known = ["value", "interpolation"] + InputForm.provenanceKeys
    problems.append(contentsOf: unknownKeys(in: node, known: known, path: path))
    let valuePath = NodePath.child("value", of: path)
    guard var inner = unwrapped(value, path: valuePath) else { return nil }
    if let interpolation = node.member("interpolation"), case .object(let members) = inner.node.content {
      inner.node.content = .object(members.filter { $0.key != "interpolation" } + [interpolation])
    } else if let interpolation = node.member("interpolation") {
      problems.append(
        path: NodePath.child("interpolation", of: path), at: interpolation.keyLocation,
        "only values by date have an interpolation", hint: "remove it")
    }
    inner.provenance = provenance ?? inner.provenance
    inner.isSound = problems.count == before
    return inner
  }

  /// Reads what is said about a value; nil when nothing is.
  private mutating func provenance(_ node: Node, path: String) -> Provenance? {
    var provenance = Provenance()
    provenance.source = words("source", in: node, path: path)
    provenance.note = words("note", in: node, path: path)
    if let date = words("as_of", in: node, path: path), let value = node["as_of"] {
      provenance.asOf = date
      if CalendarDate(date) == nil {
        problems.append(
          path: NodePath.child("as_of", of: path), at: value.location, "'\(date)' is not a date",
          hint: DateHint.hint(for: date))
      }
    }
    if let text = words("confidence", in: node, path: path), let value = node["confidence"] {
      provenance.confidence = confidence(text)
      if provenance.confidence == nil {
        problems.append(
          path: NodePath.child("confidence", of: path), at: value.location,
          "'\(text)' is not a level of confidence", hint: "write high, medium or low (H, M or L)")
      }
    }
    return provenance.isEmpty ? nil : provenance
  }

  private func confidence(_ text: String) -> Provenance.Confidence? {
    switch text.lowercased() {
    case "h", "high": .high
    case "m", "medium": .medium
    case "l", "low": .low
    default: nil
    }
  }

  private mutating func words(_ key: String, in node: Node, path: String) -> String? {
    guard let value = node[key] else { return nil }
    if let text = value.string { return text }
    problems.append(
      path: NodePath.child(key, of: path), at: value.location,
      "'\(key)' is text, not \(value.kindName)", hint: "put it in double quotes")
    return nil
  }
}
