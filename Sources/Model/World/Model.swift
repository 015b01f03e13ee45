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
  /// Days from the start to the start and each first of a month, well past the end.
  let monthDays: [Double]
  public let claims: [Claim]
  /// The links of the chain, in the order of their ids.
  public let links: [Link]
  /// A test may set others, of which `check` would say that they do nothing.
  var shocks: [Shock]

  /// What the scenario calls itself.
  public var name: String { scenario.resolved["name"]?.string ?? "" }
  /// What it shows, in a sentence.
  public var summary: String { scenario.resolved["summary"]?.string ?? "" }

  /// Compiles a merged scenario; every problem is reported, and a model is returned only without errors.
  ///
  /// Where parts of the scenario could not be read, `isWhole` is false: then only what is there is checked, nothing
  /// is said to be missing, and there is no model.
  public static func compile(_ node: Node, isWhole: Bool = true) -> (Model?, [Problem]) {
    let (start, end) = (date(node["start"]), date(node["end"]))
    // Without a start dates mean nothing; what can be checked is checked from 1970.
    let compilation = ScenarioCompiler.compile(
      node, as: WorldInputs.self, epoch: Double(start?.daysSince1970 ?? 0), isWhole: isWhole)
    let layout = Layout(ids: compilation.ids)
    var problems = Problems()
    problems.append(contentsOf: compilation.problems)
    problems.append(
      contentsOf: ModelCheck.problems(node, compilation, layout, start: start, end: end, isWhole: isWhole))
    guard !problems.hasErrors, let apart = compilation.scenario, let start, let end,
      let compiled = apart.correlating(Correlation.compile(apart))
    else {
      return (nil, problems.all)
    }
    let claims = Claim.compile(compiled, layout)
    return (Model(compiled, layout, start, end, shocks(compiled), claims), problems.all)
  }

  private init(
    _ scenario: CompiledScenario, _ layout: Layout, _ start: CalendarDate, _ end: CalendarDate,
    _ shocks: [Shock],
    _ claims: [Claim]
  ) {
    self.scenario = scenario
    self.layout = layout
    self.start = start
    self.end = end
    self.shocks = shocks
    self.claims = claims
    links = Link.compile(scenario)
    var dates = [start]
    var next = start.startOfMonth.adding(months: 1)
    while next < end {
      dates.append(next)
      next = next.adding(months: 1)
    }
    dates.append(end)
    reportDates = dates
    reportDays = dates.map { Double($0.days(since: start)) }
    let months = dates.count + Agenda.longestInterval
    monthDays = [0] + (1...months).map { Double(start.startOfMonth.adding(months: $0).days(since: start)) }
  }

  /// Days from the first of January of its year to a date.
  static func dayOfYear(_ date: CalendarDate) -> Double {
    let first = CalendarDate(year: date.year, month: 1, day: 1) ?? date
    return Double(date.days(since: first))
  }

  private static func date(_ node: Node?) -> CalendarDate? {
    guard let text = (node?["value"] ?? node)?.string else { return nil }
    return CalendarDate(text)
  }

  /// The shocks with the inputs that they act on; a scenario without problems names one for each.
  private static func shocks(_ compiled: CompiledScenario) -> [Shock] {
    let block = ParameterBlock<WorldInputs>(compiled)
    return block.root.shocks.indices.compactMap { entity in
      let text = compiled.texts[Int(block.root.shocks[entity].input.index)]
      return compiled.place(text).map { Shock(entity: entity, place: $0) }
    }
  }
}
