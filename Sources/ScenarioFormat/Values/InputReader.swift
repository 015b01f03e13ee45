import SimulationKernel

/// Reads input values as people write them and collects everything that is wrong with them.
public struct InputReader: Sendable {
  /// What was wrong so far.
  public var problems = Problems()
  /// The day that dates count from, in days since 1970-01-01.
  public let epoch: Double
  /// Units that were read already; looked up, never iterated.
  private var units: [String: Unit] = [:]

  /// Makes a reader whose dates count from an epoch, by default 1970-01-01.
  public init(epoch: Double = 0) {
    self.epoch = epoch
  }
}
