import SimulationKernel
import Sweep

/// What each varied input does to the first metric of a sweep: its mean over the runs at each end of the axis, and the
/// difference of the two.
///
/// Replications have the same luck at all points, so the difference is taken replication by replication. Memory: a
/// tally for each part of an axis and replication.
public struct SweepEffects {
  /// A stretch of an axis: one of its values, or a third of a continuous one.
  public struct Part: Sendable {
    /// The value, or the values at the stretch's ends, as words.
    public let title: String
    /// Runs there with a number.
    public let count: Int
    /// Mean of the metric; NaN where no run had a number.
    public let mean: Double
  }

  /// The effect of one input.
  public struct Effect: Sendable {
    public let input: String
    /// In the order of the axis.
    public let parts: [Part]
    /// Mean at the first part that has runs.
    public let base: Double
    /// Mean at the last part that has runs less that at the first; NaN where there are no two.
    public let difference: Double
    /// Half of the 95 % interval of the difference; NaN where it cannot be told.
    public let halfWidth: Double

    /// Whether the interval leaves out 0.
    public var isClear: Bool { difference.magnitude > halfWidth }
  }

  /// Most values of an axis that are told apart; more are taken in thirds.
  static let mostParts = 9
  private let study: SweepStudy
  /// By axis, part and replication.
  private var tallies: [[[Tally]]]

  init(_ study: SweepStudy) {
    self.study = study
    // Very many replications share places: the pairing needs no more.
    let places = min(study.layout.replications, 1024)
    tallies = study.axes.map { axis in
      Array(repeating: Array(repeating: Tally(), count: places), count: SweepEffects.parts(of: axis))
    }
  }

  private static func parts(of axis: SweepAxis) -> Int {
    guard let levels = axis.axis.levels, levels <= mostParts else { return 3 }
    return levels
  }

  /// Adds a run's first metric; `coordinates` are those of its point.
  mutating func add(_ value: Double, _ coordinates: [Double], replication: Int) {
    guard value.isFinite else { return }
    for axis in tallies.indices {
      let parts = tallies[axis].count
      let part = min(Int(coordinates[axis] * Double(parts)), parts - 1)
      tallies[axis][part][replication % tallies[axis][part].count].insert(value)
    }
  }

  /// The effects in the order of the axes.
  public var effects: [Effect] { study.axes.indices.map(effect) }

  private func effect(_ place: Int) -> Effect {
    let parts = tallies[place].enumerated().map { part, tallies in
      var whole = Tally()
      for tally in tallies { whole.merge(tally) }
      return (Part(title: title(place, part), count: whole.count, mean: whole.mean), whole)
    }
    // A small sample may leave a part without runs.
    let ends = (
      first: parts.firstIndex { $0.1.count > 0 } ?? 0, last: parts.lastIndex { $0.1.count > 0 } ?? 0
    )
    let (first, last) = (parts[ends.first].1, parts[ends.last].1)
    var pairs = Tally()
    for (low, high) in zip(tallies[place][ends.first], tallies[place][ends.last])
    where low.count > 0 && high.count > 0 { pairs.insert(high.mean - low.mean) }
    // With one replication there are no pairs, and the two ends are told apart by their own spread.
    let alone =
      1.96
      * (first.standardError * first.standardError + last.standardError * last.standardError).squareRoot()
    return Effect(
      input: study.axes[place].path, parts: parts.map(\.0), base: first.mean,
      difference: ends.first == ends.last ? .nan : last.mean - first.mean,
      halfWidth: pairs.count > 1 ? pairs.confidenceHalfWidth() : alone)
  }

  private func title(_ place: Int, _ part: Int) -> String {
    let axis = study.axes[place]
    let parts = Double(tallies[place].count)
    if let levels = axis.axis.levels, levels <= SweepEffects.mostParts {
      return axis.word(at: (Double(part) + 0.5) / parts)
    }
    let (low, high) = (axis.word(at: Double(part) / parts), axis.word(at: (Double(part) + 1) / parts))
    // The ends of a distribution may be anywhere.
    if part == 0 { return "below \(high)" }
    return part + 1 == tallies[place].count ? "above \(low)" : "\(low) to \(high)"
  }
}

extension SweepAxis {
  /// The value at a coordinate as a reader writes it: a level's name, a date, or a number of three digits with its unit.
  func word(at coordinate: Double) -> String {
    if let levels { return levels[level(at: coordinate)].name }
    let value = number(at: coordinate)
    if column.kind == .date { return value.isFinite ? "day \(Int(value))" : "never" }
    let text = SweepAxis.threeDigits(value)
    return unit.isEmpty ? text : "\(text) \(unit)"
  }

  private static func threeDigits(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return value == 0 ? "0" : "\(value)" }
    var scale = 1.0
    while value.magnitude * scale < 100, scale < 1e300 { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }
}
