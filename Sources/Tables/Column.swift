/// What the cells of a column are.
public enum ColumnKind: Equatable, Sendable, CaseIterable {
  /// A real number, written as the shortest digits that read back exactly, an outcome as nine of them at most; NaN is
  /// an empty cell.
  case number
  /// A whole number.
  case integer
  /// Any text, quoted only where the format needs it.
  case text
  /// A calendar day, written as an ISO 8601 date.
  case date
  /// `true` or `false`.
  case boolean
}

/// One column of a table: what it is called, what its cells are, and what they mean.
public struct Column: Equatable, Sendable {
  /// The header, in snake_case and ending in the unit, such as `compute_h100e`; of an input or a claim its key.
  public var name: String
  /// What the cells are.
  public var kind: ColumnKind
  /// The unit as people write it, such as `H100e` or `USD/h`; nil where there is none.
  public var unit: String?
  /// What the column means, in a sentence.
  public var description: String
  /// Whether the header is a key that other tables have in their rows, spelt the same, whatever that is.
  public var isKey = false

  /// Declares a column.
  public init(_ name: String, _ kind: ColumnKind, unit: String? = nil, _ description: String) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.description = description
  }

  /// Declares a column whose header is the key of what it is about: an input's path, a claim's id.
  public init(key: String, _ kind: ColumnKind, unit: String? = nil, _ description: String) {
    self.init(key, kind, unit: unit, description)
    isKey = true
  }
}
