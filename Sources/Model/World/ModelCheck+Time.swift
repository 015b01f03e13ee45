import Inputs
import ScenarioFormat
import SimulationKernel

/// What a scenario says of times in which it does not run.
extension ModelCheck {
  /// A claim or a shock outside the scenario's time.
  private struct Untimely {
    let id: String
    let path: String
    let location: SourceLocation?
    /// What is wrong with it alone.
    let message: String
  }

  /// What is said of several of them at once.
  private struct Summary {
    /// The collection that holds them.
    let collection: String
    /// The end of the scenario's time beyond which they lie: `start` or `end`.
    let bound: String
    /// What they have in common, for so many.
    let message: (Int) -> String
  }

  /// So many of one kind are told one by one, each where it stands.
  private static let mostTold = 3

  /// A claim is told in the time that the scenario runs.
  mutating func claimsInTime(_ start: CalendarDate, _ end: CalendarDate) {
    let last = Double(end.days(since: start))
    var undecided: [Untimely] = []
    var unsettled: [Untimely] = []
    let noRun = "no run decides"
    let someRuns = "only runs in which it is settled before decide it"
    for claim in node["claims"]?.members ?? [] {
      let reading = text(claim.value["reading"]).flatMap(ClaimReading.init) ?? .at
      // A claim that waits for its condition has all the time there is, from its beginning on.
      let key = reading == .when ? "from" : "by"
      let path = NodePath.child(claim.key, of: "claims") + "." + key
      guard let days = date(path), days.isFinite, !Claim.isTold(by: days, end: last) else { continue }
      func untimely(_ meaning: String) -> Untimely {
        Untimely(
          id: claim.key, path: path, location: claim.value[key]?.location,
          message: "\(day(days, from: start)) is after the scenario's end \(end): \(meaning)")
      }
      switch reading {
      case .at, .mean, .when: undecided.append(untimely("\(noRun) it"))
      case .highest, .lowest, .first, .always: unsettled.append(untimely(someRuns))
      }
    }
    func late(_ count: Int) -> String {
      "\(count == 1 ? "a claim is" : "\(count) claims are") dated after the scenario's end \(end)"
    }
    warn(
      of: undecided,
      Summary(collection: "claims", bound: "end") { "\(late($0)), and \(noRun) \($0 == 1 ? "it" : "them")" })
    warn(
      of: unsettled,
      Summary(collection: "claims", bound: "end") {
        "\(late($0)), and \($0 == 1 ? someRuns : "only runs in which they are settled before decide them")"
      })
  }

  /// A dated shock happens while the scenario runs.
  mutating func shocksInTime(_ start: CalendarDate, _ end: CalendarDate) {
    let last = Double(end.days(since: start))
    var late: [Untimely] = []
    var early: [Untimely] = []
    for shock in node["shocks"]?.members ?? [] {
      let path = NodePath.child(shock.key, of: "shocks")
      guard let dates = compilation.place(path + ".date")?.value.knots[0].value, dates.central.isFinite,
        let length = compilation.place(path + ".length")
      else { continue }
      func untimely(_ message: String) -> Untimely {
        Untimely(
          id: shock.key, path: path + ".date", location: shock.value["date"]?.location, message: message)
      }
      let longest = length.value.knots[0].value.quantile(0.999) * Time.month
      if dates.quantile(0.001) >= last {
        late.append(untimely("this shock begins after the scenario's end \(end) and never acts"))
      } else if dates.quantile(0.999) + longest <= 0 {
        early.append(untimely("this shock is over before the scenario's start \(start) and never acts"))
      }
    }
    warn(
      of: late,
      Summary(collection: "shocks", bound: "end") {
        $0 == 1
          ? "a shock begins after the scenario's end \(end) and never acts"
          : "\($0) shocks begin after the scenario's end \(end) and never act"
      })
    warn(
      of: early,
      Summary(collection: "shocks", bound: "start") {
        $0 == 1
          ? "a shock is over before the scenario's start \(start) and never acts"
          : "\($0) shocks are over before the scenario's start \(start) and never act"
      })
  }

  /// Warns of each where it stands; of many, or where the command line moved the scenario's time and the file is not to
  /// blame, in one line.
  private mutating func warn(of found: [Untimely], _ summary: Summary) {
    guard let first = found.first else { return }
    let bound = node[summary.bound]?.location
    let isSet = bound?.file == Override.source
    let noun = String(summary.collection.dropLast())
    guard isSet || found.count > ModelCheck.mostTold else {
      for item in found {
        warn(item.path, item.location, item.message, hint: "move the \(summary.bound) or the \(noun)")
      }
      return
    }
    warn(
      isSet ? summary.bound : summary.collection, isSet ? bound : first.location,
      "\(summary.message(found.count)): \(names(found.map(\.id)))",
      hint: isSet
        ? "set another \(summary.bound), or leave \(found.count == 1 ? "it" : "them") as said"
        : "move the \(summary.bound) or the \(summary.collection)")
  }

  /// The first few ids, and how many more there are.
  private func names(_ ids: [String]) -> String {
    let more = ids.count > ModelCheck.mostTold ? " and \(ids.count - ModelCheck.mostTold) more" : ""
    return ids.prefix(ModelCheck.mostTold).joined(separator: ", ") + more
  }
}
