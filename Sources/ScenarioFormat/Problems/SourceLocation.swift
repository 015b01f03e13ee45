/// A place in a text that a person can go to: file, line and column.
///
/// Lines and columns count from 1; columns count Unicode scalars, as editors show them. Line 0 means that the
/// text was never in a file (see `builtIn`).
public struct SourceLocation: Sendable, Hashable {
  /// The name of the file as the person knows it, for example `Scenarios/space.json` or `--set`.
  public var file: String
  /// The line, from 1; 0 when there is no text behind the location.
  public var line: Int
  /// The column in Unicode scalars, from 1; 0 when there is no text behind the location.
  public var column: Int

  /// Makes a location from its three parts.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The location of values that the program supplies itself.
  public static let builtIn = SourceLocation(file: "built in", line: 0, column: 0)
}

extension SourceLocation: CustomStringConvertible {
  /// `FILE:LINE:COLUMN`, or only `FILE` when no line is known.
  public var description: String { line > 0 ? "\(file):\(line):\(column)" : file }
}
