/// Splits Swift source into tokens: comments nest, texts may be raw, of many lines, and hold interpolations.
///
/// It knows as much of the language as the rules need, and takes every source that compiles.
struct Lexer {
  private let source: [UInt8]
  private var place = 0
  private var line = 1
  private var tokens: [Token] = []

  private init(_ text: String) { source = Array(text.utf8) }

  static func tokens(of text: String) -> [Token] {
    var lexer = Lexer(text)
    lexer.read(untilClosed: false)
    return lexer.tokens
  }

  private func byte(_ ahead: Int = 0) -> UInt8 {
    place + ahead < source.count ? source[place + ahead] : 0
  }

  private func starts(with text: StaticString) -> Bool {
    guard place + text.utf8CodeUnitCount <= source.count else { return false }
    for index in 0..<text.utf8CodeUnitCount where source[place + index] != text.utf8Start[index] {
      return false
    }
    return true
  }

  private mutating func advance() {
    if source[place] == UInt8(ascii: "\n") { line += 1 }
    place += 1
  }

  private mutating func add(_ kind: Token.Kind, from start: Int, line first: Int) {
    let text = String(decoding: source[start..<place], as: UTF8.self)
    tokens.append(Token(kind: kind, text: text, line: first, lastLine: line))
  }

  /// Reads to the end, or to the parenthesis that closes an interpolation, and past it.
  private mutating func read(untilClosed isInterpolation: Bool) {
    var depth = 0
    while place < source.count {
      let (start, first, next) = (place, line, byte())
      if next == UInt8(ascii: " ") || next == UInt8(ascii: "\n") || next == UInt8(ascii: "\t") {
        advance()
      } else if starts(with: "//") {
        while place < source.count, byte() != UInt8(ascii: "\n") { place += 1 }
        add(.comment, from: start, line: first)
      } else if starts(with: "/*") {
        readNestedComment()
        add(.comment, from: start, line: first)
      } else if Lexer.isWord(next), !Lexer.isDigit(next) {
        while Lexer.isWord(byte()) { place += 1 }
        add(.word, from: start, line: first)
      } else if Lexer.isDigit(next) {
        readNumber()
        add(.number, from: start, line: first)
      } else if next == UInt8(ascii: "`") {
        readName()
      } else if let fence = textFence() {
        readText(fence)
      } else if next == UInt8(ascii: "/"), beginsExpression(), byte(1) > UInt8(ascii: " ") {
        readRegularExpression()
        add(.text, from: start, line: first)
      } else {
        place += starts(with: "->") ? 2 : 1
        add(.symbol, from: start, line: first)
        if next == UInt8(ascii: "(") { depth += 1 }
        if next == UInt8(ascii: ")") {
          if isInterpolation, depth == 0 {
            tokens.removeLast()
            return
          }
          depth -= 1
        }
      }
    }
  }

  private mutating func readNestedComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        place += 2
      } else if starts(with: "*/") {
        depth -= 1
        place += 2
      } else {
        advance()
      }
    } while depth > 0 && place < source.count
  }

  private mutating func readNumber() {
    let isHexadecimal = starts(with: "0x")
    while true {
      let isFraction = byte() == UInt8(ascii: ".") && Lexer.isDigit(byte(1))
      let sign = byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-")
      let marker = isHexadecimal ? UInt8(ascii: "p") : UInt8(ascii: "e")
      guard Lexer.isWord(byte()) || isFraction || (sign && source[place - 1] | 0x20 == marker) else { return }
      place += 1
    }
  }

  /// A name in backticks.
  private mutating func readName() {
    place += 1
    let start = place
    while place < source.count, byte() != UInt8(ascii: "`") { place += 1 }
    add(.word, from: start, line: line)
    place += 1
  }

  private struct Fence {
    let hashes: Int
    let quotes: Int
  }

  /// What a text that begins here is fenced by.
  private func textFence() -> Fence? {
    var hashes = 0
    while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
    let quote = UInt8(ascii: "\"")
    guard byte(hashes) == quote else { return nil }
    let isLong = byte(hashes + 1) == quote && byte(hashes + 2) == quote
    return Fence(hashes: hashes, quotes: isLong ? 3 : 1)
  }

  private mutating func readText(_ fence: Fence) {
    place += fence.hashes + fence.quotes
    let first = line
    var said: [UInt8] = []
    let index = tokens.count
    tokens.append(Token(kind: .text, text: "", line: first, lastLine: first))
    func follow(_ count: Int, _ sign: StaticString, _ from: Int) -> Bool {
      (from..<from + count).allSatisfy { byte($0) == sign.utf8Start[0] }
    }
    while place < source.count {
      if follow(fence.quotes, "\"", 0), follow(fence.hashes, "#", fence.quotes) {
        place += fence.quotes + fence.hashes
        break
      }
      if byte() == UInt8(ascii: "\\"), follow(fence.hashes, "#", 1) {
        place += 1 + fence.hashes
        let isInterpolated = byte() == UInt8(ascii: "(")
        if !isInterpolated { said.append(byte()) }
        advance()
        if isInterpolated { read(untilClosed: true) }
        continue
      }
      said.append(byte())
      advance()
    }
    tokens[index] = Token(
      kind: .text, text: String(decoding: said, as: UTF8.self), line: first, lastLine: line)
  }

  /// Whether a slash here begins a regular expression rather than divides.
  private func beginsExpression() -> Bool {
    guard let last = tokens.last else { return true }
    return last.kind == .symbol && ["(", "[", "{", ",", ":", "=", "!"].contains(last.text)
  }

  private mutating func readRegularExpression() {
    place += 1
    while place < source.count, byte() != UInt8(ascii: "/") {
      if byte() == UInt8(ascii: "\\") { place += 1 }
      advance()
    }
    place += 1
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
      || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }
}
