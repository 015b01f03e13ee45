import Inputs
import ScenarioFormat
import SimulationKernel

/// What would run, but likely says something other than was meant.
extension ModelCheck {
  /// The opening stocks are those of the start.
  mutating func openingInTime(_ start: CalendarDate) {
    guard let days = date("opening_as_of"), days.isFinite, abs(days) > Time.month else { return }
    warn(
      "start", node["start"]?.location,
      "the opening stocks and flows are those of \(day(days, from: start)), and would stand there on \(start)",
      hint: "keep the start, or give the opening as it is then and its date as 'opening_as_of'")
  }

  /// A project has been announced before the date that was stated for it, so that slip has a time to stretch.
  mutating func announcements() {
    for fab in node["fabs"]?.members ?? [] {
      for project in fab.value["projects"]?.members ?? [] {
        let path = "fabs." + NodePath.child(project.key, of: NodePath.child(fab.key, of: "") + ".projects")
        guard let announced = date(path + ".announced"), let ready = date(path + ".ready"), announced > ready
        else { continue }
        let written = project.value["announced"] ?? project.value["ready"]
        warn(
          path + ".announced", written?.location,
          "it was announced after the date stated for it, so that slip has no time to stretch",
          hint: "give the day on which that date was stated")
      }
    }
  }

  /// Every dated value says how sure it is: an exact one among uncertain ones has all runs meet there.
  mutating func pinchedTrajectories() {
    for place in compilation.places where place.value.isTrajectory && !place.value.isCertain {
      let knots = place.value.knots
      guard let first = knots.firstIndex(where: { !$0.value.isConstant }),
        let last = knots.lastIndex(where: { !$0.value.isConstant }),
        let pinched = (first...last).first(where: { knots[$0].value.isConstant }),
        let days = knots[pinched].date
      else { continue }
      warn(
        place.path, place.value.location,
        "the value of \(CalendarDate(daysSince1970: Int(days))) is exact between uncertain ones: all runs meet there",
        hint: "give it an interval too, or leave it out")
    }
  }

  /// A shock that would take its input out of its range takes it no further than to the end of that.
  mutating func shocksOutOfRange() {
    for shock in node["shocks"]?.members ?? [] {
      let path = NodePath.child(shock.key, of: "shocks") + ".factor"
      guard let target = text(shock.value["input"]), let place = compilation.place(target),
        let factor = compilation.place(path)?.value.knots[0].value.central
      else { continue }
      let unit: Unit
      switch place.declaration.kind {
      case .quantity(let own), .trajectory(let own): unit = own
      default: continue
      }
      let range = place.declaration.range
      let values = place.value.knots.map { $0.value.central * factor }
      guard let out = values.first(where: { !range.contains($0) }) else { continue }
      let isAbove = out > range.upperBound
      let bound = unit.text(isAbove ? range.upperBound : range.lowerBound)
      warn(
        path, shock.value["factor"]?.location,
        "'\(target)' would be \(unit.text(out)), \(isAbove ? "above the largest" : "below the smallest") "
          + "allowed: it stops at \(bound)",
        hint: "give a factor that keeps it in its range, or leave it as said")
    }
  }

  /// A shock on what is read at decisions only covers one of them.
  mutating func shocksAtDecisions(_ start: CalendarDate, _ end: CalendarDate) {
    for shock in node["shocks"]?.members ?? [] {
      let path = NodePath.child(shock.key, of: "shocks")
      guard let target = text(shock.value["input"]), let place = compilation.place(target),
        case .decisions(let interval) = place.declaration.reading, shock.value["rate"] == nil,
        let dates = compilation.place(path + ".date")?.value.knots[0].value, dates.central.isFinite,
        let length = compilation.place(path + ".length")?.value.knots[0].value
      else { continue }
      let first = dates.quantile(0.001)
      let last = dates.quantile(0.999) + length.quantile(0.999) * Time.month
      let days = decisionDays(interval, start, end)
      guard let next = days.first(where: { $0 >= first }), let before = days.last(where: { $0 < first }),
        next >= last
      else { continue }
      warn(
        path + ".date", shock.value["date"]?.location,
        "'\(target)' is read at decisions, and this shock lies between those of \(day(before, from: start)) and "
          + "\(day(next, from: start)): it cannot act",
        hint: "have it last over one of them, or make `\(interval)` shorter")
    }
  }

  /// Days from the start to each decision, the start itself for all, until the end or after.
  private func decisionDays(_ interval: String, _ start: CalendarDate, _ end: CalendarDate) -> [Double] {
    let months = compilation.place(interval)?.value.knots[0].value.central ?? 1
    var agenda = Agenda()
    let count = (end.year - start.year + 1) * 12 + Agenda.longestInterval
    agenda.setMonths(
      [0] + (1...count).map { Double(start.startOfMonth.adding(months: $0).days(since: start)) },
      startMonth: start.month)
    // Labs decide on the first day, rounds of HBM begin in their month, the others decide after their interval.
    var days = [0.0]
    if interval == "decisions.hbm" { days.append(agenda.first(.labs, month: Memory.roundMonth)) }
    while days[days.count - 1] < Double(end.days(since: start)) {
      days.append(agenda.next(.labs, interval: months))
    }
    return days
  }

  func day(_ days: Double, from start: CalendarDate) -> CalendarDate {
    start.adding(days: Int(days.rounded(.down)))
  }
}
