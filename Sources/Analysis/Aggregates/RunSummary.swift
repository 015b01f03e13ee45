import Model

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

  /// Adds one replication's result.
  public mutating func add(_ result: ReplicationResult) {
    if let failure = result.failure {
      failed += 1
      if failures.count < RunSummary.keptFailures {
        failures.append(Failure(run: result.id, replication: result.replication, what: failure.what))
      }
      return
    }
    succeeded += 1
    fan.add(result.values)
    for (claim, verdict) in result.verdicts.enumerated() { claims[claim].add(verdict) }
  }
}
