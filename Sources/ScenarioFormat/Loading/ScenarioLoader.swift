/// Reads a scenario and everything that it extends, and merges them into one node.
///
/// A member `"extends"` names a file, or an array of files applied in order, relative to the file that says
/// so; what the file itself states comes last. Objects merge by key, `null` removes a key, anything else
/// replaces. Two refinements keep values whole: a value that changes its form (from an interval to a
/// distribution, say) replaces the other form, and the provenance of a value that is replaced does not stick
/// to the new one. Every merged value keeps the location in its own file.
public struct ScenarioLoader {
  private let readFile: (String) throws -> [UInt8]

  /// Makes a loader that reads files by a function; what the function throws is shown as the reason.
  public init(readFile: @escaping (String) throws -> [UInt8]) {
    self.readFile = readFile
  }

  /// Loads a scenario; with problems the node is partial, and nil when nothing could be read.
  /// - Parameters:
  ///   - path: the scenario's file.
  ///   - overrides: values that are applied in order after merging.
  ///   - refusal: why an override does not fit the scenario as it stands before it; nil if it does.
  public func load(
    _ path: String, overrides: [Override] = [], refusal: (Override, Node) -> Problem? = { _, _ in nil }
  ) -> (Node?, [Problem]) {
    var problems = Problems()
    guard let loaded = merged(FilePath.normalized(path), stack: [], from: nil, &problems) else {
      return (nil, problems.all)
    }
    var node = Merge.removingNulls(loaded)
    for override in overrides {
      if let problem = refusal(override, node) {
        problems.append(problem)
      } else {
        override.apply(to: &node, &problems)
      }
    }
    return (node, problems.all)
  }

  /// A file merged over everything it extends; `source` is the value that named it.
  private func merged(
    _ file: String, stack: [String], from source: Node?, _ problems: inout Problems
  ) -> Node? {
    let sourcePath = source == nil ? "" : "extends"
    if stack.contains(file) {
      problems.append(
        path: sourcePath, at: source?.location,
        "'extends' goes in a circle: \((stack.drop { $0 != file } + [file]).joined(separator: " -> "))",
        hint: "remove one of the links")
      return nil
    }
    let bytes: [UInt8]
    do {
      bytes = try readFile(file)
    } catch {
      problems.append(
        path: sourcePath, at: source?.location, "cannot read \(file): \(error)",
        hint: source == nil ? nil : "paths in 'extends' are relative to the file they stand in")
      return nil
    }
    let (node, syntax) = JSONReader.read(bytes, file: file)
    problems.append(contentsOf: syntax)
    guard let node else { return nil }
    guard case .object(let members) = node.content else {
      problems.append(
        path: "", at: node.location, "a scenario is an object, not \(node.kindName)",
        hint: "put { and } around it")
      return nil
    }
    let own = Node(
      .object(members.filter { $0.key != "extends" && $0.key != "$schema" }), at: node.location)
    guard let extends = node["extends"] else { return own }
    var base: Node?
    for reference in references(extends, &problems) {
      guard let text = reference.string else { continue }
      let next = FilePath.resolved(text, besides: file)
      guard let layer = merged(next, stack: stack + [file], from: reference, &problems) else { continue }
      base = base.map { Merge.merge($0, layer) } ?? layer
    }
    return base.map { Merge.merge($0, own) } ?? own
  }

  /// The nodes of an `extends` value that name files.
  private func references(_ extends: Node, _ problems: inout Problems) -> [Node] {
    let list: [Node]
    switch extends.content {
    case .string: list = [extends]
    case .array(let elements): list = elements
    case .null: list = []
    case .bool, .number, .object:
      problems.append(
        path: "extends", at: extends.location,
        "'extends' is a path or an array of paths, not \(extends.kindName)",
        hint: "write for example \"base.json\"")
      return []
    }
    return list.filter { element in
      if let text = element.string, !text.isEmpty { return true }
      problems.append(
        path: "extends", at: element.location,
        "a path is due here, not \(element.string == nil ? element.kindName : "empty text")",
        hint: "write for example \"base.json\"")
      return false
    }
  }
}
