import Inputs
import SimulationKernel
import Synchronization

/// Logic, DRAM and packaging lines: the same machinery with other numbers.
///
/// Lots start weekly and take their cycle time; defects fall with cumulative wafers; capacity comes from projects that
/// need a cleanroom and, on EUV processes, tools.
struct Fabs: ~Copyable {
  struct Lot: BitwiseCopyable {
    var fab: Int16
    /// A die of the catalogue, or one of the markers below.
    var product: Int16
    var wafers: Double
    static let hbm: Int16 = -1
    static let dram: Int16 = -2
    static let packaging: Int16 = -3
  }

  /// A fixed address, as `Exchange` has one: without it all of this is copied at many a call.
  private let anchor = Atomic(false)
  var lots = Slab<Lot>()
  var projects = Slab<FabProject>()
  /// Thousand wafer starts a month, by fab.
  var capacity: [Double]
  var aiShare: [Double]
  /// Share of a DRAM fab's wafers in HBM.
  var hbmShare: [Double]
  /// Wafers made since the process began, by process.
  var experience: [Double]
  /// Dies in process, good ones expected, by die; packaging wafers in process, by process.
  var diesInProcess: [Double]
  var packagingInProcess: [Double]
  /// Capacity announced but not yet running, by fab.
  var pipeline: [Double]
  /// When operators last heard of orders; what AI ordered of each process a day then, in wafers, and what of that was
  /// not in process yet.
  var heard = 0.0
  var orderedByProcess: [Double]
  var bookByProcess: [Double]
  // This week's plans: wafers wanted now by die and process, the steady flow that orders ask for by process, and what
  // can be started.
  var wanted: [Double]
  /// The dies of which wafers are wanted: of many that were ever made, few.
  var wantedDies: IndexSets
  var wantedByProcess: [Double]
  var flowByProcess: [Double]
  var capacityByProcess: [Double]
  // Slow quantities, refreshed each quarter: dies sold from one wafer by die, and the middle of each process's cycle
  // time.
  var diesPerWafer: [Double]
  var middleCycle: [Double]
  /// Defects per square centimetre of each process, as last measured.
  private var defects: [Double]
  var weeks = 0
  /// Billions of USD that operators spent on new capacity since the start, tools apart.
  var spent = 0.0
  /// GB of HBM and DRAM that came out since the memory market last looked, by process.
  var hbmMade: [Double]
  var dramMade = 0.0

  init(_ inputs: View<WorldInputs>) {
    let fabs = inputs.fabs.count
    let processes = inputs.processes.count
    capacity = Array(repeating: 0, count: fabs)
    aiShare = capacity
    hbmShare = capacity
    pipeline = capacity
    experience = Array(repeating: 0, count: processes)
    packagingInProcess = experience
    wantedByProcess = experience
    flowByProcess = experience
    capacityByProcess = experience
    orderedByProcess = experience
    bookByProcess = experience
    middleCycle = experience
    defects = experience
    hbmMade = experience
    var dies = 0
    for design in inputs.accelerators.indices { dies += inputs.accelerators[design].dies.count }
    diesInProcess = Array(repeating: 0, count: dies)
    wanted = diesInProcess
    wantedDies = IndexSets(sets: 1, below: dies)
    diesPerWafer = diesInProcess
  }

  /// Dies that can be sold from one wafer of `die`'s process started now.
  func soldDiesPerWafer(_ die: Catalogue.Die, _ inputs: View<WorldInputs>) -> Double {
    soldDies(die, density: defectDensity(die.process, inputs), inputs)
  }

  /// Defects per square centimetre of a process now, after all that it has made.
  private func defectDensity(_ process: Int, _ inputs: View<WorldInputs>) -> Double {
    let entry = inputs.processes[process]
    let ratio = experience[process] / entry.experience.value
    let above = max(0, entry.defectDensity.value - entry.defectFloor.value)
    return entry.defectFloor.value + above
      * LearningCurve.factor(ratio: ratio, rate: entry.defectLearning.value)
  }

  private func soldDies(_ die: Catalogue.Die, density: Double, _ inputs: View<WorldInputs>) -> Double {
    let process = inputs.processes[die.process]
    return DieYield.soldDies(
      area: die.area, density: density, clustering: process.clustering.value, salvage: process.salvage.value,
      lineYield: process.lineYield.value)
  }

  /// Measures the defects of every process, for `soldDies`.
  mutating func measureDefects(_ inputs: View<WorldInputs>) {
    for process in defects.indices { defects[process] = defectDensity(process, inputs) }
  }

  /// Dies that can be sold from one wafer of `die`'s process at the defects last measured.
  func soldDies(_ die: Catalogue.Die, _ inputs: View<WorldInputs>) -> Double {
    soldDies(die, density: defects[die.process], inputs)
  }

  /// Reads anew what changes slowly.
  mutating func refresh(_ exchange: borrowing Exchange) {
    measureDefects(exchange.inputs)
    for index in diesPerWafer.indices {
      let die = exchange.catalogue.dies[index]
      diesPerWafer[index] = die.alike < index ? diesPerWafer[die.alike] : soldDies(die, exchange.inputs)
    }
    refreshCycles(exchange)
  }

  mutating func refreshCycles(_ exchange: borrowing Exchange) {
    for process in middleCycle.indices {
      middleCycle[process] = exchange.inputs.processes[process].cycleTime.median
    }
  }

  /// A lot is through its line.
  mutating func finish(_ index: UInt16, _ exchange: inout Exchange) {
    let lot = lots.remove(index)
    let process = exchange.inputs.fabs[Int(lot.fab)].process.asInt
    let place = exchange.goods.wafers(process)
    exchange.goods.arrive(place, lot.wafers)
    exchange.goods.consume(place, lot.wafers)
    experience[process] += lot.wafers
    // What comes out is as if of so many wafers.
    let wafers =
      lot.wafers * exchange.inputs.processes[process].relief.value
      * exchange.relief(line: exchange.inputs.fabs[Int(lot.fab)].line)
    switch lot.product {
    case Lot.hbm:
      let bytes = wafers * Memory.hbmPerWafer(exchange)
      exchange.goods.produce(exchange.goods.output(process), bytes)
      hbmMade[process] += bytes
    case Lot.dram:
      let bytes = wafers * Memory.hbmPerWafer(exchange) * exchange.inputs.memory.tradeRatio.value
      exchange.goods.produce(exchange.goods.dram, bytes)
      dramMade += bytes
    case Lot.packaging:
      let yield = exchange.inputs.processes[process].lineYield.value
      exchange.goods.produce(exchange.goods.output(process), wafers * yield)
      packagingInProcess[process] -= lot.wafers
    case let die:
      let entry = exchange.catalogue.dies[Int(die)]
      let good = diesPerWafer[Int(die)]
      let gross = DieYield.grossDies(area: entry.area)
      let stock = exchange.goods.dies(Int(die))
      exchange.goods.produce(stock, wafers * gross)
      exchange.goods.scrap(stock, wafers * (gross - good))
      diesInProcess[Int(die)] = max(0, diesInProcess[Int(die)] - lot.wafers * good)
    }
  }

  /// GB of HBM and of ordinary DRAM that came out since this was last asked for.
  mutating func takeMemory() -> (hbm: Double, dram: Double) {
    var hbm = 0.0
    for process in hbmMade.indices {
      hbm += hbmMade[process]
      hbmMade[process] = 0
    }
    defer { dramMade = 0 }
    return (hbm, dramMade)
  }

  /// Turns DRAM lines to the shares of HBM that their makers decided on, by fab.
  mutating func turn(to shares: [Double]) {
    for fab in hbmShare.indices { hbmShare[fab] = shares[fab] }
  }

  /// Share of all DRAM wafer starts in HBM.
  func hbmWaferShare(_ inputs: View<WorldInputs>) -> Double {
    var hbm = 0.0
    var all = 0.0
    for fab in capacity.indices where inputs.processes[inputs.fabs[fab].process.asInt].kind == .dram {
      hbm += capacity[fab] * hbmShare[fab]
      all += capacity[fab]
    }
    return all > 0 ? hbm / all : 0
  }
}
