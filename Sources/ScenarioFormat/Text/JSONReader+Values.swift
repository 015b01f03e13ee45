extension JSONParser {
  /// Reads a value; nil, with a problem, when there is none. The reader always moves on or stands at a
  /// separator or closing bracket.
  mutating func value() -> Node? {
    guard let byte else {
      report("the file ends where a value is expected")
      return nil
    }
    let start = location
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return nested()
    case UInt8(ascii: "\""): return Node(.string(text()), at: start)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
      return number()
    case UInt8(ascii: "'"):
      report("text takes double quotes", hint: "write \" in place of '")
      return Node(.string(text()), at: start)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      128...:
      return word()
    case UInt8(ascii: ","):
      report("a value is missing before this comma")
      return nil
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      report("a value is missing before this \(character)")
      return nil
    default:
      report("unexpected \(character) where a value is expected")
      skipByte(byte)
      skipToSeparator()
      return nil
    }
  }

  /// Reads what a bracket opens, one level down; too deep a level is skipped with one problem.
  private mutating func nested() -> Node? {
    let start = location
    if openers.count >= JSONReader.deepestNesting {
      report("nested more than \(JSONReader.deepestNesting) deep")
      skipBrackets()
      return nil
    }
    let bracket = bytes[index]
    openers.append(Opener(byte: bracket, location: start))
    index += 1
    let node = bracket == UInt8(ascii: "{") ? object(at: start) : array(at: start)
    openers.removeLast()
    return node
  }

  /// Steps over a bracket, all it holds and its partner without nesting.
  private mutating func skipBrackets() {
    var depth = 0
    while let byte {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        _ = text()
        continue
      default: break
      }
      skipByte(byte)
      if depth == 0 { return }
    }
  }

  /// Skips to the next comma, closing bracket or line.
  mutating func skipToSeparator() {
    while let byte {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 10: return
      default: skipByte(byte)
      }
    }
  }

  /// Reads `true`, `false` or `null`, and says what to write for any other word.
  private mutating func word() -> Node? {
    let start = location
    let first = index
    while let byte, isWordByte(byte) { skipByte(byte) }
    let word = String(decoding: bytes[first..<index], as: UTF8.self)
    switch word {
    case "true": return Node(.bool(true), at: start)
    case "false": return Node(.bool(false), at: start)
    case "null": return Node(.null, at: start)
    default: break
    }
    switch word.lowercased() {
    case "true", "yes", "on": report("'\(word)' is not a JSON value", at: start, hint: "write true")
    case "false", "no", "off": report("'\(word)' is not a JSON value", at: start, hint: "write false")
    case "null", "none", "nil", "undefined":
      report("'\(word)' is not a JSON value", at: start, hint: "write null")
    case "nan", "inf", "infinity":
      report(
        "'\(word)' is not a number in JSON", at: start, hint: "leave the key out where there is no value")
    default:
      skipToSeparator()
      while index > first, bytes[index - 1] == 32 || bytes[index - 1] == 13 { index -= 1 }
      let whole = String(decoding: bytes[first..<index], as: UTF8.self)
      let plain = whole.filter { !["“", "”", "„"].contains($0) }
      report("text takes double quotes", at: start, hint: "write \"\(shortened(plain))\"")
      return Node(.string(plain), at: start)
    }
    return nil
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 128...: true
    default: false
    }
  }

  /// At most 40 characters of a text, for a message.
  func shortened(_ text: String) -> String {
    text.count <= 40 ? text : String(text.prefix(40)) + "…"
  }
}
