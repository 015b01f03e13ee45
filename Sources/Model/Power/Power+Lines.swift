import Inputs

// Lines of shared factories, of the grid's supply and of pipelines: what is announced, and what operators add to it.
extension Power {
  /// Days over which an order for equipment is heard: projects come in lumps of one decision of labs.
  static let hearing = 91.0
  /// Steps of its line that a region's grid builds a year at the least.
  private static let leastSteps = 4.0

  /// MW a year that a shared factory makes.
  func factoryOutput(_ factory: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.equipment[factory]
    return exchange.capacity(line: entry.line, plan: entry.output.value(at: exchange.now) * 1000)
  }

  private func report(_ factory: Int, _ exchange: borrowing Exchange) -> Line.Report {
    let entry = exchange.inputs.equipment[factory]
    return Line.Report(
      plan: entry.output.value(at: exchange.now) * 1000,
      planAhead: entry.output.value(at: exchange.horizon(line: entry.line)) * 1000,
      book: factories[factory].backlog + exchange.making(line: entry.line))
  }

  /// MW a year by which a region's headroom grows: others' growth takes of it, the line of its supply adds to it.
  func headroomGrowth(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.regions[region]
    let said = entry.headroomGrowth.value(at: exchange.now) * 1000
    let plan = supplyPlan(region, at: exchange.now, exchange)
    return exchange.capacity(line: entry.supplyLine, plan: plan) - (plan - said)
  }

  /// MW a year that a region's grid builds as announced. What is said is net of others' growth; where that takes more
  /// than all of it the grid still builds, a few steps of its line a year.
  private func supplyPlan(_ region: Int, at day: Double, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.regions[region]
    let least =
      entry.supplyLine.isNone
      ? 0 : Power.leastSteps * exchange.inputs.lines[entry.supplyLine.asInt].step.value
    return max(least, entry.headroomGrowth.value(at: day) * 1000)
  }

  private func supplyReport(_ region: Int, _ exchange: borrowing Exchange) -> Line.Report {
    let entry = exchange.inputs.regions[region]
    return Line.Report(
      plan: supplyPlan(region, at: exchange.now, exchange),
      planAhead: supplyPlan(region, at: exchange.horizon(line: entry.supplyLine), exchange),
      book: max(0, gridBooked[region] - gridRoom(region, exchange)) + exchange.making(line: entry.supplyLine))
  }

  /// MW of plants that a region's pipes can feed in all.
  func gasSupply(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    exchange.inputs.regions[region].gasSupply.value(at: exchange.now) * 1000 + pipesAdded[region]
  }

  /// MW of plants a year for which a region's pipes grow: by what is said of the next year, and what their line adds.
  func gasGrowth(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.regions[region]
    return Power.yearsGrowth(entry.gasSupply, exchange.now) + pipesBeyondPlan(region, exchange)
  }

  /// The part of that which the line adds to what is said.
  func pipesBeyondPlan(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.regions[region]
    let plan = max(0, Power.yearsGrowth(entry.gasSupply, exchange.now))
    return exchange.capacity(line: entry.pipeLine, plan: plan) - plan
  }

  private func pipeReport(_ region: Int, _ exchange: borrowing Exchange) -> Line.Report {
    let entry = exchange.inputs.regions[region]
    return Line.Report(
      plan: max(0, Power.yearsGrowth(entry.gasSupply, exchange.now)),
      planAhead: max(0, Power.yearsGrowth(entry.gasSupply, exchange.horizon(line: entry.pipeLine))),
      book: max(0, gas[region].booked - gasRoom(region, exchange)) + exchange.making(line: entry.pipeLine))
  }

  func openLines(_ exchange: inout Exchange) {
    for factory in factories.indices {
      exchange.open(line: exchange.inputs.equipment[factory].line, report(factory, exchange))
    }
    for region in headroom.indices {
      let entry = exchange.inputs.regions[region]
      exchange.open(line: entry.supplyLine, supplyReport(region, exchange))
      exchange.open(line: entry.hallLine, hallReport(region, exchange))
      exchange.open(line: entry.pipeLine, pipeReport(region, exchange))
    }
  }

  func decideLines(_ exchange: inout Exchange) {
    for factory in factories.indices {
      exchange.decide(line: exchange.inputs.equipment[factory].line, report(factory, exchange))
    }
    for region in headroom.indices {
      let entry = exchange.inputs.regions[region]
      exchange.decide(line: entry.supplyLine, supplyReport(region, exchange))
      exchange.decide(line: entry.hallLine, hallReport(region, exchange))
      exchange.decide(line: entry.pipeLine, pipeReport(region, exchange))
    }
  }
}
