#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import SimulationKernel

extension Power {
  mutating func start(
    lab: Int, region: Int, technology: Int, megawatts: Double, _ exchange: inout Exchange
  ) {
    begun[lab] += 1
    let promised = exchange.now + quotedYears(region, technology, exchange) * Time.year
    let index = projects.insert(
      Project(
        lab: Int16(lab), region: Int16(region), technology: Int16(technology), megawatts: megawatts,
        powerReady: false, shellReady: false, ordinal: Int32(begun[lab]), asked: exchange.now,
        promised: promised))
    postBegun(megawatts, lab, region, &exchange)
    buildingByTechnology[region * technologies + technology] += megawatts
    exchange.goods.begin(exchange.goods.power(region), megawatts)
    let entry = exchange.inputs.technologies[technology]
    if entry.usesGrid { gridBooked[region] += megawatts }
    if !entry.equipment.isNone { pending[entry.equipment.asInt] += megawatts / entry.firmness.value }
    let place = exchange.inputs.regions[region]
    let halls = exchange.inputs.datacenters
    var permits = exchange.luck(exchange.inputs.labs[lab].identity, .permit, begun[lab])
    var shells = exchange.luck(exchange.inputs.labs[lab].identity, .shell, begun[lab])
    let permit = entry.permit.sample(using: &permits) * place.permitting.value * entry.slip.value * Time.month
    let shell =
      halls.shell.sample(using: &shells) * halls.shellSlip.value * place.construction.value * Time.month
    exchange.scheduler.schedule(.projectPermitted(index), after: permit, priority: Priority.completion)
    exchange.scheduler.schedule(.shellDone(index), after: permit * 0.5 + shell, priority: Priority.completion)
  }

  /// Billions of USD that a project costs: power plant and hall.
  func cost(_ project: Project, _ exchange: borrowing Exchange) -> Double {
    let region = Int(project.region)
    let power = plantCapital(region, Int(project.technology), exchange) * project.megawatts * 1e-6
    let perIT = project.megawatts / exchange.inputs.datacenters.facilityToIT.value
    return power + exchange.inputs.hallCost(region) * perIT * 1e-3
  }

  /// Permits are in, or refused: then the project is dropped and its buyer must ask again.
  mutating func permitted(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    let lab = exchange.inputs.labs[Int(project.lab)]
    let entry = exchange.inputs.technologies[Int(project.technology)]
    var stream = exchange.luck(lab.identity, .success, Int(project.ordinal))
    let chance = 1 - pow(1 - entry.success.value, entry.requests.value)
    if !entry.equipment.isNone {
      let factory = entry.equipment.asInt
      pending[factory] = max(0, pending[factory] - project.megawatts / entry.firmness.value)
    }
    guard stream.uniform() < chance, exchange.posted.labs.alive[Int(project.lab)] else {
      drop(index, &exchange)
      return
    }
    let deposit = exchange.inputs.datacenters.deposit.value
    exchange.charge(Int(project.lab), billions: cost(project, exchange) * deposit)
    guard !entry.equipment.isNone else {
      build(index, &exchange)
      return
    }
    let size = project.megawatts / entry.firmness.value
    factories[entry.equipment.asInt].order(size, project: Int32(index))
    exchange.hear(line: exchange.inputs.equipment[entry.equipment.asInt].line, size, for: Power.hearing)
    inLine[Int(project.region)] += project.megawatts
  }

  mutating func drop(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    postBegun(-project.megawatts, Int(project.lab), Int(project.region), &exchange)
    buildingByTechnology[Int(project.region) * technologies + Int(project.technology)] -= project.megawatts
    exchange.goods.lose(exchange.goods.power(Int(project.region)), project.megawatts)
    if exchange.inputs.technologies[Int(project.technology)].usesGrid {
      gridBooked[Int(project.region)] = max(0, gridBooked[Int(project.region)] - project.megawatts)
    }
    // The hall's event may still come: the place is kept, marked as worth nothing, until then.
    projects[index].megawatts = 0
    if project.shellReady { _ = projects.remove(index) }
  }

  /// What a project needed from a factory is there.
  mutating func equipped(_ index: UInt16, _ exchange: inout Exchange) {
    if projects[index].earliest == 0 { inLine[Int(projects[index].region)] -= projects[index].megawatts }
    build(index, &exchange)
  }

  private func build(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    if project.earliest > 0 {
      exchange.scheduler.schedule(
        .projectPowered(index), at: max(exchange.now, project.earliest), priority: Priority.completion)
      return
    }
    let entry = exchange.inputs.technologies[Int(project.technology)]
    let place = exchange.inputs.regions[Int(project.region)]
    var stream = exchange.luck(
      exchange.inputs.labs[Int(project.lab)].identity, .build, Int(project.ordinal))
    let time = entry.build.sample(using: &stream) * place.construction.value * entry.slip.value * Time.month
    exchange.scheduler.schedule(.projectPowered(index), after: time, priority: Priority.completion)
  }

  /// A project's plant is ready; on the grid it waits in line for headroom.
  mutating func powered(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    let entry = exchange.inputs.technologies[Int(project.technology)]
    if entry.usesGrid {
      gridLine.append(index)
      inLine[Int(project.region)] += project.megawatts
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
    postBegun(-project.megawatts, Int(project.lab), Int(project.region), &exchange)
    let live = project.megawatts * exchange.inputs.regions[Int(project.region)].relief.value
    postAdded(live, Int(project.lab), Int(project.region), &exchange)
    exchange.goods.arrive(exchange.goods.power(Int(project.region)), project.megawatts)
    let extra = live - project.megawatts
    if extra > 0 { exchange.goods.produce(exchange.goods.power(Int(project.region)), extra) }
    if extra < 0 { exchange.goods.scrap(exchange.goods.power(Int(project.region)), -extra) }
    let balance = 1 - exchange.inputs.datacenters.deposit.value
    exchange.charge(Int(project.lab), billions: cost(project, exchange) * balance)
    let way = Int(project.region) * technologies + Int(project.technology)
    liveByTechnology[way] += live
    buildingByTechnology[way] -= project.megawatts
    if project.promised > project.asked {
      quotedTime += (project.promised - project.asked) * project.megawatts
      actualTime += (exchange.now - project.asked) * project.megawatts
    }
    energise(exchange.places.cell(Int(project.lab), Int(project.region)))
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
        inLine[region] -= projects[index].megawatts
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
