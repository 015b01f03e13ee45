/// The columns of one Latin hypercube, each a keyed permutation of its rows, computed from the index.
///
/// Up to 256 rows each column is chosen, after those before it, as the best of 64 permutations. The criterion
/// is the wrap-around L2 discrepancy of F. J. Hickernell, "Lattice rules: how well do they measure up?" (1998),
/// of the cells with those of the columns already chosen: the sum over pairs of rows of the product over
/// columns of 3/2 - |u - v| (1 - |u - v|). Above, choosing would cost the square of the rows and gain little:
/// the columns are independent, as in the design of M. D. McKay, R. J. Beckman and W. J. Conover (1979).
/// Rejected: rank-1 lattices, cheap for any number of rows, on which pairs of columns fall into step as soon as
/// there are more than a few.
struct LatinColumns: Sendable {
  /// The most rows for which columns are chosen.
  private static let mostChosen = 256
  private static let candidates: UInt64 = 64
  private let columns: [KeyedPermutation]

  init(dimensions: Int, size: Int, seed: UInt64) {
    columns =
      size <= Self.mostChosen
      ? Self.choose(dimensions, size, seed)
      : (0..<dimensions).map { Self.candidate($0, 0, size, seed) }
  }

  func cell(_ row: Int, dimension: Int) -> Int { columns[dimension](row) }

  private static func candidate(
    _ dimension: Int, _ number: UInt64, _ size: Int, _ seed: UInt64
  ) -> KeyedPermutation {
    KeyedPermutation(size: size, key: KeyedHash.word(seed, UInt64(dimension) + 1, number))
  }

  private static func choose(_ dimensions: Int, _ size: Int, _ seed: UInt64) -> [KeyedPermutation] {
    // The factor of the discrepancy for two cells this far apart.
    let factors = (0..<size).map { distance in
      let u = Double(distance) / Double(size)
      return 1.5 - u * (1 - u)
    }
    var products = [Double](repeating: 1, count: size * size)
    var best = (cells: [Int](), permutation: KeyedPermutation(size: size, key: 0))
    return (0..<dimensions).map { dimension in
      var least = Double.infinity
      for number in 0..<(dimension == 0 ? 1 : candidates) {
        let permutation = candidate(dimension, number, size, seed)
        let cells = (0..<size).map { permutation($0) }
        var sum = 0.0
        for first in 0..<size {
          for second in 0..<first {
            sum += products[first * size + second] * factors[abs(cells[first] - cells[second])]
          }
        }
        if sum < least {
          least = sum
          best = (cells, permutation)
        }
      }
      for first in 0..<size {
        for second in 0..<first {
          products[first * size + second] *= factors[abs(best.cells[first] - best.cells[second])]
        }
      }
      return best.permutation
    }
  }
}
