/// Texts that a spreadsheet would take for a formula.
///
/// Statements, names and notes come from whoever wrote the scenario, and a spreadsheet computes what begins like a
/// formula. Such a cell is written with an apostrophe before it, which spreadsheets take as the mark of text and
/// every other reader shows. Numbers are untouched, and so are texts that are a signed number with its unit.
enum FormulaText {
  /// Whether a text begins as a formula does: with `=`, `@`, a tab, a line feed, a carriage return, a sign that is not
  /// a number's, or one of `=`, `@` and the signs in full width, which spreadsheets of East Asia read as the plain
  /// ones.
  static func isOne(_ text: String) -> Bool {
    switch text.unicodeScalars.first {
    case "=", "@", "\t", "\n", "\r", "\u{FF1D}", "\u{FF20}", "\u{FF0B}", "\u{FF0D}": true
    case "+", "-": !isSignedNumber(text.utf8.dropFirst())
    default: false
    }
  }

  /// Whether what follows a sign is nothing, or a number and words that can call nothing: `5 K to 3 K`.
  private static func isSignedNumber(_ rest: Substring.UTF8View) -> Bool {
    guard let first = rest.first else { return true }
    guard isDigit(first) || first == UInt8(ascii: ".") else { return false }
    return rest.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: " "),
        UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "^"):
        true
      default: isDigit(byte)
      }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
