import SimulationKernel

/// How one scenario is laid over another: groups and entities by key, a value whole.
enum Merge {
  /// Past so many problems nobody reads a guess, and guesses among many keys take their time.
  private static let mostGuesses = 100

  /// The base with a patch laid over it; a `null` that removes nothing is a problem.
  static func merge(
    _ base: Node, _ patch: Node, path: String = "", _ problems: inout Problems
  ) -> Node {
    guard case .object(var members) = base.content, case .object(let changes) = patch.content,
      !replacesValue(base, changes)
    else { return removingNulls(patch, path: path, &problems) }
    let positions = Dictionary(members.indices.map { (members[$0].key, $0) }, uniquingKeysWith: { $1 })
    var removed: Set<Int> = []
    var added: [Member] = []
    for change in changes {
      let position = positions[change.key]
      if change.value.isNull {
        guard let position else {
          problems.append(nothingToRemove(change, from: members, path: path, problems))
          continue
        }
        // What a patch removes that is laid over nothing yet stays marked as removed.
        if !members[position].value.isNull { removed.insert(position) }
        continue
      }
      let childPath = change.value.isObject ? NodePath.child(change.key, of: path) : path
      if let position {
        members[position].value = merge(members[position].value, change.value, path: childPath, &problems)
        members[position].keyLocation = change.keyLocation
      } else {
        let value = removingNulls(change.value, path: childPath, &problems)
        added.append(Member(change.key, at: change.keyLocation, value))
      }
    }
    if !removed.isEmpty {
      members = members.indices.filter { !removed.contains($0) }.map { members[$0] }
    }
    // Where both speak the merged object stands where the patch does.
    return Node(.object(members + added), at: patch.location)
  }

  /// Whether changes state another value in the place of a value; remarks alone are laid beside it.
  private static func replacesValue(_ base: Node, _ changes: [Member]) -> Bool {
    InputForm.ofWhole(base) != nil
      && changes.contains { !$0.value.isNull && !InputForm.provenanceKeys.contains($0.key) }
  }

  /// A node without the members that are `null`; elements of arrays stay.
  ///
  /// Each is a problem, for there is nothing to remove; but in a value it says that a part is left out.
  static func removingNulls(_ node: Node, path: String, _ problems: inout Problems) -> Node {
    guard case .object(let members) = node.content else { return node }
    for member in members where member.value.isNull && InputForm.of(node) == nil {
      problems.append(nothingToRemove(member, from: members, path: path, problems))
    }
    let kept = members.filter { !$0.value.isNull }.map { member in
      guard member.value.isObject else { return member }
      let childPath = NodePath.child(member.key, of: path)
      return Member(
        member.key, at: member.keyLocation, removingNulls(member.value, path: childPath, &problems))
    }
    return Node(.object(kept), at: node.location)
  }

  private static func nothingToRemove(
    _ change: Member, from members: [Member], path: String, _ problems: Problems
  ) -> Problem {
    nothingToRemove(
      change.key, from: problems.count < mostGuesses ? members : [], path: path, at: change.value.location)
  }

  /// The problem of a `null` where nothing stands.
  static func nothingToRemove(
    _ key: String, from members: [Member], path: String, at location: SourceLocation
  ) -> Problem {
    let known = members.filter { !$0.value.isNull }.map(\.key)
    return Problem(
      path: NodePath.child(key, of: path), location: location,
      message: "there is no '\(QuantityText.shortened(key))' in \(path.isEmpty ? "the scenario" : path) "
        + "that null could remove",
      hint: Spelling.hint(for: key, in: known))
  }

  /// Where a new key goes: dates among dates in rising order, anything else at the end.
  static func place(for key: String, in members: [Member]) -> Int {
    guard let date = CalendarDate(key) else { return members.count }
    return members.firstIndex { member in CalendarDate(member.key).map { $0 > date } ?? false }
      ?? members.count
  }
}
