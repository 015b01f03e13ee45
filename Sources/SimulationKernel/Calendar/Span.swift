/// A length of time in days; negative spans are allowed.
@frozen
public struct Span: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The length in days.
  public var days: Double

  /// The span of that many days.
  @inlinable public init(days: Double) { self.days = days }

  /// The span of that many mean months of 30.4375 days.
  @inlinable public init(months: Double) { days = months * Self.daysPerMonth }

  /// The span of that many mean years of 365.25 days.
  @inlinable public init(years: Double) { days = years * Self.daysPerYear }

  /// The length in mean months.
  @inlinable public var months: Double { days / Self.daysPerMonth }

  /// The length in mean years.
  @inlinable public var years: Double { days / Self.daysPerYear }

  /// The days of a mean (Julian) year.
  public static let daysPerYear = 365.25

  /// The days of a mean month: a twelfth of a mean year.
  public static let daysPerMonth = 30.4375

  /// No time at all.
  @inlinable public static var zero: Span { Span(days: 0) }

  @inlinable public static func < (left: Span, right: Span) -> Bool { left.days < right.days }
  @inlinable public static func + (left: Span, right: Span) -> Span { Span(days: left.days + right.days) }
  @inlinable public static func - (left: Span, right: Span) -> Span { Span(days: left.days - right.days) }
  @inlinable public static prefix func - (span: Span) -> Span { Span(days: -span.days) }
  @inlinable public static func * (left: Span, right: Double) -> Span { Span(days: left.days * right) }
  @inlinable public static func * (left: Double, right: Span) -> Span { Span(days: left * right.days) }
  @inlinable public static func / (left: Span, right: Double) -> Span { Span(days: left.days / right) }

  /// How many times the right span fits into the left one.
  @inlinable public static func / (left: Span, right: Span) -> Double { left.days / right.days }

  @inlinable public static func += (left: inout Span, right: Span) { left.days += right.days }
  @inlinable public static func -= (left: inout Span, right: Span) { left.days -= right.days }
}
