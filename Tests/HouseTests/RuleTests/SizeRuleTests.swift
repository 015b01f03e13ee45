import Testing

/// Each rule of sizes finds its breach, and nothing in what keeps it.
@Suite("unit: house rules of sizes") struct SizeRuleTests {
  private func file(_ text: String) -> SourceFile { SourceFile("Sources/A/A.swift", text) }

  @Test("a long file is found, and an exception that it has outgrown or no longer needs")
  func files() {
    let long = file(String(repeating: "a\n", count: 350))
    #expect(SizeRules.longFiles([file(String(repeating: "a\n", count: 349))]).isEmpty)
    #expect(
      SizeRules.longFiles([long]).map(\.description) == [
        "Sources/A/A.swift: 350 lines, of 349 at most: move what belongs together to a file"
      ])
    #expect(SizeRules.longFiles([long], exceptions: ["Sources/A/A.swift": 350]).isEmpty)
    #expect(SizeRules.longFiles([file("a\n")], exceptions: ["Sources/A/A.swift": 350]).count == 1)
  }

  @Test("a long function is found by its own lines")
  func functions() {
    let body = String(repeating: "    a()\n", count: 58)
    let short =
      "struct A {\n  func b<T>(_ c: (T) -> [Int]) async throws(E) -> T where T: C {\n\(body)  }\n}\n"
    #expect(SizeRules.longFunctions([file(short)]).isEmpty)
    let long = short.replacing("    a()\n  }", with: "    a()\n    a()\n  }")
    #expect(
      SizeRules.longFunctions([file(long)]).map(\.description) == [
        "Sources/A/A.swift:2: 'b' has 61 lines, of 60 at most: give its steps names"
      ])
    let property = "struct A {\n  var b: Int {\n\(body)    a()\n  }\n}\n"
    #expect(SizeRules.longFunctions([file(property)]).map(\.line) == [2])
    let requirements =
      "protocol A {\n  func b()\n  var c: Int { get }\n}\n" + String(repeating: "a\n", count: 70)
    #expect(SizeRules.longFunctions([file(requirements)]).isEmpty)
  }

  @Test("a long parameter list is found, unless it is that of a memberwise initialiser")
  func parameters() {
    let seven =
      "_ a: Int, b: [Int: Int], c: (Int, Int) -> A<Int, Int>, d: Int = f(1, 2), e e2: Int, f: Int, g: Int"
    #expect(
      SizeRules.longParameterLists([file("func a(\(seven)) {}")]).map(\.description) == [
        "Sources/A/A.swift:1: 'a' takes 7 parameters, of 6 at most: put those that go together into a struct"
      ])
    #expect(SizeRules.longParameterLists([file("func a(\(seven.dropLast(8))) {}")]).isEmpty)
    let sets = ["a", "b", "c", "d", "e2", "f", "g"].map { "self.\($0) = \($0)" }.joined(separator: "\n")
    #expect(SizeRules.longParameterLists([file("init(\(seven)) {\n\(sets)\n}")]).isEmpty)
    #expect(SizeRules.longParameterLists([file("init(\(seven)) {\n\(sets.dropLast(10))\n}")]).count == 1)
    #expect(
      SizeRules.longParameterLists([file("func a(\(seven)) {}")], exceptions: ["Sources/A/A.swift": 7])
        .isEmpty)
    #expect(
      SizeRules.longParameterLists([file("func a() {}")], exceptions: ["Sources/A/A.swift": 7]).count == 1)
  }

  @Test("a wide line is found, by characters and not bytes, and an allowance that is too large")
  func lines() {
    let wide = "// " + String(repeating: "–", count: 118)
    #expect(SizeRules.longLines([file("a\n" + wide.dropLast())]).isEmpty)
    #expect(
      SizeRules.longLines([file("a\n" + wide)]).map(\.description) == [
        "Sources/A/A.swift:2: 121 columns, of 120 at most: break the line"
      ])
    #expect(SizeRules.longLines([file("let a = \"\(wide)\"")]).isEmpty)
    #expect(SizeRules.longLines([file("let a = \"\"\"\n\(wide)\n\"\"\"\n\(wide)")]).map(\.line) == [4])
    #expect(SizeRules.longLines([file(wide)], allowances: ["Sources/A/A.swift": 1]).isEmpty)
    #expect(SizeRules.longLines([file("a")], allowances: ["Sources/A/A.swift": 1]).count == 1)
    #expect(SizeRules.longLines([], allowances: ["Sources/A/A.swift": 1]).count == 1)
  }
}
