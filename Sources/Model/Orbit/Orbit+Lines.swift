import Inputs

// Satellite factories: what is announced, and what their line adds to it.
extension Orbit {
  /// MW of satellites a year that factories announced for a day can build.
  private static func announced(at day: Double, _ inputs: View<WorldInputs>) -> Double {
    day >= firstDay(inputs) ? inputs.orbit.factory.value(at: day) * 1000 : 0
  }

  /// MW of satellites a year that can be built on a day, by what is announced and has grown by now.
  static func factory(at day: Double, _ exchange: borrowing Exchange) -> Double {
    guard day >= firstDay(exchange.inputs) else { return 0 }
    return exchange.capacity(line: exchange.inputs.orbit.line, plan: announced(at: day, exchange.inputs))
  }

  /// Hears requests for MW in orbit that come for the next `days`: of satellites, and of what lifts them.
  static func hear(_ megawatts: Double, for days: Double, _ exchange: inout Exchange) {
    exchange.hear(line: exchange.inputs.orbit.line, megawatts, for: days)
  }

  /// MW of satellites that are ordered and not built: for accelerators that wait for one, and for those on their way.
  private func book(_ exchange: borrowing Exchange) -> Double {
    let inputs = exchange.inputs
    var sum = 0.0
    for lab in 0..<labs {
      for design in 0..<designs {
        sum += waiting[lab * designs + design] * inputs.accelerators[design].power.value / 1000
      }
    }
    let coming = exchange.pipeline.coming(venue: exchange.places.orbit)
    return sum + coming * Orbit.megawattsPerCompute(exchange)
  }

  /// MW per H100-equivalent of the best design for orbit that is made.
  private static func megawattsPerCompute(_ exchange: borrowing Exchange) -> Double {
    var least = Double.infinity
    for vendor in exchange.inputs.vendors.indices {
      let book = OrderBook.index(vendor: vendor, orbit: true)
      guard let design = exchange.catalogue.current(book: book, at: exchange.now + Time.year) else {
        continue
      }
      let entry = exchange.inputs.accelerators[design]
      least = min(least, entry.power.value / entry.performance.value / 1000)
    }
    return least.isFinite ? least : 0
  }

  private func report(_ exchange: borrowing Exchange) -> Line.Report {
    let inputs = exchange.inputs
    return Line.Report(
      plan: Orbit.announced(at: exchange.now, inputs),
      planAhead: Orbit.announced(at: exchange.horizon(line: inputs.orbit.line), inputs), book: book(exchange))
  }

  func openLine(_ exchange: inout Exchange) {
    exchange.open(line: exchange.inputs.orbit.line, report(exchange))
  }

  func decideLine(_ exchange: inout Exchange) {
    exchange.decide(line: exchange.inputs.orbit.line, report(exchange))
  }
}
