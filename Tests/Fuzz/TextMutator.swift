/// Damages the text of a scenario in a few places, as slips of the pen, bad tools and malice do.
enum TextMutator {
  /// Values put in the place of others: units, forms, names and numbers of all kinds.
  private static let values = [
    "\"60 t\"", "\"1e400 USD\"", "\"0 to 0\"", "\"5 to 1 year\"", "-1", "1e300", "0", "null", "true", "{}",
    "[]",
    "\"never\"", "\"2026-02-30\"", "\"2027-06-01\"", "{\"2026\": 1}", "{\"low\": 1, \"high\": 2}", "\"none\"",
    "\"\"", "\"40 %/year\"", "{\"distribution\": \"beta\", \"alpha\": 0}",
    "{\"value\": 1, \"source\": \"s\"}",
    "\"1970 to 2100\"", "\"\\u0000\\u001b]0;x\\u0007\"", "\"\\u202e\"", "9007199254740993", "-0.0", "1e-320",
    "\"100 %\"", "\"0 %\"", "\"1 month\"", "\"1000 year\"",
    "{\"p10\": \"1 GW\", \"p50\": \"2 GW\", \"p90\": \"3 GW\"}",
    "[1, 2, 3]", "\"base\"", "{\"extends\": \"base.json\"}",
  ]

  /// The text with one to four changes.
  static func mutated(_ text: [UInt8], _ chance: inout some RandomNumberGenerator) -> [UInt8] {
    var bytes = text
    for _ in 0..<Int.random(in: 1...4, using: &chance) where !bytes.isEmpty { change(&bytes, &chance) }
    return bytes
  }

  private static func change(_ bytes: inout [UInt8], _ chance: inout some RandomNumberGenerator) {
    let position = Int.random(in: 0..<bytes.count, using: &chance)
    switch Int.random(in: 0..<12, using: &chance) {
    case 0, 1, 2:
      let value = values[Int.random(in: 0..<values.count, using: &chance)]
      replaceValue(after: position, by: Array(value.utf8), in: &bytes)
    case 3, 4:
      // Another value of the same text: the right form in the wrong place.
      let other = Int.random(in: 0..<bytes.count, using: &chance)
      guard let value = value(after: other, in: bytes) else { return }
      replaceValue(after: position, by: Array(bytes[value]), in: &bytes)
    case 5, 6: scaleNumber(after: position, in: &bytes, &chance)
    case 7: bytes.removeSubrange(line(at: position, in: bytes))
    case 8:
      let copied = line(at: position, in: bytes)
      bytes.insert(contentsOf: Array(bytes[copied]), at: copied.lowerBound)
    case 9: bytes[position] = UInt8.random(in: 0...255, using: &chance)
    case 10:
      let end = min(bytes.count, position + Int.random(in: 1...40, using: &chance))
      bytes.removeSubrange(position..<end)
    default:
      let opening = [UInt8](
        repeating: Bool.random(using: &chance) ? 91 : 123, count: 1 << Int.random(in: 0...16, using: &chance))
      bytes.insert(contentsOf: opening, at: position)
    }
  }

  /// The value behind the next colon, up to the comma, brace or end of line behind it.
  private static func value(after position: Int, in bytes: [UInt8]) -> Range<Int>? {
    guard let colon = bytes[position...].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let end = bytes[(colon + 1)...].firstIndex { [44, 125, 10].contains($0) } ?? bytes.count
    return (colon + 1)..<end
  }

  private static func replaceValue(after position: Int, by value: [UInt8], in bytes: inout [UInt8]) {
    if let range = self.value(after: position, in: bytes) { bytes.replaceSubrange(range, with: value) }
  }

  /// The next number times a power of two or ten, or negative.
  private static func scaleNumber(
    after position: Int, in bytes: inout [UInt8], _ chance: inout some RandomNumberGenerator
  ) {
    guard let first = bytes[position...].firstIndex(where: { (48...57).contains($0) }) else { return }
    let end = bytes[first...].firstIndex { !(48...57).contains($0) && $0 != 46 } ?? bytes.count
    guard let number = Double(String(decoding: bytes[first..<end], as: UTF8.self)) else { return }
    let factors = [0, -1, 0.5, 2, 0.1, 10, 1e-3, 1e3, 1e-9, 1e9]
    let scaled = number * factors[Int.random(in: 0..<factors.count, using: &chance)]
    bytes.replaceSubrange(first..<end, with: Array("\(scaled)".utf8))
  }

  private static func line(at position: Int, in bytes: [UInt8]) -> Range<Int> {
    let start = bytes[..<position].lastIndex(of: 10).map { $0 + 1 } ?? 0
    let end = bytes[position...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
    return start..<end
  }
}
