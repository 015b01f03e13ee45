import Testing

@testable import ScenarioFormat

@Suite("unit: problems and suggestions")
struct ProblemTests {
  @Test("a problem reads as file, place, path, message and hint")
  func description() {
    let place = SourceLocation(file: "a.json", line: 3, column: 7)
    #expect(
      Problem(path: "x.y", location: place, message: "wrong", hint: "mend it").description
        == "a.json:3:7: x.y: wrong; mend it")
    #expect(Problem(path: "", location: place, message: "wrong").description == "a.json:3:7: wrong")
    #expect(Problem(path: "x", location: nil, message: "wrong").description == "x: wrong")
    #expect(Problem(path: "x", location: .builtIn, message: "wrong").description == "built in: x: wrong")
    #expect(
      Problem(path: "x.y", location: place, message: "odd", severity: .warning).description
        == "a.json:3:7: warning: x.y: odd")
  }

  @Test("warnings keep nothing from being used")
  func warnings() {
    var problems = Problems()
    problems.append(Problem(path: "x", location: nil, message: "odd", severity: .warning))
    #expect(!problems.hasErrors && !problems.isEmpty)
    problems.append(Problem(path: "x", location: nil, message: "wrong"))
    #expect(problems.hasErrors)
    #expect(problems.all.errors.map(\.message) == ["wrong"])
    #expect(problems.all.warnings.map(\.message) == ["odd"])
  }

  @Test("problems come once each, in document order")
  func order() {
    var problems = Problems()
    #expect(problems.isEmpty)
    func add(_ file: String, _ line: Int, _ column: Int, _ message: String) {
      problems.append(path: "", at: SourceLocation(file: file, line: line, column: column), message)
    }
    problems.append(path: "", at: nil, "nowhere")
    add("b", 2, 1, "1")
    add("a", 1, 1, "2")
    add("b", 1, 9, "3")
    add("b", 1, 9, "3")
    add("b", 1, 9, "0")
    add("b", 1, 2, "4")
    #expect(problems.all.map(\.message) == ["4", "3", "0", "1", "2", "nowhere"])
    #expect(problems.count == 7)
  }

  @Test(
    "the nearest word is found, and none when all are far",
    arguments: [
      ("paylod", "payload"), ("apyload", "payload"), ("PAYLOAD", "payload"), ("payloads", "payload"),
      ("mas", "mass"),
      ("price", nil), ("", nil), ("x", nil), ("lead_tmie", "lead_time"),
    ] as [(String, String?)])
  func spelling(word: String, expected: String?) {
    #expect(Spelling.nearest(to: word, in: ["payload", "mass", "lead_time"]) == expected)
  }

  @Test("law: the distance is symmetric and one edit costs one")
  func distance() {
    func distance(_ a: String, _ b: String) -> Int {
      Spelling.editDistance(Array(a.unicodeScalars), Array(b.unicodeScalars))
    }
    for (a, b, expected) in [
      ("", "", 0), ("ab", "ba", 1), ("kitten", "sitting", 3), ("", "abc", 3), ("ca", "abc", 3),
    ] {
      #expect(distance(a, b) == expected)
      #expect(distance(b, a) == expected)
    }
  }

  @Test("unknown keys point at themselves")
  func unknown() {
    let root = node(#"{"paylod": 1, "mass": 2, "a.b": 3}"#)
    #expect(
      unknownKeys(in: root, known: ["payload", "mass"], path: "v").map(\.description) == [
        "f:1:2: v.paylod: unknown key 'paylod'; did you mean 'payload'?",
        #"f:1:26: v."a.b": unknown key 'a.b'; known here: payload, mass"#,
      ])
    #expect(unknownKeys(in: node("3"), known: [], path: "").isEmpty)
  }
}
