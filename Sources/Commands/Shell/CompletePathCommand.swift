import Inputs
import Model
import ScenarioFormat
import Terminal

/// `capsim complete-path`: how a path may go on, for the shells' completion scripts.
enum CompletePathCommand {
  static let command = Command(spec: spec, run: run)

  /// What completes a value that is a path.
  static func completion(ending: String) -> ValueCompletion {
    .asked(command: "complete-path", ending: ending)
  }

  private static let spec: CommandSpec = {
    var spec = CommandSpec(
      name: "complete-path",
      summary: "how the path of an input may go on, for completion scripts",
      positionals: [
        PositionalSpec("ENDING", completion: .none, help: "What stands behind a whole path: = or nothing."),
        PositionalSpec("WORD", completion: .none, help: "The word so far."),
        PositionalSpec(
          "LINE", arity: .any, completion: .none, help: "All words; a scenario among them is read."),
      ],
      examples: [CommandExample("capsim complete-path -- = launch.ve", "How launch.ve may go on.")],
      exitStatuses: [.success, .usage])
    spec.isHidden = true
    return spec
  }()

  @Sendable private static func run(
    _ command: ParsedCommand, _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    var word = command.operand("WORD") ?? ""
    // `--set=PATH` is one word in some shells.
    if word.hasPrefix("--"), let equals = word.firstIndex(of: "=") {
      word = String(word[word.index(after: equals)...])
    }
    let file = command.operands("LINE").first { $0.hasSuffix(".json") && InputFile.find($0) != nil }
    let scenario = file.flatMap { ScenarioLoader(readFile: InputFile.read).load($0).0 } ?? .object([])
    let ending = command.operand("ENDING") ?? ""
    var paths = PathCompletion(scenario).paths(word, ending: ending)
    // Where nothing is set the pages that are about no input may be meant too.
    if ending.isEmpty { paths += DescribeCommand.pages.filter { $0.hasPrefix(word) } }
    if !paths.isEmpty { try console.print(paths.joined(separator: "\n") + "\n") }
    return .success
  }
}

/// How paths of inputs go on: a level at a time, ids as one scenario has them.
struct PathCompletion {
  private let scenario: Node

  init(_ scenario: Node) {
    self.scenario = scenario
  }

  /// The paths, or the beginnings of paths with a dot at their ends, that begin with a word.
  func paths(_ word: String, ending: String) -> [String] {
    let parts = word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let above = parts.dropLast()
    let start = above.map { $0 + "." }.joined()
    return next(after: Array(above), WorldInputs.groupType, scenario, ending)
      .map { start + $0 }.filter { $0.hasPrefix(word) }
  }

  /// What may follow some segments within a group, of which `node` is what the scenario says.
  private func next(
    after segments: [String], _ type: GroupType, _ node: Node?, _ ending: String
  ) -> [String] {
    guard let name = segments.first else {
      return type.declarations.filter { !$0.name.isEmpty }.map { $0.name + ($0.holdsInputs ? "." : ending) }
    }
    guard let declaration = type.declaration(name), !name.isEmpty else { return [] }
    let rest = Array(segments.dropFirst())
    switch declaration.kind {
    case .group(let nested): return next(after: rest, nested, node?[name], ending)
    case .entities(let nested, _):
      guard let id = rest.first else { return ids(of: node?[name]).map { $0 + "." } }
      let entity = id == "*" ? node?[name]?.members.first?.value : node?[name]?[id]
      return next(after: Array(rest.dropFirst()), nested, entity, ending)
    case .weights(let collection):
      return rest.isEmpty ? ids(of: scenario.value(atPath: collection)).map { $0 + ending } : []
    case .quantity, .trajectory, .variate, .moment, .flag, .choice, .reference, .text, .identity: return []
    }
  }

  /// The ids of a collection that need no quotes in a path, and the star.
  ///
  /// What is no id never reaches the shell, which might run it.
  private func ids(of collection: Node?) -> [String] {
    (collection?.members.map(\.key) ?? []).filter {
      NodePath([$0]).description == $0 && EntityID.mistake(in: $0, noun: "entity") == nil
    } + ["*"]
  }
}

extension InputDeclaration {
  /// Whether a path goes on behind it.
  fileprivate var holdsInputs: Bool {
    switch kind {
    case .group, .entities, .weights: true
    case .quantity, .trajectory, .variate, .moment, .flag, .choice, .reference, .text, .identity: false
    }
  }
}
