import Inputs
import SimulationKernel

// Halls: who builds them, how long that takes, and what waits for crews.
extension Power {
  /// Part of the time to its permits after which a hall is begun.
  static let hallStart = 0.5
  /// Years for which crews without work stay: then they are gone to other trades.
  private static let crewsStay = 0.25

  /// A project's hall is to be begun in so many days: below zero it should have been since. Where the region has a line
  /// of halls it then asks for its crews.
  mutating func beginHall(_ index: UInt16, after days: Double, _ exchange: inout Exchange) {
    let project = projects[index]
    let halls = exchange.inputs.datacenters
    let place = exchange.inputs.regions[Int(project.region)]
    var stream = exchange.luck(
      exchange.inputs.labs[Int(project.lab)].identity, .shell, Int(project.ordinal))
    let time =
      halls.shell.sample(using: &stream) * halls.shellSlip.value * place.construction.value * Time.month
    projects[index].hallIsDue = true
    guard !place.hallLine.isNone else {
      exchange.scheduler.schedule(
        .shellDone(index), after: max(0, days + time), priority: Priority.completion)
      return
    }
    projects[index].hallTime = time + min(0, days)
    guard days > 0 else {
      askForCrews(index, &exchange)
      return
    }
    exchange.scheduler.schedule(.hallAsked(index), after: days, priority: Priority.completion)
  }

  /// The day on which a project's hall should be begun has come.
  mutating func hallAsked(_ index: UInt16, _ exchange: inout Exchange) {
    guard projects[index].megawatts > 0 else {
      _ = projects.remove(index)
      return
    }
    askForCrews(index, &exchange)
  }

  private mutating func askForCrews(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    let region = Int(project.region)
    exchange.hear(
      line: exchange.inputs.regions[region].hallLine, project.megawatts, for: Power.hearing)
    projects[index].waitsForCrews = true
    halls[region].ask(index, size: project.megawatts)
    beginHalls(region, &exchange)
  }

  /// Halls are begun in turn, as far as crews are free.
  private mutating func beginHalls(_ region: Int, _ exchange: inout Exchange) {
    while let index = halls[region].begin() {
      projects[index].waitsForCrews = false
      exchange.scheduler.schedule(
        .shellDone(index), after: max(0, projects[index].hallTime), priority: Priority.completion)
    }
  }

  /// Crews come free over some days.
  mutating func freeCrews(_ region: Int, days: Double, _ exchange: inout Exchange) {
    guard !exchange.inputs.regions[region].hallLine.isNone else { return }
    let capacity = hallCapacity(region, exchange)
    halls[region].pass(capacity * days / Time.year, most: capacity * Power.crewsStay)
    beginHalls(region, &exchange)
  }

  /// A project's hall is ready.
  mutating func shellDone(_ index: UInt16, _ exchange: inout Exchange) {
    if projects[index].megawatts == 0 {
      _ = projects.remove(index)
      return
    }
    projects[index].shellReady = true
    projects[index].hallIsDue = false
    completeIfReady(index, &exchange)
  }

  /// MW of halls a year that a region's crews can begin.
  func hallCapacity(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.regions[region]
    return exchange.capacity(line: entry.hallLine, plan: entry.hallCapacity.value(at: exchange.now) * 1000)
  }

  func hallReport(_ region: Int, _ exchange: borrowing Exchange) -> Line.Report {
    let entry = exchange.inputs.regions[region]
    return Line.Report(
      plan: entry.hallCapacity.value(at: exchange.now) * 1000,
      planAhead: entry.hallCapacity.value(at: exchange.horizon(line: entry.hallLine)) * 1000,
      book: halls[region].backlog + exchange.making(line: entry.hallLine))
  }

  /// Years that a hall waits for its crews, if it is asked for now.
  func crewsWait(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    guard !exchange.inputs.regions[region].hallLine.isNone else { return 0 }
    return min(Power.longestWait, halls[region].wait(output: hallCapacity(region, exchange)))
  }

  /// MW under way in a region that wait for crews, and for nothing that their power needs.
  func waitingForCrews(_ region: Int) -> Double {
    var sum = 0.0
    for entry in halls[region].entries where !projects[entry.project].isInLine { sum += entry.size }
    return sum
  }
}
