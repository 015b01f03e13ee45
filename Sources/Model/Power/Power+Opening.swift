#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import SimulationKernel

extension Power {
  /// Sites under construction at the start: power comes on line at the rate at which machines were sold, and growing, for each
  /// lab by the growth that it had.
  mutating func openPipeline(_ exchange: inout Exchange) {
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

  mutating func openProject(
    _ lab: Int, _ region: Int, _ technology: Int, _ quarter: Int, _ size: Double, _ exchange: inout Exchange
  ) {
    guard size > 0 else { return }
    begun[lab] += 1
    var stream = exchange.luck(exchange.inputs.pointee.labs[lab].identity, .build, begun[lab])
    let due = (Double(quarter) + stream.uniform()) * 3 * Time.month
    let index = projects.insert(
      Project(
        lab: Int16(lab), region: Int16(region), technology: Int16(technology), megawatts: size,
        powerReady: false,
        shellReady: true, ordinal: Int32(begun[lab]), promised: due))
    exchange.board.building[exchange.board.cell(lab, region)] += size
    exchange.goods.endow(exchange.goods.power(region), inTransit: size)
    exchange.scheduler.schedule(.projectPowered(index), after: due, priority: Priority.completion)
  }

  /// IT power in MW a year of the machines that vendors delivered just before the start.
  func openingFlow(_ inputs: borrowing WorldInputs) -> Double {
    var sum = 0.0
    for design in inputs.accelerators.indices {
      sum += Fabs.openingRate(design, inputs) * inputs.accelerators[design].power.value / 1000 * Time.year
    }
    return sum
  }

  /// What a lab added in the year before the start, by which it shares in what was then on order and under construction.
  func growthWeight(_ lab: Int, _ inputs: borrowing WorldInputs) -> Double {
    inputs.labs[lab].compute.value * max(0.05, exp(inputs.labs[lab].computeGrowth.value) - 1)
  }

  func firstTechnology(_ region: Int, _ inputs: borrowing WorldInputs) -> Int? {
    // Sites begun before the start have their power contracted: they stand outside the headroom that is left.
    var fallback: Int?
    for technology in 0..<technologies where inputs.regions[region].technologies[technology] > 0 {
      if !inputs.technologies[technology].usesGrid { return technology }
      if fallback == nil { fallback = technology }
    }
    return fallback
  }
}
