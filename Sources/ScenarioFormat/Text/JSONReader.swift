/// Reads JSON text strictly (RFC 8259) and remembers where everything stands.
public enum JSONReader {
  /// How deep arrays and objects may nest.
  public static let deepestNesting = 128
  /// How many problems of one text are reported before the reader gives up.
  public static let mostProblems = 50

  /// Reads a whole text.
  ///
  /// After a mistake reading goes on where that makes sense, so several can be reported. A node that comes
  /// with problems holds what could be understood: it serves to find further problems, never to run on. Any
  /// bytes are answered, with problems at worst. A UTF-8 byte order mark is skipped. Of a key that is written
  /// twice the first counts. Complexity: O(bytes).
  /// - Parameters:
  ///   - bytes: the text, in UTF-8.
  ///   - file: the name to show in locations.
  public static func read(_ bytes: [UInt8], file: String) -> (Node?, [Problem]) {
    var parser = JSONParser(bytes: bytes, file: file)
    let node = parser.document()
    return (node, parser.problems)
  }
}

/// The state of reading one text: where the reader stands and what it has found wrong.
struct JSONParser {
  let bytes: [UInt8]
  let file: String
  var index = 0
  var line = 1
  var lineStart = 0
  /// Bytes of the current line that continue a scalar, so that columns count scalars.
  var continuations = 0
  var problems: [Problem] = []
  var steps: [Step] = []
  var openers: [Opener] = []
  /// Set when so much was wrong that the rest is not read.
  var isAbandoned = false
  /// The line of the last text that was not closed: a missing comma there is not worth a second problem.
  var brokenLine = 0

  /// One step of the path to the value being read.
  enum Step {
    case key(String)
    case element(Int)
  }

  /// A bracket that waits for its partner.
  struct Opener {
    var byte: UInt8
    var location: SourceLocation
  }

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The byte under the reader, or nil at the end.
  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// The byte some places ahead, or nil past the end.
  func byte(ahead offset: Int) -> UInt8? {
    index + offset < bytes.count ? bytes[index + offset] : nil
  }

  /// Where the reader stands.
  var location: SourceLocation {
    SourceLocation(file: file, line: line, column: index - lineStart - continuations + 1)
  }

  /// The dotted path of the value being read.
  var path: String {
    var text = ""
    for step in steps {
      switch step {
      case .key(let key): text = NodePath.child(key, of: text)
      case .element(let index): text = NodePath.child(String(index), of: text)
      }
    }
    return text
  }

  /// Notes a problem; past the limit the rest of the text is given up.
  mutating func report(_ message: String, at place: SourceLocation? = nil, hint: String? = nil) {
    if isAbandoned { return }
    let place = place ?? location
    problems.append(Problem(path: path, location: place, message: message, hint: hint))
    guard problems.count >= JSONReader.mostProblems else { return }
    problems.append(
      Problem(
        path: "", location: place,
        message: "more than \(JSONReader.mostProblems) mistakes: the rest was not read",
        hint: "mend these first"))
    isAbandoned = true
    index = bytes.count
  }

  mutating func document() -> Node? {
    if !skipByteOrderMark() { return nil }
    skipSpace()
    if byte == nil {
      report("the file is empty", hint: "a scenario is a JSON object, at least {}")
      return nil
    }
    let node = value()
    skipSpace()
    if let byte, !isAbandoned {
      switch byte {
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        // After other mistakes this one mostly follows from them.
        if problems.isEmpty { report("this \(character) closes nothing", hint: "remove it") }
      default:
        report("text after the end of the document", hint: "a file holds one value: remove the rest")
      }
    }
    return node
  }

  /// Skips the mark of UTF-8; false, with a problem, when the text is in another encoding.
  private mutating func skipByteOrderMark() -> Bool {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      index = 3
      lineStart = 3
      return true
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      report("the file is in UTF-16", hint: "save it as UTF-8")
      return false
    }
    return true
  }

  /// Skips white space, and comments with a problem for each.
  mutating func skipSpace() {
    while let byte {
      switch byte {
      case 10:
        index += 1
        line += 1
        lineStart = index
        continuations = 0
      case 9, 13, 32:
        index += 1
      case UInt8(ascii: "/") where self.byte(ahead: 1) == byte:
        reportComment()
        skipLine()
      case UInt8(ascii: "#"):
        reportComment()
        skipLine()
      case UInt8(ascii: "/") where self.byte(ahead: 1) == UInt8(ascii: "*"):
        reportComment()
        skipBlockComment()
      default:
        return
      }
    }
  }

  private mutating func reportComment() {
    report("JSON has no comments", hint: "remove it; remarks go into a \"note\" beside a \"value\"")
  }

  /// Skips to the end of the line.
  mutating func skipLine() {
    while let byte, byte != 10 { skipByte(byte) }
  }

  private mutating func skipBlockComment() {
    index = min(index + 2, bytes.count)
    while let byte {
      if byte == UInt8(ascii: "*"), self.byte(ahead: 1) == UInt8(ascii: "/") {
        index += 2
        return
      }
      skipByte(byte)
    }
  }

  /// Steps over one byte of any kind, keeping line and column right.
  mutating func skipByte(_ byte: UInt8) {
    index += 1
    if byte == 10 {
      line += 1
      lineStart = index
      continuations = 0
    } else if byte & 0xC0 == 0x80 {
      continuations += 1
    }
  }

  /// The character under the reader, as it can be shown in a message.
  var character: String {
    guard let byte else { return "the end of the file" }
    if byte < 32 || byte == 127 { return "the control character \(byte)" }
    if byte < 128 { return String(UnicodeScalar(byte)) }
    let length = UTF8Check.length(bytes, at: index)
    return length > 0 ? String(decoding: bytes[index..<index + length], as: UTF8.self) : "byte \(byte)"
  }
}
