/// The points of a sweep, as a function from a row's index to coordinates in the unit cube.
///
/// No point is stored: any row can be computed at any time, in any process, in time proportional to its
/// dimensions. Every design is stable when rows are added. Dimensions can be added at the end without
/// moving earlier columns in `random`, `latin`, `sobol` and `saltelli` (whose blocks then hold more rows).
/// See each case's type.
public enum Design: Sendable {
  case grid(GridDesign)
  case list(ListDesign)
  case random(RandomDesign)
  case latin(LatinHypercube)
  case sobol(SobolDesign)
  case morris(MorrisDesign)
  case saltelli(SaltelliDesign)

  /// The number of coordinates of a point.
  public var dimensions: Int {
    switch self {
    case .grid(let design): design.dimensions
    case .list(let design): design.dimensions
    case .random(let design): design.dimensions
    case .latin(let design): design.dimensions
    case .sobol(let design): design.dimensions
    case .morris(let design): design.dimensions
    case .saltelli(let design): design.dimensions
    }
  }

  /// The number of rows.
  public var count: Int {
    switch self {
    case .grid(let design): design.count
    case .list(let design): design.count
    case .random(let design): design.count
    case .latin(let design): design.count
    case .sobol(let design): design.count
    case .morris(let design): design.count
    case .saltelli(let design): design.count
    }
  }

  /// How many rows in turn are drawn together and have coordinates in common; nil where rows are chosen, not drawn.
  public var rowsDrawnTogether: Int? {
    switch self {
    case .grid, .list: nil
    case .random, .latin, .sobol: 1
    case .morris(let design): design.dimensions + 1
    case .saltelli(let design): design.blockSize
    }
  }

  /// Writes the coordinates of row `index` into `point`, which holds at least `dimensions` of them.
  ///
  /// Complexity: O(dimensions), without allocation.
  public func fill(_ index: Int, into point: inout MutableSpan<Double>) {
    precondition(index >= 0 && index < count && point.count >= dimensions)
    switch self {
    case .grid(let design): design.fill(index, into: &point)
    case .list(let design): design.fill(index, into: &point)
    case .random(let design): design.fill(index, into: &point)
    case .latin(let design): design.fill(index, into: &point)
    case .sobol(let design): design.fill(index, into: &point)
    case .morris(let design): design.fill(index, into: &point)
    case .saltelli(let design): design.fill(index, into: &point)
    }
  }

  /// The coordinates of row `index` as an array, for use outside the hot path.
  public func point(_ index: Int) -> [Double] {
    var point = [Double](repeating: 0, count: dimensions)
    var span = point.mutableSpan
    fill(index, into: &span)
    return point
  }
}
