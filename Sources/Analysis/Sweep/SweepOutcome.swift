import Model
import ScenarioFormat
import SimulationKernel
import Tables

/// A number that a sweep takes from each run: a metric at the end or at a date.
public struct SweepOutcome: Sendable, Equatable {
  /// As asked for: `NAME` or `NAME@DATE`.
  public let text: String
  /// The metric's path in the layout.
  public let path: String
  /// When it is read; nil for the end.
  public let date: CalendarDate?
  public let column: Column
  /// What the metric means, without the date.
  let meaning: String

  /// The metrics of a sweep that names none.
  public static let usual = [
    "compute_online_h100e", "power_ground_gw", "power_orbit_gw", "orbit_added_gw_per_year", "dark_share",
    "cost_ground_usd_per_h100e_h", "cost_orbit_usd_per_h100e_h", "orbit_over_ground_cost",
    "launch_price_usd_per_kg", "mass_to_orbit_t_per_year", "hbm_price_usd_per_gb",
    "spot_price_usd_per_h100e_h",
    "ai_revenue_billion_usd_per_year", "capex_billion_usd_per_year",
  ]

  /// Reads `NAME` or `NAME@DATE`; adds a problem and returns nil when there is no such metric or date.
  ///
  /// With `inputs`, an input could stand there as well, and may be suggested.
  static func read(
    _ text: String, _ model: Model, path: String = "metrics", inputs: Bool = false,
    _ problems: inout Problems
  ) -> SweepOutcome? {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var isSound = true
    if model.layout.index(of: parts[0]) == nil {
      problems.append(
        path: path, at: nil, "there is no metric '\(parts[0])'",
        hint: hint(for: parts[0], model, inputs: inputs))
      isSound = false
    }
    var date: CalendarDate?
    if parts.count > 1 {
      date = CalendarDate(parts[1])
      if date == nil {
        problems.append(
          path: path, at: nil, "'\(parts[1])' is not a date",
          hint: "write a date as 2027, 2027-10 or 2027-10-31")
      }
      if let date, date < model.start {
        problems.append(
          path: path, at: nil, "\(parts[1]) is before the scenario's start, \(model.start)")
        isSound = false
      }
      if let date, date > model.end {
        problems.append(path: path, at: nil, "\(parts[1]) is after the scenario's end, \(model.end)")
        isSound = false
      }
      isSound = isSound && date != nil
    }
    guard isSound, let metric = metric(parts[0], model.layout) else { return nil }
    let name = ColumnName.snakeCase(parts[0])
    let when = date.map { "At the last report up to \($0)" } ?? "At the end"
    return SweepOutcome(
      text: text, path: parts[0], date: date,
      column: Column(
        date.map { "at_\($0.description.map { $0 == "-" ? "_" : String($0) }.joined())_\(name)" } ?? name,
        .number,
        unit: metric.unit.isEmpty ? nil : metric.unit, "\(when): \(metric.meaning)"),
      meaning: metric.meaning)
  }

  private static func hint(for name: String, _ model: Model, inputs: Bool) -> String {
    let known = model.layout.paths
    if let hint = Spelling.hint(for: name, in: known) { return hint }
    let paths = inputs ? model.scenario.places.map(\.path) + model.scenario.uncertain.map(\.path) : []
    if let hint = Spelling.hint(for: name, in: paths) { return hint }
    // Units at the end are easily forgotten.
    let longer = name.utf8.count >= 4 ? known.first { $0.hasPrefix(name) } : nil
    return longer.map { "did you mean '\($0)'?" } ?? "`capsim describe metrics` lists them"
  }

  private static func metric(_ path: String, _ layout: Layout) -> Metric? {
    if let metric = layout.series.first(where: { $0.name == path }) { return metric }
    for table in layout.tables where path.hasPrefix(table.name + ".") {
      if let metric = table.columns.first(where: { path.hasSuffix("." + $0.name) }) { return metric }
    }
    return nil
  }
}
