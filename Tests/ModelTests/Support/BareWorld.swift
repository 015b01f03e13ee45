import Inputs
import SimulationKernel

@testable import Model

/// A world without reports and shocks, whose inside a test may look at and break.
struct BareWorld: ~Copyable {
  private var block: ParameterBlock<WorldInputs>
  var world: World
  /// Ids of entities, by collection.
  let ids: [String: [String]]

  init(
    _ model: Model, seed: UInt64 = 1, replication: UInt64 = 0,
    overriding overrides: InputOverrides = InputOverrides()
  ) {
    self.init(model.scenario, seed: seed, replication: replication, overriding: overrides)
  }

  /// The world of a compiled scenario.
  init(
    _ scenario: CompiledScenario, seed: UInt64 = 1, replication: UInt64 = 0,
    overriding overrides: InputOverrides = InputOverrides()
  ) {
    ids = scenario.ids
    block = ParameterBlock(scenario)
    block.draw(seed: seed, replication: replication, overriding: overrides)
    world = World(inputs: block.root, seed: seed)
    world.open(replication: replication)
  }

  /// Lets everything happen up to `day`.
  mutating func run(until day: Double) {
    while let event = world.exchange.scheduler.next(until: day) { world.handle(event) }
  }

  /// Goes on to `day` and reports all there is to report, by its bits; what the record held before is forgotten.
  mutating func report(on day: Double, _ record: inout Record) -> [UInt64] {
    run(until: day)
    world.settle()
    record.begin()
    record.observe(world, day: day)
    return record.values.map(\.bitPattern)
  }

  /// What the balance finds missing now.
  mutating func imbalance() -> String? {
    world.settle()
    return world.imbalance()
  }
}
