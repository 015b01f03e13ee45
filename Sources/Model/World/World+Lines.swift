// What is made by lasting capacity: owners report to their lines, and operators decide.
extension World {
  /// Opens each line with what its owner reports.
  mutating func openLines() {
    lithography.openLine(&exchange)
    fabs.openLines(&exchange)
    launch.openLines(&exchange)
    orbit.openLine(&exchange)
    power.openLines(&exchange)
    exchange.recur(
      .linesDecide, .lines, months: exchange.inputs.decisions.lines.value, priority: Priority.decision)
  }

  /// Operators of all lines decide on what owners report.
  mutating func decideLines() {
    exchange.recur(
      .linesDecide, .lines, months: exchange.inputs.decisions.lines.value, priority: Priority.decision)
    fabs.decideLines(&exchange)
    lithography.decideLine(&exchange)
    launch.decideLines(&exchange)
    orbit.decideLine(&exchange)
    power.decideLines(&exchange)
    fly()
  }
}
