import Inputs
import SimulationKernel

/// New capacity on a line: announced, built, tooled, ramped.
struct FabProject: BitwiseCopyable {
  var fab: Int16
  var process: Int
  /// Thousand wafers a month still to come.
  var left: Double
  /// Thousand wafers a month that each EUV tool brings; zero where none is needed.
  var perTool: Double
  /// Days from cleanroom to full rate, for a line without EUV tools.
  var ramp: Double
  /// Tools or steps that are still to come: the project ends with the last.
  var remaining: Int
  /// Whether its operator added it to what was announced before the start.
  var isOwn: Bool

  /// Where a project comes from.
  enum Kind {
    /// Stated by the scenario, with new tools or with tools moved from older lines.
    case announced, moved
    /// Begun by its operator, with the days of its ramp.
    case own(ramp: Double)

    var needsTools: Bool { if case .moved = self { false } else { true } }
    var ramp: Double? { if case .own(let ramp) = self { ramp } else { nil } }
  }
}

extension Fabs {
  /// Begins a project whose cleanroom will be ready at `ready`.
  mutating func begin(
    fab: Int, capacity size: Double, announced: Double, ready: Double,
    kind: FabProject.Kind = .announced,
    stream: inout RandomStream,
    _ exchange: inout Exchange
  ) {
    let process = exchange.inputs.fabs[fab].process.asInt
    let layers = exchange.inputs.processes[process].euvLayers.value
    let lithography = exchange.inputs.lithography
    let perTool = layers > 0 && kind.needsTools ? lithography.passesPerToolYear.value / layers / 12 / 1000 : 0
    let ramp = kind.ramp ?? exchange.inputs.fabs[fab].toolInstall.sample(using: &stream) * Time.month
    let tools = perTool > 0 ? max(1, Int((size / perTool - 1e-6).rounded(.up))) : 4
    let index = projects.insert(
      FabProject(
        fab: Int16(fab), process: process, left: size, perTool: perTool, ramp: ramp,
        remaining: tools, isOwn: kind.ramp != nil))
    pipeline[fab] += size
    exchange.scheduler.schedule(
      .cleanroomReady(index), at: max(exchange.now, ready), priority: Priority.completion)
    if perTool > 0 {
      // What was announced before the start has been heard.
      if announced >= 0, exchange.now > 0 {
        exchange.hear(
          line: lithography.line, Double(tools), for: exchange.inputs.decisions.lines.value * Time.month)
      }
      let lead = lithography.orderToDelivery.sample(using: &stream) * Time.month
      exchange.toolOrders.place(
        ToolOrders.Order(
          project: index, fab: fab, tools: tools, placed: announced, earliest: announced + lead,
          cleanroom: ready, ready: false))
    }
  }

  /// A cleanroom takes tools; lines without EUV begin their ramp.
  mutating func cleanroomReady(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    if project.perTool > 0 {
      for place in exchange.toolOrders.orders.indices where exchange.toolOrders.orders[place].project == index
      {
        exchange.toolOrders.orders[place].ready = true
      }
      return
    }
    // The line fills in four steps; the middle of each step carries its quarter.
    for step in 0..<4 {
      exchange.scheduler.schedule(
        .capacityReady(index), after: project.ramp * (Double(step) + 0.5) / 4, priority: Priority.completion)
    }
    projects[index].perTool = -project.left / 4
  }

  /// A quarter of a line without EUV tools runs.
  mutating func stepReady(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    add(-project.perTool, index, &exchange)
  }

  /// An EUV tool runs.
  mutating func toolReady(_ index: UInt16, _ exchange: inout Exchange) {
    add(projects[index].perTool, index, &exchange)
  }

  private mutating func add(_ amount: Double, _ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    projects[index].remaining -= 1
    // The last one brings what is left, rounding included.
    let added = project.remaining == 1 ? project.left : min(amount, project.left)
    projects[index].left -= added
    let fab = Int(project.fab)
    capacity[fab] += added
    pipeline[fab] -= added
    spent += added * exchange.inputs.fabs[fab].capex.value
    if project.isOwn { exchange.lines.land(exchange.inputs.fabs[fab].line.asInt, added) }
    if project.remaining == 1 { _ = projects.remove(index) }
  }
}
