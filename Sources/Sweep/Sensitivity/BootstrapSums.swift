/// Sums of several terms over a stream of rows, each sum many times over with bootstrap weights.
///
/// Column 0 gives every row the weight 1; each further column gives it a weight drawn from a Poisson
/// distribution of mean 1, a hash of (seed, row, column). That is the bootstrap for streams (J. A. Hanley
/// and B. MacGibbon, 2006): no row is kept, and rows may come in any number. Memory: terms x (resamples +
/// 1) numbers.
struct BootstrapSums: Sendable {
  /// Rows are gathered so that a sum is loaded and stored once for several.
  private static let batch = 8

  let terms: Int
  let resamples: Int
  private let seed: UInt64
  private let columns: Int
  private var sums: [SIMD8<Double>]
  private var pendingTerms: [Double]
  private var pendingWeights: [SIMD8<Double>]
  private var pending = 0

  init(terms: Int, resamples: Int, seed: UInt64) {
    precondition(terms > 0 && resamples >= 0)
    self.terms = terms
    self.resamples = resamples
    self.seed = seed
    columns = (resamples + 1 + 7) / 8
    sums = Array(repeating: .zero, count: terms * columns)
    pendingTerms = Array(repeating: 0, count: terms * Self.batch)
    pendingWeights = Array(repeating: .zero, count: columns * Self.batch)
  }

  /// Adds a row, whose terms `fill` writes.
  ///
  /// The same row number may be added again with other terms; it then has the same weights.
  mutating func add(row: Int, _ fill: (UnsafeMutablePointer<Double>) -> Void) {
    let slot = pending
    pendingTerms.withUnsafeMutableBufferPointer { fill($0.baseAddress! + slot * terms) }
    drawWeights(row, slot)
    pending += 1
    if pending == Self.batch { settle() }
  }

  /// The sum of a term in a column; only after `settle`.
  func sum(_ term: Int, column: Int) -> Double { sums[term * columns + column / 8][column % 8] }

  /// Adds what is gathered to the sums.
  mutating func settle() {
    let (rows, terms, columns) = (pending, terms, columns)
    pending = 0
    sums.withUnsafeMutableBufferPointer { sums in
      pendingTerms.withUnsafeBufferPointer { values in
        pendingWeights.withUnsafeBufferPointer { weights in
          for term in 0..<terms {
            let total = sums.baseAddress! + term * columns
            for column in 0..<columns {
              var sum = total[column]
              for row in 0..<rows {
                sum += weights[row * columns + column] * values[row * terms + term]
              }
              total[column] = sum
            }
          }
        }
      }
    }
  }

  private mutating func drawWeights(_ row: Int, _ slot: Int) {
    let columns = columns
    let key = KeyedHash.word(seed, UInt64(row))
    pendingWeights.withUnsafeMutableBufferPointer { weights in
      for column in 0..<columns {
        let first = KeyedHash.mix(key &+ UInt64(2 * column))
        let second = KeyedHash.mix(key &+ UInt64(2 * column + 1))
        let draws = SIMD8<Int32>(
          Int32(first & 0xffff), Int32(first >> 16 & 0xffff), Int32(first >> 32 & 0xffff), Int32(first >> 48),
          Int32(second & 0xffff), Int32(second >> 16 & 0xffff), Int32(second >> 32 & 0xffff),
          Int32(second >> 48))
        weights[slot * columns + column] = SIMD8<Double>(Self.poisson(draws))
      }
      weights[slot * columns][0] = 1
    }
  }

  /// Poisson numbers of mean 1 by inversion: how many of 65,536 times its distribution function a draw
  /// reaches.
  @inline(__always)
  private static func poisson(_ draws: SIMD8<Int32>) -> SIMD8<Int32> {
    var result = SIMD8<Int32>.zero
    // 65536 (1 + 1 + 1/2 + 1/6 + ...)/e, rounded.
    result &-= mask(draws, 24109)
    result &-= mask(draws, 48219)
    result &-= mask(draws, 60273)
    result &-= mask(draws, 64291)
    result &-= mask(draws, 65296)
    result &-= mask(draws, 65497)
    result &-= mask(draws, 65531)
    return result
  }

  /// -1 where the draw is at least the threshold, else 0.
  @inline(__always)
  private static func mask(_ draws: SIMD8<Int32>, _ threshold: Int32) -> SIMD8<Int32> {
    (SIMD8(repeating: threshold - 1) &- draws) &>> 31
  }
}
