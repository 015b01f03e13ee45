import Inputs
import ScenarioFormat
import SimulationKernel
import Testing

@testable import Model

@Suite("fuzz: worlds far from the shipped one")
struct FuzzTests {
  static let seed: UInt64 = 20_261_123

  /// Overrides of `count` numeric inputs, each somewhere in its range or near its value, from a stream.
  static func overrides(_ model: Model, _ count: Int, _ stream: inout RandomStream) -> [String] {
    var chosen: [String] = []
    let places = model.scenario.places.filter { place in
      // How often minds decide and dates are other tests' business; claims have no effect.
      if place.path.hasPrefix("decisions") || place.path.hasPrefix("claims") || place.path.hasPrefix("shocks")
      {
        return false
      }
      guard case .quantity = place.declaration.kind else { return false }
      return true
    }
    for _ in 0..<count {
      let place = places[stream.index(below: places.count)]
      let low = max(place.declaration.range.lowerBound, -1e6)
      let high = min(place.declaration.range.upperBound, 1e9)
      let value: Double
      switch stream.index(below: 4) {
      case 0: value = low
      case 1: value = low + (high - low) * stream.uniform()
      case 2: value = low + (high - low) * 1e-3 * stream.uniform()
      default: value = min(high, max(low, 1e-3))
      }
      chosen.append("\(place.path)=\(value) \(place.declaration.unitSymbol)")
    }
    return chosen
  }

  /// Why a world did not end well; nil when it did. A world that a check refuses is data and no crash.
  private func fault(_ world: Int, _ shipped: Model) -> (ran: Bool, fault: String?) {
    var stream = RandomStream(seed: Self.seed, replication: UInt64(world), key: 1)
    let chosen = Self.overrides(shipped, 12, &stream) + ["end=2027-01-01"]
    let words = "seed \(Self.seed), world \(world): " + chosen.joined(separator: "; ")
    guard let model = try? ShippedScenario.model("space-as-stated", chosen) else { return (false, nil) }
    var simulation = Simulation(model, seed: Self.seed)
    do {
      try simulation.run(replication: 0)
    } catch {
      return (true, "\(error.what) on \(error.place): \(words)")
    }
    let run = Run(simulation)
    let compute = run.value("compute_online_h100e")
    let sound = compute.isFinite && compute >= 0 && run.record.reports == model.reportDates.count
    return (true, sound ? nil : "compute \(compute): \(words)")
  }

  @Test("forty worlds with inputs anywhere in their ranges end, and lose nothing", arguments: 0..<4)
  func anywhere(_ part: Int) throws {
    let shipped = try ShippedScenario.model("space-as-stated")
    var ran = 0
    for world in (part * 10)..<(part * 10 + 10) {
      let result = fault(world, shipped)
      if result.ran { ran += 1 }
      if let fault = result.fault { Issue.record("\(fault)") }
    }
    #expect(ran >= 8, "most worlds must be let through: \(ran)")
  }
}
