extension BrokenScenario {
  /// Values set beside the scenario that make no sense.
  static let settings = [
    BrokenScenario(
      "no equals sign", #"{"extends": "base.json", "name": "x"}"#,
      settings: [#"labs.openai.boldness"#],
      messages: [
        #"""
        --set:1:1: 'labs.openai.boldness' has no =; write PATH=VALUE, for example \#
        launch.vehicles.starship_v3.payload="60 t"
        """#
      ]),
    BrokenScenario(
      "unknown path", #"{"extends": "base.json", "name": "x"}"#,
      settings: [#"labs.openai.boldnes=0.5"#],
      messages: [
        #"--set:1:21: labs.openai.boldnes: unknown key 'boldnes'; did you mean 'boldness'?"#
      ]),
    BrokenScenario(
      "path through a value", #"{"extends": "base.json", "name": "x"}"#,
      settings: [#"name.first=x"#],
      messages: [
        #"--set:1:12: name.first: name is text and has no 'first'; set name itself"#
      ]),
    BrokenScenario(
      "empty segment", #"{"extends": "base.json", "name": "x"}"#,
      settings: [#"labs..boldness=1"#],
      messages: [
        #"--set:1:6: a path segment is empty; write a path such as launch.vehicles.starship_v3.payload"#
      ]),
    BrokenScenario(
      "broken JSON", #"{"extends": "base.json", "name": "x"}"#,
      settings: [#"labs.openai.cash={"low": }"#],
      messages: [
        #"--set:1:26: labs.openai.cash: a value is missing before this }"#
      ]),
    BrokenScenario(
      "wrong unit", #"{"extends": "base.json", "name": "x"}"#,
      settings: [#"labs.openai.cash=20 t"#],
      messages: [
        #"""
        --set:1:18: labs.openai.cash: 't' measures a mass, but an amount of money is due; units that \#
        would do: billion USD, USD, million USD
        """#
      ]),
    BrokenScenario(
      "removed and needed", #"{"extends": "base.json", "name": "x"}"#,
      settings: [#"labs.openai.cash=null"#],
      messages: [
        #"base.json:109:15: labs.openai: 'cash' is missing: Cash at the start; give it in billion USD"#
      ]),
  ]
}
