/// The dates of what recurs by the calendar: an interval of three months runs from the first of a month to the first of
/// the third after it, so that books are closed on the dates of the reports.
///
/// Months are counted from report to report; parts of one are parts of its days.
struct Agenda {
  /// What recurs by the calendar.
  enum Item: Int, CaseIterable {
    case market, labs, memory, hbm, lines
  }

  /// The longest interval of what recurs, in months.
  static let longestInterval = 36
  /// Days from the start to the start and each first of a month, to the longest interval past the end.
  private var monthStarts: [Double] = [0]
  /// Month of the year, 1 to 12, in which the start is.
  private var startMonth = 1
  /// Months from the start to the latest occurrence of each item.
  private var months = Array(repeating: 0.0, count: Item.allCases.count)

  /// Begins at the start; occurrences are counted anew.
  mutating func reset() {
    for item in months.indices { months[item] = 0 }
  }

  /// Sets the dates of the months' beginnings, in days since the start, the first of them 0, and the start's month.
  mutating func setMonths(_ days: [Double], startMonth month: Int) {
    monthStarts = days
    startMonth = month
  }

  /// Days from the start to the first occurrence of `item`: the first of a month of the year, after the start.
  mutating func first(_ item: Item, month: Int) -> Double {
    let wait = (month - startMonth + 12) % 12
    return next(item, interval: Double(wait == 0 ? 12 : wait))
  }

  /// Days from the start to `later` months after the latest occurrence of `item`.
  func day(_ later: Double, after item: Item) -> Double { day(months: months[item.rawValue] + later) }

  /// Days from the start to the next occurrence of `item`, `interval` months after the last.
  mutating func next(_ item: Item, interval: Double) -> Double {
    let sum = months[item.rawValue] + interval
    // Ten tenths of a month are a month.
    months[item.rawValue] = abs(sum - sum.rounded()) < 1e-6 ? sum.rounded() : sum
    return day(months: months[item.rawValue])
  }

  private func day(months: Double) -> Double {
    let whole = Int(months)
    let last = monthStarts.count - 1
    guard whole < last else { return monthStarts[last] + (months - Double(last)) * Time.month }
    return monthStarts[whole] + (months - Double(whole)) * (monthStarts[whole + 1] - monthStarts[whole])
  }
}
