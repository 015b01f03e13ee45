/// A number and the unit text after it, cut out of a text but not yet understood.
struct QuantityText {
  /// The value of the number.
  var number: Double
  /// The number as written.
  var numberText: String
  /// The rest, without spaces around it; empty when there is no unit.
  var unitText: String

  /// The canonical way to write it: one space before the unit.
  var written: String { unitText.isEmpty ? numberText : "\(numberText) \(unitText)" }

  /// Cuts a text such as `20t`, `-1.5e3 USD/kg` or `60` in two; the failure says what is wrong.
  static func parse(_ text: String, example: String) -> Result<QuantityText, UnitError> {
    let bytes = Array(text.utf8)
    var index = 0
    func digits() {
      while index < bytes.count, JSONParser.isDigit(bytes[index]) { index += 1 }
    }
    while index < bytes.count, bytes[index] <= 32 { index += 1 }
    let start = index
    if index == bytes.count {
      return .failure(UnitError(message: "the text is empty", hint: "write for example \(example)"))
    }
    if bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") { index += 1 }
    let whole = index
    digits()
    let hasWhole = index > whole
    var hasFraction = false
    if index < bytes.count, bytes[index] == UInt8(ascii: "."), index + 1 < bytes.count,
      JSONParser.isDigit(bytes[index + 1])
    {
      index += 1
      digits()
      hasFraction = true
    }
    guard hasWhole || hasFraction else {
      if let plain = withoutCurlyQuotes(text) {
        return .failure(
          UnitError(message: "the quotes “ ” are not those of JSON", hint: "write \"\(shortened(plain))\""))
      }
      return .failure(
        UnitError(
          message: "'\(shortened(text))' does not start with a number",
          hint: isVague(text) ? vagueHint : "write for example \(example)"))
    }
    if index + 1 < bytes.count, bytes[index] | 32 == UInt8(ascii: "e") {
      let isSigned = bytes[index + 1] == UInt8(ascii: "+") || bytes[index + 1] == UInt8(ascii: "-")
      let first = index + (isSigned ? 2 : 1)
      if first < bytes.count, JSONParser.isDigit(bytes[first]) {
        index = first
        digits()
      }
    }
    let numberText = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let number = Double(numberText), number.isFinite else {
      return .failure(
        UnitError(
          message: "the number \(shortened(numberText)) is too large", hint: "the largest is about 1.8e308"))
    }
    var end = bytes.count
    while end > index, bytes[end - 1] <= 32 { end -= 1 }
    while index < end, bytes[index] <= 32 { index += 1 }
    let rest = String(decoding: bytes[index..<end], as: UTF8.self)
    if let error = mistake(after: numberText, rest: rest) { return .failure(error) }
    return .success(QuantityText(number: number, numberText: numberText, unitText: rest))
  }

  /// The text between quotes as word processors write them; nil if it has none.
  static func withoutCurlyQuotes(_ text: String) -> String? {
    let quotes: Set<Character> = ["“", "”", "„", "«", "»", "‘", "’"]
    let trimmed = text.trimmingSpaces
    guard let first = trimmed.first, quotes.contains(first) else { return nil }
    return String(trimmed.filter { !quotes.contains($0) })
  }

  /// At most 40 characters of a text, for a message.
  static func shortened(_ text: String) -> String {
    text.count <= 40 ? text : String(text.prefix(40)) + "…"
  }
}
