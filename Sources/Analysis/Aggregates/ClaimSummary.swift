import Model
import ScenarioFormat
import SimulationKernel

/// A claim beside what the runs say of it.
public struct ClaimSummary: Sendable {
  public let id: String
  public let statement: String
  public let metric: String
  /// The metric's unit.
  public let unit: String
  public let reading: ClaimReading
  public let comparison: ClaimComparison
  public let threshold: Double
  public let by: CalendarDate
  /// The probability that its author gave or implied; nil if the scenario states none.
  public let stated: Double?
  /// What others estimate, in words.
  public let other: String
  public let origin: String
  public let count: ClaimCount

  /// States a summary.
  public init(
    id: String, statement: String, metric: String, unit: String, reading: ClaimReading,
    comparison: ClaimComparison,
    threshold: Double, by: CalendarDate, stated: Double?, other: String, origin: String, count: ClaimCount
  ) {
    self.id = id
    self.statement = statement
    self.metric = metric
    self.unit = unit
    self.reading = reading
    self.comparison = comparison
    self.threshold = threshold
    self.by = by
    self.stated = stated
    self.other = other
    self.origin = origin
    self.count = count
  }

  /// The claims of a model in the order of their ids.
  public static func all(of summary: RunSummary) -> [ClaimSummary] {
    let model = summary.plan.model
    return zip(model.claims, summary.claims).map { claim, count in
      let written = model.scenario.resolved["claims"]?[claim.id]?["stated"]
      let isStated = written.map { $0.location != .builtIn } ?? false
      return ClaimSummary(
        id: claim.id, statement: claim.statement, metric: claim.metric,
        unit: unit(of: claim.metric, model.layout),
        reading: claim.reading, comparison: claim.comparison, threshold: claim.threshold,
        by: model.start.adding(days: Int(min(max(claim.by, -600_000), 2_800_000).rounded(.down))),
        stated: isStated ? claim.stated : nil, other: claim.other, origin: claim.origin, count: count)
    }
  }

  private static func unit(of metric: String, _ layout: Layout) -> String {
    if let series = layout.series.first(where: { $0.name == metric }) { return series.unit }
    for table in layout.tables where metric.hasPrefix(table.name + ".") {
      if let column = table.columns.first(where: { metric.hasSuffix("." + $0.name) }) { return column.unit }
    }
    return ""
  }
}
