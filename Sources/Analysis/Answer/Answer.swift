import Inputs
import Model
import ScenarioFormat
import SimulationKernel

/// The short answer of a set of runs: how much, at what price, what binds, which claims hold.
public struct Answer: Sendable {
  /// A quantity of the answer.
  public enum Quantity: Int, Sendable, CaseIterable {
    case compute, powerGround, powerOrbit, darkShare, costGround, costOrbit, launchPrice, hbmPrice, revenue
    case orbitOverGround, bankruptcies

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
      case .orbitOverGround: "orbit_over_ground_cost"
      case .bankruptcies: "bankruptcies"
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

  /// A mean share over runs, and how far it may be off because there are only so many.
  public struct Share: Sendable, Equatable {
    public let mean: Double
    /// Half of its 95 % interval; NaN with one run.
    public let halfWidth: Double

    /// States a share.
    public init(_ mean: Double, _ halfWidth: Double) {
      self.mean = mean
      self.halfWidth = halfWidth
    }

    /// Whether it could as well be nothing.
    public var isChance: Bool { mean <= halfWidth }
  }

  /// What the inputs rest on.
  public struct Basis: Sendable, Equatable {
    /// Numeric inputs that describe the world.
    public var inputs = 0
    /// Those that are estimates of the project.
    public var estimates = 0
    /// Those whose source is of high, medium and low confidence.
    public var high = 0
    public var medium = 0
    public var low = 0

    public init() {}

    /// Counts a model's inputs; what claims and links say of themselves is no input of the world.
    init(_ model: Model) {
      for place in model.scenario.places
      where !place.path.hasPrefix("claims.") && !place.path.hasPrefix("links.") {
        inputs += 1
        if place.source.contains("project estimate") { estimates += 1 }
        switch place.value.provenance?.confidence {
        case .high: high += 1
        case .medium: medium += 1
        case .low: low += 1
        case nil: break
        }
      }
    }
  }

  /// The state of the world at one date.
  public struct Row: Sendable {
    public let date: CalendarDate
    /// One for each quantity, in their order.
    public let values: [FanChart.Point]
    /// Mean share of the compute lost over the twelve months before, by bottleneck; NaN where none was.
    public let bottlenecks: [Share]

    /// States a row.
    public init(date: CalendarDate, values: [FanChart.Point], bottlenecks: [Share]) {
      precondition(values.count == Quantity.allCases.count, "a row has every quantity")
      precondition(bottlenecks.count == Bottleneck.allCases.count, "a row has every bottleneck")
      self.date = date
      self.values = values
      self.bottlenecks = bottlenecks
    }

    /// What was short with the largest share, as far as the number of runs can tell: nil where nothing was, and where
    /// the next is no smaller within the sampling error.
    public var scarcest: Bottleneck? {
      let shares = zip(Bottleneck.allCases, bottlenecks).filter { $0.0.isScarcity && $0.1.mean > 0 }
        .sorted { $0.1.mean > $1.1.mean }
      guard let first = shares.first, !first.1.isChance else { return nil }
      guard shares.count > 1, shares[1].1.halfWidth.isFinite else { return first.0 }
      let second = shares[1].1
      let apart = (first.1.halfWidth * first.1.halfWidth + second.halfWidth * second.halfWidth).squareRoot()
      return first.1.mean - second.mean > apart ? first.0 : nil
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
  /// What a tenth more of each link would bring; nil where it was not measured.
  public let relief: Relief?
  public let basis: Basis

  /// States an answer.
  public init(
    name: String, summary: String, start: CalendarDate, end: CalendarDate, seed: UInt64, succeeded: Int,
    failed: Int,
    rows: [Row], claims: [ClaimSummary], relief: Relief? = nil, basis: Basis
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
    self.relief = relief
    self.basis = basis
  }

  /// The answer of what was gathered over a plan's replications.
  public init(_ summary: RunSummary, relief: Relief? = nil) {
    let model = summary.plan.model
    let fan = summary.fan
    let rows = Answer.dates(fan.dates).map { date in
      Row(
        date: fan.dates[date],
        values: Quantity.allCases.map { Answer.point(fan, date, $0.series) },
        bottlenecks: Bottleneck.allCases.map { Answer.share(fan, date, $0.series) })
    }
    self.init(
      name: model.name, summary: model.summary, start: model.start, end: model.end, seed: summary.plan.seed,
      succeeded: summary.succeeded, failed: summary.failed, rows: rows, claims: ClaimSummary.all(of: summary),
      relief: relief, basis: Basis(model))
  }

  private static func point(_ fan: FanChart, _ date: Int, _ series: String) -> FanChart.Point {
    fan.point(date, cell: cell(fan, series))
  }

  private static func share(_ fan: FanChart, _ date: Int, _ series: String) -> Share {
    let cell = cell(fan, series)
    return Share(fan.point(date, cell: cell).mean, fan.halfWidth(date, cell: cell))
  }

  private static func cell(_ fan: FanChart, _ series: String) -> Int {
    guard let cell = fan.cell(ofSeries: series) else {
      preconditionFailure("the model has no series '\(series)'")
    }
    return cell
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
