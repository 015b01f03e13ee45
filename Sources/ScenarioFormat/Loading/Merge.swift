import SimulationKernel

/// How one scenario is laid over another.
enum Merge {
  /// More keys than an object keyed by dates has.
  private static let mostDates = 1000

  /// The base with a patch laid over it.
  static func merge(_ base: Node, _ patch: Node) -> Node {
    guard case .object(var members) = base.content, case .object(let changes) = patch.content else {
      return removingNulls(patch)
    }
    let baseForm = InputForm.ofWhole(base)
    let patchForm = InputForm.ofWhole(patch)
    if let baseForm, let patchForm {
      let sameName = base["distribution"] == patch["distribution"]
      if baseForm != patchForm || !sameName { return removingNulls(patch) }
      // The source of the old value says nothing about the new one.
      members.removeAll { InputForm.provenanceKeys.contains($0.key) }
    }
    let positions = Dictionary(members.indices.map { (members[$0].key, $0) }, uniquingKeysWith: { $1 })
    var removed: Set<Int> = []
    var added: [Member] = []
    for change in changes {
      let position = positions[change.key]
      if change.value.isNull {
        if let position { removed.insert(position) }
      } else if let position {
        members[position].value = merge(members[position].value, change.value)
        members[position].keyLocation = change.keyLocation
      } else {
        added.append(Member(change.key, at: change.keyLocation, removingNulls(change.value)))
      }
    }
    if !removed.isEmpty {
      members = members.indices.filter { !removed.contains($0) }.map { members[$0] }
    }
    // Where there are more keys than any list of dates has, their order tells nothing.
    if members.count + added.count > mostDates {
      members += added
    } else {
      for member in added { members.insert(member, at: place(for: member.key, in: members)) }
    }
    // Where both speak the merged object stands where the patch does.
    return Node(.object(members), at: patch.location)
  }

  /// A node without the members that are `null`; elements of arrays stay.
  static func removingNulls(_ node: Node) -> Node {
    guard case .object(let members) = node.content else { return node }
    let kept = members.filter { !$0.value.isNull }.map { member in
      Member(member.key, at: member.keyLocation, removingNulls(member.value))
    }
    return Node(.object(kept), at: node.location)
  }

  /// Where a new key goes: dates among dates in rising order, anything else at the end.
  static func place(for key: String, in members: [Member]) -> Int {
    guard let date = CalendarDate(key) else { return members.count }
    return members.firstIndex { member in CalendarDate(member.key).map { $0 > date } ?? false }
      ?? members.count
  }
}
