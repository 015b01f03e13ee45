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

  func openLines(_ exchange: inout Exchange) {
    for factory in factories.indices {
      exchange.open(line: exchange.inputs.equipment[factory].line, report(factory, exchange))
    }
  }

  func decideLines(_ exchange: inout Exchange) {
    for factory in factories.indices {
      exchange.decide(line: exchange.inputs.equipment[factory].line, report(factory, exchange))
    }
  }
}
