#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel

extension Power {
  /// The power of the opening fleets, with some slack.
  func openSites(_ exchange: inout Exchange) {
    let halls = exchange.inputs.datacenters
    for lab in 0..<exchange.places.labs {
      for region in 0..<exchange.places.regions {
        let drawn = exchange.posted.drawn(exchange.places.cell(lab, region))
        post(live: drawn * halls.facilityToIT.value * (1 + halls.openingSlack.value), lab, region, &exchange)
      }
    }
    for region in 0..<exchange.places.regions {
      let live = exchange.places.total(exchange.posted.power.live, venue: region)
      exchange.goods.endow(exchange.goods.power(region), onHand: live)
    }
  }

  /// Sites under construction at the start: power comes on line at the rate at which machines were sold, and growing,
  /// for each lab by the growth that it had, and in each region by the technologies that power its sites. What needs
  /// the grid draws on its headroom, what needs equipment stands in its maker's line, where others' orders fill what
  /// the dates leave.
  mutating func openPipeline(_ exchange: inout Exchange) {
    let halls = exchange.inputs.datacenters
    let quarters = Int((halls.openingPipeline.value * 4).rounded())
    let quarterly = openingFlow(exchange.inputs) * halls.facilityToIT.value / 4
    var sum = 0.0
    for lab in begun.indices { sum += growthWeight(lab, exchange.inputs) }
    for factory in factories.indices {
      factories[factory].reset()
      pending[factory] = 0
    }
    for quarter in 0..<quarters where sum > 0 {
      let growth = exp(halls.openingPipelineGrowth.value * (Double(quarter) + 0.5) / 4)
      for lab in begun.indices {
        let part = growthWeight(lab, exchange.inputs) / sum
        openSites(lab, quarter, quarterly * growth * part, &exchange)
      }
      for factory in factories.indices { openOthers(factory, quarters: quarter + 1, exchange.inputs) }
    }
    for factory in factories.indices { openOthers(factory, quarters: Int.max, exchange.inputs) }
  }

  /// A lab's sites that are due in a quarter, over its regions and their technologies.
  private mutating func openSites(_ lab: Int, _ quarter: Int, _ size: Double, _ exchange: inout Exchange) {
    let inputs = exchange.inputs
    var regions = 0.0
    for region in headroom.indices { regions += inputs.labs[lab].regions[region] }
    guard regions > 0 else { return }
    for region in headroom.indices where inputs.labs[lab].regions[region] > 0 {
      let part = size * inputs.labs[lab].regions[region] / regions
      var weights = 0.0
      for technology in 0..<technologies { weights += openingWeight(region, technology, inputs) }
      for technology in 0..<technologies where openingWeight(region, technology, inputs) > 0 {
        let share = openingWeight(region, technology, inputs) / weights
        openProject(lab, region, technology, quarter, part * share, &exchange)
      }
    }
  }

  private func openingWeight(_ region: Int, _ technology: Int, _ inputs: View<WorldInputs>) -> Double {
    let entry = inputs.regions[region]
    var said = 0.0
    for other in 0..<technologies { said += entry.openingTechnologies[other] }
    if said > 0 { return entry.openingTechnologies[technology] }
    return inputs.technologies[technology].available.days <= 0 ? entry.technologies[technology] : 0
  }

  private mutating func openProject(
    _ lab: Int, _ region: Int, _ technology: Int, _ quarter: Int, _ size: Double, _ exchange: inout Exchange
  ) {
    guard size > 0 else { return }
    begun[lab] += 1
    var stream = exchange.luck(exchange.inputs.labs[lab].identity, .build, begun[lab])
    let due = (Double(quarter) + stream.uniform()) * 3 * Time.month
    // Asked and promised on the same day: it says nothing of how late new power is.
    let index = projects.insert(
      Project(
        lab: Int16(lab), region: Int16(region), technology: Int16(technology), megawatts: size,
        powerReady: false, shellReady: true, ordinal: Int32(begun[lab]), asked: due, promised: due,
        earliest: max(1, due)))
    postBegun(size, lab, region, &exchange)
    buildingByTechnology[region * technologies + technology] += size
    exchange.goods.endow(exchange.goods.power(region), inTransit: size)
    let entry = exchange.inputs.technologies[technology]
    book(size, region, technology, exchange.inputs)
    // Transformers of sites that are being built stand there.
    guard !entry.equipment.isNone, !entry.usesGrid else {
      exchange.scheduler.schedule(.projectPowered(index), at: max(1, due), priority: Priority.completion)
      return
    }
    factories[entry.equipment.asInt].order(size / entry.firmness.value, project: Int32(index))
  }

  /// Fills a factory's line with others' orders up to what it can make in the first `quarters`, or with all that stand
  /// there.
  private mutating func openOthers(_ factory: Int, quarters: Int, _ inputs: View<WorldInputs>) {
    let entry = inputs.equipment[factory]
    let all = entry.openingBacklog.value * 1000
    let goal = quarters == Int.max ? all : min(all, entry.output.value(at: 0) * 1000 * Double(quarters) / 4)
    let more = goal - factories[factory].backlog
    if more > 0 { factories[factory].order(more, project: SharedFactory.Order.others) }
  }

  /// IT power in MW a year of the machines that vendors delivered just before the start.
  func openingFlow(_ inputs: View<WorldInputs>) -> Double {
    var sum = 0.0
    for design in inputs.accelerators.indices {
      sum += Fabs.openingRate(design, inputs) * inputs.accelerators[design].power.value / 1000 * Time.year
    }
    return sum
  }

  /// What a lab added in the year before the start, by which it shares in what was then on order and under
  /// construction.
  func growthWeight(_ lab: Int, _ inputs: View<WorldInputs>) -> Double {
    inputs.labs[lab].compute.value * max(0.05, exp(inputs.labs[lab].computeGrowth.value) - 1)
  }
}
