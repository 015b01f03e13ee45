import Testing

@testable import ScenarioFormat

@Suite("unit: loading and merging")
struct ScenarioLoaderTests {
  private struct Missing: Error, CustomStringConvertible {
    var description: String { "no such file" }
  }

  private func load(
    _ files: [String: String], _ path: String = "s/main.json", overrides: [Override] = []
  ) -> (node: Node?, problems: [String]) {
    let loader = ScenarioLoader { path in
      guard let text = files[path] else { throw Missing() }
      return Array(text.utf8)
    }
    let (node, problems) = loader.load(path, overrides: overrides)
    return (node, problems.map(\.description))
  }

  @Test("objects merge by key, null removes, anything else replaces")
  func merging() {
    let (merged, problems) = load([
      "s/main.json":
        #"""
      {"$schema": "x", "extends": "../base.json", "a": {"x": 2, "y": null}, "list": [3],
      "new": {"z": 4}}
      """#,
      "base.json": #"{"a": {"x": 1, "y": 1, "w": 1}, "list": [1, 2], "kept": true}"#,
    ])
    #expect(problems == [])
    #expect(merged == node(#"{"a": {"x": 2, "w": 1}, "list": [3], "kept": true, "new": {"z": 4}}"#))
    #expect(
      merged?.value(atPath: "a.x")?.location == SourceLocation(file: "s/main.json", line: 1, column: 56))
    #expect(merged?.value(atPath: "a.w")?.location == SourceLocation(file: "base.json", line: 1, column: 29))
  }

  @Test("several files apply in order")
  func order() {
    let (merged, problems) = load([
      "s/main.json": #"{"extends": ["one.json", "two.json"], "d": 4}"#, "s/one.json": #"{"a": 1, "b": 1}"#,
      "s/two.json": #"{"extends": "one.json", "b": 2, "c": 2}"#,
    ])
    #expect(problems == [])
    #expect(merged == node(#"{"a": 1, "b": 2, "c": 2, "d": 4}"#))
  }

  @Test("a circle, a missing file and wrong types are problems at the value that names them")
  func mistakes() {
    #expect(
      load(["s/main.json": #"{"extends": "b.json"}"#, "s/b.json": "{\n  \"extends\": \"main.json\"}"])
        .problems == [
          """
          s/b.json:2:14: extends: 'extends' goes in a circle: s/main.json -> s/b.json -> s/main.json; \
          remove one of the links
          """
        ])
    #expect(
      load(["s/main.json": #"{"extends": "none.json"}"#]).problems == [
        """
        s/main.json:1:13: extends: cannot read s/none.json: no such file; \
        paths in 'extends' are relative to the file they stand in
        """
      ])
    #expect(load([:]).problems == ["cannot read s/main.json: no such file"])
    #expect(
      load(["s/main.json": #"{"extends": 3}"#]).problems == [
        """
        s/main.json:1:13: extends: 'extends' is a path or an array of paths, not the number 3; \
        write for example "base.json"
        """
      ])
    #expect(
      load(["s/main.json": #"{"extends": ["", 1]}"#]).problems == [
        "s/main.json:1:14: extends: a path is due here, not empty text; write for example \"base.json\"",
        "s/main.json:1:18: extends: a path is due here, not the number 1; write for example \"base.json\"",
      ])
    #expect(
      load(["s/main.json": "[]"]).problems == [
        "s/main.json:1:1: a scenario is an object, not an array; put { and } around it"
      ])
  }

  @Test("mistakes of every file are reported, and the sound part is merged")
  func severalFiles() {
    let (merged, problems) = load([
      "s/main.json": #"{"extends": "b.json", "a": 01}"#, "s/b.json": #"{"b": 1,}"#,
    ])
    #expect(
      problems == [
        "s/main.json:1:28: a: a number has no leading zeros; remove them",
        "s/b.json:1:8: nothing follows this comma; remove the trailing comma",
      ])
    #expect(merged == node(#"{"b": 1}"#))
  }

  @Test(
    "a value replaces the one below whole, whatever its form; remarks alone are laid beside it",
    arguments: [
      (#"{"low": 1, "high": 2, "source": "s"}"#, #"{"p10": 3, "p90": 4}"#, #"{"p10": 3, "p90": 4}"#),
      (#"{"low": 1, "central": 2, "high": 3}"#, #"{"low": 4, "high": 6}"#, #"{"low": 4, "high": 6}"#),
      (#"{"low": 1, "high": 2, "source": "s"}"#, #"{"high": 4}"#, #"{"high": 4}"#),
      (
        #"{"low": 1, "high": 2, "source": "s"}"#, #"{"note": "n"}"#,
        #"{"low": 1, "high": 2, "source": "s", "note": "n"}"#
      ),
      (#"{"value": 1, "source": "s"}"#, #"{"value": 2}"#, #"{"value": 2}"#),
      (#"{"value": {"2026": 1}, "source": "s"}"#, #"{"value": {"2027": 2}}"#, #"{"value": {"2027": 2}}"#),
      (#"{"value": 1, "source": "s"}"#, "2", "2"),
      (
        #"{"distribution": "normal", "mean": 1}"#, #"{"distribution": "uniform", "low": 1}"#,
        #"{"distribution": "uniform", "low": 1}"#
      ),
      (
        #"{"distribution": "normal", "mean": 1, "standard_deviation": 1}"#,
        #"{"distribution": "normal", "mean": 2}"#, #"{"distribution": "normal", "mean": 2}"#
      ),
      (#"{"2026": 1, "2030": 5}"#, #"{"2028": 3, "2031": 6}"#, #"{"2028": 3, "2031": 6}"#),
      (#"{"2026": {"low": 1, "high": 2}, "2030": 5}"#, #"{"2026": 3}"#, #"{"2026": 3}"#),
      (#"{"2026": 1, "2030": 5}"#, #"{"2030": null}"#, #"{"2026": 1}"#),
      (#"{"2026": 1, "2030": 5}"#, #"{"2028": 2, "2030": null}"#, #"{"2028": 2}"#),
      (
        #"{"low": 1, "high": 2}"#, #"{"low": 3, "central": null, "high": 4, "source": null}"#,
        #"{"low": 3, "high": 4}"#
      ),
      (
        #"{"value": 1, "name": "claim", "source": "s"}"#, #"{"value": 2}"#,
        #"{"value": 2, "name": "claim", "source": "s"}"#
      ),
      (
        #"{"chances": {"a": 0.5, "b": 0.5}, "source": "s"}"#, #"{"chances": {"a": 0.2, "c": 0.8}}"#,
        #"{"chances": {"a": 0.2, "c": 0.8}}"#
      ),
      (
        #"{"chances": {"a": 0.5, "b": 0.5}, "source": "s"}"#, #"{"note": "n"}"#,
        #"{"chances": {"a": 0.5, "b": 0.5}, "source": "s", "note": "n"}"#
      ),
      (#"{"chances": {"a": 0.5, "b": 0.5}, "source": "s"}"#, #""a""#, #""a""#),
      (#""a""#, #"{"chances": {"a": 0.5, "b": 0.5}}"#, #"{"chances": {"a": 0.5, "b": 0.5}}"#),
      (
        #"{"chances": {"depth": {"value": 1}}}"#, #"{"other": {"depth": 2}}"#,
        #"{"chances": {"depth": {"value": 1}}, "other": {"depth": 2}}"#
      ),
      (
        #"{"2026": {"by": 1}, "2030": {"by": 2}}"#, #"{"2031": {"by": 3}}"#,
        #"{"2026": {"by": 1}, "2030": {"by": 2}, "2031": {"by": 3}}"#
      ),
    ])
  func forms(base: String, patch: String, expected: String) {
    var problems = Problems()
    let merged = Merge.merge(node("{\"v\": \(base)}"), node("{\"v\": \(patch)}"), &problems)
    #expect(merged["v"] == node(expected) && problems.isEmpty)
  }

  @Test("a null that removes nothing is told where it stands, with what is near")
  func nothingToRemove() {
    let (_, problems) = load([
      "s/main.json":
        #"{"extends": "b.json", "labs": {"opnai": null, "openai": null}, "a": {"x": null}, "n": {"y": null}}"#,
      "s/b.json": #"{"labs": {"openai": {"cash": 1}, "xai": {}}, "a": {"low": 1, "high": 2}}"#,
    ])
    #expect(
      problems == [
        "s/main.json:1:41: labs.opnai: there is no 'opnai' in labs that null could remove; did you mean 'openai'?",
        "s/main.json:1:75: a.x: there is no 'x' in a that null could remove",
        "s/main.json:1:93: n.y: there is no 'y' in n that null could remove",
      ])
    #expect(
      load(["s/main.json": #"{"labs": null}"#]).problems == [
        "s/main.json:1:10: labs: there is no 'labs' in the scenario that null could remove"
      ])
  }

  @Test(
    "a file of changes removes what stands in the file before it, and keeps that for later where it is a patch"
  )
  func patches() {
    let files = [
      "s/main.json": #"{"extends": ["b.json", "c.json"]}"#, "s/b.json": #"{"labs": {"x": 1, "y": 2}}"#,
      "s/c.json": #"{"labs": {"x": null}}"#,
    ]
    let (merged, problems) = load(files)
    #expect(problems == [] && merged == node(#"{"labs": {"y": 2}}"#))
    let loader = ScenarioLoader { Array((files[$0] ?? "").utf8) }
    let (patch, found) = loader.load("s/c.json", isPatch: true)
    #expect(found.isEmpty && patch == node(#"{"labs": {"x": null}}"#))
  }

  @Test("overrides apply after merging")
  func overrides() throws {
    let texts = [
      "a.x=\"60 t\"", "a.new.deep=70 t", "list.1=9", "a.y=null", "flag=true", #"o."p.q"={"r": [1]}"#,
      "dated.2028=3",
    ]
    let overrides = try texts.map { try Override.parse($0).get() }
    let (merged, problems) = load(
      [
        "s/main.json": #"{"extends": "b.json", "a": {"x": 2}}"#,
        "s/b.json": #"{"a": {"y": 1}, "list": [1, 2], "dated": {"2026": 1, "2030": 5}}"#,
      ],
      overrides: overrides)
    #expect(problems == [])
    let expected = #"""
      {"a": {"x": "60 t", "new": {"deep": "70 t"}}, "list": [1, 9], "dated": {"2026": 1, "2028": 3, "2030": 5}, \#
      "flag": true, "o": {"p.q": {"r": [1]}}}
      """#
    #expect(merged == node(expected))
    #expect(merged?.value(atPath: "a.x")?.location == SourceLocation(file: "--set", line: 1, column: 5))
  }

  @Test("files are found whatever the letter case of their path")
  func letterCase() {
    let folders = [
      ".": ["Scenarios", "readme"], "Scenarios": ["Space.json", "b.json", "B.json"], "/": ["Data"],
      "/Data": ["x"],
    ]
    func find(_ path: String) -> String? {
      LetterCase.existingPath(for: path) { folder in
        guard let names = folders[folder] else { throw Missing() }
        return names
      }
    }
    #expect(find("scenarios/space.json") == "Scenarios/Space.json")
    #expect(find("Scenarios/b.json") == "Scenarios/b.json")
    #expect(find("SCENARIOS/B.JSON") == nil)
    #expect(find("scenarios/none.json") == nil)
    #expect(find("none/space.json") == nil)
    #expect(find("/data/X") == "/Data/x")
    #expect(find("./Readme") == "./readme")
    #expect(find("") == nil)
  }

  @Test("paths are put together as text")
  func filePaths() {
    #expect(FilePath.resolved("../base.json", besides: "s/t/main.json") == "s/base.json")
    #expect(FilePath.resolved("../../x.json", besides: "s/main.json") == "../x.json")
    #expect(FilePath.resolved("/abs.json", besides: "s/main.json") == "/abs.json")
    #expect(FilePath.normalized("./a//b/./c/..") == "a/b")
  }
}
