/// The account of every good, in one list so that a check can walk it.
struct Goods {
  private(set) var stocks: [Stock] = []
  private let processes: Int
  private let dies: Int
  private let designs: Int
  private let regions: Int

  init(_ inputs: borrowing WorldInputs) {
    processes = inputs.processes.count
    designs = inputs.accelerators.count
    regions = inputs.regions.count
    var dies = 0
    for design in inputs.accelerators.indices { dies += inputs.accelerators[design].dies.count }
    self.dies = dies
    reset()
  }

  mutating func reset() {
    let count = 6 + 2 * processes + dies + designs + regions
    stocks.removeAll(keepingCapacity: true)
    for _ in 0..<count { stocks.append(Stock()) }
  }

  // Places in the list.
  let tools = 0
  let dram = 1
  let satellites = 2
  let oxygen = 3
  let methane = 4
  let payload = 5
  func wafers(_ process: Int) -> Int { 6 + process }
  /// HBM of a DRAM process, or packaging wafers of a packaging process.
  func output(_ process: Int) -> Int { 6 + processes + process }
  func dies(_ die: Int) -> Int { 6 + 2 * processes + die }
  func accelerators(_ design: Int) -> Int { 6 + 2 * processes + dies + design }
  func power(_ region: Int) -> Int { 6 + 2 * processes + dies + designs + region }

  subscript(place: Int) -> Stock {
    _read { yield stocks[place] }
    _modify { yield &stocks[place] }
  }

  /// What a place in the list is called in a message.
  func name(_ place: Int) -> String {
    switch place {
    case tools: "EUV tools"
    case dram: "DRAM (GB)"
    case satellites: "satellites"
    case oxygen: "oxygen (t)"
    case methane: "methane (t)"
    case payload: "payload to orbit (t)"
    case ..<(6 + processes): "wafers of process \(place - 6)"
    case ..<(6 + 2 * processes): "output of process \(place - 6 - processes)"
    case ..<(6 + 2 * processes + dies): "dies of kind \(place - 6 - 2 * processes)"
    case ..<(6 + 2 * processes + dies + designs): "accelerators of design \(place - 6 - 2 * processes - dies)"
    case _: "power of region \(place - 6 - 2 * processes - dies - designs)"
    }
  }
}
