import Testing

@testable import SimulationKernel

struct CalendarTests {
  @Test func datesCountDaysSince1970() throws {
    let known = [
      ("1970-01-01", 0), ("2000-03-01", 11_017), ("1969-12-31", -1), ("2026-01-01", 20_454),
      ("0000-01-01", -719_528), ("9999-12-31", 2_932_896), ("2024-02-29", 19_782),
    ]
    for (text, days) in known {
      let date = try #require(CalendarDate(text))
      #expect(date.daysSince1970 == days)
      #expect(CalendarDate(daysSince1970: days) == date)
    }
  }

  @Test func everyDayFollowsTheOneBefore() {
    var date = CalendarDate.earliest
    var number = date.daysSince1970
    while date < CalendarDate.latest {
      number += 37
      let next = CalendarDate(daysSince1970: min(number, CalendarDate.latest.daysSince1970))
      #expect(next > date && next.daysSince1970 == min(number, CalendarDate.latest.daysSince1970))
      date = next
    }
    var day = CalendarDate(unchecked: 1999, 12, 25)
    for _ in 0..<1600 {  // through the leap year 2000, a day at a time
      let next = day.adding(days: 1)
      let newMonth = next.day == 1
      #expect(
        newMonth ? day.day == CalendarDate.days(inMonth: day.month, year: day.year) : next.day == day.day + 1)
      day = next
    }
  }

  @Test func textIsISO8601AndMissingPartsAreFirst() {
    #expect(CalendarDate("2026")?.description == "2026-01-01")
    #expect(CalendarDate("2026-04")?.description == "2026-04-01")
    #expect(CalendarDate("2026-04-15")?.description == "2026-04-15")
    #expect(CalendarDate("0033-04-03")?.description == "0033-04-03")
  }

  @Test(arguments: [
    "", "26", "2026-", "2026-4", "2026-13", "2026-00-01", "2026-02-29", "2026-04-31", "2026-04-15-",
    "20260415",
    "2026-04-15T00:00", " 2026", "-026", "2026/04", "２０２６", "+026",
  ])
  func otherTextIsNoDate(text: String) { #expect(CalendarDate(text) == nil) }

  @Test func addingMonthsStopsAtTheMonthsEnd() {
    let cases = [
      ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-03-31", -1, "2026-02-28"),
      ("2026-05-15", 12, "2027-05-15"), ("2026-05-15", -17, "2024-12-15"), ("2024-02-29", 48, "2028-02-29"),
    ]
    for (start, months, result) in cases {
      #expect(CalendarDate(start)?.adding(months: months).description == result)
    }
  }

  @Test func instantsAndDatesConvert() throws {
    let calendar = Calendar(start: try #require(CalendarDate("2026-01-31")))
    let date = try #require(CalendarDate("2026-03-01"))
    #expect(calendar.instant(of: date) == Instant(days: 29))
    #expect(calendar.date(at: Instant(days: 28.999)).description == "2026-02-28")
    #expect(calendar.date(at: Instant(days: -0.5)).description == "2026-01-30")
    #expect(calendar.instant(monthsAfterStart: 2) == Instant(days: 59))
  }

  @Test func spansAndInstantsMixOnlySensibly() {
    let later = Instant.start + Span(months: 12)
    #expect(later - Instant.start == Span(years: 1))
    #expect(later - Span(days: 365.25) == .start)
    #expect(2 * Span(days: 3) / Span(days: 1.5) == 4)
    #expect(-Span(days: 2) + Span(days: 3) < Span(days: 4) / 2)
    #expect(Span(days: 730.5).years == 2 && Span(days: 60.875).months == 2)
    #expect(Span.daysPerYear == 365.25 && Span.daysPerMonth == 30.4375)
  }
}
