import struct SimulationKernel.RunFailure

/// How a sweep is carried out; nothing here changes a row.
public struct SweepOptions: Sendable {
  /// The number of worker threads, at least 1.
  public var threads: Int
  /// What to do about failed runs.
  public var failures: FailurePolicy
  /// After how many seconds to stop, as if asked to; nil for no limit.
  public var deadline: Double?
  /// How often one run may kill the process before it is recorded as trapped; 0 leaves traps alone.
  public var deathsAllowed: Int
  /// The most finished rows to hold while an earlier run is still going, at least one a thread: few where rows
  /// are large, many where runs are short.
  public var ringRows: Int
  /// The most bytes of finished rows to hold while an earlier run is still going.
  public var ringBytes: Int
  /// How long finished rows may wait in memory before they are written to the journal, in seconds: what a
  /// killed process loses at most.
  public var flushInterval: Double
  /// How long written rows may wait before the journal is forced to the device, in seconds: with
  /// `flushInterval` and the time that takes, what a machine that loses power loses at most.
  public var syncInterval: Double

  public init(
    threads: Int, failures: FailurePolicy = .skip, deadline: Double? = nil, deathsAllowed: Int = 2,
    ringRows: Int? = nil, ringBytes: Int = 32 << 20, flushInterval: Double = 0.25, syncInterval: Double = 5
  ) {
    precondition(threads >= 1 && threads <= 4096 && deathsAllowed >= 0 && ringBytes > 0)
    if case .retry(let count) = failures { precondition((0...FailurePolicy.mostRetries).contains(count)) }
    self.threads = threads
    self.failures = failures
    self.deadline = deadline
    self.deathsAllowed = deathsAllowed
    self.ringRows = max(threads, ringRows ?? max(1024, 8 * threads))
    self.ringBytes = ringBytes
    self.flushInterval = flushInterval
    self.syncInterval = syncInterval
  }
}

/// How a sweep, or a shard of one, ended.
public enum SweepEnding: Sendable, Equatable {
  /// Every run has its row or its failure, durably.
  case complete
  /// The observer was satisfied; the shard is complete as far as it goes.
  case satisfied
  /// It was asked to stop; run again to go on.
  case interrupted
  /// The deadline passed; run again to go on.
  case deadline
  /// A run failed, and the policy is to abort; or it was prevented, and has no row.
  case aborted(index: Int, RunFailure)

  /// Whether the rows are final, so that running again would add none.
  public var isFinal: Bool {
    switch self {
    case .complete, .satisfied: true
    case .interrupted, .deadline, .aborted: false
    }
  }
}

/// What a sweep has done.
public struct SweepReport: Sendable, Equatable {
  public var ending: SweepEnding
  /// The rows and failures there are now, in order from the first.
  public var rows: Int
  /// How many of them an earlier process had made.
  public var resumed: Int
  /// How many of them are failures.
  public var failures: Int
}

/// How far a sweep is, for whoever watches.
public struct SweepProgress: Sendable {
  /// The runs of this shard.
  public var total: Int
  /// The rows and failures there are now.
  public var rows: Int
  /// How many of them an earlier process had made.
  public var resumed: Int
  /// How many of them are failures.
  public var failures: Int
  /// The seconds this process has worked.
  public var seconds: Double

  /// The runs finished per second by this process.
  public var rate: Double { seconds > 0 ? Double(rows - resumed) / seconds : 0 }

  /// The seconds left at this rate; nil before there is a rate.
  public var remaining: Double? { rate > 0 ? Double(total - rows) / rate : nil }
}
