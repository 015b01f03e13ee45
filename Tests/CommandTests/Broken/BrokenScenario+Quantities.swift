extension BrokenScenario {
  /// Numbers without their unit, with another one, or outside their range.
  static let quantities = [
    BrokenScenario(
      "bare number", #"{"extends": "base.json", "labs": {"openai": {"cash": 40}}}"#,
      messages: [
        #"""
        s.json:1:54: labs.openai.cash: 40 has no unit; this is an amount of money: write "40 billion \#
        USD" (units that would do: billion USD, USD, million USD)
        """#
      ]),
    BrokenScenario(
      "unknown unit", #"{"extends": "base.json", "labs": {"openai": {"cash": "40 dollars"}}}"#,
      messages: [
        #"s.json:1:54: labs.openai.cash: unknown unit 'dollars'; write USD"#
      ]),
    BrokenScenario(
      "unit spelled wrongly", #"{"extends": "base.json", "lithography": {"order_to_delivery": "12 mnth"}}"#,
      messages: [
        #"s.json:1:63: lithography.order_to_delivery: unknown unit 'mnth'; did you mean 'month'?"#
      ]),
    BrokenScenario(
      "wrong dimension", #"{"extends": "base.json", "labs": {"openai": {"cash": "40 t"}}}"#,
      messages: [
        #"""
        s.json:1:54: labs.openai.cash: 't' measures a mass, but an amount of money is due; units that \#
        would do: billion USD, USD, million USD
        """#
      ]),
    BrokenScenario(
      "plain number with unit", #"{"extends": "base.json", "labs": {"openai": {"boldness": "0.5 year"}}}"#,
      messages: [
        #"""
        s.json:1:58: labs.openai.boldness: 'year' measures a time, but a plain number is due; write a \#
        plain number
        """#
      ]),
    BrokenScenario(
      "out of range", #"{"extends": "base.json", "labs": {"openai": {"boldness": 1.5}}}"#,
      messages: [
        #"s.json:1:58: labs.openai.boldness: 1.5 is above the largest allowed, 0.99"#
      ]),
    BrokenScenario(
      "negative", #"{"extends": "base.json", "labs": {"openai": {"cash": "-3 billion USD"}}}"#,
      messages: [
        #"s.json:1:54: labs.openai.cash: -3 billion USD is below the smallest allowed, 0 billion USD"#
      ]),
    BrokenScenario(
      "no number", #"{"extends": "base.json", "labs": {"openai": {"cash": "much"}}}"#,
      messages: [
        #"""
        s.json:1:54: labs.openai.cash: 'much' does not start with a number; write for example "60 \#
        billion USD"
        """#
      ]),
    BrokenScenario(
      "true for a number", #"{"extends": "base.json", "labs": {"openai": {"cash": true}}}"#,
      messages: [
        #"""
        s.json:1:54: labs.openai.cash: a value is due here, not true; write for example "60 billion USD"
        """#
      ]),
    BrokenScenario(
      "array for a number", #"{"extends": "base.json", "labs": {"openai": {"cash": ["1 USD"]}}}"#,
      messages: [
        #"""
        s.json:1:54: labs.openai.cash: a value is due here, not an array; write for example "60 billion \#
        USD"
        """#
      ]),
    BrokenScenario(
      "separators", #"{"extends": "base.json", "labs": {"openai": {"cash": "1,000 USD"}}}"#,
      messages: [
        #"""
        s.json:1:54: labs.openai.cash: a number has no separators between its digits; write 1000 USD
        """#
      ]),
    BrokenScenario(
      "too large", #"{"extends": "base.json", "labs": {"openai": {"cash": "1e999 USD"}}}"#,
      messages: [
        #"s.json:1:54: labs.openai.cash: the number 1e999 is too large; the largest is about 1.8e308"#
      ]),
  ]
}
