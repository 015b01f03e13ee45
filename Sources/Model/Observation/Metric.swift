/// A number that every report holds: its column name, unit and meaning.
public struct Metric: Sendable, Hashable {
  /// Snake case, ending in the unit.
  public let name: String
  /// The unit as text; empty for a plain number.
  public let unit: String
  public let meaning: String

  init(_ name: String, _ unit: String, _ meaning: String) {
    self.name = name
    self.unit = unit
    self.meaning = meaning
  }
}
