import ScenarioFormat
import SimulationKernel
import Testing

@testable import Inputs

@Suite("unit: numbers that stand in for inputs")
struct OverrideBlockTests {
  @Test("a number holds at all dates, and shocks scale what was put")
  func trajectory() throws {
    let scenario = compiled(#"{"rate": {"2026": "1 to 2", "2027": "2 to 5"}, "mass": "1 t to 3 t"}"#)
    let place = try #require(scenario.place("rate"))
    var overrides = InputOverrides([place])
    overrides.values[0] = 4
    var block = ParameterBlock<TestWorld>(scenario)
    block.draw(seed: 1, replication: 0)
    let mass = block.root.mass.value
    block.draw(seed: 1, replication: 0, overriding: overrides)
    for day in [-100.0, 0, 200, 365, 9000] { #expect(block.root.rate.value(at: day) == 4) }
    #expect(block.root.mass.value == mass, "other draws stay as they were")
    block.scale(place, by: 0.5)
    #expect(block.root.rate.value(at: 200) == 2)
    block.scale(place, by: 1)
    #expect(block.root.rate.value(at: 200) == 4)
    block.draw(seed: 1, replication: 0)
    #expect(block.root.rate.value(at: 0) != 4, "and the next run may draw it again")
  }

  @Test("a step is taken on its date, and a shock scales every date")
  func dates() throws {
    let scenario = compiled(#"{"rate": {"2026": 1, "2027": 3, "2028": 5, "interpolation": "step"}}"#)
    var block = ParameterBlock<TestWorld>(scenario)
    #expect([364.9, 365, 729.9, 730].map { block.root.rate.value(at: $0) } == [1, 3, 3, 5])
    block.scale(try #require(scenario.place("rate")), by: 0.5)
    #expect([0.0, 365, 730].map { block.root.rate.value(at: $0) } == [0.5, 1.5, 2.5])
  }

  @Test("a variate always takes the number, and a quantity is scaled within its range")
  func ranges() throws {
    let scenario = compiled(#"{"delay": "1 year to 4 year", "mass": "800 t"}"#)
    var overrides = InputOverrides([try #require(scenario.place("delay"))])
    overrides.values[0] = 7
    var block = ParameterBlock<TestWorld>(scenario)
    block.draw(seed: 1, replication: 0, overriding: overrides)
    var stream = RandomStream(seed: 1, replication: 0, key: 1)
    for _ in 0..<5 { #expect(block.root.delay.sample(using: &stream) == 7) }
    block.scale(try #require(scenario.place("mass")), by: 3)
    #expect(block.root.mass.value == 1e6, "at most a thousand tonnes")
  }

  @Test(
    "factors multiply what is drawn or put, one after the other and within the range, and shocks scale that")
  func scalings() throws {
    let scenario = compiled(
      #"{"rate": {"2026": "1 to 2", "2027": 8}, "mass": "1 t to 3 t", "delay": "1 year to 4 year"}"#)
    let (rate, mass) = (try #require(scenario.place("rate")), try #require(scenario.place("mass")))
    let delay = try #require(scenario.place("delay"))
    var block = ParameterBlock<TestWorld>(scenario)
    block.draw(seed: 1, replication: 0)
    let (first, weight) = (block.root.rate.value(at: 0), block.root.mass.value)
    var stream = RandomStream(seed: 1, replication: 0, key: 1)
    let wait = block.root.delay.sample(using: &stream)
    var overrides = InputOverrides()
    overrides.scalings = [.init(rate, by: 1.1), .init(rate, by: 1.1), .init(delay, by: 0.5)]
    block.draw(seed: 1, replication: 0, overriding: overrides)
    #expect(abs(block.root.rate.value(at: 0) / (1.21 * first) - 1) < 1e-12)
    #expect(abs(block.root.rate.value(at: 365) / 9.68 - 1) < 1e-12)
    #expect(block.root.mass.value == weight, "other draws stay as they were")
    stream = RandomStream(seed: 1, replication: 0, key: 1)
    #expect(abs(block.root.delay.sample(using: &stream) / (0.5 * wait) - 1) < 1e-12)
    block.scale(rate, by: 0.5)
    #expect(abs(block.root.rate.value(at: 0) / (0.605 * first) - 1) < 1e-12)
    overrides = InputOverrides([mass])
    overrides.values[0] = 4e5
    overrides.scalings = [.init(mass, by: 2), .init(rate, by: 2)]
    block.draw(seed: 1, replication: 0, overriding: overrides)
    #expect(block.root.mass.value == 8e5, "a number that was put is scaled")
    #expect(block.root.rate.value(at: 365) == 10, "at most ten")
    block.draw(seed: 1, replication: 0)
    #expect(block.root.rate.value(at: 0) == first && block.root.mass.value == weight)
  }

  @Test("an event's draw stays within its input's range")
  func variates() {
    let scenario = compiled(
      #"{"delay": {"distribution": "normal", "mean": "1 year", "standard_deviation": "0.6 year"}}"#)
    let block = ParameterBlock<TestWorld>(scenario)
    var stream = RandomStream(seed: 1, replication: 0, key: 1)
    for _ in 0..<500 { #expect(block.root.delay.sample(using: &stream) >= 0) }
  }
}
