extension JSONParser {
  /// Reads the elements of an array up to and with its closing bracket.
  mutating func array(at start: SourceLocation) -> Node {
    var elements: [Node] = []
    var comma: SourceLocation?
    var needsComma = false
    var position = 0
    while true {
      skipSpace()
      guard let byte else {
        reportUnclosed()
        break
      }
      if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
        if closes(byte, trailing: comma) { break }
        continue
      }
      if byte == UInt8(ascii: ",") {
        if needsComma {
          comma = location
        } else {
          report("a value is missing before this comma", hint: "remove the comma")
        }
        needsComma = false
        index += 1
        continue
      }
      if byte == UInt8(ascii: ":") || byte == UInt8(ascii: ";") {
        report("\(character) cannot stand in an array", hint: "elements are separated by commas")
        index += 1
        needsComma = false
        continue
      }
      if needsComma, line != brokenLine { report("a comma is missing before this value") }
      comma = nil
      steps.append(.element(position))
      if let element = value() { elements.append(element) }
      steps.removeLast()
      position += 1
      needsComma = true
    }
    return Node(.array(elements), at: start)
  }

  /// Reads the members of an object up to and with its closing brace.
  mutating func object(at start: SourceLocation) -> Node {
    var members = MemberList()
    var comma: SourceLocation?
    var needsComma = false
    while true {
      skipSpace()
      guard let byte else {
        reportUnclosed()
        break
      }
      if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
        if closes(byte, trailing: comma) { break }
        continue
      }
      if byte == UInt8(ascii: ",") {
        if needsComma {
          comma = location
        } else {
          report("a key is missing before this comma", hint: "remove the comma")
        }
        needsComma = false
        index += 1
        continue
      }
      if byte == UInt8(ascii: ";") {
        report("members are separated by commas", hint: "write , in place of ;")
        needsComma = false
        index += 1
        continue
      }
      let keyLocation = location
      if needsComma, line != brokenLine { report("a comma is missing before this key") }
      comma = nil
      needsComma = true
      guard let key = key() else { continue }
      steps.append(.key(key))
      let value = memberValue(of: key)
      if let earlier = members.location(of: key) {
        report(
          "the key '\(shortened(key))' is written twice", at: keyLocation,
          hint: "it stands at line \(earlier.line), column \(earlier.column) already: keep one")
      } else if let value {
        members.append(Member(key, at: keyLocation, value))
      }
      steps.removeLast()
    }
    return Node(.object(members.members), at: start)
  }

  /// Reads a key, quoted or not; nil, with a problem, when nothing there can be a key.
  private mutating func key() -> String? {
    guard let byte else { return nil }
    switch byte {
    case UInt8(ascii: "\""):
      return text()
    case UInt8(ascii: "'"):
      report("a key takes double quotes", hint: "write \" in place of '")
      return text()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 128...:
      let start = location
      let first = index
      scan: while let byte = self.byte {
        switch byte {
        case 0...32, UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "\""),
          UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"):
          break scan
        default: skipByte(byte)
        }
      }
      let word = String(decoding: bytes[first..<index], as: UTF8.self).filter {
        !["“", "”", "„"].contains($0)
      }
      report("a key takes double quotes", at: start, hint: "write \"\(shortened(word))\"")
      return word
    default:
      report("unexpected \(character) where a key is expected")
      skipByte(byte)
      skipToSeparator()
      return nil
    }
  }

  /// Reads the colon and the value that follow a key.
  private mutating func memberValue(of key: String) -> Node? {
    skipSpace()
    switch byte {
    case UInt8(ascii: ":"):
      index += 1
    case UInt8(ascii: "="):
      report("a key and its value are separated by a colon", hint: "write : in place of =")
      index += 1
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), nil:
      report("the key '\(shortened(key))' has no value", hint: "write a colon and a value after it")
      return nil
    default:
      if line != brokenLine { report("a colon is missing after the key '\(shortened(key))'") }
    }
    skipSpace()
    return value()
  }

  /// Treats a closing bracket inside a container; true when the container ends here.
  private mutating func closes(_ byte: UInt8, trailing comma: SourceLocation?) -> Bool {
    guard let opener = openers.last else { return true }
    if let comma { report("nothing follows this comma", at: comma, hint: "remove the trailing comma") }
    let partner = opener.byte == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]")
    if byte == partner {
      index += 1
      return true
    }
    report(
      "\(character) does not close the \(Character(UnicodeScalar(opener.byte)))"
        + " opened at line \(opener.location.line), column \(opener.location.column)",
      hint: "close that with \(Character(UnicodeScalar(partner))) first")
    // When an outer bracket waits for this one, only the inner partner is missing.
    let outer = byte == UInt8(ascii: "}") ? UInt8(ascii: "{") : UInt8(ascii: "[")
    if !openers.dropLast().contains(where: { $0.byte == outer }), !isAbandoned { index += 1 }
    return true
  }

  private mutating func reportUnclosed() {
    guard let opener = openers.last, !isAbandoned else { return }
    let partner = opener.byte == UInt8(ascii: "{") ? "}" : "]"
    report(
      "the file ends before this \(Character(UnicodeScalar(opener.byte))) is closed", at: opener.location,
      hint: "a \(partner) is missing")
  }
}

/// Members in written order that can tell quickly whether a key is there.
private struct MemberList {
  var members: [Member] = []
  private var positions: [String: Int] = [:]
  /// Up to this size looking through the members is quicker than hashing.
  private static let fewMembers = 12

  func location(of key: String) -> SourceLocation? {
    if members.count <= MemberList.fewMembers {
      return members.first { $0.key == key }?.keyLocation
    }
    return positions[key].map { members[$0].keyLocation }
  }

  mutating func append(_ member: Member) {
    members.append(member)
    if members.count == MemberList.fewMembers + 1 {
      for (position, earlier) in members.enumerated() { positions[earlier.key] = position }
    } else if members.count > MemberList.fewMembers {
      positions[member.key] = members.count - 1
    }
  }
}
