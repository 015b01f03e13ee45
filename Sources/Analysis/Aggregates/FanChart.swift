import Model
import SimulationKernel

/// Quantiles over replications of every metric at every written report.
///
/// Numbers are added replication by replication; what is missing in a run does not count. Exact up to the
/// sketches' capacity, and from there on within ``QuantileSketch/rankErrorBound``. Running totals, which
/// serve to derive other columns, are left out.
public struct FanChart: Sendable {
  /// The table, entity and column that a number belongs to.
  public struct Cell: Sendable {
    /// The table's name.
    public let table: String
    /// The entity's id; empty for the world as a whole.
    public let entity: String
    public let metric: Metric
    let column: Int
  }

  /// What is known of one metric at one date.
  public struct Point: Sendable, Equatable {
    /// How many replications had a number there.
    public let count: Int
    public let mean: Double
    public let p5: Double
    public let p25: Double
    public let p50: Double
    public let p75: Double
    public let p95: Double
  }

  /// The dates of the reports.
  public let dates: [CalendarDate]
  /// What is aggregated, in table order.
  public let cells: [Cell]
  private let width: Int
  private var sketches: [QuantileSketch]
  private var sums: [Double]
  private var squares: [Double]
  /// Numbers of the last replications that no sketch has yet, so many side by side for each: sketches lie far apart in
  /// memory, and one after the other they would all be fetched for one number each.
  private var waiting: [Double]
  private var added = 0
  private static let sideBySide = 8

  /// Room for the reports of a plan.
  public init(_ plan: ReplicationPlan) {
    let layout = plan.model.layout
    dates = plan.reports.map { plan.model.reportDates[$0] }
    width = layout.width
    var cells: [Cell] = []
    for (column, metric) in layout.series.enumerated() where !FanChart.isTotal(metric) {
      cells.append(Cell(table: "series", entity: "", metric: metric, column: column))
    }
    for table in layout.tables {
      for (entity, id) in table.entities.enumerated() {
        for (place, metric) in table.columns.enumerated() where !FanChart.isTotal(metric) {
          let column = table.offset(of: entity) + place
          cells.append(Cell(table: table.name, entity: id, metric: metric, column: column))
        }
      }
    }
    self.cells = cells
    let number = dates.count * cells.count
    let capacity = FanChart.capacity(replications: plan.count, cells: number)
    sketches = (0..<number).map { _ in QuantileSketch(capacity: capacity) }
    sums = Array(repeating: 0, count: number)
    squares = sums
    waiting = Array(repeating: 0, count: number * FanChart.sideBySide)
  }

  /// True for running totals.
  static func isTotal(_ metric: Metric) -> Bool {
    metric.name.hasSuffix("_total") || metric.name.contains("_total_")
  }

  /// How many numbers a sketch keeps exactly: all, up to 512, and fewer where many cells with many
  /// replications would take more than about 256 MB.
  static func capacity(replications: Int, cells: Int) -> Int {
    var capacity = 512
    while capacity > 64 {
      var levels = 1
      while capacity << levels < 2 * replications { levels += 1 }
      if capacity * levels * cells * 8 <= 256 << 20 { break }
      capacity /= 2
    }
    let exact = replications + replications % 2
    return max(8, min(capacity, exact))
  }

  /// Adds the written reports of one replication, each of the layout's width. Complexity: O(dates x cells).
  public mutating func add(_ values: Swift.Span<Double>) {
    precondition(values.count == dates.count * width, "a replication has a number for every date and column")
    var place = added
    for date in dates.indices {
      for cell in cells {
        waiting[place] = values[date * width + cell.column]
        place += FanChart.sideBySide
      }
    }
    added += 1
    if added == FanChart.sideBySide { settle() }
  }

  /// Counts what was added of late; to be called before anything is read.
  public mutating func settle() {
    for place in sketches.indices where added > 0 {
      for index in 0..<added {
        let value = waiting[place * FanChart.sideBySide + index]
        guard value.isFinite else { continue }
        sketches[place].insert(value)
        sums[place] += value
        squares[place] += value * value
      }
    }
    added = 0
  }

  /// The sketch of a date and a cell.
  private func sketch(_ place: Int) -> QuantileSketch {
    precondition(added == 0, "a fan chart is settled before it is read")
    return sketches[place]
  }

  /// What is known at a date, by its index in `dates`, of a cell, by its index in `cells`.
  public func point(_ date: Int, cell: Int) -> Point {
    let place = date * cells.count + cell
    let sketch = sketch(place)
    let quantiles = sketch.quantiles([0.05, 0.25, 0.5, 0.75, 0.95])
    return Point(
      count: sketch.count, mean: sketch.count > 0 ? sums[place] / Double(sketch.count) : .nan,
      p5: quantiles[0],
      p25: quantiles[1], p50: quantiles[2], p75: quantiles[3], p95: quantiles[4])
  }

  /// Half of the 95 % interval of a mean: how far it may be off because there are only so many replications; NaN below
  /// two. Meant for shares, whose squares lose no digits.
  public func halfWidth(_ date: Int, cell: Int) -> Double {
    let place = date * cells.count + cell
    let count = Double(sketch(place).count)
    guard count > 1 else { return .nan }
    let mean = sums[place] / count
    let variance = max(0, squares[place] - count * mean * mean) / (count - 1)
    return ClaimCount.z95 * (variance / count).squareRoot()
  }

  /// The largest error of a rank in any sketch, as a share of the numbers in it; 0 while quantiles are exact.
  public var rankError: Double {
    precondition(added == 0, "a fan chart is settled before it is read")
    return sketches.reduce(0) { $1.count > 0 ? max($0, Double($1.rankErrorBound) / Double($1.count)) : $0 }
  }

  /// The cell of a series by its name; nil if there is none, or it is a running total.
  public func cell(ofSeries name: String) -> Int? {
    cells.firstIndex { $0.entity.isEmpty && $0.metric.name == name }
  }
}
