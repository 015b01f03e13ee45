/// First-order and total Sobol indices of one metric, from a stream of Saltelli blocks.
///
/// With V the variance of f over all A and B rows and m their mean, over the N surviving base samples:
///
/// * first order: S_i = (1/N) sum (f(B) - m) (f(AB_i) - f(A)) / V, A. Saltelli et al., Comput. Phys.
///   Commun. 181 (2010), table 2 (b), centred;
/// * total: T_i = (1/2N) sum (f(A) - f(AB_i))^2 / V, M. J. W. Jansen, Comput. Phys. Commun. 117 (1999).
///
/// Standard errors come from a Poisson bootstrap over base samples, and are on the safe side for Sobol
/// points, which scatter less than independent ones. A base sample with a failed or non-finite member is
/// dropped whole and counted. Memory: O(inputs x resamples), independent of N.
public struct SobolIndices: Sendable {
  /// The indices of one input.
  public struct Pair: Sendable, Equatable {
    public let first: Estimate
    public let total: Estimate
  }

  public let dimensions: Int
  /// Base samples whose members all succeeded.
  public private(set) var survived = 0
  /// Base samples dropped because a member failed.
  public private(set) var dropped = 0
  private var sums: BootstrapSums
  private var shift = 0.0

  public init(dimensions: Int, resamples: Int = 100, seed: UInt64) {
    precondition(dimensions >= 1)
    self.dimensions = dimensions
    sums = BootstrapSums(terms: 3 + 3 * dimensions, resamples: resamples, seed: seed)
  }

  /// Adds the members of a base sample: f(A), f(B), f(AB_0) ... and, where the design has them, f(BA_0) ...
  ///
  /// With BA rows the base sample counts both ways round, (A, B, AB) and (B, A, BA). Complexity: O(inputs x
  /// resamples).
  public mutating func add(base: Int, _ block: Span<Double>) {
    precondition(block.count == dimensions + 2 || block.count == 2 * dimensions + 2)
    for member in block.indices where !block[member].isFinite {
      dropped += 1
      return
    }
    // Any constant may be taken off; one near the mean keeps the sums small.
    if survived == 0 { shift = block[0] }
    survived += 1
    block.withUnsafeBufferPointer { values in
      add(base, values[0], values[1], values.baseAddress! + 2)
      if values.count > dimensions + 2 {
        add(base, values[1], values[0], values.baseAddress! + 2 + dimensions)
      }
    }
  }

  /// Counts a base sample with a failed member.
  public mutating func drop() { dropped += 1 }

  private mutating func add(_ base: Int, _ a: Double, _ b: Double, _ mixed: UnsafePointer<Double>) {
    let (a, b, shift, dimensions) = (a - shift, b - shift, shift, dimensions)
    sums.add(row: base) { terms in
      terms[0] = 1
      terms[1] = a + b
      terms[2] = a * a + b * b
      for input in 0..<dimensions {
        let change = mixed[input] - shift - a
        terms[3 + 3 * input] = b * change
        terms[4 + 3 * input] = change
        terms[5 + 3 * input] = change * change
      }
    }
  }

  /// The indices of each input from what has been added so far; NaN without variance.
  public func estimates() -> [Pair] {
    var settled = sums
    settled.settle()
    let columns = 0...settled.resamples
    return (0..<dimensions).map { input in
      let values = columns.map { Self.indices(settled, input, $0) }
      return Pair(
        first: Estimate(value: values[0].first, resamples: values.dropFirst().lazy.map(\.first)),
        total: Estimate(value: values[0].total, resamples: values.dropFirst().lazy.map(\.total)))
    }
  }

  private static func indices(
    _ sums: BootstrapSums, _ input: Int, _ column: Int
  ) -> (first: Double, total: Double) {
    let count = sums.sum(0, column: column)
    let mean = sums.sum(1, column: column) / (2 * count)
    let variance = sums.sum(2, column: column) / (2 * count) - mean * mean
    guard variance > 0 else { return (.nan, .nan) }
    let product = sums.sum(3 + 3 * input, column: column)
    let change = sums.sum(4 + 3 * input, column: column)
    let square = sums.sum(5 + 3 * input, column: column)
    return ((product - mean * change) / count / variance, square / (2 * count) / variance)
  }
}
