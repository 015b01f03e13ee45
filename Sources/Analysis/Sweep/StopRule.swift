import ScenarioFormat

/// The rule by which a sweep may end early: `ci(METRIC) < 1%`.
public struct StopRule: Sendable, Equatable {
  /// The metric, as in `--metrics`.
  public let metric: String
  /// The half-width of its mean's 95 % interval to reach, as a fraction of the mean.
  public let fraction: Double

  /// Reads a rule; nil if the text is none.
  public init?(_ text: String) {
    let bare = text.filter { $0 != " " }
    guard bare.hasPrefix("ci("), let close = bare.firstIndex(of: ")") else { return nil }
    metric = String(bare[bare.index(bare.startIndex, offsetBy: 3)..<close])
    var rest = bare[bare.index(after: close)...]
    guard rest.first == "<", !metric.isEmpty else { return nil }
    rest.removeFirst()
    let isPercent = rest.last == "%"
    if isPercent { rest.removeLast() }
    guard let number = Double(rest), number.isFinite, number > 0 else { return nil }
    fraction = isPercent ? number / 100 : number
  }
}
