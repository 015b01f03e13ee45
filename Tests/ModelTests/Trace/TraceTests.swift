import Inputs
import struct SimulationKernel.RunFailure
import Testing

@testable import Model

/// A trace kept in memory, to be held to what the run itself says.
final class KeptTrace: TraceSink {
  var events: [TracedEvent] = []
  var movements: [(event: Int, movement: Movement)] = []
  /// Called at the end of every report, with all that came before it.
  var atReport: (KeptTrace) -> Void = { _ in }
  private var isReport = false

  func record(_ event: TracedEvent) {
    if isReport { atReport(self) }
    isReport = event.kind == "report"
    events.append(event)
  }

  func record(_ movement: Movement) { movements.append((events.count - 1, movement)) }
}

/// The event log of a run.
struct TraceTests {
  /// law: every cause is an event that came earlier, and every chain ends at the opening.
  @Test func causesComeBeforeWhatTheyCause() throws {
    let model = try ShippedScenario.model("space", ["end=2030-01-01"])
    let trace = KeptTrace()
    var simulation = Simulation(model, seed: 3)
    simulation.trace(to: trace)
    try simulation.run(replication: 2)
    #expect(trace.events.count == simulation.events + 1)
    #expect(trace.events[0].kind == "opening" && trace.events[0].cause == nil)
    var day = 0.0
    for (sequence, event) in trace.events.enumerated().dropFirst() {
      let cause = try #require(event.cause)
      #expect(event.sequence == sequence && cause < sequence && event.day >= day)
      day = event.day
    }
    // What comes back at its interval was scheduled by the time before; what arrives, by a delivery or the opening.
    for event in trace.events.dropFirst() {
      let cause = trace.events[event.cause ?? 0].kind
      switch event.kind {
      case "market", "assemble", "deliver", "labs_decide", "sites_open", "lots_start":
        #expect(cause == event.kind || cause == "opening")
      case "report": #expect(cause == "opening")
      case "delivery_arrives": #expect(cause == "deliver" || cause == "opening")
      case "lot_done": #expect(cause == "lots_start" || cause == "opening")
      case "project_permitted": #expect(cause == "labs_decide" || cause == "opening")
      default: break
      }
    }
    #expect(trace.events.contains { $0.kind == "delivery_arrives" && $0.cause != 0 })
  }

  /// law: stocks rebuilt from movements are those that were reported, and at the end the accounts to the bit.
  @Test(arguments: ["base", "space-as-stated"])
  func stocksAreTheSumOfTheirMovements(name: String) throws {
    let model = try ShippedScenario.model(name, ["end=2029-01-01"])
    let trace = KeptTrace()
    var simulation = Simulation(model, seed: 5)
    simulation.trace(to: trace)
    var rebuilt: [String: Stock] = [:]
    var next = 0
    var reported: [(tools: Double, payload: Double, oxygen: Double)] = []
    func catchUp(_ trace: KeptTrace) {
      for (_, movement) in trace.movements[next...] { apply(movement, to: &rebuilt) }
      next = trace.movements.count
      reported.append(
        (
          rebuilt["euv_tools "]?.onHand ?? 0, rebuilt["payload "]?.produced ?? 0,
          rebuilt["oxygen "]?.consumed ?? 0
        ))
    }
    trace.atReport = catchUp
    try simulation.run(replication: 1)
    catchUp(trace)
    let run = Run(simulation)
    // The opening reports too, before the first event.
    #expect(reported.count == run.last)
    for (place, found) in reported.enumerated() {
      let report = place + 1
      #expect(found.tools == run.value("euv_installed", at: report))
      #expect(found.payload == run.value("mass_to_orbit_total_t", at: report))
      #expect(found.oxygen == run.value("oxygen_total_t", at: report))
    }
    let names = TraceNames(model, simulation.world.exchange.inputs)
    for place in simulation.world.exchange.goods.stocks.indices {
      let stock = simulation.world.exchange.goods[place]
      let word = names.movement(.init(account: .good(place), kind: .produced, amount: 1))
      let found = rebuilt["\(word.good) \(word.entity)"] ?? Stock()
      #expect(
        found.onHand == stock.onHand && found.inTransit == stock.inTransit, "\(word.good) \(word.entity)")
      #expect(found.imbalance == stock.imbalance && found.turnover == stock.turnover)
    }
    #expect(rebuilt.count > 20)
  }

  /// law: cash is what was opened, plus what was received, less what was paid.
  @Test func moneyIsTheSumOfItsMovements() throws {
    let model = try ShippedScenario.model("space", ["end=2031-01-01"])
    let trace = KeptTrace()
    var simulation = Simulation(model, seed: 1)
    simulation.trace(to: trace)
    try simulation.run(replication: 0)
    var balances: [String: Double] = [:]
    var turnover = 0.0
    for (_, movement) in trace.movements where movement.good == "money" {
      #expect(movement.unit == "billion USD")
      switch movement.kind {
      case .opened: balances[movement.entity, default: 0] = movement.amount
      case .paid:
        balances[movement.entity, default: 0] -= movement.amount
        balances[movement.counterpart, default: 0] += movement.amount
        turnover += abs(movement.amount)
      default: Issue.record("money was \(movement.kind.name)")
      }
    }
    let labs = model.scenario.ids["labs"] ?? []
    for (lab, id) in labs.enumerated() {
      #expect(balances[id] ?? 0 == simulation.world.exchange.ledger.cash(lab))
    }
    for party in Ledger.Party.allCases {
      #expect(balances["\(party)"] ?? 0 == simulation.world.exchange.ledger.balance(party))
    }
    #expect(turnover == simulation.world.exchange.ledger.turnover && turnover > 0)
    let run = Run(simulation)
    for id in labs { #expect(balances[id] == run.value("labs.\(id).cash_billion_usd")) }
  }

  /// law: starvation accounts, backlogs and posted levels are those of the exchange.
  @Test func accountsAndLevelsAreTheSumOfTheirMovements() throws {
    let model = try ShippedScenario.model("space", ["end=2029-06-01"])
    let trace = KeptTrace()
    var simulation = Simulation(model, seed: 2)
    simulation.trace(to: trace)
    try simulation.run(replication: 4)
    var days: [String: Double] = [:]
    var lost: [String: Double] = [:]
    var owed: [String: Double] = [:]
    var posted: [String: Double] = [:]
    for (_, movement) in trace.movements {
      let key = "\(movement.entity) \(movement.good)"
      switch movement.kind {
      case .wanted, .starved: days[key, default: 0] += movement.amount
      case .forgone: lost[key, default: 0] += movement.amount
      case .ordered: owed[movement.good, default: 0] += movement.amount
      case .delivered, .cancelled: owed[movement.good, default: 0] -= movement.amount
      case .posted: posted["\(key) \(movement.venue)"] = movement.amount
      default: break
      }
    }
    let exchange = Summary(simulation.world.exchange)
    for join in Join.allCases {
      #expect(days["\(join.name) orders"] ?? 0 == exchange.starvation.wanted[join.rawValue])
      for cause in Cause.allCases {
        let index = StarvationAccounts.index(join, cause)
        #expect(days["\(join.name) \(cause.name)"] ?? 0 == exchange.starvation.time[index])
        #expect(lost["\(join.name) \(cause.name)"] ?? 0 == exchange.starvation.lost[index])
      }
    }
    #expect(isClose(owed["orders"] ?? 0, exchange.backlog, relative: 1e-6))
    #expect(owed["tool_orders"] == exchange.tools)
    #expect(
      posted[" spot_price "] == exchange.posted.market.spot
        && posted[" bus_price orbit"] == exchange.posted.orbit.busPrice)
    for (region, id) in (model.scenario.ids["regions"] ?? []).enumerated() {
      #expect(posted[" grid_price \(id)"] == exchange.gridPrices[region])
      for (lab, name) in (model.scenario.ids["labs"] ?? []).enumerated() {
        let cell = exchange.places.cell(lab, region)
        #expect(posted["\(name) online_compute \(id)"] ?? 0 == exchange.posted.online(cell))
        #expect(posted["\(name) dark_compute \(id)"] ?? 0 == exchange.posted.waiting(cell))
        #expect(posted["\(name) live_power \(id)"] ?? 0 == exchange.posted.power.live[cell])
      }
    }
  }

  /// twin: a traced run comes to the same, to the bit, as one that is not; and so does the next.
  @Test func tracingChangesNothing() throws {
    let model = try ShippedScenario.model("space", ["end=2028-01-01"])
    let plain = try runs(model, seed: 7, count: 3)
    var simulation = Simulation(model, seed: 7)
    for (replication, run) in plain.enumerated() {
      let trace = KeptTrace()
      simulation.trace(to: replication == 2 ? nil : trace)
      try simulation.run(replication: UInt64(replication))
      #expect(Run(simulation).bits() == run.bits())
      #expect(trace.events.count == (replication == 2 ? 0 : run.events + 1))
    }
  }

  /// unit: what an event concerns is named.
  @Test func eventsNameWhatTheyConcern() throws {
    let shock = #"shocks.strait={"input": "processes.n3.cycle_time", "factor": 2, "date": "2026-02-01"}"#
    let model = try ShippedScenario.model("space", ["end=2029-01-01", shock])
    let trace = KeptTrace()
    var simulation = Simulation(model, seed: 1)
    simulation.trace(to: trace)
    try simulation.run(replication: 0)
    let ids = model.scenario.ids
    func check(_ kind: String, _ collection: String, hasLab: Bool = false, venues: [String] = [""]) {
      let found = trace.events.filter { $0.kind == kind }
      #expect(!found.isEmpty, "\(kind)")
      for event in found {
        #expect(ids[collection]?.contains(event.entity) == true, "\(kind) \(event.entity)")
        #expect(hasLab ? ids["labs"]?.contains(event.lab) == true : event.lab.isEmpty)
        #expect(venues.contains(event.venue))
      }
    }
    let regions = ids["regions"] ?? []
    check("lot_done", "fabs")
    check("tool_ready", "fabs")
    check("delivery_arrives", "accelerators", hasLab: true, venues: regions + ["orbit"])
    check("project_permitted", "power_technologies", hasLab: true, venues: regions)
    check("cohort_retires", "accelerators", hasLab: true, venues: regions)
    check("ship_ready", "launch.vehicles")
    check("pad_ready", "launch.sites")
    check("shock_begins", "shocks")
    for event in trace.events where event.kind == "market" { #expect(event.entity + event.lab == "") }
    let dies = trace.movements.filter { $0.movement.good == "dies" && $0.movement.kind == .produced }
    #expect(dies.contains { $0.movement.entity.hasPrefix("rubin.") })
  }

  /// unit: the word for an event is its name in snake case.
  @Test func kindsAreTheEventsNamesInSnakeCase() {
    let events: [Event] = [
      .toolShips, .toolReady(1), .lotsStart, .deliveryArrives(3), .satellitesCommissioned(2), .market,
      .shockBegins(0), .labsDecide, .groundingEnds,
    ]
    for event in events { #expect(event.name == snakeCase("\(event)".prefix { $0 != "(" })) }
    for kind in Movement.Kind.allCases { #expect(kind.name == snakeCase("\(kind)"[...])) }
  }

  /// unit: a run that fails ends its trace with the event in which it failed.
  @Test func aFailedRunIsTracedUpToItsFailure() throws {
    let model = try ShippedScenario.model("base", ["end=2027-01-01"])
    let trace = KeptTrace()
    var simulation = Simulation(model, seed: 1)
    // No scenario may say so: an income beyond anything plausible, which a report finds.
    let places = ["labs.google.other_income"].compactMap { model.scenario.place($0) }
    simulation.overrides = InputOverrides(places)
    for place in places.indices { simulation.overrides.values[place] = 1e30 }
    simulation.trace(to: trace)
    var failure: RunFailure?
    do { try simulation.run(replication: 0) } catch { failure = error }
    #expect(failure?.what.hasPrefix("labs.google.") == true, "\(failure?.what ?? "")")
    #expect(trace.events.last?.kind == "report")
    let date = trace.events.last.map { model.start.adding(days: Int($0.day)).description }
    #expect(date == failure?.place)
    #expect(trace.events.last?.sequence == trace.events.count - 1)
  }

  private func snakeCase(_ name: Substring) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
  }

  private func apply(_ movement: Movement, to stocks: inout [String: Stock]) {
    let key = "\(movement.good) \(movement.entity)"
    switch movement.kind {
    case .opened where movement.good != "money": stocks[key, default: Stock()].endow(onHand: movement.amount)
    case .openedInTransit: stocks[key, default: Stock()].endow(inTransit: movement.amount)
    case .produced: stocks[key, default: Stock()].produce(movement.amount)
    case .bought: stocks[key, default: Stock()].buy(movement.amount)
    case .consumed: stocks[key, default: Stock()].consume(movement.amount)
    case .sold: stocks[key, default: Stock()].sell(movement.amount)
    case .scrapped: stocks[key, default: Stock()].scrap(movement.amount)
    case .begun: stocks[key, default: Stock()].begin(movement.amount)
    case .arrived: stocks[key, default: Stock()].arrive(movement.amount)
    case .departed: stocks[key, default: Stock()].depart(movement.amount)
    case .lost: stocks[key, default: Stock()].lose(movement.amount)
    case .opened, .paid, .ordered, .delivered, .cancelled, .wanted, .starved, .forgone, .posted: break
    }
  }
}

/// What a test compares of an exchange, which cannot be copied.
private struct Summary {
  let starvation: StarvationAccounts
  let posted: Posted
  var places: Places { posted.places }
  let backlog: Double
  let tools: Double
  let gridPrices: [Double]

  init(_ exchange: borrowing Exchange) {
    starvation = exchange.starvation
    posted = exchange.posted
    gridPrices = (0..<exchange.places.regions).map { exchange.gridPrice($0) }
    backlog = exchange.book.backlog.reduce(0, +)
    tools = exchange.toolOrders.orders.reduce(0) { $0 + Double($1.tools) }
  }
}
