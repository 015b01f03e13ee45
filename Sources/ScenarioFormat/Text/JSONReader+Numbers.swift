extension JSONParser {
  /// Reads a number as JSON spells it, and says what is wrong with other spellings.
  mutating func number() -> Node? {
    let start = location
    let first = index
    var problem: (message: String, hint: String?)?
    if byte == UInt8(ascii: "+") {
      problem = ("a number takes no plus sign", "remove the +")
      index += 1
    } else if byte == UInt8(ascii: "-") {
      index += 1
    }
    let wholeStart = index
    skipDigits()
    let wholeDigits = index - wholeStart
    if wholeDigits == 0 {
      guard byte == UInt8(ascii: "."), let next = byte(ahead: 1), JSONParser.isDigit(next) else {
        return noDigits(at: start, from: first)
      }
      problem = problem ?? ("a number starts with a digit", "write 0 before the point")
    } else if wholeDigits > 1, bytes[wholeStart] == UInt8(ascii: "0") {
      problem = problem ?? ("a number has no leading zeros", "remove them")
    } else if wholeDigits == 1, bytes[wholeStart] == UInt8(ascii: "0"), let byte,
      byte | 32 == UInt8(ascii: "x")
    {
      skipToSeparator()
      report("JSON has no hexadecimal numbers", at: start, hint: "write it with decimal digits")
      return nil
    }
    if byte == UInt8(ascii: ".") {
      index += 1
      let digits = index
      skipDigits()
      if digits == index {
        problem =
          problem ?? ("a digit is missing after the decimal point", "write a digit or remove the point")
      }
    }
    if let byte, byte | 32 == UInt8(ascii: "e"), exponentFollows() {
      index += 1
      if self.byte == UInt8(ascii: "+") || self.byte == UInt8(ascii: "-") { index += 1 }
      let digits = index
      skipDigits()
      if digits == index { problem = problem ?? ("the exponent has no digits", "write for example 1e6") }
    }
    if byte == UInt8(ascii: "_") {
      skipToSeparator()
      report("a number has no underscores", at: start, hint: "write the digits without a separator")
      return nil
    }
    let spelling = String(decoding: bytes[first..<index], as: UTF8.self)
    if let quantity = unquotedQuantity(from: first, at: start) { return quantity }
    if let problem {
      report(problem.message, at: start, hint: problem.hint)
      return nil
    }
    return Node(.number(magnitude(spelling, from: first, at: start), text: spelling), at: start)
  }

  /// The value of a well-formed spelling; one that a Double cannot hold is a problem and reads as 0.
  private mutating func magnitude(_ spelling: String, from first: Int, at start: SourceLocation) -> Double {
    if index - first <= 15, let whole = Int(spelling), whole != 0 { return Double(whole) }
    guard let value = Double(spelling), value.isFinite else {
      report(
        "the number \(shortened(spelling)) is too large", at: start, hint: "the largest is about 1.8e308")
      return 0
    }
    if value == 0,
      spelling.utf8.prefix(while: { $0 | 32 != UInt8(ascii: "e") }).contains(where: { $0 > 48 && $0 < 58 })
    {
      report(
        "the number \(shortened(spelling)) is too small", at: start, hint: "the smallest is about 4.9e-324")
    }
    return value
  }

  /// Whether the e under the reader starts an exponent rather than a unit.
  private func exponentFollows() -> Bool {
    guard let next = byte(ahead: 1) else { return true }
    return !JSONParser.isLetter(next)
  }

  private mutating func skipDigits() {
    while let byte, JSONParser.isDigit(byte) { index += 1 }
  }

  private mutating func noDigits(at start: SourceLocation, from first: Int) -> Node? {
    let rest = byte.map { $0 | 32 } ?? 0
    skipToSeparator()
    var end = index
    while end > first + 1, bytes[end - 1] <= 32 { end -= 1 }
    let spelling = shortened(String(decoding: bytes[first..<end], as: UTF8.self))
    if rest == UInt8(ascii: "i") || rest == UInt8(ascii: "n") {
      report(
        "'\(spelling)' is not a number in JSON", at: start, hint: "leave the key out where there is no value")
    } else {
      report("'\(spelling)' is not a number", at: start, hint: "digits are missing")
    }
    return nil
  }

  /// The text of a number with its unit that somebody wrote without quotes, with a problem.
  private mutating func unquotedQuantity(from first: Int, at start: SourceLocation) -> Node? {
    var ahead = 0
    while byte(ahead: ahead) == 32 { ahead += 1 }
    guard let next = byte(ahead: ahead) else { return nil }
    let startsComment =
      next == UInt8(ascii: "/")
      && (byte(ahead: ahead + 1) == UInt8(ascii: "/") || byte(ahead: ahead + 1) == UInt8(ascii: "*"))
    let startsUnit = JSONParser.isLetter(next) || next == UInt8(ascii: "%") || next == UInt8(ascii: "/")
    guard startsUnit, !startsComment else { return nil }
    skipToSeparator()
    var end = index
    while end > first, bytes[end - 1] <= 32 { end -= 1 }
    let whole = String(decoding: bytes[first..<end], as: UTF8.self)
    report("a value with its unit takes double quotes", at: start, hint: "write \"\(shortened(whole))\"")
    return Node(.string(whole), at: start)
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 32
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }
}
