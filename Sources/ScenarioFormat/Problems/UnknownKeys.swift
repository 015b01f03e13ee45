/// The problems of every key of an object that is not among the known ones.
///
/// Each problem points at the key itself and suggests the nearest known key, or lists the known ones when
/// none is near and there are few. A node that is not an object has no keys, so no problems.
/// Past a hundred such keys one more problem counts the rest.
/// - Parameters:
///   - node: the object to look at.
///   - known: the keys that may stand there, in the order in which to list them.
///   - path: the dotted path of the object.
public func unknownKeys(in node: Node, known: [String], path: String) -> [Problem] {
  let allowed = Set(known)
  let listing = known.isEmpty ? "no key may stand here" : "known here: \(known.joined(separator: ", "))"
  let fallback = known.count <= 12 ? listing : nil
  let unknown = node.members.filter { !allowed.contains($0.key) }
  var problems = unknown.prefix(mostUnknownKeys).map { member in
    Problem(
      path: NodePath.child(member.key, of: path), location: member.keyLocation,
      message: "unknown key '\(QuantityText.shortened(member.key))'",
      hint: Spelling.hint(for: member.key, in: known) ?? fallback)
  }
  if let next = unknown.dropFirst(mostUnknownKeys).first {
    problems.append(
      Problem(
        path: path, location: next.keyLocation,
        message: "and \(unknown.count - mostUnknownKeys) unknown keys more", hint: nil))
  }
  return problems
}

/// How many unknown keys of one object are reported one by one.
private let mostUnknownKeys = 100
