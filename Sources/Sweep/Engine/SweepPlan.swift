import Tables

/// What every process that takes part in a sweep must agree on.
public struct SweepPlan: Sendable, Equatable {
  /// The hash of everything that determines the rows.
  public let identity: SweepIdentity
  /// The hash of the sources that rows depend on, so that rows of different builds are never mixed.
  public let model: SweepIdentity
  /// The number of runs, numbered from 0.
  public let runs: Int
  /// The number of output files that each run writes to, at least 1.
  public let outputs: Int
  /// The number of metrics that each run sets.
  public let metrics: Int

  /// The most metrics that a run may have.
  public static let mostMetrics = 1 << 24

  public init(
    identity: SweepIdentity, model: SweepIdentity = .unstamped, runs: Int, outputs: Int = 1, metrics: Int
  ) {
    precondition(runs >= 0 && outputs >= 1 && outputs <= 64 && metrics >= 0 && metrics <= Self.mostMetrics)
    self.identity = identity
    self.model = model
    self.runs = runs
    self.outputs = outputs
    self.metrics = metrics
  }
}

/// The SHA-256 of what rows depend on: of a canonical text of the plan (scenario, design, seed, version and model),
/// or of the model's sources.
///
/// Rows of sweeps with different identities are never mixed.
public struct SweepIdentity: Sendable, Equatable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  public let description: String

  /// The identity of a model that bears no hash of its sources, such as one of a test.
  public static let unstamped = SweepIdentity(hashing: "")

  /// The first digits, enough to tell two apart.
  public var short: String { String(description.prefix(12)) }

  /// The identity of whatever the text describes.
  public init(hashing text: String) {
    description = SHA256.hex(of: text)
  }

  /// An identity read back from a file; nil unless it is 64 hexadecimal digits in lower case.
  public init?(_ text: String) {
    let isDigit = { (byte: UInt8) in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
    guard text.utf8.count == 64, text.utf8.allSatisfy(isDigit) else { return nil }
    description = text
  }
}
