extension Metric {
  /// What the number may be; a run that leaves it is no result but a failure.
  ///
  /// Far beyond what anybody expects and far below what runaway prices or growth come to: ten times the world's
  /// product, five times all the power that mankind turns over. A share is between 0 and 1.
  public var plausible: ClosedRange<Double> {
    if isShare { return Metric.signed.contains(name) ? -1...1 : 0...1 }
    guard let most = Metric.most[unit] else { preconditionFailure("no bound is known in '\(unit)'") }
    return (Metric.signed.contains(name) ? -most : 0)...most
  }

  /// How far beyond an end of that range the rounding of sums may take the number, in its unit.
  var rounding: Double { Metric.roundings[unit] ?? 1e-9 }

  /// Whether it is a part of a whole, a probability, a state of one or zero, or the difference of two such.
  private var isShare: Bool { name.hasSuffix("_share") || Metric.otherShares.contains(name) }

  /// Whether a report may have nothing to say of it.
  var mayBeMissing: Bool { Metric.sparse.contains(name) }

  /// The largest plausible number by unit; a ratio is large as soon as what it is over is small.
  private static let most: [String: Double] = [
    "H100e": 1e14, "H100e/year": 1e14, "million H100e": 1e8, "H100e/kW": 1e6, "FLOP": 1e40,
    "GW": 1e5, "GW/year": 1e5, "USD/MWh": 1e6, "USD/(kW*year)": 1e8,
    "USD/GB": 1e4, "billion GB": 1e8, "billion GB/year": 1e7, "kwafer/month": 1e5,
    "USD/(H100e*h)": 1e4, "billion USD": 1e8, "billion USD/year": 1e6,
    "USD/kg": 1e7, "W/kg": 1e5, "million USD/MW": 1e5, "t": 1e11, "t/year": 1e10,
    "1": 1e9, "1/year": 1e7, "ratio": 1e12, "day": 1e5, "year": 1e3,
  ]

  /// The rounding of sums where a unit is small beside what is summed: a gram of all that flies, a thousandth of an
  /// accelerator.
  private static let roundings: [String: Double] = [
    "H100e": 1e-3, "H100e/year": 1e-3, "t": 1e-6, "t/year": 1e-6,
  ]

  /// Shares whose names do not say so.
  private static let otherShares: Set<String> = [
    "power_minus_largest_other_bottleneck", "capital_plentiful", "alive", "failure_probability",
  ]

  /// Numbers that may be below zero: balances, differences and growth.
  private static let signed: Set<String> = [
    "compute_added_h100e_per_year", "memory_minus_logic_starved_share",
    "power_minus_largest_other_bottleneck",
    "capex_billion_usd_per_year", "capex_total_billion_usd", "profit_billion_usd_per_year",
    "profit_total_billion_usd", "cash_billion_usd", "top3_margin",
    "electricity_growth_outside_china_per_year", "headroom_gw",
    "gas_room_gw",
  ]

  /// Numbers of which there may be nothing to say: quotes of what cannot be had, shares of nothing, a past too short.
  private static let sparse: Set<String> = [
    "orbit_added_over_ground", "spot_over_operating_cost", "cost_ground_usd_per_h100e_h",
    "cost_orbit_usd_per_h100e_h", "orbit_over_ground_cost", "launch_price_usd_per_kg",
    "bottleneck_power_share", "bottleneck_memory_share", "bottleneck_logic_share",
    "bottleneck_packaging_share",
    "bottleneck_capital_share", "bottleneck_lift_share", "bottleneck_lead_time_share",
    "power_minus_largest_other_bottleneck", "top3_revenue_share", "top3_margin", "us_datacenter_gw",
    "china_over_us_electricity", "electricity_growth_outside_china_per_year",
    "compute_growth_ratio", "revenue_growth_ratio", "quoted_wait_year", "cost_usd_per_mwh",
    "chips_usd_per_kw_year", "housing_usd_per_kw_year", "supply_usd_per_kw_year", "energy_usd_per_kw_year",
    "operation_usd_per_kw_year", "total_usd_per_kw_year", "total_usd_per_h100e_h",
    "without_chips_usd_per_h100e_h", "compute_h100e_per_kw", "rent_usd_per_kw_year", "completion_share",
    "restricted_spot_price_usd_per_h100e_h", "restricted_over_world_price", "restricted_tightness",
    "restricted_rented_h100e",
  ]
}

/// The plausible range of every column of a report, laid out for a quick look at all of them.
struct PlausibleRanges: Sendable {
  private let metrics: [Metric]
  private let paths: [String]
  private let lowest: [Double]
  private let highest: [Double]
  private let mayBeMissing: [Bool]

  init(_ layout: Layout) {
    metrics = layout.series + layout.tables.flatMap { table in table.entities.flatMap { _ in table.columns } }
    paths = layout.paths
    lowest = metrics.map { $0.plausible.lowerBound - $0.rounding }
    highest = metrics.map { $0.plausible.upperBound + $0.rounding }
    mayBeMissing = metrics.map(\.mayBeMissing)
  }

  /// Why the last report of a record cannot be; nil where every number of it can.
  ///
  /// The first report has no past: numbers over twelve months are missing there.
  func fault(_ record: borrowing Record) -> String? {
    let row = record.reports - 1
    for column in lowest.indices {
      let value = record.value(column, at: row)
      // Most are within their range, and to say so is all that a report needs.
      if value >= lowest[column], value <= highest[column] { continue }
      if row == 0, value.isNaN { continue }
      if let fault = fault(value, at: column) { return fault }
    }
    return nil
  }

  /// Why a column's number cannot be: it is not there, not finite, or beyond anything plausible; nil where it can.
  func fault(_ value: Double, at column: Int) -> String? {
    if value >= lowest[column], value <= highest[column] { return nil }
    if value.isNaN { return mayBeMissing[column] ? nil : "\(paths[column]) is not a number" }
    let metric = metrics[column]
    let unit = ["", "1", "ratio"].contains(metric.unit) ? "" : " \(metric.unit)"
    let (low, high) = (metric.plausible.lowerBound, metric.plausible.upperBound)
    return "\(paths[column]) came to \(value)\(unit), beyond anything plausible (\(low) to \(high)\(unit)): "
      + "some inputs drive each other out of hand"
  }
}
