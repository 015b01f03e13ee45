#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Nine digits are what an outcome is written with: more than anybody can know of it, and half the size of all of them.
enum SignificantDigits {
  private static let count = 9
  /// The powers of ten that are exact.
  private static let exact = 22

  private static let powers: [Double] = (0...exact).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// The nearest number of nine digits; what is smaller than 1e-14 or larger than 1e30 stays as it is.
  static func rounded(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    let shift = count - 1 - Int(log10(value.magnitude).rounded(.down))
    guard shift.magnitude <= exact else { return value }
    // Of a whole number and an exact power, the quotient is the double that is nearest to the decimal.
    if shift >= 0 { return (value * powers[shift]).rounded() / powers[shift] }
    return (value / powers[-shift]).rounded() * powers[-shift]
  }
}
