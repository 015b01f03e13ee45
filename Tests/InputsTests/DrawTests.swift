import ScenarioFormat
import SimulationKernel
import Testing

@testable import Inputs

@Suite("law: draws depend on seed, replication and path alone")
struct DrawTests {
  private let text =
    #"{"mass": "1 t to 3 t", "rate": {"2026": "1 to 2", "2027": "2 to 5"}, "ports": {"a": {}, "c": {}}}"#

  /// What each uncertain input took, by path.
  private func draws(_ text: String, seed: UInt64 = 1, replication: UInt64 = 0) -> [String: Double] {
    let scenario = compiled(text)
    var block = ParameterBlock<TestWorld>(scenario)
    block.draw(seed: seed, replication: replication)
    return Dictionary(
      uniqueKeysWithValues: scenario.uncertain.indices.map {
        (scenario.uncertain[$0].path, block.drawnValue($0))
      })
  }

  @Test("the same for the same seed and replication, whatever ran before")
  func repeatable() {
    let scenario = compiled(text)
    var block = ParameterBlock<TestWorld>(scenario)
    for replication in [UInt64(7), 3, 7] { block.draw(seed: 1, replication: replication) }
    let after = scenario.uncertain.indices.map { block.drawnValue($0) }
    let fresh = draws(text, replication: 7)
    #expect(after == scenario.uncertain.map { fresh[$0.path] ?? .nan })
    #expect(draws(text, replication: 8) != fresh)
    #expect(draws(text, seed: 2, replication: 7) != fresh)
  }

  @Test("each input draws from a stream of its own path")
  func streams() {
    let drawn = draws(text, seed: 5, replication: 9)
    var stream = RandomStream(seed: 5, replication: 9, key: StreamKey(name: "mass").bits)
    // "1 t to 3 t" holds 90 % and both ends are positive: lognormal, in kg.
    let expected = Distribution.interval(low: 1000, high: 3000).quantile(
      stream.uniformOpen(), within: 0...1e6)
    #expect(drawn["mass"] == expected)
  }

  @Test("adding, removing or renaming others leaves a draw as it was")
  func stable() {
    let before = draws(text)
    let more = draws(
      #"""
      {"mass": "1 t to 3 t", "rate": {"2026": "1 to 2", "2027": "2 to 5"}, "office": {"rooms": "2 to 9"},
       "ports": {"a": {}, "b": {}, "c": {}}, "ships": {"s": {"mass": "5 kg to 6 kg"}}}
      """#)
    #expect(more.count == before.count + 3)
    for (path, value) in before { #expect(more[path] == value, "\(path)") }
    let fewer = draws(#"{"mass": "1 t to 3 t", "ports": {"c": {}}}"#)
    for (path, value) in fewer { #expect(before[path] == value, "\(path)") }
  }

  @Test("all dates of a trajectory share one number: a high world is high throughout")
  func trajectory() {
    let scenario = compiled(text)
    var block = ParameterBlock<TestWorld>(scenario)
    let (first, second) = (Distribution.interval(low: 1, high: 2), Distribution.interval(low: 2, high: 5))
    for replication in UInt64(0)..<50 {
      block.draw(seed: 3, replication: replication)
      var stream = RandomStream(seed: 3, replication: replication, key: StreamKey(name: "rate").bits)
      let p = stream.uniformOpen()
      let rate = block.root.rate
      #expect(rate.value(at: 0) == first.quantile(p, within: 0...10))
      #expect(rate.value(at: 365) == second.quantile(p, within: 0...10))
    }
  }

  @Test("draws stay within the range and hit the stated interval in 90 % of the cases")
  func interval() {
    let scenario = compiled(
      #"{"mass": {"distribution": "normal", "mean": "100 kg", "standard_deviation": "50 kg"}}"#)
    var block = ParameterBlock<TestWorld>(scenario)
    var inside = 0
    let count = 4000
    for replication in 0..<UInt64(count) {
      block.draw(seed: 11, replication: replication)
      let value = block.root.mass.value
      #expect(value >= 0)
      // The central 90 % of a normal distribution lie within 1.645 standard deviations.
      if abs(value - 100) < 1.6449 * 50 { inside += 1 }
    }
    // Standard error of a share: sqrt(0.9 * 0.1 / 4000) = 0.0047; four of them.
    #expect(abs(Double(inside) / Double(count) - 0.9) < 0.019)
  }

  @Test("before any draw every input stands at its median")
  func medians() {
    let block = ParameterBlock<TestWorld>(compiled(text))
    #expect(abs(block.root.mass.value - (1000.0 * 3000).squareRoot()) < 1e-9)
  }

  @Test("an uncertain date is drawn in days since the start")
  func moments() {
    var block = ParameterBlock<TestWorld>(
      compiled(#"{"opening": {"distribution": "uniform", "low": "2027-01-01", "high": "2028-01-01"}}"#))
    for replication in UInt64(0)..<20 {
      block.draw(seed: 1, replication: replication)
      let days = block.root.opening.days
      #expect(days > 365 && days < 730)
    }
  }
}

@Suite("unit: shocks scale an input and give it back to the bit")
struct ShockTests {
  private func scenario() -> CompiledScenario {
    compiled(
      #"""
      {"mass": "1 t to 3 t", "rate": {"2026": "1 to 2", "2027": "2 to 5"}, "ports": {"a": {}},
       "ships": {"s": {"mass": "7 kg", "visits": {"a": "0.3"}}}}
      """#)
  }

  @Test(
    "every kind of number",
    arguments: ["mass", "rate", "delay", "ships.s.mass", "ships.s.visits.a", "ports.a.depth"])
  func scaling(_ path: String) throws {
    let scenario = scenario()
    let place = try #require(scenario.place(path))
    var block = ParameterBlock<TestWorld>(scenario)
    block.draw(seed: 1, replication: 4)
    let before = numbers(block)
    block.scale(place, by: 1 / 3.0)
    let during = numbers(block)
    #expect(during != before)
    // Only the numbers of this input moved, each to a third; a distribution's but for the little that its range cuts
    // off.
    for (old, new) in zip(before, during) where old != new { #expect(abs(new / old - 1 / 3.0) < 1e-4) }
    block.scale(place, by: 0.7)
    block.scale(place, by: 1)
    #expect(numbers(block) == before)
  }

  @Test("what is reported as drawn does not move with a shock")
  func drawn() throws {
    let scenario = scenario()
    let place = try #require(scenario.place("mass"))
    let index = try #require(scenario.uncertain.firstIndex { $0.path == "mass" })
    var block = ParameterBlock<TestWorld>(scenario)
    block.draw(seed: 1, replication: 0)
    let drawn = block.drawnValue(index)
    block.scale(place, by: 2)
    #expect(block.root.mass.value == 2 * drawn)
    #expect(block.drawnValue(index) == drawn)
    block.draw(seed: 1, replication: 0)
    #expect(block.root.mass.value == drawn)
  }

  private func numbers(_ block: borrowing ParameterBlock<TestWorld>) -> [Double] {
    let world = block.root
    return [
      world.mass.value, world.rate.value(at: 0), world.rate.value(at: 365), world.delay.median,
      world.delay.quantile(0.2), world.ships[0].mass.value, world.ships[0].visits[0],
      world.ports[0].depth.value,
      world.office.rooms.value,
    ]
  }
}
