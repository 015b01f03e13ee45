import Inputs

/// The account of every good, in one list so that a check can walk it.
struct Goods: ~Copyable {
  fileprivate(set) var stocks = FixedArray<Stock>()
  /// Takes down every movement while a run is traced.
  var log: MovementLog?
  private let processes: Int
  private let dies: Int
  private let designs: Int
  private let regions: Int

  init(_ inputs: View<WorldInputs>) {
    processes = inputs.processes.count
    designs = inputs.accelerators.count
    regions = inputs.regions.count
    var dies = 0
    for design in inputs.accelerators.indices { dies += inputs.accelerators[design].dies.count }
    self.dies = dies
    stocks = FixedArray(repeating: Stock(), count: power(0) + regions)
  }

  mutating func reset() { stocks.fill(Stock()) }

  // Places in the list.
  let tools = 0
  let dram = 1
  let satellites = 2
  let oxygen = 3
  let methane = 4
  let payload = 5
  /// How many these are: those of which there are many follow, kind by kind.
  private static let single = 6
  func wafers(_ process: Int) -> Int { Goods.single + process }
  /// HBM of a DRAM process, or packaging wafers of a packaging process.
  func output(_ process: Int) -> Int { wafers(processes) + process }
  func dies(_ die: Int) -> Int { output(processes) + die }
  func accelerators(_ design: Int) -> Int { dies(dies) + design }
  func power(_ region: Int) -> Int { accelerators(designs) + region }

  subscript(place: Int) -> Stock { stocks[place] }

  /// What a place in the list is called in a message.
  func name(_ place: Int) -> String {
    switch place {
    case tools: "EUV tools"
    case dram: "DRAM (GB)"
    case satellites: "satellites"
    case oxygen: "oxygen (t)"
    case methane: "methane (t)"
    case payload: "payload to orbit (t)"
    case ..<output(0): "wafers of process \(place - wafers(0))"
    case ..<dies(0): "output of process \(place - output(0))"
    case ..<accelerators(0): "dies of kind \(place - dies(0))"
    case ..<power(0): "accelerators of design \(place - accelerators(0))"
    case _: "power of region \(place - power(0))"
    }
  }
}

// Nothing but these changes a stock, so that a trace misses no movement.
extension Goods {
  /// Adds to what stands ready, and what is under way, at the start.
  mutating func endow(_ place: Int, onHand ready: Double = 0, inTransit coming: Double = 0) {
    stocks[place].endow(onHand: ready, inTransit: coming)
    note(place, .opened, ready)
    note(place, .openedInTransit, coming)
  }

  mutating func produce(_ place: Int, _ amount: Double) {
    stocks[place].produce(amount)
    note(place, .produced, amount)
  }

  mutating func buy(_ place: Int, _ amount: Double) {
    stocks[place].buy(amount)
    note(place, .bought, amount)
  }

  mutating func consume(_ place: Int, _ amount: Double) {
    stocks[place].consume(amount)
    note(place, .consumed, amount)
  }

  mutating func sell(_ place: Int, _ amount: Double) {
    stocks[place].sell(amount)
    note(place, .sold, amount)
  }

  mutating func scrap(_ place: Int, _ amount: Double) {
    stocks[place].scrap(amount)
    note(place, .scrapped, amount)
  }

  /// Begins something that will be ready later.
  mutating func begin(_ place: Int, _ amount: Double) {
    stocks[place].begin(amount)
    note(place, .begun, amount)
  }

  /// What was under way is ready.
  mutating func arrive(_ place: Int, _ amount: Double) {
    stocks[place].arrive(amount)
    note(place, .arrived, amount)
  }

  /// What stood ready is sent on its way.
  mutating func depart(_ place: Int, _ amount: Double) {
    stocks[place].depart(amount)
    note(place, .departed, amount)
  }

  /// What was under way is lost.
  mutating func lose(_ place: Int, _ amount: Double) {
    stocks[place].lose(amount)
    note(place, .lost, amount)
  }

  @inline(__always)
  private func note(_ place: Int, _ kind: Movement.Kind, _ amount: Double) {
    log?.note(.good(place), kind, amount)
  }
}
