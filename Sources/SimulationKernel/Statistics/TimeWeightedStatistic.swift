/// The average of a level that holds for some time, changes, and holds again: a queue, a stock, a price.
///
/// Tell it of each change; it weighs each level with the time for which it held. Time is in the unit of the
/// clock. All members are O(1) and nothing is allocated.
@frozen
public struct TimeWeightedStatistic: Sendable, Hashable, BitwiseCopyable {
  /// The level now.
  public private(set) var level: Double

  /// The time of the last change or observation.
  public private(set) var time: Double

  /// How long the level has been watched.
  public private(set) var duration = 0.0

  /// The sum of each level times the time for which it held.
  public private(set) var integral = 0.0

  /// The least level, the present one included.
  public private(set) var minimum: Double

  /// The greatest level, the present one included.
  public private(set) var maximum: Double

  private var average = 0.0
  private var squares = 0.0

  /// Starts to watch a level at a time.
  public init(level: Double = 0, at time: Double = 0) {
    precondition(level == level && time == time, "a level and its time are numbers")
    self.level = level
    self.time = time
    minimum = level
    maximum = level
  }

  /// The level changes at a time, not before the last one.
  public mutating func update(_ newLevel: Double, at newTime: Double) {
    precondition(newLevel == newLevel, "a level is a number")
    advance(to: newTime)
    level = newLevel
    minimum = min(minimum, newLevel)
    maximum = max(maximum, newLevel)
  }

  /// The level rises by a change, or falls by a negative one, at a time not before the last one.
  public mutating func add(_ change: Double, at newTime: Double) { update(level + change, at: newTime) }

  /// The level holds until a time, not before the last one. Call it before reading results.
  public mutating func advance(to newTime: Double) {
    precondition(newTime >= time, "a level was observed at a time before its last change")
    let span = newTime - time
    time = newTime
    if span == 0 { return }
    duration += span
    integral += level * span
    let before = level - average
    average += before * (span / duration)
    squares += span * before * (level - average)
  }

  /// The time-weighted average; NaN while no time has passed.
  public var mean: Double { duration == 0 ? .nan : integral / duration }

  /// The time-weighted mean squared distance from the mean; NaN while no time has passed.
  public var variance: Double { duration == 0 ? .nan : squares / duration }

  /// Forgets the past, as after a warm-up, and watches on from a time not before the last one.
  public mutating func restart(at newTime: Double) {
    precondition(newTime >= time, "a level was observed at a time before its last change")
    self = TimeWeightedStatistic(level: level, at: newTime)
  }

  /// Adds what another statistic watched, as if one period followed the other.
  ///
  /// Present level and time stay those of this statistic.
  public mutating func merge(_ other: TimeWeightedStatistic) {
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    if other.duration == 0 { return }
    let total = duration + other.duration
    let distance = other.average - average
    squares += other.squares + distance * distance * (duration / total) * other.duration
    average += distance * (other.duration / total)
    integral += other.integral
    duration = total
  }
}
