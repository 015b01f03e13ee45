#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel

extension Power {
  mutating func start(
    lab: Int, region: Int, technology: Int, megawatts: Double, place: Int = 0, _ exchange: inout Exchange
  ) {
    let index = insert(lab, region, technology, megawatts, place: place, &exchange)
    exchange.goods.begin(exchange.goods.power(region), megawatts)
    let entry = exchange.inputs.technologies[technology]
    if entry.usesGas {
      exchange.hear(line: exchange.inputs.regions[region].pipeLine, megawatts, for: Power.hearing)
    }
    guard !entry.usesGrid else {
      if !entry.flexible {
        exchange.hear(line: exchange.inputs.regions[region].supplyLine, megawatts, for: Power.hearing)
      }
      file(index, workLeft: 1, others: entry.requests.value - 1, exchange)
      return
    }
    inPermits[region] += megawatts
    let permit =
      permitWork(projects[index], exchange) * exchange.inputs.regions[region].permitting.value
    exchange.scheduler.schedule(.projectPermitted(index), after: permit, priority: Priority.completion)
    beginHall(index, after: permit * Power.hallStart, &exchange)
  }

  /// A project that is asked for today, as suppliers quote it: of several that one request is split into, the one in
  /// `place`. How many these are moves no other's luck.
  mutating func insert(
    _ lab: Int, _ region: Int, _ technology: Int, _ megawatts: Double, place: Int = 0,
    _ exchange: inout Exchange
  ) -> UInt16 {
    if place == 0 { begun[lab] += 1 }
    let promised = exchange.now + quotedYears(region, technology, exchange) * Time.year
    let index = projects.insert(
      Project(
        lab: Int16(lab), region: Int16(region), technology: Int16(technology), megawatts: megawatts,
        powerReady: false, shellReady: false, ordinal: Int32(begun[lab] + place * Power.mostBegun),
        asked: exchange.now,
        promised: promised))
    postBegun(megawatts, lab, region, &exchange)
    buildingByTechnology[region * technologies + technology] += megawatts
    let entry = exchange.inputs.technologies[technology]
    if !entry.equipment.isNone { pending[entry.equipment.asInt] += megawatts / entry.firmness.value }
    book(megawatts, region, technology, exchange.inputs)
    return index
  }

  /// Days to the permits and agreements of a project, or of work on them, as they are drawn.
  func permitWork(_ project: Project, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.technologies[Int(project.technology)]
    var stream = exchange.luck(
      exchange.inputs.labs[Int(project.lab)].identity, .permit, Int(project.ordinal))
    return entry.permit.sample(using: &stream) * entry.slip.value * Time.month
  }

  /// Billions of USD that a project costs: power plant and hall.
  func cost(_ project: Project, _ exchange: borrowing Exchange) -> Double {
    let region = Int(project.region)
    let power = plantCapital(region, Int(project.technology), exchange) * project.megawatts * 1e-6
    let perIT = project.megawatts / exchange.inputs.datacenters.facilityToIT.value
    return power + exchange.hallPrice(region) * perIT * 1e-3
  }

  /// Permits are in, or refused: then the project is dropped and its buyer must ask again.
  mutating func permitted(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    let lab = exchange.inputs.labs[Int(project.lab)]
    let entry = exchange.inputs.technologies[Int(project.technology)]
    var stream = exchange.luck(lab.identity, .success, Int(project.ordinal))
    let chance = 1 - pow(1 - entry.success.value, entry.requests.value)
    if !entry.usesGrid { inPermits[Int(project.region)] -= project.megawatts }
    if !entry.equipment.isNone {
      let factory = entry.equipment.asInt
      pending[factory] = max(0, pending[factory] - project.megawatts / entry.firmness.value)
    }
    guard stream.uniform() < chance, exchange.posted.labs.alive[Int(project.lab)] else {
      drop(index, &exchange)
      return
    }
    if entry.usesGrid {
      // Its hall was begun as others are, in the middle of its study.
      beginHall(index, after: (project.asked - exchange.now) * (1 - Power.hallStart), &exchange)
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
    setInLine(index, true)
  }

  mutating func drop(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    postBegun(-project.megawatts, Int(project.lab), Int(project.region), &exchange)
    buildingByTechnology[Int(project.region) * technologies + Int(project.technology)] -= project.megawatts
    exchange.goods.lose(exchange.goods.power(Int(project.region)), project.megawatts)
    let entry = exchange.inputs.technologies[Int(project.technology)]
    book(-project.megawatts, Int(project.region), Int(project.technology), exchange.inputs)
    if entry.usesGrid {
      requestsEnded[Int(project.region)] += requested(project.megawatts, exchange)
    }
    // The hall's event may still come, unless it waits for crews: the place is kept, worth nothing, until then.
    projects[index].megawatts = 0
    if project.waitsForCrews { halls[Int(project.region)].leave(index) }
    if !project.hallIsDue || project.waitsForCrews { _ = projects.remove(index) }
  }

  /// What a project needed from a factory is there.
  mutating func equipped(_ index: UInt16, _ exchange: inout Exchange) {
    if projects[index].earliest == 0 { setInLine(index, false) }
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

  /// A project takes its place in a line for what its power needs, or leaves it.
  private mutating func setInLine(_ index: UInt16, _ isInLine: Bool) {
    let project = projects[index]
    inLine[Int(project.region)] += isInLine ? project.megawatts : -project.megawatts
    projects[index].isInLine = isInLine
  }

  /// A project's plant is ready; it waits in line for the grid's headroom, or for gas.
  mutating func powered(_ index: UInt16, _ exchange: inout Exchange) {
    let project = projects[index]
    let entry = exchange.inputs.technologies[Int(project.technology)]
    if entry.usesGrid || entry.usesGas {
      gridLine.append(index)
      setInLine(index, true)
      serveGrid(&exchange)
      return
    }
    projects[index].powerReady = true
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
    let entry = exchange.inputs.technologies[Int(project.technology)]
    if entry.usesGrid {
      let size = requested(project.megawatts, exchange)
      requestsEnded[Int(project.region)] += size
      requestsLive[Int(project.region)] += size
    }
    if project.promised > project.asked {
      quotedTime += (project.promised - project.asked) * project.megawatts
      actualTime += (exchange.now - project.asked) * project.megawatts
    }
    energise(exchange.places.cell(Int(project.lab), Int(project.region)))
  }

  /// Gives headroom, or gas, to the projects in line, oldest first among those that fit.
  mutating func serveGrid(_ exchange: inout Exchange) {
    var kept = 0
    for place in gridLine.indices {
      let index = gridLine[place]
      if takeRoom(projects[index], exchange) {
        setInLine(index, false)
        projects[index].powerReady = true
        completeIfReady(index, &exchange)
      } else {
        gridLine[kept] = index
        kept += 1
      }
    }
    gridLine.removeLast(gridLine.count - kept)
  }

  /// Takes what a project needs of its region's grid or gas, if there is so much.
  private mutating func takeRoom(_ project: Project, _ exchange: borrowing Exchange) -> Bool {
    let region = Int(project.region)
    let entry = exchange.inputs.technologies[Int(project.technology)]
    if entry.usesGrid {
      let room = entry.flexible ? flexibleRoom(region, exchange) : gridRoom(region, exchange)
      guard room >= project.megawatts else { return false }
    }
    guard !entry.usesGas || gasRoom(region, exchange) >= project.megawatts else { return false }
    book(-project.megawatts, region, Int(project.technology), exchange.inputs)
    if entry.usesGas { gas[region].taken += project.megawatts }
    guard entry.usesGrid else { return true }
    if entry.flexible {
      flexible[region].taken += project.megawatts
    } else {
      headroom[region] -= project.megawatts
      connected[region] += project.megawatts
    }
    return true
  }

  /// Books MW of a technology that will take of its region's grid, rules or gas; below zero they no longer will.
  mutating func book(_ megawatts: Double, _ region: Int, _ technology: Int, _ inputs: View<WorldInputs>) {
    let entry = inputs.technologies[technology]
    if entry.usesGas { gas[region].booked = max(0, gas[region].booked + megawatts) }
    guard entry.usesGrid else { return }
    if entry.flexible {
      flexible[region].booked = max(0, flexible[region].booked + megawatts)
    } else {
      gridBooked[region] = max(0, gridBooked[region] + megawatts)
    }
  }

  /// MW of firm power that a region's grid gives before its reserve is worn as far as it may be.
  func gridRoom(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    headroom[region] + exchange.inputs.regions[region].reserveTolerance.value * 1000
  }

  /// MW of sites that may be cut off which rules still allow in a region.
  func flexibleRoom(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    exchange.inputs.regions[region].flexibleRoom.value(at: exchange.now) * 1000 - flexible[region].taken
  }

  /// MW of plants that a region's pipes could feed beside those that they feed.
  func gasRoom(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    gasSupply(region, exchange) - gas[region].taken
  }
}
