import ScenarioFormat

extension ScenarioCompiler {
  /// The index of the entity that a reference names; negative for none, and where there is a problem.
  ///
  /// `none` is for references that are none unless a scenario says otherwise: what the model goes without, it knows
  /// to go without.
  mutating func decodeReference(
    _ declaration: InputDeclaration, _ target: ReferenceTarget, _ node: Node, path: String
  ) -> Int32 {
    guard let id = node.string else {
      mismatch(node, path: path, wanted: "the id of one of '\(target.collection)'")
      return -1
    }
    let mayBeNone = declaration.defaultText == "none"
    if id == "none" {
      if mayBeNone { return -1 }
      let others = candidates(target)
      reader.problems.append(
        path: path, at: node.location, "there must be one: 'none' will not do here",
        hint: others.isEmpty ? "add one to '\(target.collection)'" : "name one of " + listing(others))
      return -1
    }
    let index = index(of: id, in: target.collection, node.location, path: path)
    if index >= 0, let choice = target.choice, let collection = entities[target.collection],
      let found = chosen(choice.name, by: id, in: collection), found != choice.value
    {
      let others = candidates(target) + (mayBeNone ? ["none"] : [])
      reader.problems.append(
        path: path, at: node.location,
        "'\(id)' is a \(found) \(collection.noun), but a \(choice.value) \(collection.noun) is needed",
        hint: others.isEmpty ? nil : "name one of " + listing(others))
    }
    return index
  }

  /// The index of the entity with an id; negative, with a problem, if there is none.
  mutating func index(
    of id: String, in collection: String, _ location: SourceLocation, path: String
  ) -> Int32 {
    let known = ids[collection] ?? []
    if let index = known.firstIndex(of: id) { return Int32(index) }
    guard isWhole else { return -1 }
    // Past what is kept a problem is counted alone, and a hint would be looked for in vain.
    let guess = reader.problems.count < Problems.mostKept ? Spelling.hint(for: id, in: known) : nil
    reader.problems.append(
      Problem(
        path: path, location: location, message: "there is no '\(id)' in '\(collection)'",
        hint: guess
          ?? (known.isEmpty ? "'\(collection)' is empty" : "known: " + listing(known))))
    return -1
  }

  /// The ids that a reference may name.
  private func candidates(_ target: ReferenceTarget) -> [String] {
    (ids[target.collection] ?? []).filter { id in
      guard let choice = target.choice, let collection = entities[target.collection] else { return true }
      return chosen(choice.name, by: id, in: collection) == choice.value
    }
  }

  /// What an entity has chosen; nil if that cannot be told.
  private func chosen(_ name: String, by id: String, in collection: WrittenEntities) -> String? {
    guard let declaration = collection.type.declaration(name), case .choice(let names, _) = declaration.kind
    else { return nil }
    let written = collection.node[id]?[name]
    let text = written == nil ? declaration.defaultText : (written?["value"] ?? written)?.string
    return text.flatMap { names.contains($0) ? $0 : nil }
  }

  /// The first dozen of some ids, and how many more there are.
  func listing(_ known: [String]) -> String {
    let more = known.count > 12 ? " and \(known.count - 12) more" : ""
    return known.prefix(12).joined(separator: ", ") + more
  }
}

/// A collection as a scenario writes it.
struct WrittenEntities {
  let type: GroupType
  /// What one of them is called.
  let noun: String
  let node: Node
}
