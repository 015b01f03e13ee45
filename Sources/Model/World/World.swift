import Inputs
import SimulationKernel

/// One of each industry, and the exchange between them: wires events to whom they concern and does nothing else.
struct World: ~Copyable {
  var exchange: Exchange
  var lithography = Lithography()
  var fabs: Fabs
  var memory = Memory()
  var assembly: Assembly
  var power: Power
  var sites: Sites
  var launch: Launch
  var orbit: Orbit
  var costs: Costs
  var labs: Labs
  var market: Market
  // Scratch of the balance.
  var counted: [Double]
  var countedWafers: [Double]

  init(inputs: UnsafePointer<WorldInputs>, seed: UInt64) {
    exchange = Exchange(inputs: inputs, seed: seed)
    fabs = Fabs(inputs.pointee)
    assembly = Assembly(inputs.pointee)
    power = Power(inputs.pointee)
    sites = Sites(inputs.pointee)
    launch = Launch(inputs.pointee)
    orbit = Orbit(inputs.pointee)
    costs = Costs(inputs.pointee)
    labs = Labs(inputs.pointee)
    market = Market(inputs.pointee)
    counted = Array(repeating: 0, count: inputs.pointee.accelerators.count)
    countedWafers = Array(repeating: 0, count: inputs.pointee.processes.count)
  }

  /// Sets everything in mid-stride at the scenario's start.
  mutating func open(replication: UInt64) {
    exchange.reset(replication: replication)
    labs.open(&exchange)
    sites.open(&exchange)
    labs.openOrders(&exchange)
    power.open(&exchange)
    lithography.open(&exchange)
    fabs.open(&exchange)
    lithography.openInstallation(&exchange, fabs: fabs)
    memory.open(&exchange, fabs: fabs)
    assembly.open(&exchange, fabs: fabs)
    orbit.open(&exchange)
    launch.open(&exchange)
    costs.quote(&exchange, power: power, launch: launch)
    market.open(&exchange, labs: labs)
    labs.believeQuotes(exchange)
    labs.split(&exchange, market: market, days: 0)
    market.anchor(exchange, labs: labs)
    labs.sumCommitments(exchange)
  }

  /// Lets one event happen. Shocks and reports are the simulation's own.
  mutating func handle(_ event: Event) {
    switch event {
    case .toolShips: lithography.ship(&exchange)
    case .toolReady(let project):
      lithography.installed(&exchange)
      fabs.toolReady(project, exchange.inputs.pointee)
    case .cleanroomReady(let project): fabs.cleanroomReady(project, &exchange)
    case .capacityReady(let project): fabs.stepReady(project, exchange.inputs.pointee)
    case .lotsStart: fabs.startLots(&exchange)
    case .lotDone(let lot): fabs.finish(lot, &exchange)
    case .assemble: assembly.assemble(&exchange)
    case .deliver: assembly.deliver(&exchange)
    case .deliveryArrives(let index): arrive(exchange.deliveries.remove(index))
    case .projectPermitted(let project): power.permitted(project, &exchange)
    case .projectPowered(let project):
      power.powered(project, &exchange)
      energise()
    case .shellDone(let project):
      power.shellDone(project, &exchange)
      energise()
    case .suppliersWork:
      power.work(&exchange)
      energise()
    case .cohortRetires(let cohort): sites.cohortRetires(cohort, &exchange)
    case .integrate:
      orbit.integrate(&exchange)
      launch.attempt(&exchange, orbit: &orbit)
    case .shipBuilt(let vehicle):
      launch.shipBuilt(Int(vehicle), &exchange)
      launch.attempt(&exchange, orbit: &orbit)
    case .shipReady(let ship):
      launch.shipReady(ship)
      launch.attempt(&exchange, orbit: &orbit)
    case .padReady(let site):
      launch.padReady(Int(site))
      launch.attempt(&exchange, orbit: &orbit)
    case .sitesOpen:
      launch.refresh(&exchange)
      launch.attempt(&exchange, orbit: &orbit)
    case .propellantReady(let site):
      launch.propellantReady(Int(site))
      launch.attempt(&exchange, orbit: &orbit)
    case .groundingEnds: launch.attempt(&exchange, orbit: &orbit)
    case .satellitesCommissioned(let batch): orbit.commissioned(batch, &exchange)
    case .sentimentTurns: market.turn(&exchange)
    case .memoryDecides: memory.decide(&exchange, fabs: &fabs)
    case .fabsDecide: fabs.decide(&exchange)
    case .labsDecide:
      power.postPromises(by: exchange.now + labs.machineHorizon(exchange) * Time.year, &exchange)
      labs.decide(&exchange, market: market, launch: launch)
      power.begin(&exchange)
    case .beliefsMove: labs.moveBeliefs(&exchange)
    case .market: clearMarket()
    case .shockBegins, .shockEnds, .report: break
    }
  }

  private mutating func arrive(_ delivery: Delivery) {
    if Int(delivery.venue) == exchange.board.orbit {
      orbit.arrive(delivery, &exchange)
    } else {
      sites.arrive(delivery, &exchange)
    }
  }

  private mutating func energise() {
    for cell in exchange.board.energised {
      sites.install(cell / exchange.board.venues, cell % exchange.board.venues, &exchange)
    }
    exchange.board.energised.removeAll(keepingCapacity: true)
  }

  private mutating func clearMarket() {
    sites.count(&exchange)
    orbit.count(&exchange)
    launch.count(&exchange)
    memory.trade(&exchange, fabs: &fabs)
    assembly.price(&exchange, fabs: fabs)
    costs.quote(&exchange, power: power, launch: launch)
    exchange.board.countComing(exchange.book)
    labs.tradeSites(&exchange, for: .dark)
    energise()
    let days = market.clear(&exchange, labs: &labs)
    let before = exchange.board.alive
    labs.settle(&exchange, market: market, days: days)
    for lab in before.indices where before[lab] && !exchange.board.alive[lab] { bankrupt(lab) }
  }

  /// A lab has failed: its estate goes to the living at a discount, its orders are void.
  private mutating func bankrupt(_ lab: Int) {
    let heirs = labs.chooseHeirs(of: lab, exchange)
    labs.windUp(lab, heirs: heirs, &exchange)
    exchange.book.drop(lab: lab)
    var largest = 0
    for other in heirs.indices where heirs[other] > heirs[largest] { largest = other }
    guard heirs[largest] > 0 else { return }
    sites.handOver(&exchange, from: lab, to: heirs)
    orbit.handOver(&exchange, from: lab, to: largest)
    power.handOver(&exchange, from: lab, to: largest)
    orbit.count(&exchange)
    exchange.board.countComing(exchange.book)
  }
}
