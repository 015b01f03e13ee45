/// The Sobol sequence in base 2 with Joe and Kuo's direction numbers, at any index, with Owen scrambling.
///
/// I. M. Sobol, USSR Comput. Math. Math. Phys. 7, 86-112 (1967); direction numbers as in
/// `SobolDirectionNumbers`. The points come in natural order (bit k of the index selects direction number
/// k), so the first coordinate is van der Corput's sequence. Every aligned block of 2^m points is a net,
/// scrambled or not.
public struct SobolSequence: Sendable {
  /// The most dimensions there are direction numbers for.
  public static let dimensionLimit = SobolDirectionNumbers.dimensions
  /// The most points the 32-bit sequence has.
  public static let countLimit = 1 << 32

  /// The number of coordinates of a point.
  public let dimensions: Int
  /// The key of the scrambling, or nil for the plain sequence.
  public let seed: UInt64?
  /// 32 direction numbers a dimension with their bits reversed: bit 0 is worth one half.
  private let directions: [UInt32]
  private let scrambles: [OwenScramble]

  /// The sequence, scrambled with `seed` unless it is nil.
  ///
  /// Complexity: O(dimensions).
  public init(dimensions: Int, seed: UInt64?) {
    precondition(dimensions >= 0 && dimensions <= Self.dimensionLimit)
    self.dimensions = dimensions
    self.seed = seed
    directions = SobolDirectionNumbers.reversedDirections(dimensions: dimensions)
    scrambles = seed.map { seed in (0..<dimensions).map { OwenScramble(seed: seed, dimension: $0) } } ?? []
  }

  /// The coordinate of point `index`, at the middle of one of 2^32 cells of the unit interval. O(log index).
  public func coordinate(_ index: UInt32, dimension: Int) -> Double {
    precondition(dimension < dimensions)
    var reversed = bits(index, dimension: dimension)
    if !scrambles.isEmpty { reversed = scrambles[dimension](reversed) }
    return (Double(reversed.reversedBits) + 0.5) * 0x1p-32
  }

  /// The sequence's binary digits before scrambling, bit 0 worth one half.
  private func bits(_ index: UInt32, dimension: Int) -> UInt32 {
    directions.withUnsafeBufferPointer { directions in
      let row = directions.baseAddress! + dimension * 32
      var result: UInt32 = 0
      var rest = index
      var bit = 0
      while rest != 0 {
        result ^= row[bit] & (0 &- (rest & 1))
        rest &>>= 1
        bit += 1
      }
      return result
    }
  }
}

/// Points of the scrambled Sobol sequence.
///
/// More rows, and more dimensions at the end, leave the others as they were. Best with a power of two of
/// rows.
public struct SobolDesign: Sendable {
  public let count: Int
  public let sequence: SobolSequence

  /// The first `count` points in so many dimensions, scrambled with `seed`.
  ///
  /// Throws a problem above 1,024 dimensions or 2^32 rows.
  public init(dimensions: Int, count: Int, seed: UInt64) throws(PlanProblem) {
    guard dimensions <= SobolSequence.dimensionLimit else {
      throw PlanProblem(
        path: "design", problem: "a Sobol design has at most \(SobolSequence.dimensionLimit) dimensions",
        hint: "vary fewer inputs, or use a random design")
    }
    guard count <= SobolSequence.countLimit else {
      throw PlanProblem(
        path: "samples", problem: "a Sobol design has at most 2^32 rows", hint: "ask for fewer")
    }
    self.count = count
    sequence = SobolSequence(dimensions: dimensions, seed: seed)
  }

  public var dimensions: Int { sequence.dimensions }

  func fill(_ index: Int, into point: inout MutableSpan<Double>) {
    for dimension in 0..<dimensions {
      point[dimension] = sequence.coordinate(UInt32(truncatingIfNeeded: index), dimension: dimension)
    }
  }
}
