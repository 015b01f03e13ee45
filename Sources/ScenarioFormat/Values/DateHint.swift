import SimulationKernel

/// What to write in place of a text that was meant as a date.
enum DateHint {
  private static let forms = "write a date as 2027, 2027-10 or 2027-10-31"
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let monthsOfQuarter = 3

  /// The hint for a text that `CalendarDate` does not read.
  static func hint(for text: String) -> String {
    if let plain = QuantityText.withoutCurlyQuotes(text) {
      return "write \"\(QuantityText.shortened(plain))\""
    }
    if let day = CalendarDate(String(text.prefix(10))) { return "write \"\(day)\"" }
    let words = words(of: text)
    guard words.count <= 4, let yearPosition = words.firstIndex(where: isYear),
      let year = Int(words[yearPosition])
    else { return forms }
    var others = words
    others.remove(at: yearPosition)
    if let quarter = others.compactMap(quarter).first {
      return "write the first day of that quarter, \"\(dated(year, monthsOfQuarter * (quarter - 1) + 1))\""
    }
    if let month = others.compactMap(month).first {
      others.removeAll { DateHint.month($0) != nil }
      return hint(year, month, day: others.first.flatMap { Int($0) })
    }
    if others.count == 1, isYear(others[0]) { return "for an interval write \"\(words[0]) to \(words[1])\"" }
    let numbers = others.compactMap { Int($0) }
    guard numbers.count == others.count, let first = numbers.first else {
      return "write a date such as \"\(words[yearPosition])\" or \"\(dated(year, 7))\""
    }
    // Behind the year the month comes first; before it that cannot be told.
    if yearPosition == 0 || numbers.count == 1 {
      return hint(year, first, day: numbers.count > 1 ? numbers[1] : nil)
    }
    return forms
  }

  /// What to say of a date in numbers that is no date, or is not written as one.
  private static func hint(_ year: Int, _ month: Int, day: Int?) -> String {
    guard (1...months.count).contains(month) else {
      return "there is no month \(month): months are 01 to \(months.count)"
    }
    guard let day else { return "write \"\(dated(year, month))\"" }
    guard let date = CalendarDate(year: year, month: month, day: day) else {
      return "\(dated(year, month)) has \(CalendarDate.days(inMonth: month, year: year)) days"
    }
    return "write \"\(date)\""
  }

  /// A month as it is written.
  private static func dated(_ year: Int, _ month: Int) -> String {
    let date = CalendarDate(year: year, month: month, day: 1)?.description ?? "\(year)"
    return String(date.prefix(7))
  }

  /// Runs of digits and runs of letters.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var wasDigit: Bool?
    for character in text.lowercased().prefix(40) {
      guard character.isLetter || ("0"..."9").contains(character) else {
        wasDigit = nil
        continue
      }
      let isDigit = !character.isLetter
      if wasDigit == isDigit || (isDigit && words.last == "q" && wasDigit != nil) {
        words[words.count - 1].append(character)
      } else {
        words.append(String(character))
      }
      wasDigit = isDigit
    }
    return words
  }

  private static func isYear(_ word: String) -> Bool {
    word.count == 4 && word.allSatisfy { ("0"..."9").contains($0) }
  }

  private static func quarter(_ word: String) -> Int? {
    guard word.first == "q", let number = Int(word.dropFirst()), (1...4).contains(number) else { return nil }
    return number
  }

  private static func month(_ word: String) -> Int? {
    guard word.count >= 3, word.allSatisfy(\.isLetter) else { return nil }
    return months.firstIndex { word.hasPrefix($0) }.map { $0 + 1 }
  }
}
