import Testing

@testable import ScenarioFormat

@Suite("unit: reports stay short")
struct ManyProblemsTests {
  @Test("of thousands of unknown keys a hundred are reported and the rest counted")
  func unknown() {
    let text = "{" + (0..<20_000).map { "\"capacitee\($0)\": 1" }.joined(separator: ",") + "}"
    let problems = unknownKeys(in: node(text), known: ["capacity", "other"], path: "p")
    #expect(problems.count == 101)
    #expect(problems[0].hint == "did you mean 'capacity'?")
    #expect(problems[100].message == "and 19900 unknown keys more" && problems[100].path == "p")
  }

  @Test("of a flood of problems a thousand are kept and the rest counted")
  func kept() {
    var problems = Problems()
    for line in 0..<5000 {
      problems.append(path: "p", at: SourceLocation(file: "f", line: line + 1, column: 1), "wrong")
    }
    #expect(problems.count == 5000 && !problems.isEmpty)
    let all = problems.all
    #expect(all.count == Problems.mostKept + 1 && all[999].location?.line == 1000)
    #expect(all.last?.description == "and 4000 problems more")
  }
}
