#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel
import Synchronization

/// Sites on the ground: accelerators that arrive meet live power; what lacks the other waits.
///
/// Accelerators without power are dark; power without accelerators is idle.
public struct Sites: ~Copyable {
  struct Cohort: BitwiseCopyable {
    var lab: Int32
    var region: Int32
    var design: Int32
    var units: Double
    var installedAt: Double
  }

  /// Machines of the opening fleet are at most so many months old: of what came before hardly any is left.
  private static let oldestAtStart = 48

  /// A fixed address, as `Exchange` has one: without it all of this is copied at many a call.
  private let anchor = Atomic(false)
  let designs: Int
  let regions: Int
  let labs: Int
  /// Accelerators waiting for power, installed, and installed since the last month, by lab, region and design.
  private(set) var waiting: FixedArray<Double>
  private(set) var installed: FixedArray<Double>
  private var fresh: FixedArray<Double>
  /// Installed ones that gave their power to newer machines before their time: the next to retire are already gone.
  private var replaced: FixedArray<Double>
  /// IT power in use in MW, and machines waiting, by lab and region: kept in step with the above.
  private var drawn: FixedArray<Double>
  private var waitingUnits: FixedArray<Double>
  /// The designs that a site has or had since the last month, and those of which some may wait: most have few.
  private(set) var held: IndexSets
  private var dark: IndexSets
  // Scratch of a month: the share of each design's machines that it has cost.
  private var losses: FixedArray<Double>
  private(set) var cohorts = Slab<Cohort>()
  private var lastCount = 0.0

  init(_ inputs: View<WorldInputs>) {
    designs = inputs.accelerators.count
    regions = inputs.regions.count
    labs = inputs.labs.count
    let sites = labs * regions
    waiting = FixedArray(repeating: 0, count: sites * designs)
    installed = FixedArray(repeating: 0, count: sites * designs)
    fresh = FixedArray(repeating: 0, count: sites * designs)
    replaced = FixedArray(repeating: 0, count: sites * designs)
    drawn = FixedArray(repeating: 0, count: sites)
    waitingUnits = FixedArray(repeating: 0, count: sites)
    held = IndexSets(sets: sites, below: designs)
    dark = IndexSets(sets: sites, below: designs)
    losses = FixedArray(repeating: 0, count: designs)
  }

  func cell(_ lab: Int, _ region: Int, _ design: Int) -> Int {
    (lab * regions + region) * designs + design
  }

  /// Puts the opening fleets in place, aged by the growth that brought them there, with the power they draw.
  mutating func open(_ exchange: inout Exchange) {
    waiting.fill(0)
    installed.fill(0)
    fresh.fill(0)
    replaced.fill(0)
    drawn.fill(0)
    waitingUnits.fill(0)
    held.removeAll()
    dark.removeAll()
    cohorts.reset()
    lastCount = 0
    let base = exchange.inputs.installedBase.asInt
    let design = exchange.inputs.accelerators[base]
    var total = 0.0
    for lab in 0..<labs {
      let entry = exchange.inputs.labs[lab]
      var weight = 0.0
      for region in 0..<regions { weight += entry.regions[region] }
      for region in 0..<regions where weight > 0 && entry.regions[region] > 0 {
        let units = entry.compute.value * 1000 / design.performance.value * entry.regions[region] / weight
        let megawatts = units * design.power.value / 1000
        installed[cell(lab, region, base)] = units
        held.insert(base, in: lab * regions + region)
        drawn[lab * regions + region] = megawatts
        openCohorts(lab, region, base, units, &exchange)
        total += units
      }
    }
    exchange.goods.endow(exchange.goods.accelerators(base), onHand: total)
    for lab in 0..<labs { post(lab, &exchange) }
  }

  private mutating func openCohorts(
    _ lab: Int, _ region: Int, _ design: Int, _ units: Double, _ exchange: inout Exchange
  ) {
    let growth = exchange.inputs.datacenters.openingGrowth.value
    let life = exchange.inputs.accelerators[design].usefulLife.value * 12
    let months = max(1, min(Sites.oldestAtStart, Int(life) - 1))
    var sum = 0.0
    for age in 1...months { sum += exp(-growth * Double(age) / 12) }
    for age in 1...months {
      let part = units * exp(-growth * Double(age) / 12) / sum
      retire(
        Cohort(
          lab: Int32(lab), region: Int32(region), design: Int32(design), units: part,
          installedAt: exchange.now),
        after: (life - Double(age)) * Time.month, &exchange)
    }
  }

  private mutating func retire(_ cohort: Cohort, after days: Double, _ exchange: inout Exchange) {
    exchange.scheduler.schedule(
      .cohortRetires(cohorts.insert(cohort)), after: days, priority: Priority.completion)
  }

  /// Accelerators reach their site.
  mutating func arrive(_ delivery: Delivery, _ exchange: inout Exchange) {
    exchange.goods.arrive(exchange.goods.accelerators(Int(delivery.design)), delivery.units)
    let performance = exchange.inputs.accelerators[Int(delivery.design)].performance.value
    exchange.arrived.add(delivery.units * performance, to: Int(delivery.lab))
    let site = Int(delivery.lab) * regions + Int(delivery.venue)
    waiting[site * designs + Int(delivery.design)] += delivery.units
    waitingUnits[site] += delivery.units
    held.insert(Int(delivery.design), in: site)
    dark.insert(Int(delivery.design), in: site)
    install(Int(delivery.lab), Int(delivery.venue), &exchange)
  }

  /// Installs what waits as far as live power reaches, the most compute per watt first.
  mutating func install(_ lab: Int, _ region: Int, _ exchange: inout Exchange) {
    let ratio = exchange.inputs.datacenters.facilityToIT.value
    let site = lab * regions + region
    guard waitingUnits[site] > 1e-9 else { return }
    var free = exchange.posted.power.live[exchange.places.cell(lab, region)] / ratio - drawn[site]
    while free > 1e-9, let design = best(site, exchange) {
      let place = cell(lab, region, design)
      let power = exchange.inputs.accelerators[design].power.value / 1000
      let units = min(waiting[place], free / power)
      waiting[place] = units == waiting[place] ? 0 : waiting[place] - units
      if waiting[place] == 0 { dark.remove(design, from: site) }
      installed[place] += units
      fresh[place] += units
      drawn[site] += units * power
      waitingUnits[site] -= units
      free -= units * power
    }
    if free <= 1e-9 { replace(lab, region, &exchange) }
  }

  /// Where power is all that lacks, machines that wait take the place of installed ones that give much less with it.
  private mutating func replace(_ lab: Int, _ region: Int, _ exchange: inout Exchange) {
    let site = lab * regions + region
    let gain = exchange.inputs.datacenters.replacementGain.value
    while let new = best(site, exchange), let old = worst(site, exchange),
      merit(new, exchange) >= gain * merit(old, exchange)
    {
      let (place, outworn) = (cell(lab, region, new), cell(lab, region, old))
      let power = exchange.inputs.accelerators[new].power.value / 1000
      let freed = exchange.inputs.accelerators[old].power.value / 1000
      let megawatts = min(waiting[place] * power, installed[outworn] * freed)
      let (units, retired) = (megawatts / power, megawatts / freed)
      waiting[place] = max(0, waiting[place] - units)
      if waiting[place] < 1e-9 {
        waiting[place] = 0
        dark.remove(new, from: site)
      }
      installed[place] += units
      fresh[place] += units
      waitingUnits[site] -= units
      installed[outworn] = max(0, installed[outworn] - retired)
      if installed[outworn] < 1e-9 { installed[outworn] = 0 }
      replaced[outworn] += retired
      fresh[outworn] = min(fresh[outworn], installed[outworn])
      exchange.goods.scrap(exchange.goods.accelerators(old), retired)
    }
  }

  /// H100-equivalents per kilowatt of IT power.
  private func merit(_ design: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.accelerators[design]
    return entry.performance.value / entry.power.value
  }

  /// The installed design with the least compute per watt.
  private func worst(_ site: Int, _ exchange: borrowing Exchange) -> Int? {
    var found: Int?
    var least = Double.infinity
    var start = 0
    while let design = held.next(from: start, in: site) {
      start = design + 1
      guard installed[site * designs + design] > 0 else { continue }
      let merit = merit(design, exchange)
      if merit < least {
        least = merit
        found = design
      }
    }
    return found
  }

  /// The waiting design with the most compute per watt.
  private func best(_ site: Int, _ exchange: borrowing Exchange) -> Int? {
    var found: Int?
    var top = 0.0
    var start = 0
    while let design = dark.next(from: start, in: site) {
      start = design + 1
      guard waiting[site * designs + design] > 1e-9 else { continue }
      let merit = merit(design, exchange)
      if merit > top {
        top = merit
        found = design
      }
    }
    return found
  }

  /// A cohort has reached the end of its useful life: its survivors are switched off and their power is free.
  mutating func cohortRetires(_ index: UInt16, _ exchange: inout Exchange) {
    let cohort = cohorts.remove(index)
    let design = Int(cohort.design)
    let place = cell(Int(cohort.lab), Int(cohort.region), design)
    let loss = exchange.inputs(since: cohort.installedAt).accelerators[design].permanentLoss.value
    let left = cohort.units * exp(-loss * (exchange.now - cohort.installedAt) / Time.year)
    let gone = min(left, replaced[place])
    replaced[place] -= gone
    let units = min(left - gone, installed[place])
    installed[place] -= units
    takeOff(units, Int(cohort.lab), Int(cohort.region), design, exchange)
    exchange.goods.scrap(exchange.goods.accelerators(design), units)
    install(Int(cohort.lab), Int(cohort.region), &exchange)
  }

  /// A month's end: losses, new cohorts, what is dark and what is idle.
  mutating func count(_ exchange: inout Exchange) {
    let days = exchange.now - lastCount
    lastCount = exchange.now
    for design in losses.indices {
      let loss = exchange.inputs.accelerators[design].permanentLoss.value
      losses[design] = 1 - exp(-loss * days / Time.year)
    }
    for lab in 0..<labs {
      for region in 0..<regions {
        let site = lab * regions + region
        var start = 0
        while let design = held.next(from: start, in: site) {
          count(lab, region, design, days, &exchange)
          start = design + 1
        }
        install(lab, region, &exchange)
      }
      post(lab, &exchange)
    }
    account(days, &exchange)
  }

  /// The same for one design at a site.
  private mutating func count(
    _ lab: Int, _ region: Int, _ design: Int, _ days: Double, _ exchange: inout Exchange
  ) {
    let place = cell(lab, region, design)
    if installed[place] > 0 { lose(lab, region, design, &exchange) }
    if fresh[place] > 0 {
      let life = exchange.inputs.accelerators[design].usefulLife.value * Time.year
      retire(
        Cohort(
          lab: Int32(lab), region: Int32(region), design: Int32(design), units: fresh[place],
          installedAt: exchange.now),
        after: max(0, life - days / 2), &exchange)
      fresh[place] = 0
    }
    if installed[place] == 0, waiting[place] == 0, replaced[place] == 0 {
      held.remove(design, from: lab * regions + region)
    }
  }

  /// Frees the power of machines that are switched off.
  private mutating func takeOff(
    _ units: Double, _ lab: Int, _ region: Int, _ design: Int, _ exchange: borrowing Exchange
  ) {
    let site = lab * regions + region
    drawn[site] = max(
      0, drawn[site] - units * exchange.inputs.accelerators[design].power.value / 1000)
  }

  private mutating func lose(_ lab: Int, _ region: Int, _ design: Int, _ exchange: inout Exchange) {
    let place = cell(lab, region, design)
    // Units installed within the period are counted with the next one.
    let lost = (installed[place] - fresh[place]) * losses[design]
    installed[place] -= lost
    takeOff(lost, lab, region, design, exchange)
    exchange.goods.scrap(exchange.goods.accelerators(design), lost)
  }

  /// Hands a bankrupt lab's machines to the others, by weight.
  mutating func handOver(_ exchange: inout Exchange, from lab: Int, to heirs: [Double]) {
    for region in 0..<regions {
      for design in 0..<designs {
        let place = cell(lab, region, design)
        for heir in 0..<labs where heirs[heir] > 0 {
          let other = cell(heir, region, design)
          installed[other] += installed[place] * heirs[heir]
          waiting[other] += waiting[place] * heirs[heir]
          fresh[other] += fresh[place] * heirs[heir]
          replaced[other] += replaced[place] * heirs[heir]
          held.insert(design, in: heir * regions + region)
          if waiting[other] > 0 { dark.insert(design, in: heir * regions + region) }
        }
        installed[place] = 0
        waiting[place] = 0
        fresh[place] = 0
        replaced[place] = 0
      }
      let site = lab * regions + region
      for heir in 0..<labs where heirs[heir] > 0 {
        drawn[heir * regions + region] += drawn[site] * heirs[heir]
        waitingUnits[heir * regions + region] += waitingUnits[site] * heirs[heir]
      }
      drawn[site] = 0
      waitingUnits[site] = 0
    }
    if let heir = heirs.indices.first(where: { heirs[$0] > 0 }) {
      cohorts.updateEach { if $0.lab == lab { $0.lab = Int32(heir) } }
    }
    for other in 0..<labs { post(other, &exchange) }
  }
}
