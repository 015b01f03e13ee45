import SimulationKernel
import Testing

@testable import ScenarioFormat

@Suite("unit: input values as people write them")
struct InputValueTests {
  /// The only value of a text that is sound.
  private func single(
    _ text: String, _ unitText: String = "t", _ kinds: InputKinds = .uncertain, epoch: Double = 0
  ) -> InputValue.Uncertainty? {
    let (value, problems) = read(text, unitText, kinds, epoch: epoch)
    #expect(problems == [])
    #expect(value?.knots.count == 1)
    #expect(value?.knots.first?.date == nil)
    return value?.knots.first?.value
  }

  @Test("an exact quantity")
  func exact() throws {
    let value = try #require(read(#""60t""#, "kg").value)
    #expect(value.knots == [InputValue.Knot(date: nil, value: .distribution(.constant(60_000)))])
    #expect(value.written == "60 t")
    #expect(value.isConstant)
    #expect(value.location == SourceLocation(file: "f", line: 1, column: 1))
    #expect(value.provenance == nil)
  }

  @Test("a plain number needs no unit, and a share may be either")
  func plain() {
    #expect(single("0.4", "%") == .distribution(.constant(40)))
    #expect(single(#""40 %""#, "") == .distribution(.constant(0.4)))
    #expect(single("3", "wafer") == .distribution(.constant(3)))
    #expect(single(#""1.5 x""#, "") == .distribution(.constant(1.5)))
  }

  @Test(
    "an interval is the central 90 %, in the logarithm when positive",
    arguments: [
      (#""38 t to 100 t""#, "38 t to 100 t"), (#""38 to 100 t""#, "38 to 100 t"),
      (#""38000 kg  to 100t""#, "38000 kg to 100 t"),
    ])
  func interval(text: String, written: String) throws {
    let value = try #require(read(text, "t").value)
    #expect(value.knots.first?.value == .distribution(.interval(low: 38, high: 100, level: 0.9)))
    #expect(value.written == written)
    let uncertainty = try #require(value.knots.first?.value)
    #expect(abs(uncertainty.quantile(0.05) - 38) < 1e-9)
    #expect(abs(uncertainty.quantile(0.95) - 100) < 1e-9)
    #expect(abs(uncertainty.central - (38.0 * 100).squareRoot()) < 1e-9)
    #expect(!value.isConstant)
  }

  @Test("an interval with an end at or below zero is normal")
  func normalInterval() throws {
    let value = try #require(single(#""-5 to 15 %""#, "%"))
    #expect(abs(value.central - 5) < 1e-9)
    #expect(abs(value.quantile(0.05) + 5) < 1e-9)
    #expect(single(#""5 t to 5 t""#) == .distribution(.constant(5)))
  }

  @Test("three quantiles")
  func quantiles() {
    #expect(
      single(#"{"low": "38 t", "central": "60 t", "high": "100 t"}"#)
        == .distribution(.threePoint(low: 38, central: 60, high: 100, tail: 0.05)))
    #expect(
      single(#"{"p10": "38 t", "p50": "60 t", "p90": "100 t"}"#)
        == .distribution(.threePoint(low: 38, central: 60, high: 100, tail: 0.1)))
    #expect(single(#"{"low": "38 t", "high": "100 t"}"#) == single(#""38 t to 100 t""#))
    #expect(
      single(#"{"p10": "38 t", "p90": "100 t"}"#)
        == .distribution(.interval(low: 38, high: 100, level: 0.8)))
    #expect(
      read(#"{"high": "100 t", "low": "38 t", "central": "60000kg"}"#, "t").value?.written
        == "low 38 t, central 60000 kg, high 100 t")
  }

  @Test(
    "every named distribution",
    arguments: [
      (#""constant", "value": "2 t""#, .constant(2)),
      (#""uniform", "low": "1 t", "high": "2 t""#, .uniform(low: 1, high: 2)),
      (#""triangular", "low": "1 t", "mode": "2 t", "high": "4 t""#, .triangular(low: 1, mode: 2, high: 4)),
      (#""normal", "mean": "9 t", "standard_deviation": "500 kg""#, .normal(mean: 9, standardDeviation: 0.5)),
      (
        #""lognormal", "median": "1 t", "log_standard_deviation": 0.5"#,
        .lognormal(logMean: 0, logStandardDeviation: 0.5)
      ),
      (#""exponential", "mean": "3 t""#, .exponential(mean: 3)),
      (#""gamma", "shape": 2, "scale": "3000 kg""#, .gamma(shape: 2, scale: 3)),
      (
        #""beta", "alpha": 2, "beta": 3, "low": "0 t", "high": "5 t""#,
        .beta(alpha: 2, beta: 3, low: 0, high: 5)
      ),
      (#""weibull", "shape": 1.5, "scale": "3 t""#, .weibull(shape: 1.5, scale: 3)),
      (
        #""three_point", "low": "1 t", "central": "2 t", "high": "4 t", "tail": "10 %""#,
        .threePoint(low: 1, central: 2, high: 4, tail: 0.1)
      ),
      (
        #""three_point", "low": "1 t", "central": "2 t", "high": "4 t""#,
        .threePoint(low: 1, central: 2, high: 4, tail: 0.05)
      ),
      (#""interval", "low": "1 t", "high": "4 t", "level": "50 %""#, .interval(low: 1, high: 4, level: 0.5)),
    ] as [(String, Distribution)])
  func named(parameters: String, expected: Distribution) {
    #expect(single("{\"distribution\": \(parameters)}") == .distribution(expected))
  }

  @Test("counts have no unit")
  func counts() {
    #expect(single(#"{"distribution": "poisson", "mean": 3}"#, "launch") == .distribution(.poisson(mean: 3)))
    #expect(
      single(#"{"distribution": "bernoulli", "probability": "30 %"}"#, "")
        == .distribution(.bernoulli(probability: 0.3)))
  }

  @Test("law: a lognormal given by mean m and deviation s has those moments")
  func lognormalMoments() {
    guard
      case .distribution(let distribution)? = single(
        #"{"distribution": "lognormal", "mean": "10 t", "standard_deviation": "4 t"}"#)
    else {
      Issue.record("no distribution")
      return
    }
    #expect(abs(distribution.mean - 10) < 1e-9)
    #expect(abs(distribution.variance - 16) < 1e-9)
  }

  @Test("lists of values are sorted, weights normalised")
  func lists() {
    #expect(
      single(#"{"distribution": "discrete", "values": ["4 t", "1 t", "2 t"], "weights": [2, 1, 1]}"#)
        == .discrete(values: [1, 2, 4], weights: [0.25, 0.25, 0.5]))
    #expect(
      single(#"{"distribution": "empirical", "values": ["3 t", "1 t", "2 t"]}"#)
        == .empirical(values: [1, 2, 3]))
  }

  @Test(
    "twin: quantiles of lists equal the kernel's", arguments: [0.0, 0.1, 0.25, 0.26, 0.5, 0.77, 0.99, 1.0])
  func listQuantiles(probability: Double) {
    let values = [1.0, 2, 4, 8]
    let weights = [0.25, 0.25, 0.3, 0.2]
    let discrete = InputValue.Uncertainty.discrete(values: values, weights: weights)
    #expect(
      discrete.quantile(probability)
        == DiscreteDistribution(values: values, weights: weights).quantile(probability))
    let empirical = InputValue.Uncertainty.empirical(values: values)
    #expect(
      abs(empirical.quantile(probability) - EmpiricalDistribution(values).quantile(probability)) < 1e-12)
  }

  @Test("values by date")
  func trajectory() throws {
    let text = #"{"2026": "60 /year", "2028-07": "90 to 110 /year", "interpolation": "log", "source": "s"}"#
    let value = try #require(read(text, "/year").value)
    #expect(value.knots.map(\.date) == [20454, 21366])
    #expect(value.knots.first?.value == .distribution(.constant(60)))
    #expect(value.interpolation == .log)
    #expect(value.provenance == Provenance(source: "s"))
    #expect(value.written == "2026: 60 /year; 2028-07: 90 to 110 /year; log between them")
    #expect(value.isTrajectory && !value.isCertain)
  }

  @Test("provenance stands around or beside a value")
  func provenance() throws {
    let full = Provenance(source: "s", asOf: "2026-01", confidence: .high, note: "n")
    let keys = #""source": "s", "as_of": "2026-01", "confidence": "H", "note": "n""#
    for value in [
      #"{"value": "60 t", \#(keys)}"#, #"{"low": "1 t", "central": "2 t", "high": "3 t", \#(keys)}"#,
      #"{"distribution": "uniform", "low": "1 t", "high": "2 t", \#(keys)}"#,
      #"{"value": {"2026": "1 t"}, \#(keys)}"#,
      #"{"value": {"2026": "1 t", "2027": "2 t"}, "interpolation": "step", \#(keys)}"#,
    ] {
      let (read, problems) = read(value, "t")
      #expect(problems == [])
      #expect(read?.provenance == full)
    }
    for (letter, level) in [
      ("low", Provenance.Confidence.low), ("M", .medium), ("medium", .medium), ("h", .high),
    ] {
      #expect(
        read(#"{"value": "1 t", "confidence": "\#(letter)"}"#, "t").value?.provenance?.confidence == level)
    }
  }

  @Test("dates count days from the epoch")
  func dates() throws {
    let kinds: InputKinds = [.date, .uncertain, .never]
    #expect(single(#""2027-10""#, "", kinds) == .distribution(.constant(21092)))
    #expect(single(#""2027-10-02""#, "", kinds, epoch: 21092) == .distribution(.constant(1)))
    #expect(single(#""never""#, "", kinds) == .distribution(.constant(.infinity)))
    let interval = try #require(single(#""2027-10 to 2030-01""#, "", kinds))
    #expect(abs(interval.quantile(0.05) - 21092) < 1e-6)
    #expect(abs(interval.quantile(0.95) - 21915) < 1e-6)
    #expect(abs(interval.central - 21503.5) < 1e-6)
    #expect(
      single(#"{"low": "2027", "central": "2028", "high": "2030"}"#, "", kinds)
        == .distribution(.threePoint(low: 20819, central: 21184, high: 21915, tail: 0.05)))
    #expect(
      single(#"{"distribution": "normal", "mean": "2028", "standard_deviation": "6 month"}"#, "", kinds)
        == .distribution(.normal(mean: 21184, standardDeviation: 182.625)))
  }

  @Test("law: draws from a list come as often as their weights say")
  func drawing() {
    // With p = 0.3 and n = 4000 the standard error is sqrt(p (1 - p) / n) = 0.0072; five of them are allowed.
    let list = InputValue.Uncertainty.discrete(values: [1, 2, 4], weights: [0.25, 0.3, 0.45])
    var stream = RandomStream(seed: 7, replication: 0, key: 1)
    var twos = 0
    for _ in 0..<4000 {
      let value = list.sample(using: &stream)
      #expect([1, 2, 4].contains(value))
      if value == 2 { twos += 1 }
    }
    #expect(abs(Double(twos) / 4000 - 0.3) < 5 * 0.0072)
    #expect(InputValue.Uncertainty.distribution(.constant(3)).sample(using: &stream) == 3)
    #expect((1...4).contains(InputValue.Uncertainty.empirical(values: [1, 4]).sample(using: &stream)))
  }

  @Test("an object with dates and quantiles is no trajectory, whatever the order of its keys")
  func mixedForms() {
    for text in [
      #"{"2026": "1 t", "low": "1 t", "high": "2 t"}"#, #"{"low": "1 t", "high": "2 t", "2026": "1 t"}"#,
    ] {
      let (value, problems) = read(text, "t")
      #expect(value == nil)
      #expect(problems.count == 1)
      #expect(problems.first?.contains("p.2026: unknown key '2026'") == true)
    }
  }

  @Test("the range travels with the value and its ends are allowed")
  func range() {
    let (value, problems) = read(#""0 % to 100 %""#, "%", range: 0...100)
    #expect(problems == [])
    #expect(value?.range == 0...100)
  }
}
