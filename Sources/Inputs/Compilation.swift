import ScenarioFormat

/// What compiling a scenario came to.
public struct Compilation: Sendable {
  /// The scenario ready to run; nil with any error.
  public let scenario: CompiledScenario?
  /// Everything that is wrong or looks wrong, in document order.
  public let problems: [Problem]
  /// Ids by dotted path of the collection, sorted, whatever else is wrong.
  public let ids: [String: [String]]
  /// The numeric inputs that could be read, sorted by path.
  public let places: [InputPlace]
  /// The choices with chances that could be read, sorted by path.
  public let choices: [InputPlace]

  /// The place of the input at `path`, if it could be read. Logarithmic in the number of inputs.
  public func place(_ path: String) -> InputPlace? { InputPlace.find(path, in: places) }

  /// The place of the choice with chances at `path`, if it could be read. Logarithmic in their number.
  public func choice(_ path: String) -> InputPlace? { InputPlace.find(path, in: choices) }
}
