/// A moment, as days since the start of the simulation.
///
/// Instants and spans are different types: the difference of two instants is a span, and only a span can be
/// added to an instant.
@frozen
public struct Instant: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// Days since the start.
  public var days: Double

  /// The instant that many days after the start.
  @inlinable public init(days: Double) { self.days = days }

  /// The start of the simulation.
  @inlinable public static var start: Instant { Instant(days: 0) }

  @inlinable public static func < (left: Instant, right: Instant) -> Bool { left.days < right.days }

  /// The span from the right instant to the left one.
  @inlinable public static func - (left: Instant, right: Instant) -> Span {
    Span(days: left.days - right.days)
  }

  /// The instant a span later.
  @inlinable public static func + (left: Instant, right: Span) -> Instant {
    Instant(days: left.days + right.days)
  }

  /// The instant a span earlier.
  @inlinable public static func - (left: Instant, right: Span) -> Instant {
    Instant(days: left.days - right.days)
  }

  @inlinable public static func += (left: inout Instant, right: Span) { left.days += right.days }
  @inlinable public static func -= (left: inout Instant, right: Span) { left.days -= right.days }
}
