import Inputs
import ScenarioFormat
import SimulationKernel

/// What would run, but likely says something other than was meant.
extension ModelCheck {
  /// A claim is told in the time that the scenario runs.
  mutating func claimsInTime(_ start: CalendarDate, _ end: CalendarDate) {
    let last = Double(end.days(since: start))
    for claim in node["claims"]?.members ?? [] {
      let path = NodePath.child(claim.key, of: "claims")
      guard let by = date(path + ".by"), by.isFinite, !Claim.isTold(by: by, end: last) else { continue }
      let reading = text(claim.value["reading"]).flatMap(ClaimReading.init) ?? .at
      let meaning =
        switch reading {
        case .at, .mean: "no run decides it"
        case .highest, .lowest, .first, .always, .when: "only runs in which it is settled before decide it"
        }
      warn(
        path + ".by", claim.value["by"]?.location,
        "\(day(by, from: start)) is after the scenario's end \(end): \(meaning)",
        hint: "move the end or the claim")
    }
  }

  /// A dated shock happens while the scenario runs.
  mutating func shocksInTime(_ start: CalendarDate, _ end: CalendarDate) {
    let last = Double(end.days(since: start))
    for shock in node["shocks"]?.members ?? [] {
      let path = NodePath.child(shock.key, of: "shocks")
      guard let dates = compilation.place(path + ".date")?.value.knots[0].value, dates.central.isFinite,
        let length = compilation.place(path + ".length")
      else { continue }
      let location = shock.value["date"]?.location
      let longest = length.value.knots[0].value.quantile(0.999) * Time.month
      if dates.quantile(0.001) >= last {
        warn(
          path + ".date", location, "this shock begins after the scenario's end \(end) and never acts",
          hint: "move the end or the shock")
      } else if dates.quantile(0.999) + longest <= 0 {
        warn(
          path + ".date", location, "this shock is over before the scenario's start \(start) and never acts",
          hint: "move the start or the shock")
      }
    }
  }

  private func day(_ days: Double, from start: CalendarDate) -> CalendarDate {
    start.adding(days: Int(days.rounded(.down)))
  }
}
