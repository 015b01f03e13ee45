/// A Swift source file, taken apart.
struct SourceFile {
  /// Its path from the package's folder.
  let path: String
  /// Its lines as they stand, the first at index 0.
  let lines: [Substring]
  /// All but comments.
  let code: [Token]

  init(_ path: String, _ text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    code = Lexer.tokens(of: text).filter { $0.kind != .comment }
  }

  /// The index of the bracket that closes the one at `index`, or the end.
  func closing(_ index: Int) -> Int {
    var depth = 0
    for place in index..<code.count where code[place].kind == .symbol {
      switch code[place].text {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        depth -= 1
        if depth == 0 { return place }
      case _: break
      }
    }
    return code.count - 1
  }

  /// The token at an index; an empty one outside.
  func token(_ index: Int) -> Token {
    code.indices.contains(index) ? code[index] : Token(kind: .symbol, text: "", line: 0, lastLine: 0)
  }
}

/// A breach of a house rule.
struct Finding: CustomStringConvertible {
  let path: String
  /// From 1; 0 for the file as a whole.
  var line = 0
  /// What is wrong, and what to do.
  let message: String

  var description: String { line == 0 ? "\(path): \(message)" : "\(path):\(line): \(message)" }
}
