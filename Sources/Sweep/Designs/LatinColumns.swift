/// The columns of one Latin hypercube, each a permutation of its rows computed from the index.
///
/// Up to 256 rows a candidate is a keyed permutation; above, a rank-1 lattice, row * multiplier + shift
/// modulo the size, after one keyed permutation of the rows that all columns share. Columns are chosen one
/// after another. The criterion is the wrap-around L2 discrepancy of F. J. Hickernell, "Lattice rules: how
/// well do they measure up?" (1998), of the cells with those of the columns already chosen: the sum over
/// pairs of rows of the product over columns of 3/2 - |u - v| (1 - |u - v|). On a lattice every row sees
/// the same differences, so one row's sum suffices.
struct LatinColumns: Sendable {
  private enum Column: Sendable {
    case permutation(KeyedPermutation)
    case lattice(multiplier: Int, shift: Int)
  }

  private let size: Int
  private let rows: KeyedPermutation
  private let columns: [Column]

  init(dimensions: Int, size: Int, seed: UInt64) {
    self.size = size
    rows = KeyedPermutation(size: size, key: KeyedHash.word(seed, 0, 0))
    columns =
      size <= 256
      ? Self.permutations(dimensions, size, seed) : Self.lattice(dimensions, size, seed)
  }

  func cell(_ row: Int, dimension: Int) -> Int {
    switch columns[dimension] {
    case .permutation(let permutation): permutation(row)
    case .lattice(let multiplier, let shift): (rows(row) * multiplier + shift) % size
    }
  }

  /// The factor of the wrap-around discrepancy for two cells this far apart.
  private static func factor(_ distance: Int, _ size: Int) -> Double {
    let u = Double(abs(distance)) / Double(size)
    return 1.5 - u * (1 - u)
  }

  private static func permutations(_ dimensions: Int, _ size: Int, _ seed: UInt64) -> [Column] {
    let factors = (0..<size).map { factor($0, size) }
    var products = [Double](repeating: 1, count: size * size)
    var best = (cells: [Int](), permutation: KeyedPermutation(size: size, key: 0))
    return (0..<dimensions).map { dimension in
      var least = Double.infinity
      for candidate: UInt64 in 0..<(dimension == 0 ? 1 : 64) {
        let permutation = KeyedPermutation(
          size: size, key: KeyedHash.word(seed, UInt64(dimension) + 1, candidate))
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
      return .permutation(best.permutation)
    }
  }

  private static func lattice(_ dimensions: Int, _ size: Int, _ seed: UInt64) -> [Column] {
    let candidates = size > 1 << 22 ? 1 : min(max((1 << 20) / size, 4), 64)
    var products = [Double](repeating: 1, count: candidates > 1 ? size : 0)
    return (0..<dimensions).map { dimension in
      var best = 1
      var least = Double.infinity
      for candidate in 0..<(dimension == 0 ? 1 : candidates) {
        let word = KeyedHash.word(seed, UInt64(dimension) + 1, UInt64(candidate))
        let multiplier = unit(near: Int(word.multipliedFullWidth(by: UInt64(size)).high), size)
        var sum = 0.0
        var cell = 0
        for product in products {
          sum += product * factor(cell, size)
          cell += multiplier
          if cell >= size { cell -= size }
        }
        if sum < least {
          least = sum
          best = multiplier
        }
      }
      for row in products.indices { products[row] *= factor(row * best % size, size) }
      let shift = KeyedHash.word(seed, UInt64(dimension) + 1, ~0)
      return .lattice(
        multiplier: best, shift: Int(shift.multipliedFullWidth(by: UInt64(size)).high))
    }
  }

  /// The first number from `start` on, around the circle, that has no factor in common with the size.
  private static func unit(near start: Int, _ size: Int) -> Int {
    var unit = max(start, 1)
    while true {
      var (a, b) = (unit, size)
      while b != 0 { (a, b) = (b, a % b) }
      if a == 1 { return unit }
      unit = unit + 1 < size ? unit + 1 : 1
    }
  }
}
