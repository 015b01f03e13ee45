/// A day of the proleptic Gregorian calendar.
///
/// Dates carry no time of day and no time zone. Years run from 0 to 9999, as ISO 8601 writes them with four
/// digits.
@frozen
public struct CalendarDate: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The year, 0 to 9999.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, 1 to 31.
  public let day: Int

  /// The date, or nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, year: year)).contains(day)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// Whether the year has a 29 February.
  public static func isLeap(year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  /// The number of days of a month, 28 to 31; `month` is 1 to 12.
  public static func days(inMonth month: Int, year: Int) -> Int {
    precondition((1...12).contains(month), "a month is a number from 1 to 12")
    if month == 2 { return isLeap(year: year) ? 29 : 28 }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
  }
}
