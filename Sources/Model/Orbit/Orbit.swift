#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel
import Synchronization

/// Satellites that compute: accelerators and buses are joined, wait for lift, serve without repair, and are deorbited.
public struct Orbit: ~Copyable {
  struct Batch: BitwiseCopyable {
    var lab: Int32
    var design: Int32
    var satellites: Int
    var since: Double
    /// What one satellite was built with: accelerators flown, IT power in kW, first output in H100-equivalents, mass in
    /// t.
    var chips: Double
    var power: Double
    var compute: Double
    var mass: Double

    /// Mass of them all in t.
    var tonnes: Double { Double(satellites) * mass }
  }

  /// So many batches that have left are taken off the front of the queue at once.
  private static let swept = 512

  /// A fixed address, as `Exchange` has one: without it all of this is copied at many a call.
  private let anchor = Atomic(false)
  let designs: Int
  let labs: Int
  /// Accelerators at the satellite factory, by lab and design.
  private(set) var waiting: FixedArray<Double>
  /// The designs that each lab has had at the factory: of all that there are, few fly.
  private(set) var held: IndexSets
  /// Satellites ready for launch, oldest first.
  private(set) var queue: [Batch] = []
  private(set) var head = 0
  /// What the launch of the moment takes: scratch.
  private var loaded: [Batch] = []
  /// Satellites on their way: loaded on a launch, or being commissioned.
  private(set) var flying = Slab<Batch>()
  private(set) var serving: [Batch] = []
  private var busCarry = 0.0
  private(set) var built = 0.0
  private var lastIntegration = 0.0
  private var launches = 0
  /// IT power added to orbit in MW since the start, and power now there.
  private(set) var addedPower = 0.0
  private(set) var power = 0.0

  init(_ inputs: View<WorldInputs>) {
    designs = inputs.accelerators.count
    labs = inputs.labs.count
    waiting = FixedArray(repeating: 0, count: labs * designs)
    held = IndexSets(sets: labs, below: designs)
  }

  mutating func open(_ exchange: inout Exchange) {
    waiting.fill(0)
    held.removeAll()
    queue.removeAll(keepingCapacity: true)
    serving.removeAll(keepingCapacity: true)
    head = 0
    flying.reset()
    busCarry = 0
    built = 0
    lastIntegration = 0
    launches = 0
    addedPower = 0
    power = 0
    postQueue(&exchange)
    priceBus(&exchange)
    exchange.scheduler.schedule(.integrate, after: Time.week, priority: Priority.completion)
  }

  /// First day on which satellites can be built, after slip.
  static func firstDay(_ inputs: View<WorldInputs>) -> Double {
    let stated = inputs.orbit.firstLaunch.days
    return stated > 0 ? stated * inputs.orbit.slip.value : stated
  }

  /// Mass of one satellite in tonnes.
  static func mass(at time: Double, _ inputs: View<WorldInputs>) -> Double {
    inputs.orbit.power.value / Satellite.specificPower(at: time, inputs.orbit)
  }

  /// Accelerators that one satellite flies, spares included.
  private func chips(_ design: Int, _ inputs: View<WorldInputs>) -> Double {
    inputs.orbit.power.value / inputs.accelerators[design].power.value * (1 + inputs.orbit.spares.value)
  }

  mutating func arrive(_ delivery: Delivery, _ exchange: inout Exchange) {
    exchange.goods.arrive(exchange.goods.accelerators(Int(delivery.design)), delivery.units)
    waiting[Int(delivery.lab) * designs + Int(delivery.design)] += delivery.units
    held.insert(Int(delivery.design), in: Int(delivery.lab))
  }

  /// A week of satellite integration: whole satellites, as far as accelerators and the factory reach.
  mutating func integrate(_ exchange: inout Exchange) {
    let inputs = exchange.inputs
    let days = exchange.now - lastIntegration
    lastIntegration = exchange.now
    let size = inputs.orbit.power.value / 1000
    let output = Orbit.factory(at: exchange.now, exchange) * days / Time.year
    // What the factory could have built and nobody needed is lost, but for one satellite begun.
    busCarry = min(busCarry + output, output + size)
    var wished = 0.0
    for lab in 0..<labs {
      var next = 0
      while let design = held.next(from: next, in: lab) {
        next = design + 1
        guard waiting[lab * designs + design] > 0 else { continue }
        let need = chips(design, inputs)
        let possible = (waiting[lab * designs + design] / need).rounded(.down)
        wished += possible * size
        let count = min(possible, (busCarry / size).rounded(.down))
        guard count >= 1 else { continue }
        build(Int(count), lab, design, need, &exchange)
      }
    }
    postQueue(&exchange)
    book(wished, size, days, &exchange)
    exchange.scheduler.schedule(.integrate, after: Time.week, priority: Priority.completion)
  }

  private mutating func build(
    _ count: Int, _ lab: Int, _ design: Int, _ need: Double, _ exchange: inout Exchange
  ) {
    let size = exchange.inputs.orbit.power.value / 1000
    waiting[lab * designs + design] -= Double(count) * need
    busCarry -= Double(count) * size
    built += Double(count) * size
    exchange.goods.produce(exchange.goods.satellites, Double(count))
    exchange.charge(lab, billions: exchange.posted.orbit.busPrice * Double(count) * size * 1e6 * 1e-9)
    let entry = exchange.inputs.accelerators[design]
    let power = exchange.inputs.orbit.power.value
    queue.append(
      Batch(
        lab: Int32(lab), design: Int32(design), satellites: count, since: exchange.now, chips: need,
        power: power,
        compute: power / entry.power.value * entry.performance.value,
        mass: Orbit.mass(at: exchange.now, exchange.inputs)))
  }

  private func book(_ wished: Double, _ size: Double, _ days: Double, _ exchange: inout Exchange) {
    let coming = exchange.pipeline.coming(venue: exchange.places.orbit)
    guard wished > 0 || coming > 0 else { return }
    exchange.starvation.want(.integration, days: days)
    if wished > 0 && busCarry < size {
      exchange.starvation.starve(.integration, of: .bus, days: days)
      exchange.starvation.lose(
        .integration, for: .bus,
        output: exchange.posted.waiting(venue: exchange.places.orbit) * days / Time.year)
    } else if wished == 0 {
      exchange.starvation.starve(.integration, of: .chips, days: days)
    }
  }

  /// A launch that lifts `payload` tonnes takes those that have waited longest, or of labs under export control alone
  /// where it is `restricted`, and flies or fails; their labs share its `price` in billions of USD by mass.
  mutating func launch(
    payload: Double, succeeded: Bool, price: Double, restricted: Bool = false, _ exchange: inout Exchange
  ) {
    let mass = load(payload, restricted: restricted, exchange.inputs)
    postQueue(&exchange)
    for batch in loaded {
      exchange.goods.depart(exchange.goods.satellites, Double(batch.satellites))
      exchange.charge(Int(batch.lab), billions: price * (batch.tonnes / mass))
    }
    guard succeeded else {
      for batch in loaded {
        exchange.goods.lose(exchange.goods.satellites, Double(batch.satellites))
        exchange.goods.scrap(
          exchange.goods.accelerators(Int(batch.design)), Double(batch.satellites) * batch.chips)
      }
      return
    }
    exchange.goods.produce(exchange.goods.payload, mass)
    launches += 1
    let orbit = exchange.inputs.orbit
    var stream = exchange.luck(orbit.identity, .commissioning, launches)
    let days = orbit.commissioning.sample(using: &stream)
    for batch in loaded {
      exchange.scheduler.schedule(
        .satellitesCommissioned(flying.insert(batch)), after: days, priority: Priority.arrival)
    }
  }

  /// Takes off the queue what a launch lifts, oldest first, whole satellites at the mass that they were built with;
  /// returns the tonnes. What is too heavy for it waits for a larger vehicle, and holds nobody back.
  private mutating func load(_ payload: Double, restricted: Bool, _ inputs: View<WorldInputs>) -> Double {
    loaded.removeAll(keepingCapacity: true)
    var mass = 0.0
    for place in head..<queue.count
    where queue[place].satellites > 0 && (!restricted || inputs.labs[Int(queue[place].lab)].restricted) {
      var batch = queue[place]
      batch.satellites = Int(min(Double(batch.satellites), ((payload - mass) / batch.mass).rounded(.down)))
      guard batch.satellites > 0 else {
        if loaded.isEmpty { continue }
        break
      }
      queue[place].satellites -= batch.satellites
      mass += batch.tonnes
      loaded.append(batch)
    }
    while head < queue.count, queue[head].satellites == 0 { head += 1 }
    if head > Orbit.swept {
      queue.removeFirst(head)
      head = 0
    }
    return mass
  }

  mutating func commissioned(_ index: UInt16, _ exchange: inout Exchange) {
    var batch = flying.remove(index)
    batch.since = exchange.now
    exchange.goods.arrive(exchange.goods.satellites, Double(batch.satellites))
    addedPower += Double(batch.satellites) * batch.power / 1000
    // One cohort a month for each lab and design keeps the list short.
    for place in serving.indices.reversed() {
      guard serving[place].since > exchange.now - Time.month else { break }
      if serving[place].lab == batch.lab && serving[place].design == batch.design
        && serving[place].chips == batch.chips && serving[place].power == batch.power
      {
        serving[place].satellites += batch.satellites
        return
      }
    }
    serving.append(batch)
  }

  /// A month's end: deorbits what is old, and posts what still computes.
  mutating func count(_ exchange: inout Exchange) {
    let life = exchange.inputs.orbit.life.value * Time.year
    power = 0
    let oldest = exchange.now - life
    for batch in serving where batch.since <= oldest {
      exchange.goods.scrap(exchange.goods.satellites, Double(batch.satellites))
      exchange.goods.scrap(
        exchange.goods.accelerators(Int(batch.design)), Double(batch.satellites) * batch.chips)
    }
    serving.removeAll { $0.since <= oldest }
    for batch in serving { power += Double(batch.satellites) * batch.power / 1000 }
    post(&exchange)
  }

  /// Share of its first output that a satellite gives at `age` years: spares last until they are used up. What it has
  /// suffered is told by what inputs have been in its life.
  static func output(age: Double, _ orbit: View<Inputs>, _ past: View<Inputs>) -> Double {
    let working = min(1, (1 + orbit.spares.value) * exp(-Satellite.failure(past) * age))
    return working * pow(1 - past.degradation.value, age) * orbit.availability.value * orbit.sunlit.value
  }

  /// Satellites waiting, flying and serving, for the balance.
  var satellites: Double {
    var sum = 0
    for index in head..<queue.count { sum += queue[index].satellites }
    for batch in serving { sum += batch.satellites }
    flying.forEachUsed { sum += $0.satellites }
    return Double(sum)
  }

  /// Adds the accelerators of each design at the factory and in satellites, wherever these are, for the balance.
  func addHeld(to counted: inout FixedArray<Double>) {
    for lab in 0..<labs {
      var next = 0
      while let design = held.next(from: next, in: lab) {
        counted[design] += waiting[lab * designs + design]
        next = design + 1
      }
    }
    for index in head..<queue.count {
      counted[Int(queue[index].design)] += Double(queue[index].satellites) * queue[index].chips
    }
    for batch in serving { counted[Int(batch.design)] += Double(batch.satellites) * batch.chips }
    flying.forEachUsed { counted[Int($0.design)] += Double($0.satellites) * $0.chips }
  }

  mutating func handOver(_ exchange: inout Exchange, from lab: Int, to heir: Int) {
    for design in 0..<designs where waiting[lab * designs + design] != 0 {
      waiting[heir * designs + design] += waiting[lab * designs + design]
      waiting[lab * designs + design] = 0
      held.insert(design, in: heir)
    }
    for index in head..<queue.count where queue[index].lab == lab { queue[index].lab = Int32(heir) }
    for index in serving.indices where serving[index].lab == lab { serving[index].lab = Int32(heir) }
    flying.updateEach { if $0.lab == lab { $0.lab = Int32(heir) } }
  }
}
