extension JSONParser {
  /// Reads text in quotes of the kind under the reader, with its escapes resolved.
  mutating func text() -> String {
    let quote = bytes[index]
    let start = location
    index += 1
    let first = index
    while let byte {
      if byte == quote {
        index += 1
        return String(decoding: bytes[first..<index - 1], as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") || byte < 32 || byte >= 128 { break }
      index += 1
    }
    return slowText(Array(bytes[first..<index]), quote: quote, openedAt: start)
  }

  /// Goes on with text that holds more than plain ASCII.
  private mutating func slowText(_ prefix: [UInt8], quote: UInt8, openedAt start: SourceLocation) -> String {
    var buffer = prefix
    var reportedEncoding = false
    while let byte {
      switch byte {
      case quote:
        index += 1
        return String(decoding: buffer, as: UTF8.self)
      case UInt8(ascii: "\\"):
        escape(into: &buffer)
      case 10, 13:
        if closesOnLaterLine(quote) {
          report("text cannot run over several lines", at: start, hint: "write \\n where a line ends")
          while let byte = self.byte, byte != quote { skipByte(byte) }
          continue
        }
        report("the text that opens here is not closed on its line", at: start, hint: "end it with \"")
        brokenLine = line + 1
        return String(decoding: buffer, as: UTF8.self)
      case 0..<32:
        report("a control character stands inside text", hint: "write it as \(JSONParser.escapeText(byte))")
        buffer.append(byte)
        index += 1
      case 128...:
        let length = UTF8Check.length(bytes, at: index)
        if length == 0 {
          if !reportedEncoding {
            report("byte \(JSONParser.hex(byte)) is not UTF-8", hint: "save the file as UTF-8")
          }
          reportedEncoding = true
          buffer.append(contentsOf: [0xEF, 0xBF, 0xBD])
          if index < bytes.count { index += 1 }
        } else {
          buffer.append(contentsOf: bytes[index..<index + length])
          index += length
          continuations += length - 1
        }
      default:
        buffer.append(byte)
        index += 1
      }
    }
    report("the text that opens here is not closed", at: start, hint: "end it with \"")
    return String(decoding: buffer, as: UTF8.self)
  }

  /// Whether the next quote, on a later line, ends the text rather than starting another one.
  private func closesOnLaterLine(_ quote: UInt8) -> Bool {
    guard var position = bytes[index...].firstIndex(of: quote) else { return false }
    position += 1
    while position < bytes.count, bytes[position] <= 32 { position += 1 }
    guard position < bytes.count else { return true }
    switch bytes[position] {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return true
    default: return false
    }
  }

  /// Reads an escape from its backslash on.
  private mutating func escape(into buffer: inout [UInt8]) {
    let start = location
    guard let letter = byte(ahead: 1) else {
      index += 1
      return
    }
    let plain: UInt8
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = letter
    case UInt8(ascii: "b"): plain = 8
    case UInt8(ascii: "f"): plain = 12
    case UInt8(ascii: "n"): plain = 10
    case UInt8(ascii: "r"): plain = 13
    case UInt8(ascii: "t"): plain = 9
    case UInt8(ascii: "u"):
      unicodeEscape(into: &buffer, at: start)
      return
    default:
      index += 1
      report(
        "\\\(letter < 32 ? "" : character) is not an escape", at: start,
        hint: "the escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u; a backslash itself is written \\\\")
      buffer.append(UInt8(ascii: "\\"))
      return
    }
    buffer.append(plain)
    index += 2
  }

  private mutating func unicodeEscape(into buffer: inout [UInt8], at start: SourceLocation) {
    guard let first = hexDigits(at: index + 2) else {
      index += 2
      report("\\u takes four hexadecimal digits", at: start, hint: "for example \\u00b5")
      return
    }
    index += 6
    var value = first
    if (0xD800..<0xDC00).contains(first) {
      guard byte == UInt8(ascii: "\\"), byte(ahead: 1) == UInt8(ascii: "u"),
        let second = hexDigits(at: index + 2),
        (0xDC00..<0xE000).contains(second)
      else { return reportLoneSurrogate(first, into: &buffer, at: start) }
      index += 6
      value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else {
      return reportLoneSurrogate(first, into: &buffer, at: start)
    }
    buffer.append(contentsOf: Array(String(Character(scalar)).utf8))
  }

  private mutating func reportLoneSurrogate(
    _ value: UInt32, into buffer: inout [UInt8], at start: SourceLocation
  ) {
    report(
      "\\u\(String(value, radix: 16)) is half of a character", at: start,
      hint: "such escapes come in pairs, \\ud800 to \\udbff then \\udc00 to \\udfff")
    buffer.append(contentsOf: [0xEF, 0xBF, 0xBD])
  }

  private func hexDigits(at position: Int) -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
      default: return nil
      }
    }
    return value
  }

  /// How a control character is written in JSON text.
  static func escapeText(_ byte: UInt8) -> String {
    switch byte {
    case 8: "\\b"
    case 9: "\\t"
    case 12: "\\f"
    default: "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
    }
  }

  static func hex(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}

/// The check that bytes are one Unicode scalar in UTF-8 (RFC 3629).
enum UTF8Check {
  /// The length of the scalar that starts at a position, or 0 when no valid one starts there.
  static func length(_ bytes: [UInt8], at position: Int) -> Int {
    guard position < bytes.count else { return 0 }
    let first = bytes[position]
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch first {
    case 0..<0x80: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, low) = (3, 0xA0)
    case 0xED: (length, high) = (3, 0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, low) = (4, 0x90)
    case 0xF4: (length, high) = (4, 0x8F)
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    guard position + length <= bytes.count else { return 0 }
    guard (low...high).contains(bytes[position + 1]) else { return 0 }
    for byte in bytes[(position + 2)..<(position + length)] where byte & 0xC0 != 0x80 { return 0 }
    return length
  }
}
