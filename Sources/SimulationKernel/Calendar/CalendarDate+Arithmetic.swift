extension CalendarDate {
  /// The earliest date, 0000-01-01.
  public static let earliest = CalendarDate(unchecked: 0, 1, 1)

  /// The latest date, 9999-12-31.
  public static let latest = CalendarDate(unchecked: 9999, 12, 31)

  /// Days since 1 January 1970, negative before it. O(1).
  ///
  /// The year is taken to begin in March, so that the leap day is its last day and the days before a month
  /// follow one linear rule, (153 m + 2) / 5; 400 years are 146,097 days.
  public var daysSince1970: Int {
    let shifted = month <= 2 ? year - 1 : year
    let cycle = Self.floorDivision(shifted, 400)
    let yearOfCycle = shifted - cycle * 400
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
    return cycle * 146_097 + dayOfCycle - 719_468
  }

  /// The date that many days after 1 January 1970. O(1).
  ///
  /// The result must lie between ``earliest`` and ``latest``.
  public init(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let cycle = Self.floorDivision(shifted, 146_097)
    let dayOfCycle = shifted - cycle * 146_097
    let yearOfCycle =
      (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
    precondition((0...9999).contains(year), "a calendar date lies in the years 0 to 9999")
    self.init(unchecked: year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// The date that many days later, or earlier if negative.
  public func adding(days: Int) -> CalendarDate {
    CalendarDate(daysSince1970: daysSince1970 + days)
  }

  /// The same day that many months later, or the last day of a month that is too short for it.
  ///
  /// 31 January plus one month is 28 or 29 February.
  public func adding(months: Int) -> CalendarDate {
    let total = year * 12 + (month - 1) + months
    let newYear = Self.floorDivision(total, 12)
    let newMonth = total - newYear * 12 + 1
    precondition((0...9999).contains(newYear), "a calendar date lies in the years 0 to 9999")
    let lastDay = Self.days(inMonth: newMonth, year: newYear)
    return CalendarDate(unchecked: newYear, newMonth, min(day, lastDay))
  }

  /// The first day of this date's month.
  public var startOfMonth: CalendarDate { CalendarDate(unchecked: year, month, 1) }

  /// The number of days from another date to this one, negative if this one is earlier.
  public func days(since other: CalendarDate) -> Int { daysSince1970 - other.daysSince1970 }

  private static func floorDivision(_ value: Int, _ divisor: Int) -> Int {
    (value >= 0 ? value : value - divisor + 1) / divisor
  }
}
