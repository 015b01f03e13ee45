/// Why a run has no outcome: what went wrong, and when in the run. Data for `failures.csv`, never a crash.
public struct RunFailure: Error, Sendable, Equatable {
  /// How the run failed.
  public enum Kind: UInt8, Sendable {
    /// The model said so.
    case failed
    /// The process died in this run, as often as is allowed.
    case trapped
    /// It could not be carried out, for want of memory or of space on the disk: that says nothing of the run, and is
    /// the end of the whole instead of a row.
    case prevented
  }

  public var kind: Kind
  /// What went wrong, in a sentence.
  public var what: String
  /// Where in the run: a date, or a place in the model or the scenario; empty if that is not known.
  public var place: String
  /// How many attempts at the run say that it fails: one, or for a trap the deaths it has caused.
  ///
  /// It never depends on the policy or on how often the run was in fact repeated, for rows must not.
  public var attempts: Int

  public init(kind: Kind = .failed, what: String, place: String, attempts: Int = 1) {
    self.kind = kind
    self.what = what
    self.place = place
    self.attempts = attempts
  }
}
