import ScenarioFormat
import SimulationKernel

/// Turns a scenario's merged text into parameters, gathering every problem on the way.
public struct ScenarioCompiler {
  let rootType: GroupType
  let epoch: Double
  var isWhole: Bool
  var layout = BlockLayout()
  var reader: InputReader
  var collections: [CollectionSlot] = []
  var uncertain: [UncertainInput] = []
  var places: [InputPlace] = []
  var choices: [InputPlace] = []
  var ids: [String: [String]] = [:]
  /// The collections that references may name, by dotted path.
  var entities: [String: WrittenEntities] = [:]
  var texts: [String] = []

  /// Compiles `scenario` for the root group `Root`.
  ///
  /// Complexity: O(length of the scenario).
  /// - Parameters:
  ///   - epoch: the scenario's start in days since 1970.
  ///   - isWhole: false where parts of the scenario could not be read; then only what is there is checked, and
  ///     nothing is said to be missing.
  public static func compile<Root: InputGroup>(
    _ scenario: Node, as root: Root.Type, epoch: Double, isWhole: Bool = true
  ) -> Compilation {
    var compiler = ScenarioCompiler(rootType: Root.groupType, epoch: epoch, isWhole: isWhole)
    return compiler.compile(scenario)
  }

  init(rootType: GroupType, epoch: Double, isWhole: Bool) {
    self.rootType = rootType
    self.epoch = epoch
    self.isWhole = isWhole
    reader = InputReader(epoch: epoch)
  }

  mutating func compile(_ scenario: Node) -> Compilation {
    collectEntities(rootType, scenario, path: "")
    let offset = layout.reserve(rootType.size)
    let resolved = decodeGroup(rootType, scenario, path: "", at: offset)
    places.sort { $0.path < $1.path }
    choices.sort { $0.path < $1.path }
    let problems = reader.problems.all
    guard problems.errors.isEmpty, isWhole else {
      return Compilation(scenario: nil, problems: problems, ids: ids, places: places, choices: choices)
    }
    let compiled = CompiledScenario(
      epoch: epoch, template: layout.bytes, collections: collections,
      uncertain: uncertain.sorted { $0.path < $1.path }, ids: ids, places: places, choices: choices,
      texts: texts, resolved: resolved)
    return Compilation(scenario: compiled, problems: problems, ids: ids, places: places, choices: choices)
  }

  /// The collections that references may name: those reached through groups alone.
  private mutating func collectEntities(_ type: GroupType, _ node: Node, path: String) {
    for declaration in type.declarations {
      let childPath = NodePath.child(declaration.name, of: path)
      let child = node[declaration.name]
      switch declaration.kind {
      case .group(let nested):
        collectEntities(nested, child ?? .object([]), path: childPath)
      case .entities(let nested, let noun):
        entities[childPath] = WrittenEntities(type: nested, noun: noun, node: child ?? .object([]))
        ids[childPath] = (child?.members.map(\.key) ?? []).sorted()
      case .quantity, .trajectory, .variate, .moment, .flag, .choice, .reference, .weights, .text, .identity:
        break
      }
    }
  }

  /// Decodes one group in place and returns it with its defaults filled in.
  mutating func decodeGroup(_ type: GroupType, _ node: Node, path: String, at offset: Int) -> Node {
    guard node.isObject else {
      reader.problems.append(
        Problem(
          path: path, location: node.location, message: "expected an object, found \(node.kindName)",
          hint: "write { ... }"))
      return node
    }
    let named = type.declarations.filter { !$0.name.isEmpty }
    reader.problems.append(contentsOf: unknownKeys(in: node, known: named.map(\.name), path: path))
    var resolved: [(String, Node)] = []
    for declaration in type.declarations {
      if case .identity = declaration.kind {
        layout.store(StreamKey(name: path).bits, at: offset + declaration.offset)
        continue
      }
      let childPath = NodePath.child(declaration.name, of: path)
      guard let value = node[declaration.name] ?? defaultNode(declaration) else {
        if isWhole, !declaration.isOptional {
          reader.problems.append(
            path: path, at: node.location,
            "'\(declaration.name)' is missing: \(declaration.meaning.prefix { $0 != "." })",
            hint: request(for: declaration))
        }
        continue
      }
      resolved.append(
        (declaration.name, decode(declaration, value, path: childPath, at: offset + declaration.offset)))
    }
    return .object(resolved, at: node.location)
  }

  private func defaultNode(_ declaration: InputDeclaration) -> Node? {
    guard let text = declaration.defaultText else { return nil }
    guard let first = text.first, first == "{" || text == "true" || text == "false" else {
      return .string(text)
    }
    guard let node = JSONReader.read(Array(text.utf8), file: "default of \(declaration.name)").0 else {
      preconditionFailure("the default of input '\(declaration.name)' is not JSON")
    }
    return node
  }

  /// What to write for an input that is missing.
  private func request(for declaration: InputDeclaration) -> String {
    switch declaration.kind {
    case .quantity(let unit), .trajectory(let unit):
      unit.symbol.isEmpty ? "give a plain number" : "give it in \(unit.symbol)"
    case .variate(let unit):
      (unit.symbol.isEmpty ? "give a plain number" : "give it in \(unit.symbol)")
        + ", best as an interval or a distribution"
    case .moment: "write a date such as \"2027-10\""
    case .flag: "write true or false"
    case .choice(let names, _): "write one of " + names.joined(separator: ", ")
    case .reference(let target): "name one of '\(target.collection)'"
    case .weights(let collection): "give numbers keyed by ids of '\(collection)'"
    case .text: "write text in double quotes"
    case .group, .entities, .identity: "write { ... }"
    }
  }
}
