#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel
import Synchronization

/// Power for sites on the ground: projects go through permits, the line at a shared factory, and building, while halls
/// rise beside them.
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
    /// The day on which it was asked for, and the day on which its suppliers said it would be live.
    var asked: Double
    var promised: Double
    /// Not before this day does it run, however early its equipment is there: sites under construction at the start.
    var earliest = 0.0
    /// The day on which it is given up if it is still being studied, and how often another request took its place.
    var givenUp = Double.infinity
    var lives = 0
    /// Whether the day of its hall is to come, whether it waits for crews until then, and how many days it takes when
    /// they have come.
    var hallIsDue = false
    var waitsForCrews = false
    var hallTime = 0.0
    /// Whether it stands in a line for what its power needs: equipment, the grid, gas.
    var isInLine = false
  }

  /// MW that have taken of what limits them in a region, and MW under way that will.
  struct RoomUse: BitwiseCopyable {
    var taken = 0.0
    var booked = 0.0
  }

  /// Others answer to a wait up to so many years, and order at most so many times as much when it is shorter.
  private static let longestAnswered = 20.0
  private static let mostAnswer = 10.0

  /// A fixed address, as `Exchange` has one: without it all of this is copied at many a call.
  private let anchor = Atomic(false)
  var projects = Slab<Project>()
  var factories: [SharedFactory]
  /// Halls that wait for crews, by region.
  var halls: [CrewQueue]
  /// Requests for the grid, by region.
  var studies: [StudyQueue]
  /// MW asked for of the grid whose requests have ended since the start, and of those that came to live power.
  var requestsEnded: [Double]
  var requestsLive: [Double]
  /// Firm grid power that AI could still connect in MW, by region.
  var headroom: [Double]
  /// Projects finished but for grid power or gas, oldest first.
  var gridLine: [UInt16] = []
  /// Projects begun by each lab: the ordinal of their draws.
  var begun: [Int]
  /// GW begun this year, by region and technology.
  var startedThisYear: [Double]
  var year = -1
  var lastWork = 0.0
  /// Grid power that AI has connected in MW, by region.
  var connected: [Double]
  /// Grid power of projects begun and not yet connected in MW, by region.
  var gridBooked: [Double]
  /// Live firm MW, and MW under construction, by region and technology.
  var liveByTechnology: [Double]
  var buildingByTechnology: [Double]
  /// Share of each technology in what a region's sites ask for, as smoothed over a year; MW asked for since it was last
  /// smoothed.
  var mix: [Double]
  var asked: [Double]
  var lastAsked = 0.0
  /// MW under construction that wait in a line for equipment, for the grid or for gas, by region.
  var inLine: [Double]
  /// MW in permitting that no queue studies, by region.
  var inPermits: [Double]
  /// What plants take of a region's gas, and sites that may be cut off of the room for such, by region.
  var gas: [RoomUse]
  var flexible: [RoomUse]
  /// MW of plants on gas that pipelines beyond what was said can feed, by region.
  var pipesAdded: [Double]
  /// MW that buyers would rather wait for than ask for as things stand, of what they asked for last, by region.
  var waited: [Double]
  /// MW of nameplate that projects now in permitting will order from each factory.
  var pending: [Double]
  /// Wait for each factory at the start, in years.
  var openingWait: [Double]
  /// MW of new power that came on line this month, by what was quoted and by what it took, in MW-days.
  var quotedTime = 0.0
  var actualTime = 0.0
  /// Time to power over the time quoted, as seen in the last year or so.
  var seenDelay = 1.0
  let technologies: Int
  /// Middle of permit and build times in months by technology, and of halls: read anew when inputs change.
  var permitMedian: [Double]
  var buildMedian: [Double]
  var hallMedian = 0.0
  /// The part of a plant's capital that pays for it a year, by region and technology: read anew when inputs change.
  var recovery: [Double]
  var finishedByFactory: [UInt16] = []
  /// Cells where power has just come on line.
  private var energised: [Int] = []
  // Scratch of one request.
  var parts: [Double]
  var appeal: [Double]

  init(_ inputs: View<WorldInputs>) {
    technologies = inputs.technologies.count
    permitMedian = Array(repeating: 0, count: inputs.technologies.count)
    buildMedian = permitMedian
    recovery = Array(repeating: 0, count: inputs.regions.count * inputs.technologies.count)
    factories = Array(repeating: SharedFactory(), count: inputs.equipment.count)
    headroom = Array(repeating: 0, count: inputs.regions.count)
    halls = Array(repeating: CrewQueue(), count: inputs.regions.count)
    studies = Array(repeating: StudyQueue(), count: inputs.regions.count)
    requestsEnded = headroom
    requestsLive = headroom
    connected = headroom
    gridBooked = headroom
    inPermits = headroom
    gas = Array(repeating: RoomUse(), count: inputs.regions.count)
    flexible = gas
    pipesAdded = headroom
    waited = headroom
    begun = Array(repeating: 0, count: inputs.labs.count)
    startedThisYear = Array(repeating: 0, count: inputs.regions.count * inputs.technologies.count)
    liveByTechnology = startedThisYear
    buildingByTechnology = startedThisYear
    mix = startedThisYear
    asked = startedThisYear
    inLine = headroom
    pending = Array(repeating: 0, count: inputs.equipment.count)
    openingWait = pending
    parts = permitMedian
    appeal = Array(repeating: 0, count: inputs.technologies.count)
  }

  mutating func open(_ exchange: inout Exchange) {
    refresh(exchange)
    projects.reset()
    gridLine.removeAll(keepingCapacity: true)
    year = -1
    lastWork = 0
    for lab in begun.indices { begun[lab] = 0 }
    for index in liveByTechnology.indices {
      liveByTechnology[index] = 0
      buildingByTechnology[index] = 0
    }
    quotedTime = 0
    actualTime = 0
    seenDelay = exchange.inputs.datacenters.openingDelay.value
    for region in headroom.indices {
      headroom[region] = exchange.inputs.regions[region].headroom.value * 1000
      connected[region] = 0
      gridBooked[region] = 0
      inLine[region] = 0
      inPermits[region] = 0
      gas[region] = RoomUse()
      flexible[region] = RoomUse()
      pipesAdded[region] = 0
      halls[region].reset(free: hallCapacity(region, exchange) * Time.month / Time.year)
      waited[region] = 0
      requestsEnded[region] = 0
      requestsLive[region] = 0
      post(tightness: 0, region, &exchange)
    }
    energised.removeAll(keepingCapacity: true)
    openSites(&exchange)
    openPipeline(&exchange)
    for factory in factories.indices {
      openingWait[factory] = factories[factory].wait(
        output: exchange.inputs.equipment[factory].output.value(at: 0) * 1000)
    }
    openStudies(&exchange)
    openMix(exchange)
    exchange.scheduler.schedule(.suppliersWork, after: Time.month, priority: Priority.completion)
  }

  /// A month of the shared factories, of grid growth and of regional prices, at what inputs were in it.
  mutating func work(_ exchange: inout Exchange) {
    let days = exchange.now - lastWork
    lastWork = exchange.now
    for factory in factories.indices {
      let entry = exchange.inputs.equipment[factory]
      // Who can turns to something else as the line grows, and comes back as it shrinks, tenfold at most.
      let capacity = factoryOutput(factory, exchange)
      let wait = factories[factory].wait(output: capacity)
      let longest = Power.longestAnswered
      let longer = min(longest, wait) - min(longest, openingWait[factory])
      let answer = exp(-entry.otherResponse.value * longer)
      let others = entry.otherOrders.value(at: exchange.now) * min(Power.mostAnswer, answer)
      let ordered = others * 1000 * days / Time.year
      factories[factory].order(ordered, project: SharedFactory.Order.others)
      exchange.hear(line: entry.line, ordered, for: days)
      finishedByFactory.removeAll(keepingCapacity: true)
      let output = capacity * days / Time.year
      factories[factory].work(output: output) { finishedByFactory.append(UInt16($0)) }
      for index in finishedByFactory { equipped(index, &exchange) }
    }
    for region in headroom.indices {
      headroom[region] += headroomGrowth(region, exchange) * days / Time.year
      pipesAdded[region] += pipesBeyondPlan(region, exchange) * days / Time.year
      freeCrews(region, days: days, &exchange)
      study(region, days: days, &exchange)
      let all = connected[region] + max(0, headroom[region])
      let tightness = all > 0 ? connected[region] / all : 1
      post(tightness: tightness, region, &exchange)
    }
    learnDelays(days)
    exchange.scheduler.schedule(.suppliersWork, after: Time.month, priority: Priority.completion)
  }

  /// Buyers see how long power took against what was quoted, and believe quotes by it.
  private mutating func learnDelays(_ days: Double) {
    if quotedTime > 0 { seenDelay += (1 - exp(-days / Time.year)) * (actualTime / quotedTime - seenDelay) }
    quotedTime = 0
    actualTime = 0
  }

  /// MW of plants that AI had built for itself in a region: supply that is not on the grid's books.
  func ownPlants(_ region: Int, _ inputs: View<WorldInputs>) -> Double {
    var sum = 0.0
    for technology in 0..<technologies where !inputs.technologies[technology].usesGrid {
      sum += liveByTechnology[region * technologies + technology]
    }
    return sum
  }

  /// Backlog of a shared factory in GW.
  func backlog(_ factory: Int) -> Double { factories[factory].backlog / 1000 }

  /// What a failed lab had live goes to the others by weight; what it had under construction goes on for one of them.
  mutating func handOver(_ exchange: inout Exchange, from lab: Int, to heirs: [Double], builder heir: Int) {
    postHandOver(&exchange, from: lab, to: heirs, builder: heir)
    projects.updateEach { if $0.lab == lab { $0.lab = Int16(heir) } }
  }

  /// Power has come on line in a cell.
  mutating func energise(_ cell: Int) { energised.append(cell) }

  /// Tells of the cells where power has come on line since this was last asked for, one after the other: sites take it
  /// up.
  mutating func eachEnergised(_ body: (_ cell: Int) -> Void) {
    for cell in energised { body(cell) }
    energised.removeAll(keepingCapacity: true)
  }
}
