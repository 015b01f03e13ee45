/// Latin hypercubes: in every column each of `size` equal cells holds exactly one row.
///
/// Rows 0 ..< size are one hypercube, size ..< 2 size an independent second one, and so on. That is how a
/// Latin hypercube is extended: one of another size shares no rows with it, for each cell would have
/// another width, so an extended sweep keeps the size and adds whole hypercubes. More dimensions leave
/// earlier columns unchanged.
///
/// In hypercubes of up to 256 rows each column is chosen, after those before it, as the best of several
/// candidates: the one with which the design has the least discrepancy (see `LatinColumns`). In larger ones
/// the columns are independent random permutations. The place within a cell is uniform, by key.
public struct LatinHypercube: Sendable {
  public let dimensions: Int
  /// The number of rows, in one or several hypercubes; the last may be cut short.
  public let count: Int
  /// The number of rows of one hypercube.
  public let size: Int
  public let seed: UInt64
  private let columns: [LatinColumns]

  /// Hypercubes of `size` rows until `count` rows are reached; one hypercube when size is nil.
  ///
  /// Complexity: the choice of columns, once for each hypercube: O(64 size^2 dimensions) to 256 rows, and
  /// O(dimensions) beyond.
  public init(dimensions: Int, count: Int, size: Int? = nil, seed: UInt64) {
    let size = max(size ?? count, 1)
    precondition(dimensions >= 0 && count >= 0)
    self.dimensions = dimensions
    self.count = count
    self.size = size
    self.seed = seed
    columns = (0..<(count + size - 1) / size).map { batch in
      LatinColumns(dimensions: dimensions, size: size, seed: KeyedHash.word(seed, UInt64(batch)))
    }
  }

  /// The cell of a row in a column, from 0 to size - 1.
  public func cell(_ index: Int, dimension: Int) -> Int {
    columns[index / size].cell(index % size, dimension: dimension)
  }

  func fill(_ index: Int, into point: inout MutableSpan<Double>) {
    let (batch, row) = index.quotientAndRemainder(dividingBy: size)
    for dimension in 0..<dimensions {
      let jitter = KeyedHash.uniform(KeyedHash.word(~seed, UInt64(index), UInt64(dimension)))
      let coordinate = (Double(columns[batch].cell(row, dimension: dimension)) + jitter) / Double(size)
      point[dimension] = min(coordinate, 1 - 0x1p-53)
    }
  }
}
