/// A range as a command line writes it: `10 t..200 t`, `10..200 t/20`, `1 USD/kg..100 USD/kg/9 log`.
struct RangeText {
  let low: String
  let high: String
  /// How many values, both ends included; nil for the continuum.
  let steps: Int?
  let isLogarithmic: Bool

  /// Cuts a text into its parts; nil if it has no `..`.
  init?(_ text: String) {
    var rest = RangeText.trimmed(text)
    var isLogarithmic = false
    for (word, logarithmic) in [(" log", true), (" linear", false)] where rest.hasSuffix(word) {
      rest = RangeText.trimmed(String(rest.dropLast(word.count)))
      isLogarithmic = logarithmic
    }
    let bytes = Array(rest.utf8)
    let dot = UInt8(ascii: ".")
    guard let cut = bytes.indices.dropLast().first(where: { bytes[$0] == dot && bytes[$0 + 1] == dot }) else {
      return nil
    }
    var low = RangeText.trimmed(String(decoding: bytes[..<cut], as: UTF8.self))
    var high = RangeText.trimmed(String(decoding: bytes[(cut + 2)...], as: UTF8.self))
    // A unit may hold strokes of its own; only whole digits after the last one are a number of steps.
    if let stroke = high.lastIndex(of: "/"), let steps = Int(high[high.index(after: stroke)...]) {
      self.steps = steps
      high = RangeText.trimmed(String(high[..<stroke]))
    } else {
      steps = nil
    }
    if Double(low) != nil {
      let unit = high.drop { "+-.0123456789".contains($0) }
      // The exponent of a number such as 1e5 is no unit.
      if Double(high) == nil, let first = unit.first(where: { $0 != " " }), first != "e" || unit.contains(" ")
      {
        low += " " + RangeText.trimmed(String(unit))
      }
    }
    self.low = low
    self.high = high
    self.isLogarithmic = isLogarithmic
  }

  static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while let first = rest.first, first == " " { rest.removeFirst() }
    while let last = rest.last, last == " " { rest.removeLast() }
    return String(rest)
  }
}
