#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import SimulationKernel

extension Power {
  /// Appeal of a technology: a logit on its cost per firm MWh and on the wait that its line quotes.
  func weight(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let preference = exchange.inputs.pointee.regions[region].technologies[technology]
    let entry = exchange.inputs.pointee.technologies[technology]
    guard preference > 0, exchange.now >= entry.available.days else { return 0 }
    let market = exchange.inputs.pointee.market
    let cost =
      Power.energyPrice(region, technology, exchange)
      + Power.capitalPerMegawattHour(region, technology, exchange)
    let wait = quotedYears(region, technology, exchange)
    return preference * exp(-market.venueDelay.value * wait) * pow(max(1, cost), -1)
  }

  /// USD/MWh of energy at a site in `region` on `technology`.
  static func energyPrice(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.pointee.technologies[technology]
    return entry.energyCost.value + (entry.usesGrid ? exchange.prices.grid[region] : 0)
  }

  /// USD/MWh that pays for a technology's capital.
  static func capitalPerMegawattHour(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange)
    -> Double
  {
    let entry = exchange.inputs.pointee.technologies[technology]
    let place = exchange.inputs.pointee.regions[region]
    let recovery = Annuity.recoveryFactor(rate: place.costOfCapital.value, years: entry.life.value)
    return entry.capex.value * place.construction.value * 1000 * recovery / entry.firmness.value
      / Time.hoursPerYear
  }

  mutating func refresh(_ exchange: borrowing Exchange) {
    for technology in 0..<technologies {
      permitMedian[technology] = exchange.inputs.pointee.technologies[technology].permit.median
      buildMedian[technology] = exchange.inputs.pointee.technologies[technology].build.median
    }
    hallMedian = exchange.inputs.pointee.datacenters.shell.median
  }

  /// Years from request to a live hall that suppliers would quote today.
  func quotedYears(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let line = gridWait(region, technology, exchange) + equipmentWait(technology, exchange)
    return max(hallYears(region, technology, exchange), plantYears(region, technology, exchange) + line)
  }

  /// What would be left of that if nobody stood in line: permits and building.
  func workYears(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    max(hallYears(region, technology, exchange), plantYears(region, technology, exchange))
  }

  private func plantYears(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let place = exchange.inputs.pointee.regions[region]
    return
      (permitMedian[technology] * place.permitting.value + buildMedian[technology] * place.construction.value)
      / 12
  }

  private func hallYears(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let place = exchange.inputs.pointee.regions[region]
    return
      (permitMedian[technology] * 0.5 * place.permitting.value + hallMedian * place.construction.value) / 12
  }

  /// Years in line for the region's grid, which grows slowly.
  private func gridWait(_ region: Int, _ technology: Int, _ exchange: borrowing Exchange) -> Double {
    guard exchange.inputs.pointee.technologies[technology].usesGrid else { return 0 }
    let short = max(0, gridBooked[region] - headroom[region])
    let growth = exchange.inputs.pointee.regions[region].headroomGrowth.value(at: exchange.now) * 1000
    return short <= 0 ? 0 : growth > 0 ? min(10, short / growth) : 10
  }

  /// Years in line at the factory whose output a technology needs.
  func equipmentWait(_ technology: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.pointee.technologies[technology]
    guard !entry.equipment.isNone else { return 0 }
    let factory = entry.equipment.asInt
    let output = exchange.inputs.pointee.equipment[factory].output.value(at: exchange.now) * 1000
    return min(10, factories[factory].wait(output: output))
  }
}
