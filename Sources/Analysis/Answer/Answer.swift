import Model
import SimulationKernel

/// The short answer of a set of runs: how much, at what price, what binds, which claims hold.
public struct Answer: Sendable {
  /// A quantity of the answer.
  public enum Quantity: Int, Sendable, CaseIterable {
    case compute, powerGround, powerOrbit, darkShare, costGround, costOrbit, launchPrice, hbmPrice, revenue

    /// The series that it is.
    public var series: String {
      switch self {
      case .compute: "compute_online_h100e"
      case .powerGround: "power_ground_gw"
      case .powerOrbit: "power_orbit_gw"
      case .darkShare: "dark_share"
      case .costGround: "cost_ground_usd_per_h100e_h"
      case .costOrbit: "cost_orbit_usd_per_h100e_h"
      case .launchPrice: "launch_price_usd_per_kg"
      case .hbmPrice: "hbm_price_usd_per_gb"
      case .revenue: "ai_revenue_billion_usd_per_year"
      }
    }
  }

  /// What makes the world lose compute.
  public enum Bottleneck: String, Sendable, CaseIterable {
    case power, memory, logic, packaging, capital, lift
    case leadTime = "lead_time"

    /// Whether something was short, and not only late.
    public var isScarcity: Bool { self != .leadTime }

    /// What a person reads.
    public var title: String { self == .leadTime ? "time" : rawValue }

    /// The series of its share.
    public var series: String { "bottleneck_\(rawValue)_share" }
  }

  /// The state of the world at one date.
  public struct Row: Sendable {
    public let date: CalendarDate
    /// One for each quantity, in their order.
    public let values: [FanChart.Point]
    /// Mean share of the compute lost over the twelve months before, by bottleneck; NaN where none was.
    public let bottlenecks: [Double]

    /// States a row.
    public init(date: CalendarDate, values: [FanChart.Point], bottlenecks: [Double]) {
      precondition(values.count == Quantity.allCases.count, "a row has every quantity")
      precondition(bottlenecks.count == Bottleneck.allCases.count, "a row has every bottleneck")
      self.date = date
      self.values = values
      self.bottlenecks = bottlenecks
    }

    /// What was short with the largest share; nil where nothing was.
    public var leading: Bottleneck? {
      var best: (place: Int, share: Double)?
      for (place, share) in bottlenecks.enumerated()
      where share > best?.share ?? 0 && Bottleneck.allCases[place].isScarcity { best = (place, share) }
      return best.map { Bottleneck.allCases[$0.place] }
    }
  }

  public let name: String
  public let summary: String
  public let start: CalendarDate
  public let end: CalendarDate
  public let seed: UInt64
  /// Runs that came to their end, on which everything rests.
  public let succeeded: Int
  public let failed: Int
  public let rows: [Row]
  public let claims: [ClaimSummary]

  /// States an answer.
  public init(
    name: String, summary: String, start: CalendarDate, end: CalendarDate, seed: UInt64, succeeded: Int,
    failed: Int,
    rows: [Row], claims: [ClaimSummary]
  ) {
    self.name = name
    self.summary = summary
    self.start = start
    self.end = end
    self.seed = seed
    self.succeeded = succeeded
    self.failed = failed
    self.rows = rows
    self.claims = claims
  }

  /// The answer of what was gathered over a plan's replications.
  public init(_ summary: RunSummary) {
    let model = summary.plan.model
    let fan = summary.fan
    let rows = Answer.dates(fan.dates).map { date in
      Row(
        date: fan.dates[date],
        values: Quantity.allCases.map { Answer.point(fan, date, $0.series) },
        bottlenecks: Bottleneck.allCases.map { Answer.point(fan, date, $0.series).mean })
    }
    self.init(
      name: model.name, summary: model.summary, start: model.start, end: model.end, seed: summary.plan.seed,
      succeeded: summary.succeeded, failed: summary.failed, rows: rows, claims: ClaimSummary.all(of: summary))
  }

  private static func point(_ fan: FanChart, _ date: Int, _ series: String) -> FanChart.Point {
    guard let cell = fan.cell(ofSeries: series) else {
      preconditionFailure("the model has no series '\(series)'")
    }
    return fan.point(date, cell: cell)
  }

  /// The most dates that an answer speaks of.
  static let mostDates = 10

  /// Which dates an answer speaks of, by index: turns of the year and the end, spread over the whole.
  static func dates(_ dates: [CalendarDate]) -> [Int] {
    let candidates = dates.indices.filter { index in
      index == dates.count - 1 || (index > 0 && dates[index].month == 1 && dates[index].day == 1)
    }
    guard candidates.count > mostDates else { return candidates }
    // Equal steps from the first year's end; the last date is always among them.
    let step = (candidates.count + mostDates - 3) / (mostDates - 2)
    var chosen = stride(from: 0, to: candidates.count, by: step).map { candidates[$0] }
    if let last = candidates.last, chosen.last != last { chosen.append(last) }
    return chosen
  }
}
