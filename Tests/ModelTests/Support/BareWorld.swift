import Inputs
import SimulationKernel

@testable import Model

/// A world without reports and shocks, whose inside a test may look at and break.
struct BareWorld: ~Copyable {
  private var block: ParameterBlock<WorldInputs>
  var world: World

  init(_ model: Model, seed: UInt64 = 1, replication: UInt64 = 0) {
    block = ParameterBlock(model.scenario)
    block.draw(seed: seed, replication: replication)
    world = World(inputs: block.root, seed: seed)
    world.open(replication: replication)
  }

  /// Lets everything happen up to `day`.
  mutating func run(until day: Double) {
    while let event = world.exchange.scheduler.next(until: day) { world.handle(event) }
  }

  /// What the balance finds missing now.
  mutating func imbalance() -> String? {
    world.settle()
    return world.imbalance()
  }
}
