extension BrokenScenario {
  /// Several problems at once, all reported in document order.
  static let several = [
    BrokenScenario(
      "all at once",
      #"""
      {"extends": "base.json", 
        "nam": "x",
        "end": "2020-01-01",
        "labs": {"openai": {"cash": 40, "boldness": 1.5, "provider": "openai"}},
        "shocks": {"s": {"input": "lithography.prize", "factor": 2}},
        "claims": {"c": {"statement": "s", "metric": "dark_shar", "threshold": "1 t", "by": "2030"}}
      }
      """#,
      messages: [
        #"s.json:2:3: nam: unknown key 'nam'; did you mean 'name'?"#,
        #"s.json:3:10: end: the end 2020-01-01 is not after the start 2026-01-01"#,
        #"""
        s.json:4:31: labs.openai.cash: 40 has no unit; this is an amount of money: write "40 billion \#
        USD" (units that would do: billion USD, USD, million USD)
        """#,
        #"s.json:4:47: labs.openai.boldness: 1.5 is above the largest allowed, 0.99"#,
        #"""
        s.json:4:64: labs.openai.provider: 'openai' cannot be its own provider; name another lab, or \#
        none
        """#,
        #"""
        s.json:5:29: shocks.s.input: there is no numeric input 'lithography.prize'; did you mean \#
        'lithography.price'?
        """#,
        #"s.json:6:48: claims.c.metric: there is no metric 'dark_shar'; did you mean 'dark_share'?"#,
        #"""
        s.json:6:74: claims.c.threshold: 't' measures a mass, but a plain number is due; write a plain \#
        number
        """#,
      ]),
    BrokenScenario(
      "with broken text",
      #"""
      {"extends": "base.json",
        "labs": {"openai": {"cash": 40 "boldness": 1.5}},
        "nam": "x"}
      """#,
      messages: [
        #"""
        s.json:2:31: labs.openai.cash: 40 has no unit; this is an amount of money: write "40 billion \#
        USD" (units that would do: billion USD, USD, million USD)
        """#,
        #"s.json:2:34: labs.openai: a comma is missing before this key"#,
        #"s.json:2:46: labs.openai.boldness: 1.5 is above the largest allowed, 0.99"#,
        #"s.json:3:3: nam: unknown key 'nam'; did you mean 'name'?"#,
      ]),
    BrokenScenario(
      "with a missing file",
      #"""
      {"extends": "bass.json",
        "labs": {"openai": {"cash": 40}},
        "nam": "x"}
      """#,
      messages: [
        #"""
        s.json:1:13: extends: cannot read bass.json: no such file; paths in 'extends' are relative to \#
        the file they stand in
        """#,
        #"""
        s.json:2:31: labs.openai.cash: 40 has no unit; this is an amount of money: write "40 billion \#
        USD" (units that would do: billion USD, USD, million USD)
        """#,
        #"s.json:3:3: nam: unknown key 'nam'; did you mean 'name'?"#,
      ]),
    BrokenScenario(
      "in two files", #"{"extends": "t.json", "end": "2020"}"#,
      files: ["t.json": #"{"extends": "base.json", "nam": "x"}"#],
      messages: [
        #"t.json:1:26: nam: unknown key 'nam'; did you mean 'name'?"#,
        #"s.json:1:30: end: the end 2020-01-01 is not after the start 2026-01-01"#,
      ]),
  ]
}
