import SimulationKernel
import Sweep

/// What each varied input does to the first metric of a sweep: its mean over the runs at each end of the axis, and the
/// difference of the two.
///
/// Replications have the same luck at all points, so that each says by itself what the difference is. Where points are
/// chosen, as in a grid, the difference is the mean of these, and its error what they scatter. Where points are drawn,
/// the ends of an axis have other points, whose other inputs differ too: the mean of what was drawn together is then
/// one observation, and Welch's interval of the difference of two means says what the points not drawn leave open; what
/// replications leave open is added by squares, as in ``PrecisionRule``. Memory: a tally for each part of an axis and
/// replication.
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
    /// Half of the 95 % interval of the difference; NaN where it cannot be told, as with one replication of a grid.
    public let halfWidth: Double

    /// Whether the interval leaves out 0.
    public var isClear: Bool { difference.magnitude > halfWidth }
  }

  /// What is known of a part.
  private struct Gathered {
    /// The runs, by replication.
    var replications: [Tally]
    /// Runs of the points that are drawn together and not all seen yet.
    var current = Tally()
    /// Means of those that are.
    var blocks = Tally()

    /// Counts what was drawn together as one observation.
    mutating func closeBlock() {
      if current.count > 0 { blocks.insert(current.mean) }
      current = Tally()
    }

    /// All runs.
    var whole: Tally {
      var whole = Tally()
      for tally in replications { whole.merge(tally) }
      return whole
    }
  }

  /// Most values of an axis that are told apart; more are taken in thirds.
  static let mostParts = 9
  private let study: SweepStudy
  /// By axis and part.
  private var gathered: [[Gathered]]
  private var block = 0

  init(_ study: SweepStudy) {
    self.study = study
    let part = Gathered(replications: Array(repeating: Tally(), count: study.replicationPlaces))
    gathered = study.axes.map { Array(repeating: part, count: SweepEffects.parts(of: $0)) }
  }

  private static func parts(of axis: SweepAxis) -> Int {
    guard let levels = axis.axis.levels, levels <= mostParts else { return 3 }
    return levels
  }

  /// Adds a run's first metric; runs come in index order, and `coordinates` are those of their point.
  mutating func add(_ value: Double, _ coordinates: [Double], point: Int, replication: Int) {
    guard value.isFinite else { return }
    let block = point / (study.design.rowsDrawnTogether ?? 1)
    if block != self.block { closeBlock() }
    self.block = block
    for axis in gathered.indices {
      let parts = gathered[axis].count
      let part = min(Int(coordinates[axis] * Double(parts)), parts - 1)
      gathered[axis][part].replications[replication % study.replicationPlaces].insert(value)
      gathered[axis][part].current.insert(value)
    }
  }

  private mutating func closeBlock() {
    for axis in gathered.indices {
      for part in gathered[axis].indices { gathered[axis][part].closeBlock() }
    }
  }

  /// The effects in the order of the axes.
  public var effects: [Effect] {
    var closed = self
    closed.closeBlock()
    return study.axes.indices.map { closed.effect($0) }
  }

  private func effect(_ place: Int) -> Effect {
    let areDrawn = study.design.rowsDrawnTogether != nil
    let parts = gathered[place].enumerated().map { number, part in
      let whole = part.whole
      return Part(
        title: title(place, number), count: whole.count, mean: areDrawn ? part.blocks.mean : whole.mean)
    }
    // A small sample may leave a part without runs.
    let seen = parts.indices.filter { parts[$0].count > 0 }
    guard let first = seen.first, let last = seen.last, first < last else {
      return Effect(
        input: study.axes[place].path, parts: parts, base: seen.first.map { parts[$0].mean } ?? .nan,
        difference: .nan, halfWidth: .nan)
    }
    let (low, high) = (gathered[place][first], gathered[place][last])
    var pairs = Tally()
    for (one, other) in zip(low.replications, high.replications) where one.count > 0 && other.count > 0 {
      pairs.insert(other.mean - one.mean)
    }
    let luck = pairs.confidenceHalfWidth()
    var (difference, halfWidth) = (pairs.mean, luck)
    if areDrawn {
      difference = high.blocks.mean - low.blocks.mean
      let points = Tally.halfWidth(ofDifference: low.blocks, high.blocks)
      halfWidth = luck.isNaN ? points : (points * points + luck * luck).squareRoot()
    }
    return Effect(
      input: study.axes[place].path, parts: parts, base: parts[first].mean, difference: difference,
      halfWidth: halfWidth)
  }

  private func title(_ place: Int, _ part: Int) -> String {
    let axis = study.axes[place]
    let parts = Double(gathered[place].count)
    if let levels = axis.axis.levels, levels <= SweepEffects.mostParts {
      return axis.word(at: (Double(part) + 0.5) / parts)
    }
    let (low, high) = (axis.word(at: Double(part) / parts), axis.word(at: (Double(part) + 1) / parts))
    // The ends of a distribution may be anywhere.
    if part == 0 { return "below \(high)" }
    return part + 1 == gathered[place].count ? "above \(low)" : "\(low) to \(high)"
  }
}

extension Tally {
  /// Half of the 95 % interval of the difference of two means, whose spreads need not be alike; NaN where one has fewer
  /// than two observations.
  ///
  /// By Student's distribution with Welch's degrees of freedom. Source: B. L. Welch, "The generalization of 'Student's'
  /// problem when several different population variances are involved", 1947.
  fileprivate static func halfWidth(ofDifference one: Tally, _ other: Tally) -> Double {
    let parts = [one, other].map { (variance: $0.variance / Double($0.count), degrees: Double($0.count - 1)) }
    let variance = parts[0].variance + parts[1].variance
    if !(variance > 0) { return variance }
    let degrees = variance * variance / parts.reduce(0) { $0 + $1.variance * $1.variance / $1.degrees }
    return studentQuantile(0.975, degrees: degrees) * variance.squareRoot()
  }
}

extension SweepAxis {
  /// The value at a coordinate as a reader writes it: a level's name, a date, or a number of three digits with its
  /// unit.
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
