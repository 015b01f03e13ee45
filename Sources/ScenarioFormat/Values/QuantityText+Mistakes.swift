/// What people write in and around numbers that is not read, with what to write in its place.
extension QuantityText {
  /// How many digits stand between two separators of thousands.
  private static let digitsOfGroup = 3
  /// Spaces that look like the ordinary one.
  private static let otherSpaces: Set<Character> = ["\u{A0}", "\u{2007}", "\u{2009}", "\u{202F}"]

  /// What people write after a number that is not a unit.
  static func mistake(after number: String, rest: String) -> UnitError? {
    if let error = spacedMistake(after: number, rest: rest) { return error }
    let tail = rest.unicodeScalars.dropFirst().first { $0.value > 32 }
    let isBeforeNumber = tail.map { ("0"..."9").contains($0) || $0 == "." } ?? false
    switch rest.unicodeScalars.first {
    case "," where isBeforeNumber, "_" where isBeforeNumber, "'" where isBeforeNumber,
      "." where isBeforeNumber && tail != ".":
      return UnitError(message: noSeparators, hint: "write \(withoutSeparator(number, rest))")
    case "-" where isBeforeNumber, "–" where isBeforeNumber, "—" where isBeforeNumber,
      "…" where isBeforeNumber,
      "." where isBeforeNumber:
      return UnitError(
        message: writtenWithTo,
        hint: "write \"\(number) to \(shortened(String(rest.drop { !$0.isNumber })))\"")
    default: break
    }
    // The first byte of ± in UTF-8 is 0xC2; most rests hold neither it nor a plus.
    let mayBeWidth = rest.utf8.contains { $0 == UInt8(ascii: "+") || $0 == 0xC2 }
    if mayBeWidth, rest.unicodeScalars.contains("±") || rest.contains("+/-") || rest.contains("+-") {
      return UnitError(message: writtenWithTo, hint: "write both of its ends, as in \"38 to 100 t\"")
    }
    return dashMistake(after: number, rest: rest)
  }

  private static let noSeparators = "a number has no separators between its digits"
  private static let writtenWithTo = "an interval is written with 'to'"

  /// Digits behind a space: thousands, or the other end of an interval; or a space that is none to JSON.
  private static func spacedMistake(after number: String, rest: String) -> UnitError? {
    guard let first = rest.first, first.isNumber || otherSpaces.contains(first) else { return nil }
    let parts = rest.split { $0 == " " || otherSpaces.contains($0) }
    // A number that a slash follows belongs to the unit, as in 1/s.
    let groups = parts.prefix { part in part.allSatisfy { $0.isNumber || $0 == "." || $0 == "," } }
    let unit = parts.dropFirst(groups.count).joined(separator: " ")
    func written(_ number: String) -> String { shortened(unit.isEmpty ? number : "\(number) \(unit)") }
    if groups.isEmpty, first.isNumber { return nil }
    if groups.isEmpty {
      return UnitError(
        message: "the space behind \(number) is not an ordinary one", hint: "write \"\(written(number))\"")
    }
    let areThousands = groups.allSatisfy { group in
      group.prefix { $0.isNumber }.count == digitsOfGroup
        && group.allSatisfy { $0.isNumber || $0 == "." }
    }
    if areThousands, !number.contains(".") {
      return UnitError(message: noSeparators, hint: "write \"\(written(number + groups.joined()))\"")
    }
    let other = groups.joined(separator: " ")
    return UnitError(
      message: "two numbers stand beside one another",
      hint: "for an interval write \"\(number) to \(written(other))\"")
  }

  /// An interval with a dash behind the unit of its first end, as in `60 t - 70 t`; the dash of a power is none.
  private static func dashMistake(after number: String, rest: String) -> UnitError? {
    let dashes: Set<Character> = ["-", "–", "—"]
    guard let dash = rest.firstIndex(where: dashes.contains) else { return nil }
    let left = String(rest[..<dash])
    let low = left.trimmingSpaces
    let high = String(rest[rest.index(after: dash)...]).trimmingSpaces
    let standsApart = left.hasSuffix(" ") || high.contains { $0.isLetter }
    guard standsApart, !low.hasSuffix("^"), high.first?.isNumber == true else { return nil }
    return UnitError(
      message: writtenWithTo, hint: "write \"\(number) \(shortened(low)) to \(shortened(high))\"")
  }

  /// Whether a text says that it is not exact, as in `~60 t` or `about 60 t`.
  static func isVague(_ text: String) -> Bool {
    let trimmed = text.trimmingSpaces.lowercased()
    return ["~", "≈", "±", "about ", "around ", "approx", "ca ", "ca. ", "circa "].contains {
      trimmed.hasPrefix($0)
    }
      && trimmed.contains { $0.isNumber }
  }

  static let vagueHint = "write what it may lie between, as in \"38 to 100 t\""

  /// A number with its separators mended: one comma that no three digits follow stands for the decimal point.
  private static func withoutSeparator(_ number: String, _ rest: String) -> String {
    let digits = rest.prefix { $0.isNumber || [",", "_", "'", "."].contains($0) }
    let unit = shortened(String(rest.dropFirst(digits.count)))
    // Where points stand between thousands, a comma is the decimal point.
    if let point = number.firstIndex(of: "."), number[point...].count == digitsOfGroup + 1 {
      let whole = digits.prefix { $0 != "," }.filter { $0 != "." }
      let fraction = digits.drop { $0 != "," }.dropFirst()
      return number.filter { $0 != "." } + whole + (fraction.isEmpty ? "" : ".\(fraction)") + unit
    }
    let groups = digits.split(omittingEmptySubsequences: true) { [",", "_", "'"].contains($0) }
    let isDecimal = groups.count == 1 && groups[0].count != digitsOfGroup && !groups[0].contains(".")
    if isDecimal, digits.first == ",", !number.contains(".") {
      return "\(number).\(groups[0])\(unit)"
    }
    return number + groups.joined() + unit
  }
}
