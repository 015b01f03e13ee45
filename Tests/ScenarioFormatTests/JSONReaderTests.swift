import Testing

@testable import ScenarioFormat

@Suite("unit: the JSON reader")
struct JSONReaderTests {
  @Test("every kind of value keeps its place")
  func locations() throws {
    let root = node("{\n  \"a\": [1, -2.5e3, true],\n  \"é\": \"µ\", \"n\": null\n}")
    #expect(root.location == SourceLocation(file: "f", line: 1, column: 1))
    let a = try #require(root.member("a"))
    #expect(a.keyLocation == SourceLocation(file: "f", line: 2, column: 3))
    #expect(a.value.elements.map(\.location.column) == [9, 12, 20])
    #expect(a.value.elements[1].number == -2500)
    #expect(a.value.elements[2].bool == true)
    // Columns count scalars, not bytes.
    let n = try #require(root.member("n"))
    #expect(n.keyLocation == SourceLocation(file: "f", line: 3, column: 13))
    #expect(n.value.isNull)
  }

  @Test("members keep their written order")
  func order() {
    #expect(node(#"{"z": 1, "a": 2, "m": 3}"#).members.map(\.key) == ["z", "a", "m"])
  }

  @Test("escapes are resolved")
  func escapes() {
    #expect(node(#""\"\\\/\b\f\n\r\t\u00b5\ud83d\ude80""#).string == "\"\\/\u{8}\u{c}\n\r\tµ🚀")
  }

  @Test("a byte order mark does not count")
  func byteOrderMark() {
    let (root, problems) = JSONReader.read([0xEF, 0xBB, 0xBF] + Array("[1]".utf8), file: "f")
    #expect(problems.isEmpty)
    #expect(root?.elements.first?.location.column == 2)
  }

  @Test("another encoding is named")
  func otherEncodings() {
    let (root, problems) = JSONReader.read([0xFF, 0xFE, 0x7B, 0], file: "f")
    #expect(root == nil)
    #expect(problems.map(\.description) == ["f:1:1: the file is in UTF-16; save it as UTF-8"])
    let (_, latin) = JSONReader.read(Array("[\"caf".utf8) + [0xE9] + Array("\"]".utf8), file: "f")
    #expect(latin.map(\.description) == ["f:1:6: 0: byte 0xE9 is not UTF-8; save the file as UTF-8"])
  }

  @Test(
    "overlong, surrogate and too large sequences are not UTF-8",
    arguments: [
      [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0x80],
    ] as [[UInt8]])
  func invalidSequences(bytes: [UInt8]) {
    let (_, problems) = JSONReader.read([0x22] + bytes + [0x22], file: "f")
    #expect(problems.count == 1)
    #expect(problems.first?.hint == "save the file as UTF-8")
  }

  @Test("numbers keep value and spelling")
  func numbers() {
    for text in ["0", "-0", "1", "12.50", "1e6", "-1.5E-3", "9007199254740993", "1.7976931348623157e308"] {
      guard case .number(let value, let spelling) = node(text).content else {
        Issue.record("\(text) is no number")
        continue
      }
      #expect(spelling == text)
      #expect(value == Double(text))
    }
  }

  @Test("several mistakes are reported at once, and what is sound is read")
  func recovery() {
    let text = "{\n \"a\": 1,\n \"b\": tru,\n \"c\": 2\n \"d\": 01,\n \"e\": [1, 2,],\n \"f\": 3\n}"
    let (root, problems) = JSONReader.read(Array(text.utf8), file: "f")
    #expect(problems.map { $0.location?.line } == [3, 5, 5, 6])
    #expect(root?["a"]?.number == 1)
    #expect(root?["c"]?.number == 2)
    #expect(root?["e"]?.elements.count == 2)
    #expect(root?["f"]?.number == 3)
  }

  @Test("duplicates are found in large objects too, and the first counts")
  func duplicates() {
    let members = (0..<40).map { "\"k\($0)\": \($0)" } + ["\"k3\": 99", "\"k39\": 98"]
    let (root, problems) = JSONReader.read(Array("{\(members.joined(separator: ", "))}".utf8), file: "f")
    #expect(problems.map(\.path) == ["k3", "k39"])
    #expect(root?["k3"]?.number == 3)
    #expect(root?.members.count == 40)
  }

  @Test("nesting up to the limit is read, one deeper is a problem")
  func depth() {
    let deepest = JSONReader.deepestNesting
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect(JSONReader.read(nested(deepest), file: "f").1.isEmpty)
    let problems = JSONReader.read(nested(deepest + 1), file: "f").1
    #expect(problems.map(\.message) == ["nested more than 128 deep"])
    let bottomless = JSONReader.read([UInt8](repeating: 0x5B, count: 100_000), file: "f").1
    #expect(bottomless.count <= JSONReader.mostProblems + 1)
  }

  @Test("past many mistakes the reader gives up")
  func tooManyProblems() {
    let text = "[" + String(repeating: "@,", count: 1000) + "1]"
    let (_, problems) = JSONReader.read(Array(text.utf8), file: "f")
    #expect(problems.count == JSONReader.mostProblems + 1)
    #expect(problems.last?.message == "more than 50 mistakes: the rest was not read")
  }
}
