/// Text from files and arguments as it is shown to people: what would act on the terminal is made visible.
///
/// Control characters can set titles, clear screens and write clipboards; characters that steer the direction of
/// text, or have no width, can make one name look like another. Each is shown by its code, such as `\u{1B}`.
public enum ShownText {
  /// How many characters of one line are shown.
  public static let longestLine = 2000

  /// A text that is one line: line breaks and tabs are made visible too, and a very long one is cut.
  public static func line(_ text: String) -> String {
    let visible = escaped(text) { _ in false }
    guard visible.utf8.count > longestLine else { return visible }
    return visible.prefix(longestLine) + "…"
  }

  /// A text of several lines, whose line breaks and tabs stay.
  /// - Parameter allowsStyle: whether the sequences of `Style` stay as well.
  public static func page(_ text: String, allowsStyle: Bool = false) -> String {
    if !allowsStyle { return escaped(text) { $0 == "\n" || $0 == "\t" } }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "\u{1B}") {
      result += page(String(rest[..<start]))
      rest = rest[start...]
      let sequence = Style.sequences.first { rest.hasPrefix($0) } ?? "\u{1B}"
      result += sequence == "\u{1B}" ? escape("\u{1B}") : sequence
      rest = rest.dropFirst(sequence.count)
    }
    return result + page(String(rest))
  }

  /// JSON text that says the same with what acts written as `\u001b`; line breaks stay.
  public static func json(_ text: String) -> String {
    escaped(
      text,
      as: { scalar in
        String(scalar).utf16.map { unit in
          let digits = String(unit, radix: 16)
          return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
      }
    ) { $0 == "\n" }
  }

  private static func escaped(
    _ text: String, as escape: (Unicode.Scalar) -> String = escape,
    unless isAllowed: (Unicode.Scalar) -> Bool
  ) -> String {
    guard text.unicodeScalars.contains(where: { acts($0) && !isAllowed($0) }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if acts(scalar), !isAllowed(scalar) {
        result.append(contentsOf: escape(scalar).unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }

  /// Whether a scalar does something other than show: controls, directions, zero width, line separators.
  public static func acts(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    return [.control, .format, .lineSeparator, .paragraphSeparator].contains(
      scalar.properties.generalCategory)
  }
}
