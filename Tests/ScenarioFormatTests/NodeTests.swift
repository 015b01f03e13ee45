import Testing

@testable import ScenarioFormat

@Suite("unit: nodes and paths")
struct NodeTests {
  @Test("values are found by dotted path")
  func paths() {
    let root = node(#"{"a": {"x.y": [10, {"b": 20}], "": 1, "q\"": 2}}"#)
    #expect(root.value(atPath: #"a."x.y".0"#)?.number == 10)
    #expect(root.value(atPath: #"a."x.y".1.b"#)?.number == 20)
    #expect(root.value(atPath: #"a."""#)?.number == 1)
    #expect(root.value(atPath: #"a."q\"""#)?.number == 2)
    #expect(root.value(atPath: "") == root)
    for missing in ["b", "a.b", #"a."x.y".2"#, #"a."x.y".0.z"#, "a..b", "a.", "\"a"] {
      #expect(root.value(atPath: missing) == nil)
    }
  }

  @Test("a path reads back from its text")
  func pathRoundTrip() throws {
    for segments in [["a"], ["a", "x.y", ""], ["\"", "\\", "a b", "=", "0"], ["é", "\u{1F680}"]] {
      #expect(try NodePath.parse(NodePath(segments).description).get().segments == segments)
    }
  }

  @Test("broken paths say where")
  func brokenPaths() {
    func error(_ text: String) -> PathError? {
      if case .failure(let error) = NodePath.parse(text) { return error }
      return nil
    }
    #expect(error("") == PathError(message: "a path segment is empty", column: 1))
    #expect(error("a..b") == PathError(message: "a path segment is empty", column: 3))
    #expect(error("a.\"b") == PathError(message: "the quote that opens here is not closed", column: 3))
    #expect(error("\"a\"b") == PathError(message: "a dot is missing after the quoted segment", column: 4))
  }

  @Test("pretty text indents by two spaces and keeps short lists on a line")
  func pretty() {
    let root = Node.object([
      ("name", .string("a\"\\\n\u{1}")), ("list", .array([.number(1), .number(2.5), .bool(true), .null()])),
      ("empty", .array([])), ("none", .object([])), ("deep", .array([.object([("x", .number(-1e300))])])),
    ])
    #expect(
      root.serialized() == #"""
        {
          "name": "a\"\\\n\u0001",
          "list": [1, 2.5, true, null],
          "empty": [],
          "none": {},
          "deep": [
            {
              "x": -1e+300
            }
          ]
        }
        """#)
    #expect(root.serialized(pretty: false).contains("\n") == false)
  }

  @Test("long lists take a line for each element")
  func longLists() {
    let list = Node.array((0..<60).map { .number(Double($0)) })
    #expect(list.serialized().split(separator: "\n").count == 62)
  }

  @Test("property: reading serialised text gives the node back", arguments: [UInt64](1...40))
  func roundTrip(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    let original = randomNode(&generator, depth: 5)
    for pretty in [true, false] {
      let text = original.serialized(pretty: pretty)
      let (read, problems) = JSONReader.read(Array(text.utf8), file: "f")
      #expect(problems.isEmpty, "seed \(seed)")
      #expect(read == original, "seed \(seed)")
      #expect(read?.serialized(pretty: pretty) == text, "seed \(seed)")
    }
  }

  private func randomNode(_ generator: inout SeededGenerator, depth: Int) -> Node {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
    case 0: return .null()
    case 1: return .bool(Bool.random(using: &generator))
    case 2: return .number(Double(Int.random(in: -1000...1000, using: &generator)))
    case 3:
      let value = Double(bitPattern: generator.next())
      return .number(value.isFinite ? value : 0)
    case 4: return .string(randomText(&generator))
    case 5:
      let count = Int.random(in: 0...6, using: &generator)
      return .array((0..<count).map { _ in randomNode(&generator, depth: depth - 1) })
    default:
      let count = Int.random(in: 0...6, using: &generator)
      return .object(
        (0..<count).map { ("\($0)" + randomText(&generator), randomNode(&generator, depth: depth - 1)) })
    }
  }

  private func randomText(_ generator: inout SeededGenerator) -> String {
    let alphabet: [Unicode.Scalar] = [
      "a", "\"", "\\", "\n", "\u{0}", "\u{1F}", "é", "\u{1F680}", "/", "\u{2028}", " ",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...8, using: &generator) {
      text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
    }
    return String(text)
  }
}
