/// A unit of measure: how it is written, what it measures and how large it is.
public struct Unit: Sendable, Hashable {
  /// The text that was read, for example `USD/(kW*year)`; empty for a plain number.
  public let symbol: String
  /// What the unit measures.
  public let dimension: Dimension
  /// Size over the base unit as a quotient of two numbers, mostly whole, so that conversions stay exact.
  let numerator: Double
  let denominator: Double

  init(symbol: String, dimension: Dimension, numerator: Double, denominator: Double) {
    self.symbol = symbol
    self.dimension = dimension
    self.numerator = numerator
    self.denominator = denominator
  }

  /// A plain number.
  public static let one = Unit(symbol: "", dimension: .none, numerator: 1, denominator: 1)
  /// The day, in which the calendar counts.
  public static let day = Unit(symbol: "day", dimension: .time, numerator: 86_400, denominator: 1)

  /// The size in base units: s, kg, m, J, USD, H100e, GB and K.
  public var scale: Double { numerator / denominator }

  /// Reads a unit such as `t`, `kW`, `USD/(kW*year)`, `million wafer passes/year`, `/sqrt(year)` or nothing at all.
  ///
  /// Spaces around operators do not matter, singular and plural are the same, `per` reads as `/`.
  /// Complexity: O(length).
  public static func parse(_ text: String) -> Result<Unit, UnitError> {
    var parser = UnitParser(text)
    do throws(UnitError) {
      return .success(try parser.unit())
    } catch {
      return .failure(error)
    }
  }

  /// The unit of a type. Parses its symbol on each call: keep the result, or ask an `InputReader`.
  /// - Precondition: the symbol of the type is a unit.
  public static func of<U: PhysicalUnit>(_ type: U.Type) -> Unit {
    switch parse(U.symbol) {
    case .success(let unit): return unit
    case .failure(let error): preconditionFailure("'\(U.symbol)' is not a unit: \(error.message)")
    }
  }

  /// A value of this unit expressed in another one.
  /// - Precondition: both units measure the same.
  public func convert(_ value: Double, to other: Unit) -> Double {
    precondition(dimension == other.dimension, "\(symbol) and \(other.symbol) do not measure the same")
    let ratio = Ratio(numerator * other.denominator, denominator * other.numerator)
    return ratio.denominator == 1 ? value * ratio.numerator : value * ratio.numerator / ratio.denominator
  }

  /// A number with this unit as people write it: `60 t`, `/year` after a space, `60` alone for a plain
  /// number.
  public func text(_ value: Double) -> String {
    var number = value.description
    if number.hasSuffix(".0") { number.removeLast(2) }
    return symbol.isEmpty ? number : "\(number) \(symbol)"
  }

  /// Usual units of the same dimension with this one first, for messages.
  public var suggestions: [String] {
    if dimension.isNone, !symbol.isEmpty { return [symbol] }
    return symbol.isEmpty ? dimension.suggestions : [symbol] + dimension.suggestions.filter { $0 != symbol }
  }
}

/// Why a text is not a unit.
public struct UnitError: Error, Sendable, Hashable {
  /// What is wrong, without a final full stop.
  public var message: String
  /// What to write instead, when that is known.
  public var hint: String?
}

/// A positive quotient, reduced when both parts are whole numbers that a Double holds exactly.
struct Ratio {
  var numerator: Double
  var denominator: Double

  init(_ numerator: Double, _ denominator: Double) {
    let exact = 9_007_199_254_740_992.0
    guard numerator <= exact, denominator <= exact, numerator >= 1, denominator >= 1,
      numerator == numerator.rounded(), denominator == denominator.rounded()
    else {
      self.numerator = numerator == denominator ? 1 : numerator
      self.denominator = numerator == denominator ? 1 : denominator
      return
    }
    var (a, b) = (UInt64(numerator), UInt64(denominator))
    while b != 0 { (a, b) = (b, a % b) }
    self.numerator = numerator / Double(a)
    self.denominator = denominator / Double(a)
  }
}
