extension BrokenScenario {
  /// Texts that are not JSON, or not quite.
  static let text = [
    BrokenScenario(
      "empty file", #""#,
      messages: [
        #"s.json:1:1: the file is empty; a scenario is a JSON object, at least {}"#
      ]),
    BrokenScenario(
      "not an object", #"[1, 2]"#,
      messages: [
        #"s.json:1:1: a scenario is an object, not an array; put { and } around it"#
      ]),
    BrokenScenario(
      "missing comma", #"{"extends": "base.json" "name": "x"}"#,
      messages: [
        #"s.json:1:25: a comma is missing before this key"#
      ]),
    BrokenScenario(
      "trailing comma", #"{"extends": "base.json",}"#,
      messages: [
        #"s.json:1:24: nothing follows this comma; remove the trailing comma"#
      ]),
    BrokenScenario(
      "unclosed text", #"{"extends": "base.json", "name": "x}"#,
      messages: [
        #"s.json:1:1: the file ends before this { is closed; a } is missing"#,
        #"s.json:1:34: name: the text that opens here is not closed; end it with ""#,
      ]),
    BrokenScenario(
      "comment",
      #"""
      {"extends": "base.json" // base
      }
      """#,
      messages: [
        #"s.json:1:25: JSON has no comments; remove it; remarks go into a "note" beside a "value""#
      ]),
    BrokenScenario(
      "single quotes", #"{"extends": 'base.json'}"#,
      messages: [
        #"s.json:1:13: extends: text takes double quotes; write " in place of '"#
      ]),
    BrokenScenario(
      "duplicate key", #"{"extends": "base.json", "name": "a", "name": "b"}"#,
      messages: [
        #"""
        s.json:1:39: name: the key 'name' is written twice; it stands at line 1, column 26 already: keep \#
        one
        """#
      ]),
    BrokenScenario(
      "not UTF-8", #"{"extends": "base.json", "name": "\ud800"}"#,
      messages: [
        #"""
        s.json:1:35: name: \ud800 is half of a character; such escapes come in pairs, \ud800 to \udbff \#
        then \udc00 to \udfff
        """#
      ]),
    BrokenScenario(
      "number with leading zero", #"{"extends": "base.json", "labs": {"openai": {"boldness": 007}}}"#,
      messages: [
        #"s.json:1:58: labs.openai.boldness: a number has no leading zeros; remove them"#
      ]),
  ]
}
