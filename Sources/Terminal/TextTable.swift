/// Lays out rows of text in columns, for answers printed on a terminal.
public struct TextTable: Equatable, Sendable {
  /// On which side the cells of a column line up.
  public enum Alignment: Equatable, Sendable {
    /// Text.
    case left
    /// Numbers.
    case right
  }

  /// A heading and its alignment.
  public struct Heading: Equatable, Sendable {
    /// The text above the column.
    public var title: String
    /// On which side its cells line up.
    public var alignment: Alignment

    /// Declares a column.
    public init(_ title: String, _ alignment: Alignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  /// The columns.
  public let headings: [Heading]
  /// The rows so far, each with a cell for every column.
  public private(set) var rows: [[String]] = []

  /// Makes an empty table.
  public init(_ headings: [Heading]) {
    precondition(!headings.isEmpty, "a table needs at least one column")
    self.headings = headings
  }

  /// Adds a row, which needs a cell for every column; each is shown as one line.
  public mutating func append(_ cells: [String]) {
    precondition(cells.count == headings.count, "a row needs a cell for every column")
    rows.append(cells.map(ShownText.line))
  }

  /// The table as lines, without spaces at their ends: headings in bold unless all are empty, then the rows,
  /// with two spaces between columns.
  ///
  /// Where the lines would be wider than `width`, the widest left-aligned column is cut, with `...` for what
  /// is lost, as far as eight columns.
  public func lines(indent: Int = 0, width: Int? = nil, style: Style = .plain) -> [String] {
    var widths = headings.map(\.title.count)
    for row in rows {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) }
    }
    if let width { shrink(&widths, by: indent + widths.reduce(0, +) + 2 * (widths.count - 1) - width) }
    let titles = headings.map(\.title)
    let hasHeadings = titles.contains { !$0.isEmpty }
    let heading = hasHeadings ? [line(titles, widths, indent, decorate: style.bold)] : []
    return heading + rows.map { line($0, widths, indent, decorate: { $0 }) }
  }

  private func shrink(_ widths: inout [Int], by excess: Int) {
    let candidates = headings.indices.filter { headings[$0].alignment == .left }
    guard excess > 0, let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
    widths[widest] = max(min(8, widths[widest]), widths[widest] - excess)
  }

  private func line(
    _ cells: [String], _ widths: [Int], _ indent: Int, decorate: (String) -> String
  ) -> String {
    var result = ""
    var gap = indent
    for (column, cell) in cells.enumerated() {
      let text = cell.count > widths[column] ? cell.prefix(widths[column] - 3) + "..." : cell[...]
      let padding = widths[column] - text.count
      let isRight = headings[column].alignment == .right
      if isRight { gap += padding }
      if !text.isEmpty {
        result += String(repeating: " ", count: gap) + decorate(String(text))
        gap = 0
      }
      gap += (isRight ? 0 : padding) + 2
    }
    return result
  }
}
