/// Quantiles of many numbers in little memory, the same on every run.
///
/// Up to ``capacity`` numbers are kept as they are and quantiles are exact. Beyond that, full buffers are
/// sorted and every second number is kept with twice the weight, so that n numbers need about
/// `capacity` × log₂(n / `capacity`) places. Count, minimum and maximum stay exact.
///
/// **Error.** Halving a buffer of weight w moves the rank of a number by at most w, and in a known direction:
/// up when the first of each pair is kept, down when the second is. The two take turns at each level, and the
/// sketch adds up both, so ``rankErrorBound`` is a guarantee, whatever the order of the numbers and however
/// they were merged. It is at most about n log₂(n / `capacity`) / (2 `capacity`), plus one buffer's weight a level, for
/// n numbers inserted into one sketch: with a capacity of 1024, half a percent of a million.
/// What is seen in practice is several times less.
///
/// There is no randomness: the same inserts and merges in the same order give the same sketch. Sources of the
/// scheme: J. I. Munro and M. S. Paterson, "Selection and sorting with limited storage", 1980; Z. Karnin,
/// K. Lang and E. Liberty, "Optimal quantile approximation in streams", 2016, whose coin is here replaced
/// by turns.
public struct QuantileSketch: Sendable, Hashable {
  /// How many numbers are kept exactly, and how many a level holds at most.
  public let capacity: Int

  /// The number of numbers inserted or merged.
  public private(set) var count = 0

  /// The least number; infinite while empty.
  public private(set) var minimum = Double.infinity

  /// The greatest number; minus infinity while empty.
  public private(set) var maximum = -Double.infinity

  var levels: [[Double]]  // a number at level i stands for 2 to the i-th
  private var keepsSecond: UInt64 = 0  // whose turn it is, a bit a level
  private var overcount = 0
  private var undercount = 0

  /// An empty sketch; `capacity` is even and at least 8.
  public init(capacity: Int = 512) {
    precondition(capacity >= 8 && capacity.isMultiple(of: 2), "a sketch's capacity is even and at least 8")
    self.capacity = capacity
    levels = [[]]
    levels[0].reserveCapacity(capacity)
  }

  /// Adds a number; it must not be NaN. O(log capacity) on average.
  public mutating func insert(_ value: Double) {
    precondition(value == value, "a quantile sketch takes numbers only")
    append(value, level: 0)
    count += 1
    minimum = min(minimum, value)
    maximum = max(maximum, value)
  }

  /// Adds all numbers of another sketch of the same capacity. O(capacity × levels × log capacity).
  public mutating func merge(_ other: QuantileSketch) {
    precondition(capacity == other.capacity, "only sketches of equal capacity merge")
    for (level, values) in other.levels.enumerated() {
      for value in values { append(value, level: level) }
    }
    count += other.count
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    overcount += other.overcount
    undercount += other.undercount
  }

  /// Forgets all numbers, keeping the memory.
  public mutating func reset() {
    for level in levels.indices { levels[level].removeAll(keepingCapacity: true) }
    count = 0
    minimum = .infinity
    maximum = -.infinity
    keepsSecond = 0
    overcount = 0
    undercount = 0
  }

  /// The greatest possible difference between a rank in the sketch and the true rank; 0 while exact.
  public var rankErrorBound: Int { max(overcount, undercount) }

  private mutating func append(_ value: Double, level: Int) {
    while level >= levels.count {
      levels.append([])
      levels[levels.count - 1].reserveCapacity(capacity)
    }
    if levels[level].count == capacity { compact(level) }
    levels[level].append(value)
  }

  /// Moves every second number of a full level up, with twice the weight.
  private mutating func compact(_ level: Int) {
    levels[level].sort()
    let bit: UInt64 = 1 << UInt64(level)
    let second = keepsSecond & bit != 0
    keepsSecond ^= bit
    if second { undercount += 1 << level } else { overcount += 1 << level }
    for index in stride(from: second ? 1 : 0, to: capacity, by: 2) {
      append(levels[level][index], level: level + 1)
    }
    levels[level].removeAll(keepingCapacity: true)
  }
}
