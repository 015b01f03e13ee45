/// What a run came to when it was run again.
public struct ReplayedRun: Sendable {
  /// Its id.
  public let id: String
  /// Its line of runs.csv, line end included.
  public let row: String
  /// Its lines of series.csv, where the sweep has some.
  public let series: String
  /// Why it could not go on, with the date where there is one; nil if it did.
  public let failure: String?
}
