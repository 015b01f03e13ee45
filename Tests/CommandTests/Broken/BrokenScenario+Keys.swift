extension BrokenScenario {
  /// Keys that are unknown, missing or hold the wrong kind of thing.
  static let keys = [
    BrokenScenario(
      "unknown key", #"{"extends": "base.json", "lithografy": {}}"#,
      messages: [
        #"s.json:1:26: lithografy: unknown key 'lithografy'; did you mean 'lithography'?"#
      ]),
    BrokenScenario(
      "unknown key deep down", #"{"extends": "base.json", "labs": {"openai": {"boldnes": 0.5}}}"#,
      messages: [
        #"s.json:1:46: labs.openai.boldnes: unknown key 'boldnes'; did you mean 'boldness'?"#
      ]),
    BrokenScenario(
      "unknown key far from all", #"{"extends": "base.json", "decisions": {"zzz": 1}}"#,
      messages: [
        #"s.json:1:40: decisions.zzz: unknown key 'zzz'; known here: market, labs, memory, hbm, lines"#
      ]),
    BrokenScenario(
      "missing keys", #"{"extends": "base.json", "fabs": {"new": {"process": "n3"}}}"#,
      messages: [
        #"""
        s.json:1:42: fabs.new: 'capacity' is missing: Wafer starts a month installed at the start; give \#
        it in kwafer/month
        """#
      ]),
    BrokenScenario(
      "missing start", #"{"extends": "base.json", "start": null}"#,
      messages: [
        #"s.json:1:1: 'start' is missing: First day; write a date such as "2027-10""#
      ]),
    BrokenScenario(
      "group is a number", #"{"extends": "base.json", "market": 3}"#,
      messages: [
        #"s.json:1:36: market: expected an object, found the number 3; write { ... }"#
      ]),
    BrokenScenario(
      "collection is an array", #"{"extends": "base.json", "labs": []}"#,
      messages: [
        #"s.json:1:34: labs: expected an object of labs keyed by id, found an array"#
      ]),
    BrokenScenario(
      "entity is text", #"{"extends": "base.json", "labs": {"openai": "big"}}"#,
      messages: [
        #"s.json:1:45: labs.openai: expected an object, found text; write { ... }"#
      ]),
    BrokenScenario(
      "id is empty",
      #"{"extends": "base.json", "shocks": {"": {"input": "lithography.price", "factor": 2}}}"#,
      messages: [
        #"s.json:1:37: shocks."": an id is empty; choose a name for this shock"#
      ]),
    BrokenScenario(
      "id is none",
      #"{"extends": "base.json", "shocks": {"none": {"input": "lithography.price", "factor": 2}}}"#,
      messages: [
        #"""
        s.json:1:37: shocks.none: 'none' cannot be an id: it stands for no shock; choose a name for this \#
        shock
        """#
      ]),
  ]
}
