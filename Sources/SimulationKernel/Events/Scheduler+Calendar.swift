extension Scheduler {
  /// The present moment as an instant, for models whose clock counts days.
  @inlinable public var instant: Instant { Instant(days: now) }

  /// Schedules an event at an instant, now or later.
  @inlinable
  public mutating func schedule(_ event: Event, at instant: Instant, priority: UInt8 = 0) {
    schedule(event, at: instant.days, priority: priority)
  }

  /// Schedules an event a span from now; the span must not be negative.
  @inlinable
  public mutating func schedule(_ event: Event, after span: Span, priority: UInt8 = 0) {
    schedule(event, after: span.days, priority: priority)
  }
}
