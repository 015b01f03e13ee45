/// Rows for first-order and total sensitivity indices: for each base sample, A, B, and A with one input
/// from B.
///
/// A. Saltelli et al., Comput. Phys. Commun. 181, 259-270 (2010). Row = base * blockSize + member; the
/// members of a block are A, B, AB_0 ... AB_(d-1) and, with second orders, BA_0 ... BA_(d-1), where AB_i is
/// A with input i taken from B. A and B come from one scrambled Sobol sequence in 2 d dimensions: A's input
/// j from dimension 2 j, B's from 2 j + 1, so that adding an input leaves the columns before it as they
/// were (though its block has more rows). More base samples leave the earlier rows as they were. Best with
/// a power of two of base samples.
public struct SaltelliDesign: Sendable {
  public let dimensions: Int
  public let baseSamples: Int
  /// Whether the BA rows are there too.
  public let secondOrder: Bool
  private let sequence: SobolSequence

  /// Throws a problem above 512 inputs or 2^32 base samples.
  public init(
    dimensions: Int, baseSamples: Int, secondOrder: Bool = false, seed: UInt64
  ) throws(PlanProblem) {
    guard 2 * dimensions <= SobolSequence.dimensionLimit else {
      throw PlanProblem(
        path: "design", problem: "a Saltelli design has at most \(SobolSequence.dimensionLimit / 2) inputs",
        hint: "vary fewer inputs, or screen them first with a Morris design")
    }
    guard baseSamples <= SobolSequence.countLimit else {
      throw PlanProblem(
        path: "samples", problem: "a Saltelli design has at most 2^32 base samples", hint: "ask for fewer")
    }
    precondition(dimensions >= 0 && baseSamples >= 0)
    self.dimensions = dimensions
    self.baseSamples = baseSamples
    self.secondOrder = secondOrder
    sequence = SobolSequence(dimensions: 2 * dimensions, seed: seed)
  }

  /// The number of rows of one base sample: d + 2, or 2 d + 2 with second orders.
  public var blockSize: Int { (secondOrder ? 2 : 1) * dimensions + 2 }

  /// Base samples times the block size.
  public var count: Int { baseSamples * blockSize }

  func fill(_ index: Int, into point: inout MutableSpan<Double>) {
    let (base, member) = index.quotientAndRemainder(dividingBy: blockSize)
    let fromB = member == 1 || member >= 2 + dimensions
    let exchanged = member < 2 ? -1 : (member - 2) % dimensions
    for dimension in 0..<dimensions {
      let matrix = fromB != (dimension == exchanged) ? 1 : 0
      point[dimension] = sequence.coordinate(
        UInt32(truncatingIfNeeded: base), dimension: 2 * dimension + matrix)
    }
  }
}
