import Testing

@testable import ScenarioFormat

@Suite("unit: values given beside the scenario")
struct OverrideTests {
  @Test(
    "the value is JSON where it reads as JSON, text otherwise",
    arguments: [
      ("a=60 t", Node.string("60 t")), ("a=60", .number(60)), ("a=\"60\"", .string("60")),
      ("a=true", .bool(true)),
      ("a=truely", .string("truely")), ("a=null", .null()), ("a=[1, 2]", .array([.number(1), .number(2)])),
      ("a={\"b\": 1}", .object([("b", .number(1))])), ("a=", .string("")), ("a=NaN", .string("NaN")),
      ("a=38 t to 100 t", .string("38 t to 100 t")), ("a=2027-10", .string("2027-10")),
      ("a=x=y", .string("x=y")),
    ])
  func values(text: String, expected: Node) throws {
    let override = try Override.parse(text).get()
    #expect(override.path.segments == ["a"])
    #expect(override.value == expected)
    #expect(override.value.location.file == "--set")
  }

  @Test("quoted segments may hold dots and equals signs")
  func quoted() throws {
    #expect(try Override.parse(#"a."x.y=z".b=1"#).get().path.segments == ["a", "x.y=z", "b"])
  }

  @Test(
    "mistakes say where",
    arguments: [
      Broken(
        "abc",
        #"--set:1:1: 'abc' has no =; write PATH=VALUE, for example launch.vehicles.starship_v3.payload="60 t""#
      ),
      Broken(
        "=1", "--set:1:1: a path segment is empty; write a path such as launch.vehicles.starship_v3.payload"),
      Broken(
        "a..b=1",
        "--set:1:3: a path segment is empty; write a path such as launch.vehicles.starship_v3.payload"),
      Broken("a={\"b\": 1,}", "--set:1:10: a: nothing follows this comma; remove the trailing comma"),
      Broken("a=\"b", #"--set:1:3: a: the text that opens here is not closed; end it with ""#),
    ])
  func mistakes(broken: Broken) {
    guard case .failure(let problem) = Override.parse(broken.text) else {
      Issue.record("no problem")
      return
    }
    #expect([problem.description] == broken.messages)
  }

  @Test("a path through a plain value or past an array is a problem")
  func unreachable() throws {
    func problems(_ text: String) throws -> [String] {
      var root = node(#"{"a": "60 t", "list": [1]}"#)
      var problems = Problems()
      try Override.parse(text).get().apply(to: &root, &problems)
      #expect(root == node(#"{"a": "60 t", "list": [1]}"#))
      return problems.all.map(\.description)
    }
    #expect(try problems("a.b=1") == ["--set:1:5: a.b: a is text and has no 'b'; set a itself"])
    #expect(
      try problems("list.1=1") == [
        "--set:1:8: list.1: '1' is no element of this array; its elements are 0 to 0"
      ])
  }

  @Test("what is not there cannot be removed: a slip in a name is told")
  func nothingToRemove() throws {
    var node = Node.object([("labs", .object([("openai", .object([]))]))])
    var problems = Problems()
    try Override.parse("labs.OpenAI=null").get().apply(to: &node, &problems)
    let told = try #require(problems.all.first?.description)
    #expect(told.contains("there is no 'OpenAI' in labs that null could remove; did you mean 'openai'?"))
    try Override.parse("labs.openai=null").get().apply(to: &node, &problems)
    #expect(node["labs"] == .object([]) && problems.all.count == 1)
  }

  @Test("a star stands for every key that is there, and for none where nothing is")
  func star() throws {
    var node = Node.object([
      ("a", .object([("x", .object([("n", .number(1))])), ("y", .object([]))])), ("b", .object([])),
    ])
    var problems = Problems()
    try Override.parse("a.*.n=2").get().apply(to: &node, &problems)
    #expect(node["a"] == .object([("x", .object([("n", .number(2))])), ("y", .object([("n", .number(2))]))]))
    try Override.parse("a.*=null").get().apply(to: &node, &problems)
    #expect(node["a"] == .object([]) && problems.isEmpty)
    try Override.parse("b.*.n=2").get().apply(to: &node, &problems)
    #expect(
      problems.all.map(\.description) == ["--set:1:7: b.*.n: there is nothing that the star could stand for"])
  }
}
