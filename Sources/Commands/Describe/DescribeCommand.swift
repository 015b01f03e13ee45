import Model
import ScenarioFormat
import Terminal

/// `capsim describe`: what an input or an output means.
enum DescribeCommand {
  static let command = Command(spec: spec, run: run)

  /// The pages that are about no single input or metric.
  static let pages = ["metrics"] + SyntaxTopic.allCases.map(\.rawValue)

  private static let spec = CommandSpec(
    name: "describe",
    summary: "what an input or an output means: type, unit, default, range, source",
    discussion: """
      Without PATH all sections are listed. PATH is the dotted path of an input (labs.anthropic.boldness, \
      labs.*.boldness), of a section (launch.vehicles), the word metrics, the name of a metric, or any word to \
      look for. What may be written stands under values, units, \
      distributions, interpolation and readings (of claims). With --scenario the values written \
      there are shown with where they come from, and ids are looked up.
      """,
    positionals: [
      PositionalSpec(
        "PATH", arity: .optional, completion: CompletePathCommand.completion(ending: ""),
        help: "An input, a section, a metric or a word.")
    ],
    options: [
      .value(
        "scenario", "FILE", completion: .file, help: "Show the values of this scenario beside the meaning.")
    ] + ScenarioSource.options,
    examples: [
      CommandExample("capsim describe", "List all sections."),
      CommandExample("capsim describe launch.vehicles", "List what can be said of a launch vehicle."),
      CommandExample(
        "capsim describe labs.anthropic.boldness --scenario Scenarios/base.json",
        "Explain one input and show its value and source."),
      CommandExample("capsim describe metrics", "List the columns of the results."),
      CommandExample("capsim describe units", "List the units that are read, by what they measure."),
      CommandExample("capsim describe distributions", "List the distributions that a value may have."),
      CommandExample("capsim describe yield", "Look for a word."),
    ],
    exitStatuses: ScenarioSource.exitStatuses)

  @Sendable private static func run(
    _ command: ParsedCommand, _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    var loaded: LoadedScenario?
    if let file = command.string("scenario") {
      loaded = try ScenarioSource(command, path: file).load()
    } else if command.has("set") {
      throw .usage(.conflict("--set needs --scenario", command: command.command.name))
    }
    let page = DescribePage(scenario: loaded, width: console.terminalWidth, style: console.outputStyle)
    guard let lines = try lines(command.operand("PATH"), page, command) else {
      let text = command.operand("PATH") ?? ""
      throw .usage(
        .badValue(
          text, option: "PATH", expected: "an input, a section, a metric or a word that occurs in one",
          suggestion: nearest(to: text, in: loaded), command: command.command.name))
    }
    try console.print(lines.joined(separator: "\n") + "\n")
    return .success
  }

  /// The page for what was asked; nil if nothing goes by that name.
  private static func lines(
    _ text: String?, _ page: DescribePage, _ command: ParsedCommand
  ) throws(CommandFailure) -> [String]? {
    guard let text else { return page.overview() }
    if text == "metrics" { return page.metrics(MetricCatalogue.all) }
    if let topic = SyntaxTopic(rawValue: text) { return page.topic(topic) }
    guard case .success(let path) = NodePath.parse(text) else { return page.search(text) }
    if let lines = try inputLines(path, page, command) { return lines }
    let metrics = MetricCatalogue.entries(text)
    if metrics.count == 1 {
      try checkID(of: text, metrics[0], page, command)
      return page.metric(metrics[0])
    }
    return metrics.isEmpty ? page.search(text) : page.metrics(metrics)
  }

  /// The page of an input or of one entity; an id that the scenario does not have is a usage problem.
  private static func inputLines(
    _ path: NodePath, _ page: DescribePage, _ command: ParsedCommand
  ) throws(CommandFailure) -> [String]? {
    var entity = false
    var input = DeclaredInput.all.first { $0.matches(path.segments) }
    if input == nil, path.segments.count > 1 {
      input = DeclaredInput.all.first { input in
        guard case .entities = input.declaration.kind else { return false }
        return (input.segments + ["*"]).count == path.segments.count
          && input.matches(Array(path.segments.dropLast()))
      }
      entity = input != nil
    }
    guard let input else { return nil }
    if let scenario = page.scenario {
      var known: NodePath?
      for (index, segment) in path.segments.enumerated() {
        let isID = index >= input.segments.count || input.segments[index] == "*"
        guard isID, segment != "*" else { continue }
        let collection = NodePath(Array(path.segments[..<index]))
        if collection.segments.contains("*") { continue }
        if scenario.resolved.value(at: collection)?[segment] == nil { known = collection }
        guard let known else { continue }
        let ids = scenario.resolved.value(at: known)?.members.map(\.key) ?? []
        throw .usage(
          .badValue(
            path.description, option: "PATH",
            expected: "an id that \(scenario.file) has in \(known) (\(listing(ids)))",
            suggestion: Spelling.nearest(to: segment, in: ids), command: command.command.name))
      }
    }
    // Without a scenario an id stands for any: the page is that of the pattern, and says so.
    let pattern = page.scenario == nil ? NodePath(input.segments + (entity ? ["*"] : [])) : path
    let lines =
      input.isContainer ? page.section(input, at: entity ? pattern : nil) : page.input(input, at: pattern)
    return lines + page.notLookedUp(path, pattern)
  }

  /// A metric of an entity that the scenario does not have is a usage problem.
  private static func checkID(
    of text: String, _ entry: MetricCatalogue.Entry, _ page: DescribePage, _ command: ParsedCommand
  ) throws(CommandFailure) {
    guard let scenario = page.scenario, entry.path != text, text.contains("."),
      scenario.model.layout.index(of: text) == nil
    else { return }
    throw .usage(
      .badValue(
        text, option: "PATH", expected: "a metric of what \(scenario.file) has",
        suggestion: Spelling.nearest(to: text, in: scenario.model.layout.paths),
        command: command.command.name))
  }

  /// The first few ids, and how many more there are.
  private static func listing(_ ids: [String]) -> String {
    if ids.isEmpty { return "it has none" }
    let more = ids.count > mostListed ? " and \(ids.count - mostListed) more" : ""
    return ids.prefix(mostListed).joined(separator: ", ") + more
  }

  private static let mostListed = 12

  private static func nearest(to text: String, in scenario: LoadedScenario?) -> String? {
    let collections = scenario?.model.scenario.ids ?? [:]
    if let collection = collections.keys.sorted().first(where: { collections[$0]?.contains(text) == true }) {
      return NodePath.child(text, of: collection)
    }
    let paths =
      DeclaredInput.all.map(\.path) + MetricCatalogue.all.map(\.path) + pages
    if let path = Spelling.nearest(to: text, in: paths) { return path }
    let names = DeclaredInput.all.map(\.declaration.name) + MetricCatalogue.all.map(\.metric.name)
    let last = text.split(separator: ".").last.map(String.init) ?? text
    return Spelling.nearest(to: last, in: names)
  }
}
