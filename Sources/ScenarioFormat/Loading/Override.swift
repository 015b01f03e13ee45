/// A value given beside the scenario, as in `--set launch.vehicles.starship_v3.payload="60 t"`.
public struct Override: Sendable, Hashable {
  /// Where the value goes; a star stands for every key that is there.
  public var path: NodePath
  /// The value; `null` removes what stands there.
  public var value: Node

  /// Makes an override from its parts.
  public init(path: NodePath, value: Node) {
    self.path = path
    self.value = value
  }

  /// The file name that locations of overrides show.
  public static let source = "--set"

  /// Reads `PATH=VALUE`.
  ///
  /// The value is JSON when it reads as an object, an array, a number, `true`, `false`, `null` or quoted
  /// text; anything else is text as it stands. Text that starts with a brace, a bracket or a quote was meant
  /// as JSON, so its mistakes are reported. Complexity: O(length).
  public static func parse(_ text: String) -> Result<Override, Problem> {
    let scalars = Array(text.unicodeScalars)
    var isQuoted = false
    var split: Int?
    var index = 0
    while index < scalars.count {
      switch scalars[index] {
      case "\\" where isQuoted: index += 1
      case "\"": isQuoted.toggle()
      case "=" where !isQuoted: split = index
      default: break
      }
      if split != nil { break }
      index += 1
    }
    func failure(_ message: String, path: String = "", column: Int, hint: String?) -> Result<
      Override, Problem
    > {
      let location = SourceLocation(file: source, line: 1, column: column)
      return .failure(Problem(path: path, location: location, message: message, hint: hint))
    }
    guard let split else {
      return failure(
        "'\(QuantityText.shortened(text))' has no =", column: 1,
        hint: "write PATH=VALUE, for example launch.vehicles.starship_v3.payload=\"60 t\"")
    }
    let pathText = joined(scalars[..<split]).trimmingSpaces
    let valueText = joined(scalars[(split + 1)...])
    switch NodePath.parse(pathText) {
    case .failure(let error):
      return failure(
        error.message, column: error.column, hint: "write a path such as launch.vehicles.starship_v3.payload")
    case .success(let path):
      let (value, problem) = value(valueText, column: split + 2)
      if let problem {
        return .failure(
          Problem(path: pathText, location: problem.location, message: problem.message, hint: problem.hint))
      }
      return .success(Override(path: path, value: value))
    }
  }

  private static func joined(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The value of an override's text, with the first mistake when it was meant as JSON and is none.
  private static func value(_ text: String, column: Int) -> (Node, Problem?) {
    let location = SourceLocation(file: source, line: 1, column: column)
    let trimmed = text.trimmingSpaces
    let plain = Node(.string(trimmed), at: location)
    if trimmed.isEmpty { return (plain, nil) }
    let (node, problems) = JSONReader.read(Array(text.utf8), file: source)
    if let node, problems.isEmpty { return (node.shifted(columns: column - 1), nil) }
    let first = trimmed.unicodeScalars.first
    guard first == "{" || first == "[" || first == "\"", var problem = problems.first else {
      return (plain, nil)
    }
    if problem.location?.line == 1 { problem.location?.column += column - 1 }
    return (plain, problem)
  }

  /// Puts the value into a node; a path that runs through a plain value is a problem.
  public func apply(to node: inout Node, _ problems: inout Problems) {
    let value = Merge.removingNulls(value, path: path.description, &problems)
    if let problem = place(value, in: &node, depth: 0) { problems.append(problem) }
  }

  private func place(_ value: Node, in node: inout Node, depth: Int) -> Problem? {
    if depth == path.segments.count {
      node = value
      return nil
    }
    let key = path.segments[depth]
    switch node.content {
    case .object(var members) where key == "*":
      if members.isEmpty {
        return problem(depth, "there is nothing that the star could stand for", hint: nil)
      }
      if depth + 1 == path.segments.count, value.isNull { members = [] }
      for position in members.indices {
        if let problem = place(value, in: &members[position].value, depth: depth + 1) { return problem }
      }
      node.content = .object(members)
      return nil
    case .object(var members):
      let isLast = depth + 1 == path.segments.count
      if let position = members.firstIndex(where: { $0.key == key }) {
        if isLast, value.isNull {
          members.remove(at: position)
        } else if let problem = place(value, in: &members[position].value, depth: depth + 1) {
          return problem
        }
      } else if value.isNull {
        let parent = NodePath(Array(path.segments[..<depth])).description
        return Merge.nothingToRemove(key, from: members, path: parent, at: value.location)
      } else {
        var added = Node(.object([]), at: value.location)
        if let problem = place(value, in: &added, depth: depth + 1) { return problem }
        members.insert(Member(key, added), at: Merge.place(for: key, in: members))
      }
      node.content = .object(members)
      return nil
    case .array(var elements):
      guard let index = Int(key), elements.indices.contains(index) else {
        let range = elements.isEmpty ? "the array is empty" : "its elements are 0 to \(elements.count - 1)"
        return problem(depth, "'\(key)' is no element of this array", hint: range)
      }
      if let problem = place(value, in: &elements[index], depth: depth + 1) { return problem }
      node.content = .array(elements)
      return nil
    case .null, .bool, .number, .string:
      let parent = NodePath(Array(path.segments[..<depth])).description
      return problem(depth, "\(parent) is \(node.kindName) and has no '\(key)'", hint: "set \(parent) itself")
    }
  }

  private func problem(_ depth: Int, _ message: String, hint: String?) -> Problem {
    Problem(path: path.description, location: value.location, message: message, hint: hint)
  }
}

extension Node {
  /// The node with the locations of its first line moved to the right.
  fileprivate func shifted(columns: Int) -> Node {
    func moved(_ location: SourceLocation) -> SourceLocation {
      guard location.line == 1 else { return location }
      return SourceLocation(file: location.file, line: 1, column: location.column + columns)
    }
    let moved0 = moved(location)
    switch content {
    case .null, .bool, .number, .string:
      return Node(content, at: moved0)
    case .array(let elements):
      return Node(.array(elements.map { $0.shifted(columns: columns) }), at: moved0)
    case .object(let members):
      return Node(
        .object(
          members.map { Member($0.key, at: moved($0.keyLocation), $0.value.shifted(columns: columns)) }),
        at: moved0)
    }
  }
}
