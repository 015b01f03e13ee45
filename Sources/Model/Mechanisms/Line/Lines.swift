import Inputs
import SimulationKernel

/// All lines of a world and their projects.
///
/// Owners open their lines, report to them, and read their capacity and price; lines decide by themselves.
struct Lines: ~Copyable {
  /// A project of a line: permitted or dead, then built, tooled, and ramped in steps.
  struct Project: BitwiseCopyable {
    var line: Int
    var size: Double
    var isPermitted = false
    var lives: Bool
    /// Steps of the ramp that are still to be made: the middle of each carries its part.
    var steps = Lines.steps
    /// Days from the permit to the first output, and of the whole ramp.
    var building: Double
    var ramp: Double
  }

  /// Steps in which a project ramps.
  static let steps = 4

  private(set) var lines: [Line?]
  private(set) var projects = Slab<Project>()

  init(_ inputs: View<WorldInputs>) { lines = Array(repeating: nil, count: inputs.lines.count) }

  mutating func reset() {
    for line in lines.indices { lines[line] = nil }
    projects.reset()
  }

  /// The line that a reference names; nil where it names none, or one that is not open.
  subscript(_ reference: Reference) -> Line? { reference.isNone ? nil : lines[reference.asInt] }

  mutating func open(_ line: Int, _ report: Line.Report, _ inputs: View<LineInputs>) {
    lines[line] = Line(
      report, orders: inputs.openingOrders.value, growth: inputs.openingGrowth.value, LineRules(inputs))
  }

  mutating func hear(_ line: Int, _ amount: Double, for years: Double) {
    lines[line]?.hear(amount, for: years)
  }

  mutating func decide(_ line: Int, _ report: Line.Report, at day: Double, _ inputs: View<LineInputs>)
    -> Double
  {
    lines[line]?.decide(report, at: day, LineRules(inputs)) ?? 0
  }

  /// The ordinal of a line's next project.
  func ordinal(_ line: Int) -> Int { (lines[line]?.begun ?? 0) + 1 }

  /// Begins a project, of which a part is expected to fail.
  mutating func begin(_ project: Project, failure: Double) -> UInt16 {
    lines[project.line]?.begin(project.size, failure: failure)
    return projects.insert(project)
  }

  /// The owner begins what it builds by itself, and says so, and later what of it runs.
  mutating func begin(_ line: Int, _ size: Double) { lines[line]?.begin(size, failure: 0) }
  mutating func land(_ line: Int, _ size: Double) { lines[line]?.land(size) }

  /// The next step of a project: its permit or its end, then its ramp. Returns the days to the step after it; nil after
  /// the last.
  mutating func advance(_ index: UInt16, failure: Double) -> Double? {
    var project = projects[index]
    guard project.isPermitted else {
      lines[project.line]?.permitted(project.size, failure: failure, lives: project.lives)
      project.isPermitted = true
      projects[index] = project
      guard project.lives else {
        _ = projects.remove(index)
        return nil
      }
      return project.building + project.ramp / Double(2 * Lines.steps)
    }
    lines[project.line]?.land(project.size / Double(Lines.steps))
    projects[index].steps -= 1
    guard projects[index].steps > 0 else {
      _ = projects.remove(index)
      return nil
    }
    return project.ramp / Double(Lines.steps)
  }
}

// What owners of lines ask and tell. A reference to no line leaves the owner's plan as it is.
extension Exchange {
  /// Opens a line with what its owner reports on the first day.
  mutating func open(line: Reference, _ report: Line.Report) {
    guard !line.isNone else { return }
    lines.open(line.asInt, report, inputs.lines[line.asInt])
  }

  /// Hears requests for `amount` units, in full and once, that come for the next `days`.
  mutating func hear(line: Reference, _ amount: Double, for days: Double) {
    guard !line.isNone else { return }
    lines.hear(line.asInt, amount, for: days / Time.year)
  }

  /// Capacity that stands now, where `plan` is announced for today.
  func standing(line: Reference, plan: Double) -> Double {
    lines[line]?.capacity(plan: plan) ?? plan
  }

  /// Whether the operator of a line builds nothing, not even what is announced.
  func builds(never line: Reference) -> Bool { !line.isNone && inputs.lines[line.asInt].policy == .never }

  /// Factor on what a line gives that its operator does not see.
  func relief(line: Reference) -> Double { line.isNone ? 1 : inputs.lines[line.asInt].relief.value }

  /// Capacity that gives output now, where `plan` is announced for today.
  func capacity(line: Reference, plan: Double) -> Double {
    line.isNone ? plan : standing(line: line, plan: plan) * relief(line: line)
  }

  /// Price of what a line makes over that of normal times; 1 without a line.
  func priceFactor(line: Reference) -> Double {
    guard let state = lines[line] else { return 1 }
    return state.price.overCost / (1 + state.rules.price.markup)
  }

  /// Units that are being made for orders where nobody waits: what the book of an owner that has only those who wait
  /// leaves out.
  func making(line: Reference) -> Double {
    guard let state = lines[line] else { return 0 }
    return state.memory.fast * state.rules.expectation.lead
  }

  /// The day up to which the plan is asked for, in a report made today.
  func horizon(line: Reference) -> Double {
    guard !line.isNone else { return now }
    return now + (lines[line]?.rules.horizon ?? LineRules.horizon(inputs.lines[line.asInt])) * Time.year
  }

  /// Most capacity that is worth having beside a slower line: what that will carry by this line's horizon, and some
  /// headroom. `use` and `otherUse` are the capacity of each that the same orders take.
  func bound(line: Reference, beside other: Reference, use: Double, otherUse: Double) -> Double {
    guard let state = lines[line], let slower = lines[other], slower.rules.horizon > state.rules.horizon
    else {
      return .infinity
    }
    let planned = slower.planned(in: state.rules.horizon)
    return (1 + inputs.lines[line.asInt].headroom.value) * planned / otherUse * use
  }

  /// The operator of a line decides on what its owner reports: the capacity to be begun by an owner that builds itself.
  mutating func ask(line: Reference, _ report: Line.Report) -> Double {
    guard !line.isNone else { return 0 }
    let size = lines.decide(line.asInt, report, at: now, inputs.lines[line.asInt])
    return size > Line.leastProject * max(1, report.plan) ? size : 0
  }

  /// The operator of a line decides on what its owner reports, and begins what it decides.
  mutating func decide(line: Reference, _ report: Line.Report) {
    let size = ask(line: line, report)
    guard size > 0 else { return }
    let entry = inputs.lines[line.asInt]
    var stream = luck(entry.identity, .build, lines.ordinal(line.asInt))
    let permit = entry.permit.sample(using: &stream) * Time.month
    let build = entry.build.sample(using: &stream) * Time.month
    let tooling = entry.tooling.sample(using: &stream) * Time.month
    let ramp = entry.ramp.sample(using: &stream) * Time.month
    let lives = stream.uniform() >= entry.failure.value
    let index = lines.begin(
      Lines.Project(line: line.asInt, size: size, lives: lives, building: build + tooling, ramp: ramp),
      failure: entry.failure.value)
    scheduler.schedule(.lineAdvances(index), after: permit, priority: Priority.completion)
  }

  /// A project of a line takes its next step.
  mutating func advance(project index: UInt16) {
    let entry = inputs.lines[lines.projects[index].line]
    guard let wait = lines.advance(index, failure: entry.failure.value) else { return }
    scheduler.schedule(.lineAdvances(index), after: wait, priority: Priority.completion)
  }
}
