/// A unit that a type stands for, so that the compiler keeps units apart.
///
/// The symbol is read by the same grammar as scenario text (`Unit.parse`) and is the only place where the
/// unit is stated.
public protocol PhysicalUnit: Sendable {
  /// The unit as text, for example `t` or `USD/(kW*year)`; empty for a plain number.
  static var symbol: String { get }
}

/// A number of one unit: as fast and as large as a Double, and not to be mixed with another unit's.
@frozen public struct Quantity<U: PhysicalUnit>: BitwiseCopyable, Comparable, Sendable, Hashable {
  /// The number, in the unit `U`.
  public var value: Double

  /// Makes a quantity of a number of `U`.
  @inlinable public init(_ value: Double) {
    self.value = value
  }

  /// No quantity at all.
  @inlinable public static var zero: Quantity { Quantity(0) }

  /// Whether the left quantity is the smaller one.
  @inlinable public static func < (left: Quantity, right: Quantity) -> Bool { left.value < right.value }

  /// The sum.
  @inlinable public static func + (left: Quantity, right: Quantity) -> Quantity {
    Quantity(left.value + right.value)
  }

  /// The difference.
  @inlinable public static func - (left: Quantity, right: Quantity) -> Quantity {
    Quantity(left.value - right.value)
  }

  /// The quantity below zero.
  @inlinable public static prefix func - (quantity: Quantity) -> Quantity { Quantity(-quantity.value) }

  /// Adds to the quantity.
  @inlinable public static func += (left: inout Quantity, right: Quantity) { left.value += right.value }

  /// Takes from the quantity.
  @inlinable public static func -= (left: inout Quantity, right: Quantity) { left.value -= right.value }

  /// The quantity a number of times.
  @inlinable public static func * (left: Quantity, right: Double) -> Quantity { Quantity(left.value * right) }

  /// The quantity a number of times.
  @inlinable public static func * (left: Double, right: Quantity) -> Quantity { Quantity(left * right.value) }

  /// A part of the quantity.
  @inlinable public static func / (left: Quantity, right: Double) -> Quantity { Quantity(left.value / right) }

  /// How many times the right quantity the left one is.
  @inlinable public static func / (left: Quantity, right: Quantity) -> Double { left.value / right.value }
}

extension Quantity: CustomStringConvertible {
  /// The number and its unit.
  public var description: String { U.symbol.isEmpty ? "\(value)" : "\(value) \(U.symbol)" }
}
