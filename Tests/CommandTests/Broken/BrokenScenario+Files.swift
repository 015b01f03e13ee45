extension BrokenScenario {
  /// Files that cannot be read or extended.
  static let files = [
    BrokenScenario(
      "missing extended file", #"{"extends": "bass.json"}"#,
      messages: [
        #"""
        s.json:1:13: extends: cannot read bass.json: no such file; paths in 'extends' are relative to \#
        the file they stand in
        """#
      ]),
    BrokenScenario(
      "extends itself", #"{"extends": "s.json"}"#,
      messages: [
        #"s.json:1:13: extends: 'extends' goes in a circle: s.json -> s.json; remove one of the links"#
      ]),
    BrokenScenario(
      "extends in a circle", #"{"extends": "t.json"}"#,
      files: ["t.json": #"{"extends": "s.json"}"#],
      messages: [
        #"""
        t.json:1:13: extends: 'extends' goes in a circle: s.json -> t.json -> s.json; remove one of the \#
        links
        """#
      ]),
    BrokenScenario(
      "extends a number", #"{"extends": 3}"#,
      messages: [
        #"""
        s.json:1:13: extends: 'extends' is a path or an array of paths, not the number 3; write for \#
        example "base.json"
        """#
      ]),
    BrokenScenario(
      "extends nothing", #"{"extends": ""}"#,
      messages: [
        #"s.json:1:13: extends: a path is due here, not empty text; write for example "base.json""#
      ]),
    BrokenScenario(
      "broken extended file", #"{"extends": "t.json"}"#,
      files: ["t.json": #"{"extends": "base.json", "nam": "x"}"#],
      messages: [
        #"t.json:1:26: nam: unknown key 'nam'; did you mean 'name'?"#
      ]),
  ]
}
