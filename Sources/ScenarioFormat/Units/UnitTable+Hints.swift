extension UnitTable {
  /// What to write in place of a word that is no unit, when that can be guessed.
  static func hint(for spelling: String) -> String? {
    switch spelling {
    case "$", "dollar", "dollars", "US$": return "write USD"
    case "€", "EUR": return "money is in USD"
    case "°C", "C", "°": return "temperatures are in K"
    case "k", "K", "M": return "write thousand or million"
    case "bn", "B", "G": return "write billion"
    case "y", "a": return "write year"
    case "Mg": return "write t, which is the same"
    case "Gg": return "write kt, which is the same"
    case "ton", "tons", "metric": return "write t for metric tons, of 1000 kg"
    case "lb", "lbs", "pound", "pounds": return "masses are in kg or t"
    case "mo", "mos", "mth": return "write month"
    case "hr", "hrs": return "write h"
    case "sec", "secs": return "write s"
    case "GPU", "GPUs", "H100", "H100s": return "compute is counted in H100e"
    default: break
    }
    if let last = spelling.last, last == "²" || last == "³" {
      return "write \(spelling.dropLast())^\(last == "²" ? 2 : 3)"
    }
    if let symbol = spelledOut(spelling) { return "write \(symbol)" }
    let lower = spelling.lowercased()
    if let sameLetters = spellings.first(where: { $0.lowercased() == lower }) {
      return "did you mean '\(sameLetters)'? Letter case matters"
    }
    return Spelling.hint(for: spelling, in: spellings)
  }

  /// The symbol of a unit whose name is spelled out: `kilowatts`, `gigabytes`.
  private static func spelledOut(_ spelling: String) -> String? {
    var name = spelling.lowercased()
    if name.hasSuffix("s") { name.removeLast() }
    for (prefix, symbol) in [
      ("", ""), ("kilo", "k"), ("mega", "M"), ("giga", "G"), ("tera", "T"), ("milli", "m"), ("centi", "c"),
      ("micro", "u"), ("nano", "n"), ("peta", "P"),
    ] where name.hasPrefix(prefix) {
      for (unit, unitSymbol) in [
        ("gram", "g"), ("watt", "W"), ("watthour", "Wh"), ("watt-hour", "Wh"), ("joule", "J"), ("meter", "m"),
        ("metre", "m"), ("byte", "B"), ("bit", "b"), ("tonne", "t"), ("ton", "t"),
      ] where name.dropFirst(prefix.count) == unit && word(symbol + unitSymbol) != nil {
        return symbol + unitSymbol
      }
    }
    return nil
  }
}
