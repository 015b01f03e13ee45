/// Which texts every reader of CSV takes for text.
public enum ReadableText {
  /// Words that pandas, polars, DuckDB, R or a spreadsheet take for a truth value, a missing value or a number.
  static let takenWords: Set<String> = [
    "true", "false", "t", "f", "yes", "no", "y", "n", "na", "n/a", "nan", "null", "nil", "inf", "infinity",
  ]

  /// A unit as a cell: that of plain counts, 1, is a number to a reader, and t, the tonne, is true.
  public static func unit(_ unit: String) -> String {
    switch unit {
    case "1": "count"
    case "t": "tonne"
    default: unit
    }
  }

  /// Whether no reader takes a text for a number, a date, a truth value or a missing one: it begins with a letter, and
  /// is none of the words above.
  public static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return !takenWords.contains(text.lowercased())
  }
}
