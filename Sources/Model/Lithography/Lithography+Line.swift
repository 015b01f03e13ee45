#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

// What the maker of tools hears of orders, and what its operator is told.
extension Lithography {
  /// Tools a year that customers outside the model order.
  private static func othersOrder(_ exchange: borrowing Exchange) -> Double {
    let lithography = exchange.inputs.lithography
    return lithography.otherCustomers.value * lithography.capacity.value(at: 0)
      * exp(lithography.otherGrowth.value * exchange.now / Time.year)
  }

  /// Other customers order what they want of the time since they last did, and are heard.
  mutating func takeOthersOrders(_ exchange: inout Exchange) {
    let line = exchange.inputs.lithography.line
    let days = exchange.now - othersDay
    guard !line.isNone, days > 0 else { return }
    let amount = Lithography.othersOrder(exchange) * days / Time.year
    othersBook += amount
    othersDay = exchange.now
    exchange.hear(line: line, amount, for: days)
  }

  /// Tools that other customers ordered so long ago that they are due.
  func othersDue(_ exchange: borrowing Exchange) -> Double {
    let line = exchange.inputs.lithography.line
    guard !line.isNone else { return 0 }
    return max(
      0, othersBook - Lithography.othersOrder(exchange) * exchange.inputs.lines[line.asInt].lead.value)
  }

  private func report(_ exchange: borrowing Exchange) -> Line.Report {
    let lithography = exchange.inputs.lithography
    var book = othersBook
    for order in exchange.toolOrders.orders { book += Double(order.tools) }
    return Line.Report(
      plan: lithography.capacity.value(at: exchange.now),
      planAhead: lithography.capacity.value(at: exchange.horizon(line: lithography.line)), book: book)
  }

  mutating func openLine(_ exchange: inout Exchange) {
    let lithography = exchange.inputs.lithography
    guard !lithography.line.isNone else { return }
    // What stands in the book is what others ordered in the time that is normal.
    let line = exchange.inputs.lines[lithography.line.asInt]
    othersBook = Lithography.othersOrder(exchange) * (line.lead.value + line.wait.value)
    exchange.open(line: lithography.line, report(exchange))
  }

  mutating func decideLine(_ exchange: inout Exchange) {
    takeOthersOrders(&exchange)
    exchange.decide(line: exchange.inputs.lithography.line, report(exchange))
  }
}
