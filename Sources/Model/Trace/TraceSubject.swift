/// What an event concerns, by the indices of the model.
struct TraceSubject {
  enum Thing {
    case nothing
    case fab(Int), design(Int), technology(Int), vehicle(Int), launchSite(Int), shock(Int), line(Int)
  }

  var thing = Thing.nothing
  var lab: Int?
  /// A region, or one past the last for orbit.
  var venue: Int?

  func entity(_ names: borrowing TraceNames) -> String {
    switch thing {
    case .nothing: ""
    case .fab(let index): names.fabs[index]
    case .design(let index): names.designs[index]
    case .technology(let index): names.technologies[index]
    case .vehicle(let index): names.vehicles[index]
    case .launchSite(let index): names.launchSites[index]
    case .line(let index): names.lines[index]
    case .shock(let index): names.shocks[index % names.shocks.count]
    }
  }

  func lab(_ names: borrowing TraceNames) -> String { lab.map { names.labs[$0] } ?? "" }
  func venue(_ names: borrowing TraceNames) -> String { venue.map { names.venues[$0] } ?? "" }
}

extension World {
  /// What an event that is about to happen concerns.
  borrowing func subject(of event: Event) -> TraceSubject {
    switch event {
    case .toolReady(let project), .cleanroomReady(let project), .capacityReady(let project):
      return TraceSubject(thing: .fab(Int(fabs.projects[project].fab)))
    case .lotDone(let lot): return TraceSubject(thing: .fab(Int(fabs.lots[lot].fab)))
    case .deliveryArrives(let index):
      let delivery = exchange.deliveries[index]
      return TraceSubject(
        thing: .design(Int(delivery.design)), lab: Int(delivery.lab), venue: Int(delivery.venue))
    case .projectPermitted(let index), .projectPowered(let index), .hallAsked(let index),
      .shellDone(let index):
      let project = power.projects[index]
      return TraceSubject(
        thing: .technology(Int(project.technology)), lab: Int(project.lab), venue: Int(project.region))
    case .cohortRetires(let index):
      let cohort = sites.cohorts[index]
      return TraceSubject(
        thing: .design(Int(cohort.design)), lab: Int(cohort.lab), venue: Int(cohort.region))
    case .satellitesCommissioned(let index):
      let batch = orbit.flying[index]
      return TraceSubject(
        thing: .design(Int(batch.design)), lab: Int(batch.lab), venue: exchange.places.orbit)
    case .shipBuilt(let vehicle): return TraceSubject(thing: .vehicle(Int(vehicle)))
    case .shipReady(let ship): return TraceSubject(thing: .vehicle(Int(launch.ships[ship].vehicle)))
    case .padReady(let site), .propellantReady(let site): return TraceSubject(thing: .launchSite(Int(site)))
    case .lineAdvances(let project): return TraceSubject(thing: .line(exchange.lines.projects[project].line))
    case .shockBegins(let shock), .shockEnds(let shock): return TraceSubject(thing: .shock(Int(shock)))
    case _: return TraceSubject()
    }
  }
}

extension Event {
  /// The event in snake case, without what it happens to.
  var name: String {
    switch self {
    case .toolShips: "tool_ships"
    case .toolReady: "tool_ready"
    case .cleanroomReady: "cleanroom_ready"
    case .capacityReady: "capacity_ready"
    case .lotsStart: "lots_start"
    case .lotDone: "lot_done"
    case .assemble: "assemble"
    case .deliver: "deliver"
    case .deliveryArrives: "delivery_arrives"
    case .projectPermitted: "project_permitted"
    case .projectPowered: "project_powered"
    case .hallAsked: "hall_asked"
    case .shellDone: "shell_done"
    case .suppliersWork: "suppliers_work"
    case .cohortRetires: "cohort_retires"
    case .integrate: "integrate"
    case .shipBuilt: "ship_built"
    case .shipReady: "ship_ready"
    case .padReady: "pad_ready"
    case .sitesOpen: "sites_open"
    case .propellantReady: "propellant_ready"
    case .groundingEnds: "grounding_ends"
    case .satellitesCommissioned: "satellites_commissioned"
    case .linesDecide: "lines_decide"
    case .lineAdvances: "line_advances"
    case .shockBegins: "shock_begins"
    case .shockEnds: "shock_ends"
    case .sentimentTurns: "sentiment_turns"
    case .memoryDecides: "memory_decides"
    case .hbmRound: "hbm_round"
    case .hbmHolds: "hbm_holds"
    case .labsDecide: "labs_decide"
    case .beliefsMove: "beliefs_move"
    case .market: "market"
    case .report: "report"
    }
  }
}
