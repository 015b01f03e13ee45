import Analysis
import Model
import ScenarioFormat
import Terminal

/// A scenario as a command line names it: a file, and values set beside it.
///
/// Every command that takes a scenario declares `operand` and `options` and loads it here.
struct ScenarioSource: Sendable {
  /// The operand that names the file.
  static let operand = PositionalSpec(
    "SCENARIO",
    help: "The scenario's file; letter case does not matter. A pipe, or - for standard input, is read once.")
  /// The option that sets values beside it.
  static let options: [OptionSpec] = [
    .value(
      "set", "PATH=VALUE", isRepeatable: true, completion: CompletePathCommand.completion(ending: "="),
      help:
        "Set an input, as in launch.vehicles.starship_v3.payload=\"60 t\"; a star for an id sets all, null removes what stands there."
    )
  ]
  /// The exit statuses that loading adds to a command's own.
  static let exitStatuses: [ExitStatus] = [.success, .usage, .badScenario, .noInput]

  /// The file as it was named.
  let path: String
  /// The texts of `--set`, in order.
  let settings: [String]
  /// Paths that are set more than once, of which all but one would be in vain.
  private(set) var repeated: [Problem] = []
  /// How the bytes of a file are had: a test may keep its files in memory.
  var readFile: @Sendable (String) throws -> [UInt8] = InputFile.read

  /// A scenario named by a path and texts such as `PATH=VALUE`.
  init(path: String, settings: [String] = []) {
    self.path = path
    self.settings = settings
  }

  /// The scenario that a command line names, as its operand unless another path is given.
  ///
  /// Precondition: the command declares `options`, and `operand` where no path is given.
  init(_ command: ParsedCommand, path: String? = nil) {
    self.init(path: path ?? command.operand("SCENARIO") ?? "", settings: command.strings("set"))
    repeated = ScenarioSource.repeated(in: settings)
  }

  /// Loads and compiles the scenario; fails with all of its problems, or because there is no such file.
  func load() throws(CommandFailure) -> LoadedScenario {
    let file = try read()
    let (loaded, problems) = compile(file)
    guard let loaded else { throw .scenario(problems, file: file.name) }
    return loaded
  }

  /// A file that was read: once, since a pipe has its text for the first reader alone.
  struct File {
    /// Its path as it exists, or `-`.
    let name: String
    let bytes: [UInt8]
    /// Whether it lies in no folder, so that paths in it count from the current one.
    let isStream: Bool

    /// A path that stands in the file, from the current folder.
    func besides(_ path: String) -> String {
      let folder = name.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      return isStream || folder.isEmpty || path.hasPrefix("/")
        ? path : folder.joined(separator: "/") + "/" + path
    }
  }

  /// Reads the file.
  func read() throws(CommandFailure) -> File {
    guard let file = InputFile.find(path) else {
      let near = NearestFile.suggestions(for: path)
      let question = near.isEmpty ? "" : "; did you mean \(near.joined(separator: " or "))?"
      throw .stopped(.noInput, "cannot read \(path): no such file\(question)")
    }
    do throws(InputFile.Problem) {
      return File(name: file, bytes: try InputFile.read(file), isStream: InputFile.isStream(file))
    } catch {
      throw .stopped(.noInput, "cannot read \(file): \(error)")
    }
  }

  /// Compiles a file that was read; the scenario is there only without errors.
  func compile(_ file: File) -> (LoadedScenario?, [Problem]) {
    if let node = JSONReader.read(file.bytes, file: file.name).0, let mistake = otherKind(node, file) {
      return (nil, [mistake])
    }
    var problems = Problems()
    problems.append(contentsOf: repeated)
    var overrides: [Override] = []
    for setting in settings {
      switch Override.parse(setting) {
      case .success(let override): overrides.append(Self.reading(override))
      case .failure(let problem): problems.append(problem)
      }
    }
    let loader = ScenarioLoader(identity: InputFile.identity) { name in
      name == file.name ? file.bytes : try readFile(name)
    }
    let (node, found) = loader.load(
      file.name, isStream: file.isStream, overrides: overrides, refusal: WorldInputs.groupType.absentEntity)
    problems.append(contentsOf: found)
    guard var node else { return (nil, problems.all) }
    nameAfterFile(&node, file, overrides, &problems)
    // What could be read is checked even where other parts could not.
    let (model, mistakes) = Model.compile(node, isWhole: found.isEmpty)
    problems.append(contentsOf: mistakes)
    guard let model, !problems.hasErrors else { return (nil, problems.all) }
    let scenario = LoadedScenario(
      file: file.name, isStream: file.isStream, node: node, model: model, warnings: problems.all)
    return (scenario, problems.all)
  }

  /// The one thing to say of another file of the program's that was taken for a scenario; nil if it may be one.
  private func otherKind(_ node: Node, _ file: File) -> Problem? {
    if node["manifest_sha256"] != nil { return ScenarioSource.isManifest(node, file) }
    return SweepRequest.isPlan(node) ? ScenarioSource.isPlan(node, file) : nil
  }

  private static func isManifest(_ manifest: Node, _ file: File) -> Problem {
    let folder = file.name.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let place = folder.isEmpty ? "." : folder.joined(separator: "/")
    let kind = manifest["kind"]?.string ?? "run"
    let scenario =
      manifest["resolved"] == nil
      ? "" : "; the scenario that ran is its member 'resolved', for a file of its own"
    return Problem(
      path: "", location: manifest.location,
      message: "this is the manifest of the results of a \(kind), not a scenario",
      hint: "capsim verify \(ShellText.line([place])) checks them\(scenario)")
  }

  private static func isPlan(_ plan: Node, _ file: File) -> Problem {
    let scenario = plan["scenario"]?.string.map { "; its scenario is \(file.besides($0))" } ?? ""
    return Problem(
      path: "", location: plan.location, message: "this is the plan of a sweep, not a scenario\(scenario)",
      hint: "capsim sweep \(file.name) --plan checks it")
  }

  /// A file that does not name its scenario names it by its own name, not by that of what it extends.
  private func nameAfterFile(
    _ node: inout Node, _ file: File, _ overrides: [Override], _ problems: inout Problems
  ) {
    guard let own = JSONReader.read(file.bytes, file: file.name).0, own.isObject,
      own["name"] == nil, !overrides.contains(where: { $0.path.segments == ["name"] })
    else { return }
    let last = file.isStream ? "stream" : file.name.split(separator: "/").last.map(String.init) ?? file.name
    let stem = last.hasSuffix(".json") ? String(last.dropLast(5)) : last
    Override(path: NodePath(["name"]), value: .string(stem)).apply(to: &node, &problems)
  }

  /// A problem for each setting of a path that a setting before it names too.
  private static func repeated(in settings: [String]) -> [Problem] {
    var first: [NodePath: Override] = [:]
    var problems: [Problem] = []
    for text in settings {
      guard case .success(let override) = Override.parse(text) else { continue }
      guard let other = first[override.path] else {
        first[override.path] = override
        continue
      }
      problems.append(
        Problem(
          path: override.path.description, location: override.value.location,
          message: "is set more than once, to \(shown(other.value)) and to \(shown(override.value))",
          hint: "keep one of them"))
    }
    return problems
  }

  /// The beginning of a value, for a message.
  private static func shown(_ value: Node) -> String {
    let text = value.serialized(pretty: false)
    return text.count <= mostShown ? text : text.prefix(mostShown) + "…"
  }

  private static let mostShown = 40

  /// A setting whose number stands as text, as a date such as 2040 must: the shell has eaten its quotes.
  private static func reading(_ override: Override) -> Override {
    guard case .number(_, let text) = override.value.content else { return override }
    return Override(path: override.path, value: Node(.string(text), at: override.value.location))
  }
}

/// A scenario that compiled.
struct LoadedScenario: Sendable {
  /// The file that was read, as it exists.
  let file: String
  /// Whether it was a pipe, which cannot be read again.
  let isStream: Bool
  /// The scenario as merged, with locations.
  let node: Node
  /// The scenario ready to run.
  let model: Model
  /// What does not keep it from running, but looks like a mistake.
  let warnings: [Problem]

  /// The scenario after `extends` and `--set`, every default filled in.
  var resolved: Node { model.scenario.resolved }
}
