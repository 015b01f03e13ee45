import Testing

@testable import ScenarioFormat

@Suite("unit: broken values of several parts")
struct BrokenObjectTests {
  @Test("every mistake has its message and no value", arguments: texts)
  func message(broken: Broken) {
    let (value, problems) = read(broken.text, broken.unit, broken.kinds, range: broken.range)
    #expect(value == nil)
    #expect(problems == broken.messages)
  }

  private static let dates: InputKinds = [.date, .uncertain]

  static let texts: [Broken] = [
    Broken(
      "{}", unit: "t",
      #"f:1:1: p: the value is missing; add a "value" to this object"#),
    Broken(
      #"{"foo": 1}"#, unit: "t",
      #"""
      f:1:1: p: this object is not a value; write low, central and high, a distribution, values by \#
      date or "value"
      """#),
    Broken(
      #"{"valu": "1 t"}"#, unit: "t",
      "f:1:2: p.valu: unknown key 'valu'; did you mean 'value'?"),
    Broken(
      #"{"low": "1 t", "hgh": "2 t"}"#, unit: "t",
      "f:1:1: p: 'high' is missing; give low, central and high",
      "f:1:16: p.hgh: unknown key 'hgh'; did you mean 'high'?"),
    Broken(
      #"{"low": "3 t", "central": "2 t", "high": "4 t"}"#, unit: "t",
      "f:1:1: p: low 3 t is above central 2 t; write them in rising order"),
    Broken(
      #"{"p10": "3 t", "p50": "5 t", "p90": "4 t"}"#, unit: "t",
      "f:1:1: p: p50 5 t is above p90 4 t; write them in rising order"),
    Broken(
      #"{"low": "1 t to 2 t", "high": "4 t"}"#, unit: "t",
      #"f:1:9: p.low: one quantity is due here, not an interval; write for example "60 t""#),
    Broken(
      #"{"low": {}, "high": "4 t"}"#, unit: "t",
      #"f:1:9: p.low: one quantity is due here, not an object; write for example "60 t""#),
    Broken(
      #"{"low": "1 t", "high": "2 t"}"#, unit: "t", kinds: [],
      #"f:1:1: p: an exact value is due here, not an uncertain one; write for example "60 t""#),
    Broken(
      #"{"distribution": "norml", "mean": "1 t"}"#, unit: "t",
      "f:1:18: p.distribution: unknown distribution 'norml'; did you mean 'normal'?"),
    Broken(
      #"{"distribution": "zipf"}"#, unit: "t",
      #"""
      f:1:18: p.distribution: unknown distribution 'zipf'; there are constant, uniform, triangular, \#
      normal, lognormal, exponential, gamma, beta, weibull, bernoulli, poisson, three_point, \#
      interval, discrete, empirical
      """#),
    Broken(
      #"{"distribution": 3}"#, unit: "t",
      #"""
      f:1:18: p.distribution: the name of a distribution is due here, not the number 3; there are \#
      constant, uniform, triangular, normal, lognormal, exponential, gamma, beta, weibull, \#
      bernoulli, poisson, three_point, interval, discrete, empirical
      """#),
    Broken(
      #"{"distribution": "normal", "mean": "60 t"}"#, unit: "t",
      "f:1:1: p: 'standard_deviation' is missing; normal takes mean, standard_deviation"),
    Broken(
      #"{"distribution": "normal", "mean": "60 t", "standard_deviation": "50 t"}"#, unit: "t",
      #"""
      f:1:1: p: the 5 % quantile -22.24 t is below the smallest allowed, 0 t; choose parameters that \#
      keep most cases inside
      """#),
    Broken(
      #"{"distribution": "normal", "mean": "60 t", "sd": "5 t", "standard_deviation": "5 t"}"#, unit: "t",
      "f:1:44: p.sd: unknown key 'sd'; did you mean 'standard_deviation'?"),
    Broken(
      #"{"distribution": "triangular", "low": "5 t", "mode": "4 t", "high": "6 t"}"#, unit: "t",
      "f:1:1: p: triangular: low must not exceed mode, but 5.0 > 4.0"),
    Broken(
      #"{"distribution": "lognormal", "median": "60 t"}"#, unit: "t",
      #"""
      f:1:1: p: the lognormal distribution is not determined; give median and \#
      log_standard_deviation, or mean and standard_deviation
      """#),
    Broken(
      #"{"distribution": "lognormal", "median": "0 t", "log_standard_deviation": 1}"#, unit: "t",
      #"""
      f:1:1: p: the lognormal distribution has values above zero only, so 0 t cannot be its centre; \#
      use normal or triangular
      """#),
    Broken(
      #"{"distribution": "poisson", "mean": 3}"#, unit: "t",
      #"""
      f:1:18: p.distribution: 'poisson' gives counts, but a mass in t is due; use gamma, lognormal \#
      or triangular
      """#),
    Broken(
      #"{"distribution": "bernoulli", "probability": 1.5}"#,
      "f:1:46: p.probability: 1.5 is above the largest allowed, 1"),
    Broken(
      #"{"distribution": "gamma", "shape": 0, "scale": "1 t"}"#, unit: "t",
      "f:1:1: p: gamma: the shape must be positive and finite, but is 0.0"),
    Broken(
      #"{"distribution": "interval", "low": "1 t", "high": "2 t", "level": 1}"#, unit: "t",
      "f:1:1: p: the level must be between 0 and 1, but is 1.0; 0.9 is usual"),
    Broken(
      #"{"distribution": "exponential", "mean": "2027-01"}"#, unit: "day", kinds: dates, range: -1e9...1e9,
      #"""
      f:1:18: p.distribution: 'exponential' cannot be a distribution of dates; use uniform, \#
      triangular or normal
      """#),
    Broken(
      #"{"distribution": "discrete", "values": ["1 t", "2 t"], "weights": [1]}"#, unit: "t",
      "f:1:1: p: the number of values is 2, that of weights 1; give each value its weight"),
    Broken(
      #"{"distribution": "discrete", "values": ["1 t"], "weights": [0]}"#, unit: "t",
      "f:1:1: p: the weights sum to 0.0; give at least one weight above zero"),
    Broken(
      #"{"distribution": "discrete", "values": []}"#, unit: "t",
      "f:1:1: p: 'weights' is missing; give an array of weights",
      #"""
      f:1:40: p.values: 'values' is an array with at least one element, not an empty one; write for \#
      example ["60 t"]
      """#),
    Broken(
      #"{"distribution": "empirical", "values": "1 t"}"#, unit: "t",
      #"""
      f:1:41: p.values: 'values' is an array with at least one element, not text; write for example \#
      ["60 t"]
      """#),
    Broken(
      #"{"distribution": "empirical", "values": ["1 t", 2, "3 s"]}"#, unit: "t",
      #"f:1:49: p.values.1: 2 has no unit; this is a mass: write "2 t" (units that would do: t, kg, kt)"#,
      "f:1:52: p.values.2: 's' measures a time, but a mass is due; units that would do: t, kg, kt"),
    Broken(
      #"{"2026": "1 t", "2025": "2 t"}"#, unit: "t",
      "f:1:17: p.2025: 2025 is written after 2026; write the dates in rising order"),
    Broken(
      #"{"2026": "1 t", "2026-01": "2 t"}"#, unit: "t",
      "f:1:17: p.2026-01: 2026-01 is the same date as 2026; keep one of them"),
    Broken(
      #"{"2026-13": "1 t"}"#, unit: "t",
      "f:1:2: p.2026-13: '2026-13' is not a date; there is no month 13: months are 01 to 12"),
    Broken(
      #"{"2026": "1 t", "interpolaton": "log"}"#, unit: "t",
      "f:1:17: p.interpolaton: 'interpolaton' is not a date; did you mean 'interpolation'?"),
    Broken(
      #"{"2026": "1 t", "interpolation": "cubic"}"#, unit: "t",
      "f:1:34: p.interpolation: 'cubic' is not an interpolation; write linear, step, log"),
    Broken(
      #"{"2026": "0 t", "2027": "1 t", "interpolation": "log"}"#, unit: "t",
      #"""
      f:1:49: p.interpolation: log interpolation needs values above zero; write linear or step, or \#
      raise the values
      """#),
    Broken(
      #"{"2026": "1 t"}"#, unit: "t", kinds: .uncertain,
      #"f:1:1: p: values by date are not possible here; write one value, for example "60 t""#),
    Broken(
      #"{"2026": {"2027": "1 t"}}"#, unit: "t",
      "f:1:10: p.2026: values by date are not possible here; write one value"),
    Broken(
      #"{"2026": "60", "2027": "70 kg/s"}"#, unit: "t",
      #"f:1:10: p.2026: 60 has no unit; this is a mass: write "60 t" (units that would do: t, kg, kt)"#,
      #"""
      f:1:24: p.2027: 'kg/s' measures a mass per time, but a mass is due; units that would do: t, \#
      kg, kt
      """#),
    Broken(
      #"{"value": "60 t", "sorce": "x"}"#, unit: "t",
      "f:1:19: p.sorce: unknown key 'sorce'; did you mean 'source'?"),
    Broken(
      #"{"value": "60 t", "source": 3}"#, unit: "t",
      "f:1:29: p.source: 'source' is text, not the number 3; put it in double quotes"),
    Broken(
      #"{"value": "60 t", "as_of": "soon"}"#, unit: "t",
      "f:1:28: p.as_of: 'soon' is not a date; write a date as 2027, 2027-10 or 2027-10-31"),
    Broken(
      #"{"value": "60 t", "confidence": "sure"}"#, unit: "t",
      "f:1:33: p.confidence: 'sure' is not a level of confidence; write high, medium or low (H, M or L)"),
    Broken(
      #"{"source": "x"}"#, unit: "t",
      #"f:1:1: p: the value is missing; add a "value" to this object"#),
    Broken(
      #"{"value": "60 t", "interpolation": "log"}"#, unit: "t",
      "f:1:19: p.interpolation: only values by date have an interpolation; remove it"),
  ]
}
