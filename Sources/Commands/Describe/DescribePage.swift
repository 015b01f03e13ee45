import Inputs
import ScenarioFormat
import Terminal

/// The pages that `describe` prints, as lines.
struct DescribePage {
  /// The scenario whose values are shown beside the meanings, if any.
  let scenario: LoadedScenario?
  /// The columns of the terminal, or nil where lines may be of any length.
  let width: Int?
  let style: Style

  /// All sections with what they hold.
  func overview() -> [String] {
    var table = TextTable([.init("Section"), .init("Inputs", .right), .init("Meaning")])
    for input in DeclaredInput.all where input.segments.count == 1 {
      let inside = DeclaredInput.all.filter {
        !$0.isContainer && $0.segments.count > 1 && $0.segments[0] == input.segments[0]
      }
      table.append([input.path, inside.isEmpty ? "" : "\(inside.count)", input.declaration.meaning])
    }
    table.append(["metrics", "\(MetricCatalogue.all.count)", "What every run reports."])
    for topic in SyntaxTopic.allCases { table.append([topic.rawValue, "", topic.title + "."]) }
    return table.lines(width: width, style: style) + [
      "", "Try 'capsim describe SECTION', such as 'capsim describe launch.vehicles', or any word.",
    ]
  }

  /// A group, a collection, or with `path` one entity of a collection.
  func section(_ input: DeclaredInput, at path: NodePath?) -> [String] {
    var lines = [style.bold(path?.description ?? input.path) + ": " + input.declaration.meaning]
    if path == nil, let scenario, !input.segments.contains("*"),
      case .entities(_, let noun) = input.declaration.kind
    {
      let ids = scenario.resolved.value(at: NodePath(input.segments))?.members.map(\.key) ?? []
      lines.append(
        ids.isEmpty
          ? "No \(noun) in \(scenario.file)." : "In \(scenario.file): " + ids.joined(separator: ", "))
    }
    let base = path ?? NodePath(input.segments)
    let showsValues = scenario != nil && !base.segments.contains("*") && (path != nil || !input.isCollection)
    var table = TextTable([.init("Input"), .init(showsValues ? "Value" : "Default"), .init("Meaning")])
    for child in input.children {
      let place = NodePath(base.segments + [child.declaration.name])
      let value: String?
      if showsValues {
        value = InputValueWords.value(at: place, in: scenario)
      } else {
        value = child.isContainer ? "" : child.declaration.defaultWords ?? "(must be given)"
      }
      let unit = child.declaration.unitSymbol
      let label =
        unit.isEmpty || unit == "date" ? child.declaration.name : "\(child.declaration.name), \(unit)"
      table.append([label, shortened(value ?? ""), child.declaration.meaning])
    }
    lines.append("")
    lines += table.lines(width: width, style: style)
    if input.path == "claims", path == nil { lines += [""] + topic(.readings) }
    let prefix = path?.description ?? (input.isCollection ? input.path + ".*" : input.path)
    lines += [
      "", "Try 'capsim describe \(prefix).\(input.children.first?.declaration.name ?? "")' for one of them.",
    ]
    return lines
  }

  /// One input with everything there is to know of it.
  func input(_ input: DeclaredInput, at path: NodePath) -> [String] {
    let declaration = input.declaration
    var facts: [(String, String)] = [("type", declaration.typeWords)]
    if declaration.isRequired {
      facts.append(("default", "none: a scenario must state it"))
    } else if let text = declaration.defaultWords {
      facts.append(("default", text))
    }
    if let range = declaration.rangeWords { facts.append(("range", range)) }
    if let drawn = declaration.drawnWords { facts.append(("drawn", drawn)) }
    if let read = declaration.readWords { facts.append(("read", read)) }
    if !declaration.source.isEmpty { facts.append(("source", declaration.source)) }
    var lines =
      [style.bold(path.description) + ": " + declaration.meaning, ""] + InputValueWords.aligned(facts)
    if let scenario {
      lines += [""] + InputValueWords.lines(of: path, in: scenario, width: width, style: style)
    }
    return lines
  }

  /// What to say where a path has an id and no scenario says whether there is one.
  func notLookedUp(_ path: NodePath, _ pattern: NodePath) -> [String] {
    let ids = zip(path.segments, pattern.segments).filter { $0 != $1 }.map { "'\($0.0)'" }
    if ids.isEmpty { return [] }
    return [
      "",
      "\(ids.joined(separator: " and ")) was not looked up: that takes a scenario, as --scenario FILE names it.",
    ]
  }

  /// What may be written: a page that is about no single input.
  func topic(_ topic: SyntaxTopic) -> [String] {
    let width = width ?? 100
    var lines = [style.bold(topic.title), ""]
    let indent = (topic.terms.map(\.term.count).max() ?? 0) + 4
    for (term, meaning) in topic.terms {
      for (place, line) in TextWrap.lines(meaning, width: max(width - indent, 20)).enumerated() {
        let start = place == 0 ? "  " + term : ""
        lines.append(start + String(repeating: " ", count: indent - start.count) + line)
      }
    }
    for remark in topic.remarks { lines += [""] + TextWrap.lines(remark, width: width) }
    return lines
  }

  /// One metric.
  func metric(_ entry: MetricCatalogue.Entry) -> [String] {
    [style.bold(entry.path) + ": " + entry.metric.meaning, ""]
      + InputValueWords.aligned([
        ("type", "metric"), ("unit", entry.metric.unit.isEmpty ? "none" : entry.metric.unit),
        ("table", entry.path.contains("*") ? "\(entry.path.prefix { $0 != "." }).csv" : "series.csv"),
      ])
  }

  /// Metrics as a table.
  func metrics(_ entries: [MetricCatalogue.Entry]) -> [String] {
    var table = TextTable([.init("Metric"), .init("Unit"), .init("Meaning")])
    for entry in entries { table.append([entry.path, entry.metric.unit, entry.metric.meaning]) }
    return table.lines(style: style)
  }

  /// Everything in whose name or meaning a word occurs; nil if it occurs nowhere.
  func search(_ word: String) -> [String]? {
    let wanted = word.lowercased()
    guard !wanted.isEmpty else { return nil }
    func occurs(_ texts: String...) -> Bool { texts.contains { $0.lowercased().contains(wanted) } }
    let inputs = DeclaredInput.all.filter { occurs($0.path, $0.declaration.meaning) }
    let metrics = MetricCatalogue.all.filter { occurs($0.path, $0.metric.meaning) }
    if inputs.isEmpty && metrics.isEmpty { return nil }
    if inputs.count == 1, metrics.isEmpty, !inputs[0].isContainer {
      return input(inputs[0], at: NodePath(inputs[0].segments))
    }
    var table = TextTable([.init("Path"), .init("Unit"), .init("Meaning")])
    for input in inputs {
      table.append([input.path, input.declaration.unitSymbol, input.declaration.meaning])
    }
    for entry in metrics { table.append([entry.path, entry.metric.unit, entry.metric.meaning]) }
    return table.lines(width: width, style: style)
  }

  /// A value short enough for a column.
  private func shortened(_ text: String) -> String {
    let limit = width.map { max(16, $0 / 4) } ?? 60
    return text.count <= limit ? text : String(text.prefix(limit - 3)) + "..."
  }
}

extension DeclaredInput {
  /// True if it holds entities keyed by id.
  var isCollection: Bool {
    if case .entities = declaration.kind { return true }
    return false
  }
}
