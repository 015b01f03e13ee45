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
  /// The day on which books were last closed.
  private var closed = 0.0
  // Scratch of the balance.
  var counted: FixedArray<Double>
  var countedWafers: FixedArray<Double>

  init(inputs: View<WorldInputs>, seed: UInt64) {
    exchange = Exchange(inputs: inputs, seed: seed)
    fabs = Fabs(inputs)
    assembly = Assembly(inputs)
    power = Power(inputs)
    sites = Sites(inputs)
    launch = Launch(inputs)
    orbit = Orbit(inputs)
    costs = Costs(inputs)
    labs = Labs(inputs)
    market = Market(inputs)
    counted = FixedArray(repeating: 0, count: inputs.accelerators.count)
    countedWafers = FixedArray(repeating: 0, count: inputs.processes.count)
  }

  /// Sets everything in mid-stride at the scenario's start.
  mutating func open(replication: UInt64) {
    exchange.reset(replication: replication)
    closed = 0
    labs.open(&exchange)
    sites.open(&exchange)
    labs.openOrders(&exchange)
    power.open(&exchange)
    lithography.open(&exchange)
    fabs.open(&exchange)
    lithography.openInstallation(&exchange)
    fabs.postLines(&exchange)
    memory.open(&exchange)
    fabs.postYields(&exchange)
    assembly.open(&exchange)
    orbit.open(&exchange)
    launch.open(&exchange)
    power.postQuotes(&exchange)
    costs.open(&exchange)
    costs.quote(&exchange)
    // Lift is chosen by what satellites are worth, which the first quote of machines says.
    launch.countWorth(exchange)
    launch.price(&exchange)
    launch.postSpareLaunches(&exchange)
    costs.quote(&exchange)
    labs.post(&exchange)
    market.open(&exchange)
    openLines()
    labs.believeQuotes(exchange)
    labs.split(&exchange, days: 0)
    market.anchor(exchange)
    labs.sumCommitments(exchange)
  }

  /// Lets one event happen. Shocks and reports are the simulation's own.
  mutating func handle(_ event: Event) {
    switch event {
    case .toolShips: lithography.ship(&exchange)
    case .toolReady(let project):
      lithography.installed(&exchange)
      fabs.toolReady(project, &exchange)
    case .cleanroomReady(let project): fabs.cleanroomReady(project, &exchange)
    case .capacityReady(let project): fabs.stepReady(project, &exchange)
    case .lotsStart: startLots()
    case .lotDone(let lot): fabs.finish(lot, &exchange)
    case .assemble: assemble()
    case .deliver: deliver()
    case .deliveryArrives(let index): arrive(index)
    case .projectPermitted(let project): power.permitted(project, &exchange)
    case .projectPowered(let project):
      power.powered(project, &exchange)
      energise()
    case .hallAsked(let project): power.hallAsked(project, &exchange)
    case .shellDone(let project):
      power.shellDone(project, &exchange)
      energise()
    case .suppliersWork: workOnPower()
    case .cohortRetires(let cohort): sites.cohortRetires(cohort, &exchange)
    case .integrate: integrate()
    case .shipBuilt(let vehicle):
      launch.shipBuilt(Int(vehicle), &exchange)
      fly()
    case .shipReady(let ship):
      launch.shipReady(ship)
      fly()
    case .padReady(let site):
      launch.padReady(Int(site))
      fly()
    case .sitesOpen: openLaunchSites()
    case .propellantReady(let site):
      launch.propellantReady(Int(site))
      fly()
    case .groundingEnds: fly()
    case .satellitesCommissioned(let batch): orbit.commissioned(batch, &exchange)
    case .linesDecide: decideLines()
    case .lineAdvances(let project): exchange.advance(project: project)
    case .sentimentTurns: market.turn(&exchange)
    case .memoryDecides:
      fabs.postLines(&exchange)
      fabs.turn(to: memory.decide(&exchange))
    case .hbmRound:
      fabs.postLines(&exchange)
      memory.agree(&exchange)
    case .hbmHolds: memory.hold(&exchange)
    case .labsDecide: decideLabs()
    case .beliefsMove: labs.moveBeliefs(&exchange)
    case .market: clearMarket()
    case .shockBegins, .shockEnds, .report: break
    }
  }

  private mutating func startLots() {
    fabs.startLots(&exchange)
    afterAWeek()
    fabs.winShares(&exchange)
    exchange.lookUp()
  }

  private mutating func assemble() {
    labs.callOff(&exchange)
    afterAWeek()
    assembly.assemble(&exchange)
    exchange.lookUp()
  }

  private mutating func deliver() {
    exchange.lookBack(to: max(0, exchange.now - Time.month))
    assembly.deliver(&exchange)
    exchange.lookUp()
  }

  private mutating func workOnPower() {
    exchange.lookBack(to: power.lastWork)
    power.work(&exchange)
    exchange.lookUp()
    power.serveGrid(&exchange)
    energise()
  }

  private mutating func integrate() {
    afterAWeek()
    orbit.integrate(&exchange)
    exchange.lookUp()
    orbit.priceBus(&exchange)
    fly()
  }

  private mutating func openLaunchSites() {
    afterAWeek()
    launch.refresh(&exchange)
    exchange.lookUp()
    launch.openPads(exchange)
    flyRockets()
    fly()
  }

  private mutating func decideLabs() {
    labs.callOff(&exchange)
    power.postPromises(by: labs.machineDays(exchange), &exchange)
    launch.postSpareLaunches(&exchange)
    let interval = labs.wish(&exchange)
    let orbit = labs.orbitMegawatts(in: interval / Time.year, exchange)
    Orbit.hear(orbit, for: interval, &exchange)
    launch.hear(megawatts: orbit, for: interval, &exchange)
    tradeSites(for: .plans)
    labs.order(every: interval, &exchange)
    power.begin(&exchange)
  }

  private mutating func arrive(_ index: UInt16) {
    let delivery = exchange.deliveries.remove(index)
    let cell = exchange.places.cell(Int(delivery.lab), Int(delivery.venue))
    let performance = exchange.inputs.accelerators[Int(delivery.design)].performance.value
    exchange.pipeline.arrive(delivery.units * performance, cell)
    if Int(delivery.venue) == exchange.places.orbit {
      orbit.arrive(delivery, &exchange)
    } else {
      sites.arrive(delivery, &exchange)
    }
  }

  /// Launches all that can be launched now.
  mutating func fly() {
    while let flight = launch.next(&exchange) {
      guard let payload = flight.payload else { continue }
      orbit.launch(payload: payload, succeeded: flight.succeeded, price: flight.price, &exchange)
    }
  }

  /// Launches what older rockets lift this week.
  private mutating func flyRockets() {
    while let flight = launch.nextRocket(&exchange) {
      guard let payload = flight.payload else { continue }
      orbit.launch(
        payload: payload, succeeded: flight.succeeded, price: flight.price, restricted: flight.restricted,
        &exchange)
    }
  }

  /// Sites take up the power that has come on line.
  private mutating func energise() {
    let venues = exchange.places.venues
    power.eachEnergised { sites.install($0 / venues, $0 % venues, &exchange) }
  }

  /// Idle power changes hands, region by region.
  private mutating func tradeSites(for cause: Labs.Lack) {
    labs.openSiteTrade(exchange, for: cause)
    for region in 0..<exchange.places.regions where labs.tradeSites(in: region, &exchange, for: cause) {
      for lab in 0..<exchange.places.labs where labs.traded[lab] != 0 {
        let megawatts = labs.traded[lab]
        power.postAdded(megawatts, lab, region, &exchange)
        // Machines that stand dark are put to use at once.
        if megawatts > 0, cause == .dark { power.energise(exchange.places.cell(lab, region)) }
      }
    }
  }

  /// Opens or closes pads, and launches what can be launched since a change.
  mutating func launchAgain() {
    launch.openPads(exchange)
    fly()
  }

  /// Has what follows reckon with what inputs were in the last week.
  private mutating func afterAWeek() { exchange.lookBack(to: max(0, exchange.now - Time.week)) }

  /// Books are closed over what inputs were since the last time; prices are quoted, and sites traded, by what they are.
  private mutating func clearMarket() {
    exchange.lookBack(to: closed)
    sites.count(&exchange)
    orbit.count(&exchange)
    launch.count(&exchange)
    memory.trade(fabs.takeMemory(), &exchange)
    exchange.lookUp()
    launch.price(&exchange)
    launch.postSpareLaunches(&exchange)
    fabs.postYields(&exchange)
    assembly.price(&exchange)
    power.postQuotes(&exchange)
    costs.priceSites(years: (exchange.now - closed) / Time.year, &exchange)
    costs.quote(&exchange)
    exchange.pipeline.count(exchange.book)
    tradeSites(for: .dark)
    energise()
    exchange.lookBack(to: closed)
    labs.post(&exchange)
    let days = market.compete(&exchange)
    labs.growDemand(&exchange, years: days / Time.year)
    labs.split(&exchange, days: days)
    market.clear(&exchange, days: days)
    labs.takeTrades(exchange)
    let before = exchange.posted.labs.alive
    labs.settle(&exchange, days: days)
    exchange.lookUp()
    closed = exchange.now
    for lab in before.indices where before[lab] && !exchange.posted.labs.alive[lab] { bankrupt(lab) }
  }

  /// A lab has failed: its estate goes to the living at a discount, its orders are void.
  private mutating func bankrupt(_ lab: Int) {
    let heirs = labs.chooseHeirs(of: lab, exchange)
    labs.windUp(lab, heirs: heirs, &exchange)
    exchange.book.drop(lab: lab)
    var largest = 0
    for other in heirs.indices where heirs[other] > heirs[largest] { largest = other }
    guard heirs[largest] > 0 else { return }
    takeOver(from: lab, by: heirs, largest)
  }

  /// All that a failed lab owned goes to its heirs, in one place, so that nothing is forgotten: what can be split by
  /// weight, the rest to the largest of them.
  private mutating func takeOver(from lab: Int, by heirs: [Double], _ largest: Int) {
    sites.handOver(&exchange, from: lab, to: heirs)
    orbit.handOver(&exchange, from: lab, to: largest)
    power.handOver(&exchange, from: lab, to: heirs, builder: largest)
    exchange.pipeline.handOver(from: lab, to: largest)
    exchange.deliveries.updateEach { if $0.lab == lab { $0.lab = Int32(largest) } }
    orbit.count(&exchange)
    exchange.pipeline.count(exchange.book)
  }
}
