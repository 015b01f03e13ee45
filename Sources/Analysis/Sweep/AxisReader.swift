import Inputs
import Model
import ScenarioFormat
import SimulationKernel
import Sweep
import Tables

/// Reads what a sweep varies, against a scenario that compiled, gathering every problem.
struct AxisReader {
  private let model: Model
  /// Reads the file of a sub-scenario, merged with what it extends.
  private let loadScenario: (String) -> (Node?, [Problem])
  private(set) var problems = Problems()
  private var reader: InputReader
  /// The paths of the numbers that the axis being read is about.
  private var inputs: [String] = []

  init(_ model: Model, loadScenario: @escaping (String) -> (Node?, [Problem])) {
    self.model = model
    self.loadScenario = loadScenario
    reader = InputReader(epoch: model.scenario.epoch)
  }

  /// The axis, or nil with the reasons in `problems`. Its column is not yet told apart from others.
  mutating func read(_ vary: SweepRequest.Vary) -> SweepAxis? {
    let node = vary.values
    if let scenarios = scenarios(vary.path, node) {
      if scenarios.isEmpty { return nil }
      return levels(
        vary.path, scenarios, meaning: "The sub-scenario.", changesDraws: true, written: written(scenarios))
    }
    inputs = InputTarget.matching(vary.path, in: model.scenario)
    let first = inputs.first ?? vary.path
    inputs.removeAll { model.scenario.place($0) == nil }
    guard let target = InputTarget.find(first, in: model.scenario) else {
      problems.append(
        path: vary.path, at: node.location, "there is no input '\(vary.path)'",
        hint: Spelling.hint(for: vary.path, in: InputTarget.paths(of: model.scenario))
          ?? "`capsim describe` lists them")
      return nil
    }
    guard !target.isGroup else {
      problems.append(
        path: vary.path, at: node.location, "'\(vary.path)' holds inputs and is none itself",
        hint: "name one of them, or give sub-scenarios such as @file.json")
      return nil
    }
    guard let text = node.string, let place = target.place, !InputTarget.isFixed(vary.path) else {
      return listed(vary.path, node, target)
    }
    if let range = RangeText(text) { return ranged(vary.path, range, place, node) }
    let elements = text.split(separator: ",", omittingEmptySubsequences: false)
    if elements.count > 1 || !text.contains(" to ") { return listed(vary.path, node, target) }
    return interval(vary.path, node, place)
  }

  // MARK: - Numbers

  private mutating func ranged(
    _ path: String, _ range: RangeText, _ place: InputPlace, _ node: Node
  ) -> SweepAxis? {
    let low = read(path, .string(range.low, at: node.location), place, [])
    let high = read(path, .string(range.high, at: node.location), place, [])
    guard let low, let high else { return nil }
    let values = AxisValues.range(
      low: low.knots[0].value.central, high: high.knots[0].value.central, steps: range.steps,
      spacing: range.isLogarithmic ? .logarithmic : .linear)
    let steps = range.steps.map { "/\($0)" } ?? ""
    let written = "\(low.written)..\(high.written)\(steps)\(range.isLogarithmic ? " log" : "")"
    return numeric(path, values, [], place, .string(written, at: node.location))
  }

  private mutating func interval(_ path: String, _ node: Node, _ place: InputPlace) -> SweepAxis? {
    guard let value = read(path, node, place, [.uncertain]) else { return nil }
    let uncertainty = value.knots[0].value
    let truncation = uncertainty.truncation(to: place.declaration.range)
    let written = node.string == nil ? node : .string(value.written, at: node.location)
    let values = AxisValues.interval { uncertainty.quantile(truncation.probability($0)) }
    return numeric(path, values, [], place, written)
  }

  private func numeric(
    _ path: String, _ values: AxisValues, _ numbers: [Double], _ place: InputPlace, _ node: Node
  ) -> SweepAxis {
    let unit = place.declaration.unitSymbol
    let isDate = unit == "date"
    return SweepAxis(
      path: path, inputs: inputs, axis: Axis(name: path, values: values),
      column: Column(
        key: path, isDate ? .date : .number, unit: isDate || unit.isEmpty ? nil : unit,
        "Input \(path): \(place.declaration.meaning)"),
      changesDraws: false, written: node, content: .numbers(numbers: numbers, range: place.declaration.range))
  }

  private mutating func read(
    _ path: String, _ node: Node, _ place: InputPlace, _ kinds: InputKinds
  ) -> InputValue? {
    var unit = Unit.day
    var kinds = kinds
    switch place.declaration.kind {
    case .quantity(let own), .variate(let own): unit = own
    case .trajectory(let own):
      unit = own
      if kinds.contains(.uncertain) { kinds.insert(.trajectory) }
    case .moment: kinds.formUnion([.date, .never])
    case .flag, .choice, .reference, .weights, .text, .group, .entities, .identity:
      preconditionFailure("a place is of a number")
    }
    reader.problems = Problems()
    let value = reader.read(node, path: path, unit: unit, range: place.declaration.range, kinds: kinds)
    problems.append(contentsOf: reader.problems.all)
    return value
  }

  // MARK: - Lists

  /// A list of values: numbers where all are, else changes of the scenario.
  private mutating func listed(_ path: String, _ node: Node, _ target: InputTarget) -> SweepAxis? {
    var elements: [Node]
    switch node.content {
    case .array(let values): elements = values
    case .string(let text):
      elements = text.split(separator: ",", omittingEmptySubsequences: false).map {
        .string(RangeText.trimmed(String($0)), at: node.location)
      }
    case .object, .number, .bool, .null:
      if let place = target.place, node.isObject, !InputTarget.isFixed(path) {
        return interval(path, node, place)
      }
      elements = [node]
    }
    if elements.isEmpty || elements.contains(where: { $0.string == "" }) {
      problems.append(
        path: path, at: node.location, "a value is missing", hint: "write a list such as 30 t, 60 t")
      return nil
    }
    if let chances = elements.first(where: InputReader.statesChances) {
      problems.append(
        path: path, at: chances.location, "chances are drawn once a run, and no level of a design",
        hint: "vary the words, or state the chances in the scenario and leave the input to be drawn")
      return nil
    }
    if let place = target.place {
      var values: [InputValue] = []
      for element in elements {
        if let value = read(path, element, place, [.uncertain]) { values.append(value) }
      }
      guard values.count == elements.count else { return nil }
      if values.allSatisfy(\.isConstant), !InputTarget.isFixed(path) {
        let axis = AxisValues.list(values.map(\.written))
        let written = Node.array(values.map { .string($0.written) }, at: node.location)
        return numeric(path, axis, values.map { $0.knots[0].value.central }, place, written)
      }
    }
    guard case .success(let parsed) = NodePath.parse(path) else { return nil }
    let levels = elements.map { element in
      let value = target.isFlag ? AxisReader.flag(element) : element
      return SweepAxis.Level(name: AxisReader.name(element), path: parsed, change: value)
    }
    let written = Node.array(levels.map(\.change), at: node.location)
    return self.levels(
      path, levels, meaning: "Input \(path): \(target.declaration.meaning)",
      changesDraws: target.changesDraws(path), written: written)
  }

  private func levels(
    _ path: String, _ levels: [SweepAxis.Level], meaning: String, changesDraws: Bool, written: Node
  ) -> SweepAxis {
    SweepAxis(
      path: path, inputs: [], axis: Axis(name: path, values: .choice(levels.map(\.name))),
      column: Column(key: path, .text, meaning), changesDraws: changesDraws,
      written: written, content: .levels(levels))
  }

  private static func name(_ node: Node) -> String { node.string ?? node.serialized(pretty: false) }

  /// The words true and false as such, since a command line has text alone.
  private static func flag(_ node: Node) -> Node {
    switch node.string {
    case "true": .bool(true, at: node.location)
    case "false": .bool(false, at: node.location)
    default: node
    }
  }

  // MARK: - Sub-scenarios

  /// The levels of an axis of sub-scenarios, none with a problem; nil when the axis is about an input.
  private mutating func scenarios(_ path: String, _ node: Node) -> [SweepAxis.Level]? {
    if let members = node["scenarios"]?.members, !members.isEmpty {
      let levels = members.compactMap { member in
        if let text = member.value.string { return loaded(text, named: member.key, path, member.value) }
        return SweepAxis.Level(name: member.key, path: nil, change: member.value)
      }
      return levels.count == members.count ? levels : []
    }
    let texts: [String]
    switch node.content {
    case .string(let text): texts = text.split(separator: ",").map { RangeText.trimmed(String($0)) }
    case .array(let elements): texts = elements.map { $0.string ?? "" }
    case .object, .number, .bool, .null: return nil
    }
    guard texts.contains(where: { $0.hasPrefix("@") }) else { return nil }
    let levels = texts.compactMap { loaded($0, named: nil, path, node) }
    return levels.count == texts.count ? levels : []
  }

  private mutating func loaded(_ text: String, named name: String?, _ path: String, _ node: Node) -> SweepAxis
    .Level?
  {
    if text == "none" { return SweepAxis.Level(name: name ?? text, path: nil, change: .object([])) }
    guard text.hasPrefix("@") else {
      problems.append(
        path: path, at: node.location, "'\(text)' is not a sub-scenario", hint: "write @file.json, or none")
      return nil
    }
    let file = String(text.dropFirst())
    let (scenario, found) = loadScenario(file)
    problems.append(contentsOf: found)
    guard let scenario, found.errors.isEmpty else { return nil }
    let last = file.split(separator: "/").last.map(String.init) ?? file
    let name = name ?? (last.hasSuffix(".json") ? String(last.dropLast(5)) : last)
    guard ReadableText.isPlain(name) else {
      problems.append(
        path: path, at: node.location,
        "'\(name)' would read as a number, a date or a truth value in runs.csv",
        hint: "give the file a name that begins with a letter")
      return nil
    }
    return SweepAxis.Level(name: name, path: nil, change: scenario)
  }

  /// The same levels with the files' contents in them, for a plan that stands alone.
  private func written(_ levels: [SweepAxis.Level]) -> Node {
    var seen: [String] = []
    let members = levels.filter { level in
      defer { seen.append(level.name) }
      return !seen.contains(level.name)
    }
    return .object([("scenarios", .object(members.map { ($0.name, $0.change) }))])
  }
}
