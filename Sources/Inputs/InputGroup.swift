import ScenarioFormat

/// A plain struct whose stored fields are inputs of a scenario.
///
/// Beside the fields stands one declaration for each, `inputs`; everything the product knows of an input is read from
/// there. Field types are the ones in `Fields.swift` and `Quantity`; all of them are valid when zeroed.
public protocol InputGroup: BitwiseCopyable {
  /// One declaration per field, in the order in which people should read them.
  static var inputs: [Input<Self>] { get }
}

extension InputGroup {
  /// The group as the compiler, `describe` and the schema see it.
  public static var groupType: GroupType {
    GroupType(
      name: String(describing: Self.self), size: MemoryLayout<Self>.size, stride: MemoryLayout<Self>.stride,
      declarations: inputs.map(\.declaration))
  }
}

/// The erased description of an input group: its size in memory and its declarations.
public struct GroupType: Sendable {
  public let name: String
  public let size: Int
  public let stride: Int
  public let declarations: [InputDeclaration]

  /// The declaration named `name`, if there is one. Linear in the number of declarations.
  public func declaration(_ name: String) -> InputDeclaration? {
    declarations.first { $0.name == name }
  }
}

extension GroupType {
  /// Why an override does not fit a scenario: it sets one input of an entity that is not there.
  ///
  /// An entity is added as a whole, so that a slip in an id is no new entity.
  public func absentEntity(_ override: Override, in node: Node) -> Problem? {
    absentEntity(override, override.path.segments[...], node)
  }

  private func absentEntity(_ override: Override, _ segments: ArraySlice<String>, _ node: Node?) -> Problem? {
    guard let name = segments.first, let declaration = declaration(name) else { return nil }
    let rest = segments.dropFirst()
    switch declaration.kind {
    case .group(let nested):
      return nested.absentEntity(override, rest, node?[name])
    case .entities(let nested, let noun):
      guard let id = rest.first, rest.count > 1, id != "*" else { return nil }
      if let entity = node?[name]?[id] { return nested.absentEntity(override, rest.dropFirst(), entity) }
      let path = NodePath(Array(override.path.segments.dropLast(rest.count - 1)))
      let known = node?[name]?.members.map(\.key) ?? []
      return Problem(
        path: path.description, location: override.value.location, message: "there is no \(noun) '\(id)'",
        hint: Spelling.hint(for: id, in: known)
          ?? "to add one, set \(path) to an object with all that it needs")
    case .quantity, .trajectory, .variate, .moment, .flag, .choice, .reference, .weights, .text, .identity:
      return nil
    }
  }
}
