/// The link between the clock of a simulation and dates: instants count days from its first day.
@frozen
public struct Calendar: Hashable, Sendable, BitwiseCopyable {
  /// The date on which the simulation begins, at its first moment.
  public let start: CalendarDate

  /// The calendar of a simulation that begins on a date.
  public init(start: CalendarDate) { self.start = start }

  /// The first moment of a date; negative days if the date is before the start.
  public func instant(of date: CalendarDate) -> Instant {
    Instant(days: Double(date.days(since: start)))
  }

  /// The date on which an instant falls.
  ///
  /// The instant must be finite and fall within the years 0 to 9999.
  public func date(at instant: Instant) -> CalendarDate {
    precondition(instant.days.magnitude < 4_000_000, "an instant lies outside the calendar")
    return start.adding(days: Int(instant.days.rounded(.down)))
  }

  /// The first moment of the date that many months after the start.
  ///
  /// Counting from the start each time keeps month ends: from 31 January the dates are 31 January,
  /// 28 February, 31 March.
  public func instant(monthsAfterStart months: Int) -> Instant {
    instant(of: start.adding(months: months))
  }
}
