/// The files of one scenario while they are read, each once.
struct ExtendedFiles {
  private(set) var problems = Problems()
  private let loader: ScenarioLoader
  /// The file that lies in no folder, if any.
  private let stream: String?
  /// What is known of a file that was read.
  private var layers: [String: Layer] = [:]
  /// The files that wait for what they extend, outermost first.
  private var waiting: [(file: String, identity: String)] = []
  private var links = 0

  private enum Layer {
    /// Merged over everything it extends; nil if it holds no scenario.
    case read(Node?)
    case unreadable(String)
  }

  init(_ loader: ScenarioLoader, _ stream: String?) {
    self.loader = loader
    self.stream = stream
  }

  /// A file merged over everything it extends; `source` is the value that named it.
  mutating func merged(_ file: String, from source: Node?) -> Node? {
    let identity = loader.identity(file)
    if let first = waiting.firstIndex(where: { $0.identity == identity }) {
      let chain = waiting[first...].map(\.file) + [file]
      refuse(source, "'extends' goes in a circle: \(shown(chain))", hint: "remove one of the links")
      return nil
    }
    if waiting.count >= ScenarioLoader.deepest {
      refuse(
        source, "more than \(ScenarioLoader.deepest) files stand above one another, the last being \(file)",
        hint: "let some of them be one file")
      return nil
    }
    let layer = layers[identity] ?? read(file, identity)
    layers[identity] = layer
    switch layer {
    case .read(let node): return node
    case .unreadable(let reason):
      refuse(
        source, "cannot read \(file): \(reason)",
        hint: source == nil
          ? nil
          : waiting.last?.file == stream
            ? "paths in 'extends' of a pipe are relative to the current folder"
            : "paths in 'extends' are relative to the file they stand in")
      return nil
    }
  }

  private mutating func read(_ file: String, _ identity: String) -> Layer {
    let bytes: [UInt8]
    do { bytes = try loader.readFile(file) } catch { return .unreadable("\(error)") }
    let (node, syntax) = JSONReader.read(bytes, file: file)
    problems.append(contentsOf: syntax)
    guard let node else { return .read(nil) }
    guard case .object(let members) = node.content else {
      problems.append(
        path: "", at: node.location, "a scenario is an object, not \(node.kindName)",
        hint: "put { and } around it")
      return .read(nil)
    }
    let own = Node(
      .object(members.filter { $0.key != "extends" && $0.key != "$schema" }), at: node.location)
    guard let extends = node["extends"] else { return .read(own) }
    waiting.append((file, identity))
    defer { waiting.removeLast() }
    var base: Node?
    for reference in references(extends) {
      guard let text = reference.string, countsLink(reference) else { break }
      let next = file == stream ? FilePath.normalized(text) : FilePath.resolved(text, besides: file)
      guard let layer = merged(next, from: reference) else { continue }
      base = base.map { Merge.merge($0, layer, &problems) } ?? layer
    }
    return .read(base.map { Merge.merge($0, own, &problems) } ?? own)
  }

  /// Whether one more link may be followed; a problem for the first that may not.
  private mutating func countsLink(_ reference: Node) -> Bool {
    links += 1
    if links == ScenarioLoader.mostLinks + 1 {
      refuse(
        reference,
        "'extends' names more than \(ScenarioLoader.mostLinks) files in all; the rest was not read",
        hint: "let some of them be one file")
    }
    return links <= ScenarioLoader.mostLinks
  }

  private mutating func refuse(_ source: Node?, _ message: String, hint: String?) {
    problems.append(path: source == nil ? "" : "extends", at: source?.location, message, hint: hint)
  }

  /// A chain of files, its middle left out where it is long.
  private func shown(_ chain: [String]) -> String {
    let parts = chain.count <= 8 ? chain : chain.prefix(4) + ["…"] + chain.suffix(3)
    return parts.joined(separator: " -> ")
  }

  /// The nodes of an `extends` value that name files.
  private mutating func references(_ extends: Node) -> [Node] {
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
    var named: [Node] = []
    for element in list {
      if let text = element.string, !text.isEmpty {
        named.append(element)
      } else {
        problems.append(
          path: "extends", at: element.location,
          "a path is due here, not \(element.string == nil ? element.kindName : "empty text")",
          hint: "write for example \"base.json\"")
      }
    }
    return named
  }
}
