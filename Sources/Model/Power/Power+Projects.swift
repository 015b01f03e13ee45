#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import SimulationKernel

extension Power {
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
  mutating func split(_ request: PlannedPower.Request, _ exchange: inout Exchange) {
    let region = Int(request.region)
    var sum = 0.0
    for technology in 0..<technologies { sum += weight(region, technology, exchange) }
    guard sum > 0 else { return }
    for technology in 0..<technologies {
      let share = weight(region, technology, exchange) / sum
      let entry = exchange.inputs.pointee.technologies[technology]
      let room = max(
        0,
        entry.yearlyLimit.value(at: exchange.now) * 1000 - startedThisYear[region * technologies + technology]
      )
      let size = min(request.megawatts * share, room)
      guard size >= entry.step.value * 0.5 else { continue }
      startedThisYear[region * technologies + technology] += size
      start(lab: Int(request.lab), region: region, technology: technology, megawatts: size, &exchange)
    }
  }

  mutating func start(
    lab: Int, region: Int, technology: Int, megawatts: Double, _ exchange: inout Exchange
  ) {
    begun[lab] += 1
    let promised = exchange.now + quotedYears(region, technology, exchange) * Time.year
    let index = projects.insert(
      Project(
        lab: Int16(lab), region: Int16(region), technology: Int16(technology), megawatts: megawatts,
        powerReady: false, shellReady: false, ordinal: Int32(begun[lab]), promised: promised))
    exchange.board.building[exchange.board.cell(lab, region)] += megawatts
    exchange.goods.begin(exchange.goods.power(region), megawatts)
    let entry = exchange.inputs.pointee.technologies[technology]
    if entry.usesGrid { gridBooked[region] += megawatts }
    let place = exchange.inputs.pointee.regions[region]
    let halls = exchange.inputs.pointee.datacenters
    var permits = exchange.luck(exchange.inputs.pointee.labs[lab].identity, .permit, begun[lab])
    var shells = exchange.luck(exchange.inputs.pointee.labs[lab].identity, .shell, begun[lab])
    let permit = entry.permit.sample(using: &permits) * place.permitting.value * entry.slip.value * Time.month
    let shell =
      halls.shell.sample(using: &shells) * halls.shellSlip.value * place.construction.value * Time.month
    exchange.scheduler.schedule(.projectPermitted(index), after: permit, priority: Priority.completion)
    exchange.scheduler.schedule(.shellDone(index), after: permit * 0.5 + shell, priority: Priority.completion)
  }

  /// Billions of USD that a project costs: power plant and hall.
  func cost(_ project: Project, _ exchange: borrowing Exchange) -> Double {
    let technology = exchange.inputs.pointee.technologies[Int(project.technology)]
    let place = exchange.inputs.pointee.regions[Int(project.region)]
    let halls = exchange.inputs.pointee.datacenters
    let power =
      technology.capex.value * place.construction.value / technology.firmness.value * project.megawatts * 1e-6
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

  mutating func drop(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    exchange.board.building[exchange.board.cell(Int(project.lab), Int(project.region))] -= project.megawatts
    exchange.goods.lose(exchange.goods.power(Int(project.region)), project.megawatts)
    if exchange.inputs.pointee.technologies[Int(project.technology)].usesGrid {
      gridBooked[Int(project.region)] = max(0, gridBooked[Int(project.region)] - project.megawatts)
    }
    // The hall's event may still come: the place is kept, marked as worth nothing, until then.
    projects[index].megawatts = 0
    if project.shellReady { _ = projects.remove(index) }
  }

  func build(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    let entry = exchange.inputs.pointee.technologies[Int(project.technology)]
    let place = exchange.inputs.pointee.regions[Int(project.region)]
    var stream = exchange.luck(
      exchange.inputs.pointee.labs[Int(project.lab)].identity, .build, Int(project.ordinal))
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
  mutating func completeIfReady(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    guard project.powerReady, project.shellReady else { return }
    _ = projects.remove(index)
    let cell = exchange.board.cell(Int(project.lab), Int(project.region))
    exchange.board.building[cell] -= project.megawatts
    exchange.board.live[cell] += project.megawatts
    exchange.goods.arrive(exchange.goods.power(Int(project.region)), project.megawatts)
    exchange.charge(Int(project.lab), billions: cost(project, exchange) * 0.7)
    liveByTechnology[Int(project.region) * technologies + Int(project.technology)] += project.megawatts
    exchange.board.energised.append(cell)
  }

  /// Gives headroom to the projects in line, oldest first among those that fit.
  mutating func serveGrid(_ exchange: inout Exchange) {
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
}
