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
  /// From when the metric is read; nil from the start, and where the reading is of one date.
  public let from: CalendarDate?
  public let by: CalendarDate
  /// The metric that says when it is read, and the level at which it does; empty but for the reading `when`.
  public let when: String
  public let whenAtLeast: Double
  /// The probability that its author gave; nil if none was given.
  public let stated: Double?
  /// How it was said, in a word or two.
  public let howSaid: String
  /// What others estimate, in words.
  public let other: String
  public let origin: String
  public let count: ClaimCount
  /// The 90 % interval of the share of the deciding runs in which it held; nil if no run decided.
  public let interval: ClosedRange<Double>?

  /// The claims of a model in the order of their ids.
  public static func all(of summary: RunSummary) -> [ClaimSummary] {
    let model = summary.plan.model
    return zip(model.claims, summary.claims).map { ClaimSummary($0, $1, interval: $1.interval, in: model) }
  }

  private static func unit(of metric: String, _ layout: Layout) -> String {
    if let series = layout.series.first(where: { $0.name == metric }) { return series.unit }
    for table in layout.tables where metric.hasPrefix(table.name + ".") {
      if let column = table.columns.first(where: { metric.hasSuffix("." + $0.name) }) { return column.unit }
    }
    return ""
  }
}

extension ClaimSummary {
  /// What `count` says of a claim of a model, and how sure that is.
  init(_ claim: Claim, _ count: ClaimCount, interval: ClosedRange<Double>?, in model: Model) {
    func date(_ day: Double) -> CalendarDate {
      model.start.adding(days: Int(min(max(day, -600_000), 2_800_000).rounded(.down)))
    }
    self.init(
      id: claim.id, statement: claim.statement, metric: claim.metric,
      unit: ClaimSummary.unit(of: claim.metric, model.layout), reading: claim.reading,
      comparison: claim.comparison, threshold: claim.threshold,
      from: claim.reading.hasBeginning && claim.from > 0 ? date(claim.from) : nil, by: date(claim.by),
      when: claim.when, whenAtLeast: claim.whenAtLeast, stated: claim.stated, howSaid: claim.howSaid,
      other: claim.other, origin: claim.origin, count: count, interval: interval)
  }
}

extension ClaimReading {
  /// Whether it reads a stretch of time that may begin after the start.
  var hasBeginning: Bool {
    switch self {
    case .at: false
    case .highest, .lowest, .first, .mean, .always, .when: true
    }
  }
}
