import Analysis
import Model
import ScenarioFormat
import Terminal

/// What a command line sweeps: a scenario with options, or a JSON plan of the same content.
enum SweepSource {
  /// Reads and compiles it; fails with all problems at once, and tells warnings alone to `console`, if there is one.
  static func study(
    _ command: ParsedCommand, in file: ScenarioSource.File, hypercube: Int? = nil,
    warning console: Console? = nil
  ) throws(CommandFailure) -> SweepStudy {
    let named = ScenarioSource(command)
    var problems = Problems()
    let plan = try plan(file)
    var request = SweepRequest(scenario: plan?["scenario"] ?? .object([]))
    var model: Model?
    problems.append(contentsOf: named.repeated)
    if let (source, file) = try scenario(of: plan, in: file, named, &problems) {
      let (loaded, mistakes) = source.compile(file)
      problems.append(contentsOf: mistakes)
      guard let loaded else { throw .scenario(problems.all, file: file.name) }
      request.scenario = loaded.node
      model = loaded.model
    }
    if let plan { request.read(plan, &problems) }
    try CommandFailure.wrap { () throws(UsageProblem) in try read(command, into: &request, &problems) }
    request.hypercube = request.hypercube ?? hypercube
    let settings = SweepSource.settings(of: plan) + named.settings
    problems.append(contentsOf: SettingsInVain.problems(settings, request.vary))
    let (study, found) = SweepStudy.compile(request, compiled: model) { name in
      load(plan == nil ? name : file.besides(name))
    }
    problems.append(contentsOf: found)
    guard let study, !problems.hasErrors else { throw .scenario(problems.all, file: file.name) }
    console?.note(ProblemList.brief(problems.all, file: file.name))
    return study
  }

  /// The file as a plan; nil if it is a scenario, or nothing that can be read.
  ///
  /// A plan with unknown keys, or without a scenario, fails with these alone: the rest would follow from them.
  private static func plan(_ file: ScenarioSource.File) throws(CommandFailure) -> Node? {
    let (node, syntax) = JSONReader.read(file.bytes, file: file.name)
    guard let node, syntax.isEmpty, SweepRequest.isPlan(node) else { return nil }
    let mistakes = SweepRequest.mistakesInKeys(of: node)
    if !mistakes.isEmpty { throw .scenario(mistakes, file: file.name) }
    return node
  }

  /// What a plan sets, as the texts of `--set`.
  private static func settings(of plan: Node?) -> [String] {
    (plan?["set"]?.members ?? []).map { member in
      "\(member.key)=\(member.value.string ?? member.value.serialized(pretty: false))"
    }
  }

  /// The scenario: the file itself, or the one that the plan names; nil if it stands in the plan.
  private static func scenario(
    of plan: Node?, in file: ScenarioSource.File, _ named: ScenarioSource, _ problems: inout Problems
  ) throws(CommandFailure) -> (ScenarioSource, ScenarioSource.File)? {
    guard let plan, let node = plan["scenario"] else { return (named, file) }
    let settings = settings(of: plan) + named.settings
    if node.isObject {
      if !settings.isEmpty {
        problems.append(
          path: "set", at: plan["set"]?.location,
          "values cannot be set beside a scenario that stands in the plan",
          hint: "change them in the plan itself")
      }
      return nil
    }
    guard let text = node.string else {
      throw .scenario(
        [
          Problem(
            path: "scenario", location: node.location, message: "a scenario is a file's name or an object",
            hint: "write for example \"Scenarios/space.json\"")
        ], file: file.name)
    }
    let source = ScenarioSource(path: file.besides(text), settings: settings)
    return (source, try source.read())
  }

  private static func load(_ name: String) -> (Node?, [Problem]) {
    guard let file = InputFile.find(name) else {
      let near = NearestFile.suggestions(for: name)
      return (
        nil,
        [
          Problem(
            path: "vary", location: nil, message: "cannot read \(name): no such file",
            hint: near.isEmpty ? nil : "did you mean \(near.joined(separator: " or "))?")
        ]
      )
    }
    return ScenarioLoader(readFile: InputFile.read).load(file, isPatch: true)
  }

  /// Takes what the options say; they win over a plan's own words.
  private static func read(
    _ command: ParsedCommand, into request: inout SweepRequest, _ problems: inout Problems
  ) throws(UsageProblem) {
    for (index, text) in command.strings("vary").enumerated() {
      guard let vary = vary(text, line: index + 1, &problems) else { continue }
      if let index = request.vary.firstIndex(where: {
        $0.path == vary.path && $0.values.location.file != "--vary"
      }) {
        request.vary[index] = vary
      } else {
        request.vary.append(vary)
      }
    }
    if let design = command.string("design") { request.design = SweepRequest.DesignName(rawValue: design) }
    if let samples = try command.integer("samples", in: 1...(1 << 32)) { request.samples = samples }
    if let count = try command.integer("replications", in: 1...10_000_000) { request.replications = count }
    if let seed = try command.integer("seed", in: 0...Int.max) { request.seed = UInt64(seed) }
    if let until = command.string("until") { request.until = until }
    let metrics = try command.list("metrics")
    if !metrics.isEmpty { request.metrics = metrics }
    let series = try command.list("series")
    if !series.isEmpty { request.series = series }
    if let every = command.string("every") { request.every = ReportInterval(rawValue: every) }
  }

  /// Cuts `PATH=VALUES` in two; lines count the options, and columns the characters of their texts.
  private static func vary(_ text: String, line: Int, _ problems: inout Problems) -> SweepRequest.Vary? {
    var isQuoted = false
    var split: String.Index?
    for index in text.indices where split == nil {
      if text[index] == "\"" { isQuoted.toggle() }
      if text[index] == "=", !isQuoted { split = index }
    }
    guard let split else {
      problems.append(
        path: "", at: SourceLocation(file: "--vary", line: line, column: 1), "'\(text)' has no =",
        hint: "write PATH=VALUES, for example launch.vehicles.starship_v3.payload=\"10 t..200 t/20\"")
      return nil
    }
    let column = text.distance(from: text.startIndex, to: split) + 2
    let value = text[text.index(after: split)...]
    return SweepRequest.Vary(
      path: text[..<split].split(separator: " ").joined(separator: " "),
      values: .string(String(value), at: SourceLocation(file: "--vary", line: line, column: column)))
  }
}
