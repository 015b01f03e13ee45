import Inputs
import ScenarioFormat
import SimulationKernel

/// A compiled scenario: immutable, shared by all workers.
public struct Model: Sendable {
  /// A shock with the input it acts on.
  struct Shock: Sendable {
    let entity: Int
    let place: InputPlace
  }

  public let scenario: CompiledScenario
  public let layout: Layout
  public let start: CalendarDate
  public let end: CalendarDate
  /// Dates of the reports: the start, then the first of each month, then the end.
  public let reportDates: [CalendarDate]
  /// The same in days since the start.
  public let reportDays: [Double]
  public let claims: [Claim]
  let shocks: [Shock]

  /// What the scenario calls itself.
  public var name: String { scenario.resolved["name"]?.string ?? "" }
  /// What it shows, in a sentence.
  public var summary: String { scenario.resolved["summary"]?.string ?? "" }

  /// Compiles a merged scenario; every problem is reported, and a model is returned only if there is none.
  public static func compile(_ node: Node) -> (Model?, [Problem]) {
    var problems = Problems()
    guard let start = date(node, "start", &problems), let end = date(node, "end", &problems) else {
      // Without a start dates mean nothing; what can be checked is checked from 1970.
      problems.append(contentsOf: ScenarioCompiler.compile(node, as: WorldInputs.self, epoch: 0).1)
      return (nil, problems.all)
    }
    if end <= start {
      problems.append(
        Problem(
          path: "end", location: node["end"]?.location, message: "the end \(end) is not after the start \(start)"))
    }
    if end.year - start.year > 100 {
      problems.append(
        Problem(
          path: "end", location: node["end"]?.location, message: "more than a hundred years from start to end",
          hint: "choose an end before \(start.year + 100)"))
    }
    let (compiled, found) = ScenarioCompiler.compile(
      node, as: WorldInputs.self, epoch: Double(start.daysSince1970))
    problems.append(contentsOf: found)
    guard let compiled, problems.isEmpty else { return (nil, problems.all) }
    let layout = Layout(compiled)
    problems.append(contentsOf: ModelCheck.problems(node, compiled))
    let shocks = compileShocks(node, compiled, &problems)
    let claims = Claim.compile(node, compiled, layout, &problems)
    guard problems.isEmpty else { return (nil, problems.all) }
    return (Model(compiled, layout, start, end, shocks, claims), [])
  }

  private init(
    _ scenario: CompiledScenario, _ layout: Layout, _ start: CalendarDate, _ end: CalendarDate, _ shocks: [Shock],
    _ claims: [Claim]
  ) {
    self.scenario = scenario
    self.layout = layout
    self.start = start
    self.end = end
    self.shocks = shocks
    self.claims = claims
    var dates = [start]
    var next = start.startOfMonth.adding(months: 1)
    while next < end {
      dates.append(next)
      next = next.adding(months: 1)
    }
    dates.append(end)
    reportDates = dates
    reportDays = dates.map { Double($0.days(since: start)) }
  }

  private static func date(_ node: Node, _ key: String, _ problems: inout Problems) -> CalendarDate? {
    guard let value = node[key] else {
      problems.append(
        Problem(path: "", location: node.location, message: "'\(key)' is missing", hint: "write \"\(key)\": \"2026-01-01\""))
      return nil
    }
    guard let text = value.string ?? value["value"]?.string, let date = CalendarDate(text) else {
      problems.append(
        Problem(
          path: key, location: value.location, message: "the \(key) must be one certain date",
          hint: "write it as \"2026-01-01\""))
      return nil
    }
    return date
  }

  private static func compileShocks(
    _ node: Node, _ compiled: CompiledScenario, _ problems: inout Problems
  ) -> [Shock] {
    var shocks: [Shock] = []
    for (entity, id) in (compiled.ids["shocks"] ?? []).enumerated() {
      let path = NodePath.child(id, of: "shocks") + ".input"
      let written = node["shocks"]?[id]?["input"]
      guard let text = written?.string else { continue }
      guard let place = compiled.place(text) else {
        problems.append(
          Problem(
            path: path, location: written?.location, message: "there is no numeric input '\(text)'",
            hint: Spelling.hint(for: text, in: compiled.places.map(\.path))))
        continue
      }
      if case .moment = place.declaration.kind {
        problems.append(
          Problem(path: path, location: written?.location, message: "'\(text)' is a date, which a shock cannot multiply"))
        continue
      }
      shocks.append(Shock(entity: entity, place: place))
    }
    return shocks
  }
}
