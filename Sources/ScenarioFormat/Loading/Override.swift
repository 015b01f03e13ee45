/// A value given beside the scenario, as in `--set launch.vehicles.starship.payload="60 t"`.
public struct Override: Sendable, Hashable {
  /// Where the value goes.
  public var path: NodePath
  /// The value; `null` removes what stands there.
  public var value: Node

  /// Makes an override from its parts.
  public init(path: NodePath, value: Node) {
    self.path = path
    self.value = value
  }
}
