/// What kind of quantity a number is: the powers of the base dimensions in it.
///
/// Power is energy per time. Things that are counted (tools, wafers, launches) have no dimension.
public struct Dimension: Sendable, Hashable {
  /// Half powers (2 for a first power, 1 for a root) in the order time, mass, length, energy, money, compute, data,
  /// temperature.
  var exponents: SIMD8<Int8>

  init(exponents: SIMD8<Int8>) {
    self.exponents = exponents
  }

  private init(base position: Int) {
    exponents = SIMD8(repeating: 0)
    exponents[position] = 2
  }

  /// A plain number, a share or a count.
  public static let none = Dimension(exponents: SIMD8(repeating: 0))
  /// Time.
  public static let time = Dimension(base: 0)
  /// Mass.
  public static let mass = Dimension(base: 1)
  /// Length.
  public static let length = Dimension(base: 2)
  /// Energy.
  public static let energy = Dimension(base: 3)
  /// Money.
  public static let money = Dimension(base: 4)
  /// Compute, counted in H100 equivalents.
  public static let compute = Dimension(base: 5)
  /// Data.
  public static let data = Dimension(base: 6)
  /// Temperature.
  public static let temperature = Dimension(base: 7)
  /// Energy per time.
  public static let power = energy / time

  /// Whether the quantity is a plain number.
  public var isNone: Bool { self == .none }

  /// The dimension of a product.
  public static func * (left: Dimension, right: Dimension) -> Dimension {
    Dimension(exponents: left.exponents &+ right.exponents)
  }

  /// The dimension of a quotient.
  public static func / (left: Dimension, right: Dimension) -> Dimension {
    Dimension(exponents: left.exponents &- right.exponents)
  }

  /// The dimension whose square this is; nil where that would need more than roots of base dimensions.
  var root: Dimension? {
    for position in 0..<8 where exponents[position] % 2 != 0 { return nil }
    var halves = exponents
    for position in 0..<8 { halves[position] /= 2 }
    return Dimension(exponents: halves)
  }

  /// The highest power of a dimension that a unit may have; beyond it nothing is meant.
  static let largestExponent = 12

  /// Whether every exponent lies within -12 to 12; operands within it cannot overflow a product.
  var isReasonable: Bool {
    for position in 0..<8 where abs(Int(exponents[position])) > 2 * Dimension.largestExponent { return false }
    return true
  }
}
