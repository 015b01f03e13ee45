/// Independent uniform points.
///
/// Coordinate j of row i is a hash of (seed, i, j): more rows or more dimensions leave the others as they
/// were.
public struct RandomDesign: Sendable, Equatable {
  public let dimensions: Int
  public let count: Int
  public let seed: UInt64

  public init(dimensions: Int, count: Int, seed: UInt64) {
    precondition(dimensions >= 0 && count >= 0)
    self.dimensions = dimensions
    self.count = count
    self.seed = seed
  }

  func fill(_ index: Int, into point: inout MutableSpan<Double>) {
    for dimension in 0..<dimensions {
      point[dimension] = KeyedHash.uniform(KeyedHash.word(seed, UInt64(index), UInt64(dimension)))
    }
  }
}
