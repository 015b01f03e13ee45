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
}

extension Fabs {
  /// Begins a project whose cleanroom will be ready at `ready`.
  mutating func begin(
    fab: Int, capacity size: Double, announced: Double, ready: Double, needsTools: Bool = true,
    stream: inout RandomStream,
    _ exchange: inout Exchange
  ) {
    let process = exchange.inputs.fabs[fab].process.asInt
    let layers = exchange.inputs.processes[process].euvLayers.value
    let lithography = exchange.inputs.lithography
    let perTool = layers > 0 && needsTools ? lithography.passesPerToolYear.value / layers / 12 / 1000 : 0
    let ramp = exchange.inputs.fabs[fab].toolInstall.sample(using: &stream) * Time.month
    let tools = perTool > 0 ? max(1, Int((size / perTool - 1e-6).rounded(.up))) : 4
    let index = projects.insert(
      FabProject(
        fab: Int16(fab), process: process, left: size, perTool: perTool, ramp: ramp,
        remaining: tools))
    pipeline[fab] += size
    exchange.scheduler.schedule(
      .cleanroomReady(index), at: max(exchange.now, ready), priority: Priority.completion)
    if perTool > 0 {
      // What was announced before the start has been heard.
      if announced >= 0, exchange.now > 0 {
        exchange.hear(
          line: lithography.line, Double(tools), for: exchange.inputs.decisions.fabs.value * Time.month)
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
  mutating func stepReady(_ index: UInt16, _ inputs: View<WorldInputs>) {
    let project = projects[index]
    add(-project.perTool, index, inputs)
  }

  /// An EUV tool runs.
  mutating func toolReady(_ index: UInt16, _ inputs: View<WorldInputs>) {
    add(projects[index].perTool, index, inputs)
  }

  private mutating func add(_ amount: Double, _ index: UInt16, _ inputs: View<WorldInputs>) {
    let project = projects[index]
    let fab = Int(project.fab)
    let added = min(amount, project.left)
    capacity[fab] += added
    pipeline[fab] -= added
    spent += added * inputs.fabs[fab].capex.value
    projects[index].left -= added
    projects[index].remaining -= 1
    if projects[index].remaining == 0 {
      // The last one brings what is left, rounding included.
      capacity[fab] += projects[index].left
      pipeline[fab] -= projects[index].left
      _ = projects.remove(index)
    }
  }

  /// Operators announce new fabs.
  mutating func decide(_ exchange: inout Exchange) {
    let interval = exchange.recur(
      .fabsDecide, .fabs, months: exchange.inputs.decisions.fabs.value, priority: Priority.decision)
    for fab in capacity.indices {
      let entry = exchange.inputs.fabs[fab]
      let expansion = Expansion(entry)
      guard expansion.step > 0 else { continue }
      let line = Expansion.Line(
        capacity: capacity[fab], coming: pipeline[fab], pressure: pressure(entry.process.asInt, exchange))
      allowance[fab] = expansion.allowance(allowance[fab], line, days: interval)
      let size = expansion.size(line, allowance: allowance[fab])
      guard size > 0 else { continue }
      allowance[fab] -= size
      announcements += 1
      announced[fab] += 1
      var stream = exchange.luck(entry.identity, .build, announced[fab])
      let time = entry.build.sample(using: &stream) * Time.month
      begin(
        fab: fab, capacity: size, announced: exchange.now, ready: exchange.now + time, stream: &stream,
        &exchange)
    }
  }

  /// The signal that operators of a process build for: memory makers post their own.
  private func pressure(_ process: Int, _ exchange: borrowing Exchange) -> Double {
    exchange.inputs.processes[process].kind == .dram
      ? exchange.posted.memory.pressure : exchange.posted.fabs.pressure[process]
  }
}
