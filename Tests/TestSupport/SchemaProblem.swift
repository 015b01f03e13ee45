import Tables

extension TableSchema {
  /// Every fault of the declaration; empty if it can be written as it stands.
  ///
  /// Whether a name ends in its unit is for the caller to judge, who knows the units.
  public func validate() -> [SchemaProblem] {
    var problems: [SchemaProblem] = []
    if !fileName.hasSuffix(".csv") || !Column.isSnakeCase(name) { problems.append(.badFileName(fileName)) }
    if title.isEmpty || description.isEmpty { problems.append(.undescribedTable(fileName)) }
    if columns.isEmpty { problems.append(.noColumns(fileName)) }
    var seen: [String] = []
    for column in columns {
      if !column.isKey, !Column.isSnakeCase(column.name) {
        problems.append(.badColumnName(column.name, file: fileName))
      }
      if seen.contains(column.name) { problems.append(.repeatedColumn(column.name, file: fileName)) }
      if column.description.isEmpty { problems.append(.undescribedColumn(column.name, file: fileName)) }
      if let unit = column.unit {
        let isNumeric = column.kind == .number || column.kind == .integer
        if unit.isEmpty || !isNumeric { problems.append(.misplacedUnit(column.name, file: fileName)) }
      }
      seen.append(column.name)
    }
    var keys: [String] = []
    for key in primaryKey {
      if !seen.contains(key) { problems.append(.unknownKey(key, file: fileName)) }
      if keys.contains(key) { problems.append(.repeatedKey(key, file: fileName)) }
      keys.append(key)
    }
    return problems
  }
}

extension Column {
  /// True if `name` is snake_case: lower-case letters, digits and single underscores, starting with a letter.
  public static func isSnakeCase(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard let first = bytes.first, first >= UInt8(ascii: "a"), first <= UInt8(ascii: "z") else {
      return false
    }
    var previous = first
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        break
      case UInt8(ascii: "_"):
        if previous == byte { return false }
      default:
        return false
      }
      previous = byte
    }
    return previous != UInt8(ascii: "_")
  }
}

/// A fault in the declaration of a table.
public enum SchemaProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file is not a snake_case name that ends in `.csv`.
  case badFileName(String)
  /// Title or description is missing.
  case undescribedTable(String)
  /// There is nothing to write.
  case noColumns(String)
  /// The column is not in snake_case.
  case badColumnName(String, file: String)
  /// Two columns share a name.
  case repeatedColumn(String, file: String)
  /// The column has no description.
  case undescribedColumn(String, file: String)
  /// The unit is empty, or stands on a column that is not numeric.
  case misplacedUnit(String, file: String)
  /// The primary key names a column that does not exist.
  case unknownKey(String, file: String)
  /// The primary key names a column twice.
  case repeatedKey(String, file: String)

  /// The fault in words.
  public var description: String {
    switch self {
    case .badFileName(let file): "\(file): a table's file name is snake_case and ends in .csv"
    case .undescribedTable(let file): "\(file): a table needs a title and a description"
    case .noColumns(let file): "\(file): a table needs at least one column"
    case .badColumnName(let column, let file): "\(file): column \(column) is not in snake_case"
    case .repeatedColumn(let column, let file): "\(file): column \(column) is declared twice"
    case .undescribedColumn(let column, let file): "\(file): column \(column) needs a description"
    case .misplacedUnit(let column, let file): "\(file): column \(column) has an empty or misplaced unit"
    case .unknownKey(let column, let file): "\(file): the primary key names \(column), which is not a column"
    case .repeatedKey(let column, let file): "\(file): the primary key names \(column) twice"
    }
  }
}
