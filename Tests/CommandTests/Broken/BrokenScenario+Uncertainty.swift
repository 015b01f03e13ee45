extension BrokenScenario {
  /// Intervals, distributions and provenance that contradict themselves.
  static let uncertainty = [
    BrokenScenario(
      "interval reversed", #"{"extends": "base.json", "labs": {"openai": {"cash": "50 to 40 billion USD"}}}"#,
      messages: [
        #"""
        s.json:1:54: labs.openai.cash: the low end 50 is above the high end 40 billion USD; write "40 \#
        billion USD to 50"
        """#
      ]),
    BrokenScenario(
      "interval with a dash", #"{"extends": "base.json", "labs": {"openai": {"cash": "40-50 billion USD"}}}"#,
      messages: [
        #"""
        s.json:1:54: labs.openai.cash: an interval is written with 'to'; write "40 to 50 billion USD"
        """#
      ]),
    BrokenScenario(
      "interval of three",
      #"{"extends": "base.json", "labs": {"openai": {"cash": "1 to 2 to 3 billion USD"}}}"#,
      messages: [
        #"""
        s.json:1:54: labs.openai.cash: an interval has two ends with one 'to' between them; write for \#
        example "38 to 100 billion USD"
        """#
      ]),
    BrokenScenario(
      "low above central",
      #"""
      {"extends": "base.json", "labs": {"openai": {"boldness": {"low": 0.5, "central": 0.4, "high": \#
      0.6}}}}
      """#,
      messages: [
        #"s.json:1:58: labs.openai.boldness: low 0.5 is above central 0.4; write them in rising order"#
      ]),
    BrokenScenario(
      "interval out of range", #"{"extends": "base.json", "labs": {"openai": {"boldness": "0.5 to 1.5"}}}"#,
      messages: [
        #"s.json:1:58: labs.openai.boldness: 1.5 is above the largest allowed, 0.99"#
      ]),
    BrokenScenario(
      "unknown distribution",
      #"""
      {"extends": "base.json", "labs": {"openai": {"boldness": {"distribution": "trianglar", "low": 0.1, \#
      "mode": 0.2, "high": 0.3}}}}
      """#,
      messages: [
        #"""
        s.json:1:75: labs.openai.boldness.distribution: unknown distribution 'trianglar'; did you mean \#
        'triangular'?
        """#
      ]),
    BrokenScenario(
      "missing parameter",
      #"""
      {"extends": "base.json", "labs": {"openai": {"boldness": {"distribution": "triangular", "low": \#
      0.1, "high": 0.3}}}}
      """#,
      messages: [
        #"s.json:1:58: labs.openai.boldness: 'mode' is missing; triangular takes low, mode, high"#
      ]),
    BrokenScenario(
      "unknown parameter",
      #"""
      {"extends": "base.json", "labs": {"openai": {"boldness": {"distribution": "uniform", "low": 0.1, \#
      "high": 0.3, "mode": 0.2}}}}
      """#,
      messages: [
        #"""
        s.json:1:111: labs.openai.boldness.mode: unknown key 'mode'; known here: distribution, low, \#
        high, source, as_of, confidence, note
        """#
      ]),
    BrokenScenario(
      "weights without values",
      #"""
      {"extends": "base.json", "labs": {"openai": {"boldness": {"distribution": "discrete", "values": \#
      [0.1, 0.2], "weights": [1]}}}}
      """#,
      messages: [
        #"""
        s.json:1:58: labs.openai.boldness: the number of values is 2, that of weights 1; give each value \#
        its weight
        """#
      ]),
    BrokenScenario(
      "list drawn per event",
      #"""
      {"extends": "base.json", "lithography": {"order_to_delivery": {"distribution": "empirical", \#
      "values": ["1 month", "2 month"]}}}
      """#,
      messages: [
        #"""
        s.json:1:63: lithography.order_to_delivery: a list of values cannot be drawn per event; use low, \#
        central, high or a named distribution
        """#
      ]),
    BrokenScenario(
      "confidence unknown",
      #"""
      {"extends": "base.json", "labs": {"openai": {"cash": {"value": "40 billion USD", "confidence": \#
      "sure"}}}}
      """#,
      messages: [
        #"""
        s.json:1:96: labs.openai.cash.confidence: 'sure' is not a level of confidence; write high, \#
        medium or low (H, M or L)
        """#
      ]),
    BrokenScenario(
      "value missing",
      #"""
      {"extends": "base.json", "labs": {"openai": {"cash": {"value": null, "central": null, "low": null, \#
      "high": null, "source": "s"}}}}
      """#,
      messages: [
        #"s.json:1:54: labs.openai.cash: the value is missing; add a "value" to this object"#
      ]),
    BrokenScenario(
      "as_of no date",
      #"""
      {"extends": "base.json", "labs": {"openai": {"cash": {"value": "40 billion USD", "as_of": \#
      "spring"}}}}
      """#,
      messages: [
        #"""
        s.json:1:91: labs.openai.cash.as_of: 'spring' is not a date; write a date as 2027, 2027-10 or \#
        2027-10-31
        """#
      ]),
  ]
}
