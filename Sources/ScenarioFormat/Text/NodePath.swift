/// A dotted path to a value: `launch.vehicles.starship_v3.payload`.
///
/// A segment that holds a dot, a quote, an equals sign, a space or nothing at all is written in double
/// quotes, with `\"` and `\\` inside: `a."x.y".b`. Elements of an array are counted from 0: `list.2`.
public struct NodePath: Sendable, Hashable {
  /// The keys from the root to the value.
  public var segments: [String]

  /// Makes a path from its keys.
  public init(_ segments: [String]) {
    self.segments = segments
  }

  /// Reads a dotted path; the failure says what is wrong with the text and at which column.
  public static func parse(_ text: String) -> Result<NodePath, PathError> {
    var reader = PathReader(scalars: Array(text.unicodeScalars))
    do throws(PathError) {
      return .success(NodePath(try reader.segments()))
    } catch {
      return .failure(error)
    }
  }

  /// The path of a member of the value at `path`.
  public static func child(_ key: String, of path: String) -> String {
    path.isEmpty ? quotedIfNeeded(key) : "\(path).\(quotedIfNeeded(key))"
  }

  static func quotedIfNeeded(_ segment: String) -> String {
    let needsQuotes =
      segment.isEmpty
      || segment.unicodeScalars.contains { $0 == "." || $0 == "\"" || $0 == "=" || $0.value <= 32 }
    if !needsQuotes { return segment }
    var text = "\""
    for scalar in segment.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}

extension NodePath {
  /// Whether a star stands for one of its keys.
  public var isPattern: Bool { segments.contains("*") }

  /// Whether `path` is this path, a star of this one standing for any key.
  public func matches(_ path: NodePath) -> Bool {
    segments.count == path.segments.count && zip(segments, path.segments).allSatisfy { $0 == "*" || $0 == $1 }
  }
}

extension NodePath: CustomStringConvertible {
  /// The dotted text, with quotes where they are needed.
  public var description: String { segments.map(NodePath.quotedIfNeeded).joined(separator: ".") }
}

/// Why a text is not a dotted path.
public struct PathError: Error, Sendable, Hashable {
  /// What is wrong, without a final full stop.
  public var message: String
  /// The column in Unicode scalars, from 1.
  public var column: Int
}

/// Cuts a dotted path into its segments.
struct PathReader {
  var scalars: [Unicode.Scalar]
  var index = 0
  /// Deeper paths cannot exist, since texts nest no deeper.
  static let deepest = JSONReader.deepestNesting

  mutating func segments() throws(PathError) -> [String] {
    var found: [String] = []
    while true {
      found.append(try segment())
      if found.count > PathReader.deepest {
        throw PathError(message: "the path has more than \(PathReader.deepest) segments", column: index + 1)
      }
      if index >= scalars.count { return found }
      guard scalars[index] == "." else {
        throw PathError(message: "a dot is missing after the quoted segment", column: index + 1)
      }
      index += 1
    }
  }

  private mutating func segment() throws(PathError) -> String {
    let start = index
    var text = String.UnicodeScalarView()
    if index < scalars.count, scalars[index] == "\"" {
      index += 1
      while index < scalars.count, scalars[index] != "\"" {
        if scalars[index] == "\\", index + 1 < scalars.count { index += 1 }
        text.append(scalars[index])
        index += 1
      }
      guard index < scalars.count else {
        throw PathError(message: "the quote that opens here is not closed", column: start + 1)
      }
      index += 1
      return String(text)
    }
    while index < scalars.count, scalars[index] != "." {
      text.append(scalars[index])
      index += 1
    }
    if text.isEmpty { throw PathError(message: "a path segment is empty", column: start + 1) }
    return String(text)
  }
}
