import Inputs

// The shared factories' lines: what is announced, and what their operators add to it.
extension Power {
  /// Days over which an order for equipment is heard: projects come in lumps of one decision of labs.
  static let hearing = 91.0

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
    return exchange.capacity(line: entry.supplyLine, plan: max(0, said)) + min(0, said)
  }

  private func supplyReport(_ region: Int, _ exchange: borrowing Exchange) -> Line.Report {
    let entry = exchange.inputs.regions[region]
    return Line.Report(
      plan: max(0, entry.headroomGrowth.value(at: exchange.now) * 1000),
      planAhead: max(0, entry.headroomGrowth.value(at: exchange.horizon(line: entry.supplyLine)) * 1000),
      book: max(0, gridBooked[region] - gridRoom(region, exchange)) + exchange.making(line: entry.supplyLine))
  }

  func openLines(_ exchange: inout Exchange) {
    for factory in factories.indices {
      exchange.open(line: exchange.inputs.equipment[factory].line, report(factory, exchange))
    }
    for region in headroom.indices {
      exchange.open(line: exchange.inputs.regions[region].supplyLine, supplyReport(region, exchange))
    }
  }

  func decideLines(_ exchange: inout Exchange) {
    for factory in factories.indices {
      exchange.decide(line: exchange.inputs.equipment[factory].line, report(factory, exchange))
    }
    for region in headroom.indices {
      exchange.decide(line: exchange.inputs.regions[region].supplyLine, supplyReport(region, exchange))
    }
  }
}
