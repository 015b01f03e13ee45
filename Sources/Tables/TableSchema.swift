/// What a table is: its file, its meaning, its columns in order and what identifies a row.
public struct TableSchema: Equatable, Sendable {
  /// The file within the results folder, such as `series.csv`.
  public var fileName: String
  /// A short title.
  public var title: String
  /// What a row is, in a sentence or two.
  public var description: String
  /// The columns, in file order.
  public var columns: [Column]
  /// The names of the columns that together identify a row; empty if nothing does.
  public var primaryKey: [String]

  /// Declares a table.
  public init(
    fileName: String, title: String, description: String, columns: [Column], primaryKey: [String] = []
  ) {
    self.fileName = fileName
    self.title = title
    self.description = description
    self.columns = columns
    self.primaryKey = primaryKey
  }

  /// The file name without `.csv`, which is the table's name in `datapackage.json`.
  public var name: String {
    fileName.hasSuffix(".csv") ? String(fileName.dropLast(4)) : fileName
  }

  /// The place of a column by name. Complexity: O(columns).
  public func index(of name: String) -> Int? {
    columns.firstIndex { $0.name == name }
  }
}
