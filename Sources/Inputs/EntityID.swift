/// What may name an entity: a word that reads the same in paths, tables, file names and on a terminal.
public enum EntityID {
  /// The longest id, in Unicode scalars: a character may have any number of accents.
  static let longest = 64

  /// Why a text is no id, and what to write in its place; nil if it is one.
  ///
  /// An id begins with a letter, a digit or an underscore, and goes on with these, hyphens and dots; letters may
  /// be of any script.
  public static func mistake(in id: String, noun: String) -> (message: String, hint: String)? {
    let hint = "choose a name for this \(noun)"
    if id.isEmpty { return ("an id is empty", hint) }
    if id == "none" { return ("'none' cannot be an id: it stands for no \(noun)", hint) }
    let rule = "an id has letters, digits, _, - and ., and begins with a letter, a digit or _"
    if id.unicodeScalars.count > longest {
      return ("an id has at most \(longest) characters, accents counted", hint)
    }
    for (index, scalar) in id.unicodeScalars.enumerated() where !belongs(scalar, isFirst: index == 0) {
      let suggestion = repaired(id)
      return (
        "'\(id)' cannot be an id: \(description(of: scalar)) cannot \(index == 0 ? "begin it" : "stand in it")",
        suggestion.isEmpty ? rule : "\(rule): write for example '\(suggestion)'"
      )
    }
    return nil
  }

  private static let letters: [Unicode.GeneralCategory] = [
    .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
    .decimalNumber,
  ]
  /// Vowel signs and accents, which belong to the letter before them.
  private static let marks: [Unicode.GeneralCategory] = [.nonspacingMark, .spacingMark]

  private static func belongs(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
    // Some letters and marks are invisible, such as the Hangul filler.
    if scalar.properties.isDefaultIgnorableCodePoint { return false }
    let category = scalar.properties.generalCategory
    if scalar == "_" || letters.contains(category) { return true }
    return !isFirst && (scalar == "-" || scalar == "." || marks.contains(category))
  }

  private static func description(of scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 32: "a space"
    case 33..<127: "\"\(scalar)\""
    default: "the character U+" + String(scalar.value, radix: 16, uppercase: true)
    }
  }

  /// The id with an underscore for each run of what cannot stand in it.
  private static func repaired(_ id: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in id.unicodeScalars {
      if belongs(scalar, isFirst: result.isEmpty) {
        result.append(scalar)
      } else if result.last != "_", !result.isEmpty {
        result.append("_")
      }
    }
    while result.last == "_" { result.removeLast() }
    return String(result)
  }
}
