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
    case "lb", "lbs", "pound", "pounds", "ton", "tons": return "masses are in kg or t"
    case "GPU", "GPUs", "H100", "H100s": return "compute is counted in H100e"
    default: break
    }
    if let last = spelling.last, last == "²" || last == "³" {
      return "write \(spelling.dropLast())^\(last == "²" ? 2 : 3)"
    }
    let lower = spelling.lowercased()
    if let sameLetters = spellings.first(where: { $0.lowercased() == lower }) {
      return "did you mean '\(sameLetters)'? Letter case matters"
    }
    return Spelling.hint(for: spelling, in: spellings)
  }
}
