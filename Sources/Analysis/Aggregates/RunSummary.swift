import Model
import SimulationKernel

/// Everything that is gathered over replications, fed with their results in order.
public struct RunSummary: Sendable {
  /// A run that failed.
  public struct Failure: Sendable, Equatable {
    public let run: String
    public let replication: Int
    public let what: String
  }

  public let plan: ReplicationPlan
  public private(set) var fan: FanChart
  /// One for each of the model's claims.
  public private(set) var claims: [ClaimCount]
  /// Replications that came to their end.
  public private(set) var succeeded = 0
  /// How many failed.
  public private(set) var failed = 0
  /// The first of them, at most `keptFailures`.
  public private(set) var failures: [Failure] = []

  static let keptFailures = 10

  public init(_ plan: ReplicationPlan) {
    self.plan = plan
    fan = FanChart(plan)
    claims = Array(repeating: ClaimCount(), count: plan.model.claims.count)
  }

  /// Adds a replication that came to its end, with its numbers in the order of the plan.
  public mutating func add(_ metrics: Swift.Span<Double>) {
    succeeded += 1
    for claim in claims.indices { claims[claim].add(Verdict(number: metrics[claim])) }
    fan.add(metrics.extracting(droppingFirst: claims.count))
  }

  /// Counts what was added of late; to be called before the fan chart is read.
  public mutating func settle() { fan.settle() }

  /// Adds a replication that failed.
  public mutating func add(_ failure: RunFailure, replication: Int) {
    failed += 1
    if failures.count == RunSummary.keptFailures { return }
    let id = plan.identity.id(replication: replication)
    failures.append(Failure(run: id, replication: replication, what: failure.what))
  }
}
