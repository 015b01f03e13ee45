/// A plain struct whose stored fields are inputs of a scenario.
///
/// Beside the fields stands one declaration for each, `inputs`; everything the product knows of an input is read from there.
/// Field types are the ones in `Fields.swift` and `Quantity`; all of them are valid when zeroed.
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
