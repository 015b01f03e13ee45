#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel

extension Power {
  /// Nobody quotes a longer wait in line, in years.
  static let longestWait = 10.0

  /// USD/MWh of energy at a site in `region` on `technology`.
  func energyPrice(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.technologies[technology]
    let fuel = entry.usesGas ? gasFactor(region, exchange) : 1
    return entry.energyCost.value * fuel + (entry.usesGrid ? exchange.gridPrice(region) : 0)
  }

  /// What AI's own plants add to the price of a region's gas, as a factor.
  private func gasFactor(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    var burning = 0.0
    for technology in 0..<technologies where exchange.inputs.technologies[technology].usesGas {
      burning += liveByTechnology[region * technologies + technology]
    }
    let place = exchange.inputs.regions[region]
    let part = burning / gasSupply(region, exchange)
    return 1 + place.gasScarcity.value * part * part
  }

  /// USD per firm kW of a plant: equipment that is waited for is dear.
  func plantCapital(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.technologies[technology]
    let place = exchange.inputs.regions[region]
    var factor = 1.0
    if !entry.equipment.isNone {
      let equipment = entry.equipment.asInt
      let more = equipmentWait(technology, exchange) - openingWait[equipment]
      let line = exchange.inputs.equipment[equipment].line
      factor =
        line.isNone
        ? max(0.5, 1 + exchange.inputs.equipment[equipment].waitPrice.value * more)
        : exchange.priceFactor(line: line)
    }
    if entry.usesGrid && !entry.flexible { factor *= exchange.priceFactor(line: place.supplyLine) }
    return entry.capex.value * factor * place.construction.value / entry.firmness.value
  }

  /// USD/MWh that pays for a technology's capital.
  func capitalPerMegawattHour(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    plantCapital(region, technology, exchange) * 1000 * recovery[region * technologies + technology]
      / Time.hoursPerYear
  }

  /// Reads anew what follows from inputs alone, and takes long to reckon.
  mutating func refresh(_ exchange: borrowing Exchange) {
    for region in headroom.indices {
      let rate = exchange.inputs.regions[region].costOfCapital.value
      for technology in 0..<technologies {
        recovery[region * technologies + technology] = Annuity.recoveryFactor(
          rate: rate, years: exchange.inputs.technologies[technology].life.value)
      }
    }
    for technology in 0..<technologies {
      permitMedian[technology] = exchange.inputs.technologies[technology].permit.median
      buildMedian[technology] = exchange.inputs.technologies[technology].build.median
    }
    hallMedian = exchange.inputs.datacenters.shell.median
  }

  /// Years from request to a live hall that suppliers would quote today, or would if there were `pipes` enough.
  func quotedYears(
    _ region: Int, _ technology: Int, pipes: Bool = false, _ exchange: borrowing Exchange
  ) -> Double {
    let gas = pipes ? 0 : gasWait(region, technology, exchange)
    let line = gridWait(region, technology, exchange) + gas + equipmentWait(technology, exchange)
    return max(hallYears(region, technology, exchange), plantYears(region, technology, exchange) + line)
  }

  private func plantYears(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let place = exchange.inputs.regions[region]
    return permitYears(region, technology, exchange)
      + buildMedian[technology] * place.construction.value * Time.month / Time.year
  }

  /// Years to permits and agreements: on the grid the longer, the more stand in the queue.
  private func permitYears(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let work = permitMedian[technology] * Time.month / Time.year
    guard exchange.inputs.technologies[technology].usesGrid else {
      return work * exchange.inputs.regions[region].permitting.value
    }
    return work / studies[region].speed(studyRules(region, exchange.inputs))
  }

  private func hallYears(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let place = exchange.inputs.regions[region]
    return permitYears(region, technology, exchange) * Power.hallStart
      + crewsWait(region, exchange) + hallMedian * place.construction.value * Time.month / Time.year
  }

  /// Years in line for the region's grid, which grows slowly, or for its rules to allow more sites that may be cut off.
  private func gridWait(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.technologies[technology]
    guard entry.usesGrid else { return 0 }
    guard entry.flexible else {
      return Power.wait(
        for: gridBooked[region] - gridRoom(region, exchange), growth: headroomGrowth(region, exchange))
    }
    return Power.wait(
      for: flexible[region].booked - flexibleRoom(region, exchange),
      growth: Power.yearsGrowth(exchange.inputs.regions[region].flexibleRoom, exchange.now))
  }

  /// Years in line for the region's gas, for who burns it.
  private func gasWait(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    exchange.inputs.technologies[technology].usesGas ? pipesWait(region, exchange) : 0
  }

  /// Years in line for the region's gas, at the growth of the next year and what is laid beyond it.
  func pipesWait(_ region: Int, _ exchange: borrowing Exchange) -> Double {
    Power.wait(
      for: gas[region].booked - gasRoom(region, exchange), growth: gasGrowth(region, exchange))
  }

  /// MW by which something grows in the next year.
  static func yearsGrowth(_ room: TrajectoryView<Gigawatt>, _ now: Double) -> Double {
    (room.value(at: now + Time.year) - room.value(at: now)) * 1000
  }

  /// Years until what lacks has grown.
  private static func wait(for short: Double, growth: Double) -> Double {
    short <= 0 ? 0 : growth > 0 ? min(longestWait, short / growth) : longestWait
  }

  /// Years in line at the factory whose output a technology needs, behind those who have not ordered yet but will.
  func equipmentWait(_ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.technologies[technology]
    guard !entry.equipment.isNone else { return 0 }
    let factory = entry.equipment.asInt
    let output = factoryOutput(factory, exchange)
    guard output > 0 else { return Power.longestWait }
    return min(Power.longestWait, (factories[factory].backlog + pending[factory]) / output)
  }
}
