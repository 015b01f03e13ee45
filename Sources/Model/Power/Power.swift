#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import SimulationKernel

/// Power for sites on the ground: projects go through permits, the line at a shared factory, and building, while halls rise beside them.
struct Power: ~Copyable {
  struct Project: BitwiseCopyable {
    var lab: Int16
    var region: Int16
    var technology: Int16
    /// Firm facility power in MW.
    var megawatts: Double
    var powerReady: Bool
    var shellReady: Bool
    var ordinal: Int32
    /// The day on which its suppliers said it would be live.
    var promised: Double
  }

  private var projects = Slab<Project>()
  private var factories: [SharedFactory]
  /// Firm grid power that AI could still connect in MW, by region.
  private(set) var headroom: [Double]
  /// Projects finished but for grid power, oldest first.
  private var gridLine: [UInt16] = []
  /// Projects begun by each lab: the ordinal of their draws.
  private var begun: [Int]
  /// GW begun this year, by region and technology.
  private var startedThisYear: [Double]
  private var year = -1
  private var lastWork = 0.0
  /// Grid power that AI has connected in MW, by region.
  private(set) var connected: [Double]
  /// Grid power of projects begun and not yet connected in MW, by region.
  private var gridBooked: [Double]
  /// Live firm MW by region and technology, for cost and capacity.
  private(set) var liveByTechnology: [Double]
  private let technologies: Int
  /// Middle of permit and build times in months by technology, and of halls: refreshed monthly.
  private var permitMedian: [Double]
  private var buildMedian: [Double]
  private var hallMedian = 0.0
  private var finishedByFactory: [UInt16] = []

  init(_ inputs: borrowing WorldInputs) {
    technologies = inputs.technologies.count
    permitMedian = Array(repeating: 0, count: inputs.technologies.count)
    buildMedian = permitMedian
    factories = Array(repeating: SharedFactory(), count: inputs.equipment.count)
    headroom = Array(repeating: 0, count: inputs.regions.count)
    connected = headroom
    gridBooked = headroom
    begun = Array(repeating: 0, count: inputs.labs.count)
    startedThisYear = Array(repeating: 0, count: inputs.regions.count * inputs.technologies.count)
    liveByTechnology = startedThisYear
  }

  mutating func open(_ exchange: inout Exchange) {
    refresh(exchange)
    projects.reset()
    gridLine.removeAll(keepingCapacity: true)
    year = -1
    lastWork = 0
    for lab in begun.indices { begun[lab] = 0 }
    for index in liveByTechnology.indices { liveByTechnology[index] = 0 }
    for factory in factories.indices {
      factories[factory].reset(backlog: exchange.inputs.pointee.equipment[factory].openingBacklog.value * 1000)
    }
    for region in headroom.indices {
      headroom[region] = exchange.inputs.pointee.regions[region].headroom.value * 1000
      connected[region] = 0
      gridBooked[region] = 0
      exchange.prices.grid[region] = exchange.inputs.pointee.regions[region].price.value
    }
    openPipeline(&exchange)
    exchange.scheduler.schedule(.suppliersWork, after: Time.month, priority: Priority.completion)
  }

  /// Sites under construction at the start: power comes on line at the rate at which machines were sold, and growing, for each
  /// lab by the growth that it had.
  private mutating func openPipeline(_ exchange: inout Exchange) {
    let halls = exchange.inputs.pointee.datacenters
    let quarters = Int((halls.openingPipeline.value * 4).rounded())
    let quarterly = openingFlow(exchange.inputs.pointee) * halls.facilityToIT.value / 4
    var sum = 0.0
    for lab in begun.indices { sum += growthWeight(lab, exchange.inputs.pointee) }
    guard sum > 0, quarters > 0 else { return }
    for lab in begun.indices {
      let entry = exchange.inputs.pointee.labs[lab]
      var regions = 0.0
      for region in headroom.indices { regions += entry.regions[region] }
      guard regions > 0 else { continue }
      let part = growthWeight(lab, exchange.inputs.pointee) / sum
      for region in headroom.indices where entry.regions[region] > 0 {
        guard let technology = firstTechnology(region, exchange.inputs.pointee) else { continue }
        for quarter in 0..<quarters {
          let growth = exp(halls.openingPipelineGrowth.value * (Double(quarter) + 0.5) / 4)
          let size = quarterly * growth * part * entry.regions[region] / regions
          openProject(lab, region, technology, quarter, size, &exchange)
        }
      }
    }
  }

  private mutating func openProject(
    _ lab: Int, _ region: Int, _ technology: Int, _ quarter: Int, _ size: Double, _ exchange: inout Exchange
  ) {
    guard size > 0 else { return }
    begun[lab] += 1
    var stream = exchange.luck(exchange.inputs.pointee.labs[lab].identity, .build, begun[lab])
    let due = (Double(quarter) + stream.uniform()) * 3 * Time.month
    let index = projects.insert(
      Project(
        lab: Int16(lab), region: Int16(region), technology: Int16(technology), megawatts: size, powerReady: false,
        shellReady: true, ordinal: Int32(begun[lab]), promised: due))
    exchange.board.building[exchange.board.cell(lab, region)] += size
    exchange.goods[exchange.goods.power(region)].endow(inTransit: size)
    exchange.scheduler.schedule(.projectPowered(index), after: due, priority: Priority.completion)
  }

  /// IT power in MW a year of the machines that vendors delivered just before the start.
  private func openingFlow(_ inputs: borrowing WorldInputs) -> Double {
    var sum = 0.0
    for design in inputs.accelerators.indices {
      sum += Fabs.openingRate(design, inputs) * inputs.accelerators[design].power.value / 1000 * Time.year
    }
    return sum
  }

  /// What a lab added in the year before the start, by which it shares in what was then on order and under construction.
  private func growthWeight(_ lab: Int, _ inputs: borrowing WorldInputs) -> Double {
    inputs.labs[lab].compute.value * max(0.05, exp(inputs.labs[lab].computeGrowth.value) - 1)
  }

  private func firstTechnology(_ region: Int, _ inputs: borrowing WorldInputs) -> Int? {
    // Sites begun before the start have their power contracted: they stand outside the headroom that is left.
    var fallback: Int?
    for technology in 0..<technologies where inputs.regions[region].technologies[technology] > 0 {
      if !inputs.technologies[technology].usesGrid { return technology }
      if fallback == nil { fallback = technology }
    }
    return fallback
  }

  /// Takes up what labs have asked for since the last call.
  mutating func begin(_ exchange: inout Exchange) {
    let thisYear = Int(exchange.now / Time.year)
    if thisYear != year {
      year = thisYear
      for index in startedThisYear.indices { startedThisYear[index] = 0 }
    }
    for index in exchange.planned.requests.indices { split(exchange.planned.requests[index], &exchange) }
    exchange.planned.clear()
  }

  /// Splits one request over the region's technologies by cost and date.
  private mutating func split(_ request: PlannedPower.Request, _ exchange: inout Exchange) {
    let region = Int(request.region)
    var sum = 0.0
    for technology in 0..<technologies { sum += weight(region, technology, exchange) }
    guard sum > 0 else { return }
    for technology in 0..<technologies {
      let share = weight(region, technology, exchange) / sum
      let entry = exchange.inputs.pointee.technologies[technology]
      let room = max(0, entry.yearlyLimit.value(at: exchange.now) * 1000 - startedThisYear[region * technologies + technology])
      let size = min(request.megawatts * share, room)
      guard size >= entry.step.value * 0.5 else { continue }
      startedThisYear[region * technologies + technology] += size
      start(lab: Int(request.lab), region: region, technology: technology, megawatts: size, &exchange)
    }
  }

  /// Appeal of a technology: a logit on its cost per firm MWh and on the wait that its line quotes.
  func weight(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let preference = exchange.inputs.pointee.regions[region].technologies[technology]
    let entry = exchange.inputs.pointee.technologies[technology]
    guard preference > 0, exchange.now >= entry.available.days else { return 0 }
    let market = exchange.inputs.pointee.market
    let cost = Power.energyPrice(region, technology, exchange) + Power.capitalPerMegawattHour(region, technology, exchange)
    let wait = quotedYears(region, technology, exchange)
    return preference * exp(-market.venueDelay.value * wait) * pow(max(1, cost), -1)
  }

  /// USD/MWh of energy at a site in `region` on `technology`.
  static func energyPrice(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.pointee.technologies[technology]
    return entry.energyCost.value + (entry.usesGrid ? exchange.prices.grid[region] : 0)
  }

  /// USD/MWh that pays for a technology's capital.
  static func capitalPerMegawattHour(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.pointee.technologies[technology]
    let place = exchange.inputs.pointee.regions[region]
    let recovery = Annuity.recoveryFactor(rate: place.costOfCapital.value, years: entry.life.value)
    return entry.capex.value * place.construction.value * 1000 * recovery / entry.firmness.value / Time.hoursPerYear
  }

  private mutating func refresh(_ exchange: borrowing Exchange) {
    for technology in 0..<technologies {
      permitMedian[technology] = exchange.inputs.pointee.technologies[technology].permit.median
      buildMedian[technology] = exchange.inputs.pointee.technologies[technology].build.median
    }
    hallMedian = exchange.inputs.pointee.datacenters.shell.median
  }

  /// Years from request to a live hall that suppliers would quote today.
  func quotedYears(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.pointee.technologies[technology]
    let place = exchange.inputs.pointee.regions[region]
    let stages = (permitMedian[technology] * place.permitting.value + buildMedian[technology] * place.construction.value) / 12
    let hall =
      (permitMedian[technology] * 0.5 * place.permitting.value + hallMedian * place.construction.value) / 12
    if entry.usesGrid {
      let short = max(0, gridBooked[region] - headroom[region])
      let growth = place.headroomGrowth.value(at: exchange.now) * 1000
      let line = short <= 0 ? 0 : growth > 0 ? min(10, short / growth) : 10
      return max(hall, stages + line + equipmentWait(technology, exchange))
    }
    return max(hall, stages + equipmentWait(technology, exchange))
  }

  /// Years in line at the factory whose output a technology needs.
  private func equipmentWait(_ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.pointee.technologies[technology]
    guard !entry.equipment.isNone else { return 0 }
    let factory = entry.equipment.asInt
    let output = exchange.inputs.pointee.equipment[factory].output.value(at: exchange.now) * 1000
    return min(10, factories[factory].wait(output: output))
  }

  private mutating func start(
    lab: Int, region: Int, technology: Int, megawatts: Double, _ exchange: inout Exchange
  ) {
    begun[lab] += 1
    let promised = exchange.now + quotedYears(region, technology, exchange) * Time.year
    let index = projects.insert(
      Project(
        lab: Int16(lab), region: Int16(region), technology: Int16(technology), megawatts: megawatts,
        powerReady: false, shellReady: false, ordinal: Int32(begun[lab]), promised: promised))
    exchange.board.building[exchange.board.cell(lab, region)] += megawatts
    exchange.goods[exchange.goods.power(region)].begin(megawatts)
    let entry = exchange.inputs.pointee.technologies[technology]
    if entry.usesGrid { gridBooked[region] += megawatts }
    let place = exchange.inputs.pointee.regions[region]
    let halls = exchange.inputs.pointee.datacenters
    var permits = exchange.luck(exchange.inputs.pointee.labs[lab].identity, .permit, begun[lab])
    var shells = exchange.luck(exchange.inputs.pointee.labs[lab].identity, .shell, begun[lab])
    let permit = entry.permit.sample(using: &permits) * place.permitting.value * entry.slip.value * Time.month
    let shell = halls.shell.sample(using: &shells) * halls.shellSlip.value * place.construction.value * Time.month
    exchange.scheduler.schedule(.projectPermitted(index), after: permit, priority: Priority.completion)
    exchange.scheduler.schedule(.shellDone(index), after: permit * 0.5 + shell, priority: Priority.completion)
  }

  /// Billions of USD that a project costs: power plant and hall.
  private func cost(_ project: Project, _ exchange: borrowing Exchange) -> Double {
    let technology = exchange.inputs.pointee.technologies[Int(project.technology)]
    let place = exchange.inputs.pointee.regions[Int(project.region)]
    let halls = exchange.inputs.pointee.datacenters
    let power = technology.capex.value * place.construction.value / technology.firmness.value * project.megawatts * 1e-6
    let hall =
      halls.shellCost.value * place.construction.value * project.megawatts / halls.facilityToIT.value * 1e-3
    return power + hall
  }

  /// Permits are in, or refused: then the project is dropped and its buyer must ask again.
  mutating func permitted(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    let lab = exchange.inputs.pointee.labs[Int(project.lab)]
    let entry = exchange.inputs.pointee.technologies[Int(project.technology)]
    var stream = exchange.luck(lab.identity, .success, Int(project.ordinal))
    let chance = 1 - pow(1 - entry.success.value, entry.requests.value)
    guard stream.uniform() < chance, exchange.board.alive[Int(project.lab)] else {
      drop(index, &exchange)
      return
    }
    exchange.charge(Int(project.lab), billions: cost(project, exchange) * 0.3)
    guard !entry.equipment.isNone else {
      build(index, &exchange)
      return
    }
    factories[entry.equipment.asInt].order(project.megawatts / entry.firmness.value, project: Int32(index))
  }

  private mutating func drop(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    exchange.board.building[exchange.board.cell(Int(project.lab), Int(project.region))] -= project.megawatts
    exchange.goods[exchange.goods.power(Int(project.region))].lose(project.megawatts)
    if exchange.inputs.pointee.technologies[Int(project.technology)].usesGrid {
      gridBooked[Int(project.region)] = max(0, gridBooked[Int(project.region)] - project.megawatts)
    }
    // The hall's event may still come: the place is kept, marked as worth nothing, until then.
    projects[index].megawatts = 0
    if project.shellReady { _ = projects.remove(index) }
  }

  private func build(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    let entry = exchange.inputs.pointee.technologies[Int(project.technology)]
    let place = exchange.inputs.pointee.regions[Int(project.region)]
    var stream = exchange.luck(exchange.inputs.pointee.labs[Int(project.lab)].identity, .build, Int(project.ordinal))
    let time = entry.build.sample(using: &stream) * place.construction.value * entry.slip.value * Time.month
    exchange.scheduler.schedule(.projectPowered(index), after: time, priority: Priority.completion)
  }

  /// A project's plant is ready; on the grid it waits in line for headroom.
  mutating func powered(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    let entry = exchange.inputs.pointee.technologies[Int(project.technology)]
    if entry.usesGrid {
      gridLine.append(index)
      serveGrid(&exchange)
      return
    }
    projects[index].powerReady = true
    completeIfReady(index, &exchange)
  }

  /// A project's hall is ready.
  mutating func shellDone(_ index: UInt16, _ exchange: inout Exchange) {
    if projects[index].megawatts == 0 {
      _ = projects.remove(index)
      return
    }
    projects[index].shellReady = true
    completeIfReady(index, &exchange)
  }

  /// Brings a project on line when hall and power are there.
  private mutating func completeIfReady(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    guard project.powerReady, project.shellReady else { return }
    _ = projects.remove(index)
    let cell = exchange.board.cell(Int(project.lab), Int(project.region))
    exchange.board.building[cell] -= project.megawatts
    exchange.board.live[cell] += project.megawatts
    exchange.goods[exchange.goods.power(Int(project.region))].arrive(project.megawatts)
    exchange.charge(Int(project.lab), billions: cost(project, exchange) * 0.7)
    liveByTechnology[Int(project.region) * technologies + Int(project.technology)] += project.megawatts
    exchange.board.energised.append(cell)
  }

  /// Gives headroom to the projects in line, oldest first.
  private mutating func serveGrid(_ exchange: inout Exchange) {
    var kept = 0
    for place in gridLine.indices {
      let index = gridLine[place]
      let region = Int(projects[index].region)
      if headroom[region] >= projects[index].megawatts {
        headroom[region] -= projects[index].megawatts
        gridBooked[region] = max(0, gridBooked[region] - projects[index].megawatts)
        connected[region] += projects[index].megawatts
        projects[index].powerReady = true
        completeIfReady(index, &exchange)
      } else {
        gridLine[kept] = index
        kept += 1
      }
    }
    gridLine.removeLast(gridLine.count - kept)
  }

  /// A month of the shared factories, of grid growth and of regional prices.
  mutating func work(_ exchange: inout Exchange) {
    let days = exchange.now - lastWork
    lastWork = exchange.now
    refresh(exchange)
    for factory in factories.indices {
      let entry = exchange.inputs.pointee.equipment[factory]
      factories[factory].order(
        entry.otherOrders.value(at: exchange.now) * 1000 * days / Time.year, project: SharedFactory.Order.others)
      finishedByFactory.removeAll(keepingCapacity: true)
      let output = entry.output.value(at: exchange.now) * 1000 * days / Time.year
      factories[factory].work(output: output) { finishedByFactory.append(UInt16($0)) }
      for index in finishedByFactory { build(index, &exchange) }
    }
    for region in headroom.indices {
      let entry = exchange.inputs.pointee.regions[region]
      headroom[region] += entry.headroomGrowth.value(at: exchange.now) * 1000 * days / Time.year
      let all = connected[region] + max(0, headroom[region])
      let tightness = all > 0 ? connected[region] / all : headroom[region] < 0 ? 1 : 0
      exchange.prices.grid[region] = entry.price.value * (1 + entry.scarcity.value * tightness * tightness)
    }
    exchange.scheduler.schedule(.suppliersWork, after: Time.month, priority: Priority.completion)
    serveGrid(&exchange)
  }

  /// Posts the power that labs were promised by `day`: what is late still counts, as nobody says that it will not come.
  func postPromises(by day: Double, _ exchange: inout Exchange) {
    for cell in exchange.board.promised.indices { exchange.board.promised[cell] = 0 }
    let venues = exchange.board.venues
    projects.forEachUsed { project in
      if project.promised <= day {
        exchange.board.promised[Int(project.lab) * venues + Int(project.region)] += project.megawatts
      }
    }
    for region in headroom.indices {
      var sum = 0.0
      var soon = 0.0
      for technology in 0..<technologies {
        let part = weight(region, technology, exchange)
        sum += part
        if part > 0, exchange.now + quotedYears(region, technology, exchange) * Time.year <= day { soon += part }
      }
      exchange.board.soon[region] = sum > 0 ? soon / sum : 0
    }
  }

  /// MW of plants that AI had built for itself in a region: supply that is not on the grid's books.
  func ownPlants(_ region: Int, _ inputs: borrowing WorldInputs) -> Double {
    var sum = 0.0
    for technology in 0..<technologies where !inputs.technologies[technology].usesGrid {
      sum += liveByTechnology[region * technologies + technology]
    }
    return sum
  }

  /// Backlog of a shared factory in GW.
  func backlog(_ factory: Int) -> Double { factories[factory].backlog / 1000 }

  /// MW under construction, for the balance.
  func underConstruction(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    var sum = 0.0
    for lab in 0..<exchange.board.labs { sum += exchange.board.building[exchange.board.cell(lab, region)] }
    return sum
  }


  /// What a failed lab had under construction goes on for the lab that takes it over, and so do machines on their way to it.
  mutating func handOver(_ exchange: inout Exchange, from lab: Int, to heir: Int) {
    for region in headroom.indices {
      let from = exchange.board.cell(lab, region)
      let to = exchange.board.cell(heir, region)
      exchange.board.building[to] += exchange.board.building[from]
      exchange.board.building[from] = 0
    }
    for venue in 0..<exchange.board.venues {
      let from = exchange.board.cell(lab, venue)
      exchange.board.transit[exchange.board.cell(heir, venue)] += exchange.board.transit[from]
      exchange.board.transit[from] = 0
    }
    projects.updateEach { if $0.lab == lab { $0.lab = Int16(heir) } }
    exchange.deliveries.updateEach { if $0.lab == lab { $0.lab = Int32(heir) } }
  }
}
