extension CalendarDate: LosslessStringConvertible {
  /// The date in ISO 8601, `2026-04-15`.
  public var description: String {
    "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))"
  }

  /// Reads `2026-04-15`, `2026-04` or `2026`; a missing day or month means the first.
  ///
  /// Nil for any other text: digits, hyphens and widths must be exactly these, and the day must exist.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count <= 3, let year = Self.number(parts[0], width: 4) else { return nil }
    var month = 1
    var day = 1
    if parts.count > 1 {
      guard let value = Self.number(parts[1], width: 2) else { return nil }
      month = value
    }
    if parts.count > 2 {
      guard let value = Self.number(parts[2], width: 2) else { return nil }
      day = value
    }
    self.init(year: year, month: month, day: day)
  }

  private static func digits(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  private static func number(_ text: Substring.UTF8View, width: Int) -> Int? {
    guard text.count == width else { return nil }
    var value = 0
    for byte in text {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }
}
