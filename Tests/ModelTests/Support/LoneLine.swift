#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@testable import Model

/// A line with nothing around it: orders come evenly, wait for their lead time, and are made in turn as far as capacity
/// reaches.
struct LoneLine {
  /// A kind of line: its times in years, and how its operator answers.
  struct Kind {
    struct Times {
      var permit = 0.0
      var build: Double
      var tooling = 0.0
      var ramp: Double
    }

    var name: String
    var opening: Double
    /// Log growth of its orders a year in calm times.
    var growth: Double
    var times: Times
    var expectation: OrderExpectation
    var answer: CapacityAnswer
    var price: LinePrice.Rules

    var horizon: Double { times.permit + times.build + times.tooling + times.ramp / 2 }
    var rules: LineRules {
      LineRules(policy: .answer, expectation: expectation, answer: answer, price: price, horizon: horizon)
    }
  }

  /// The central kinds: of the fits to history to 2023, and of halls and pipelines as base has them.
  static let kinds = [
    Kind(
      name: "tools", opening: 48, growth: 0.06, times: .init(build: 1.1, tooling: 0.25, ramp: 0.5),
      expectation: expectation(lead: 1, wait: 0.5, caution: 0.5), answer: answer(growth: 0.22, exit: 0.2),
      price: price(cash: 0.6 / 0.85, up: 0.15, down: 0.9)),
    Kind(
      name: "cleanrooms", opening: 200, growth: 0.06,
      times: .init(permit: 0.6, build: 1.4, tooling: 0.6, ramp: 1),
      expectation: expectation(lead: 0.35, wait: 0.15, caution: 0.5),
      answer: answer(growth: 0.25, exit: 0.12),
      price: price(cash: 0.5, up: 0.3, down: 1.5)),
    Kind(
      name: "turbines", opening: 45, growth: 0.03,
      times: .init(permit: 0.2, build: 0.9, tooling: 0.4, ramp: 1),
      expectation: expectation(lead: 1.2, wait: 0.8, caution: 0.4), answer: answer(growth: 0.2, exit: 0.08),
      price: price(cash: 0.75 / 0.9, up: 0.9, down: 1.2)),
    Kind(
      name: "pads", opening: 200, growth: 0.06,
      times: .init(permit: 0.7, build: 1.8, tooling: 0.2, ramp: 0.4),
      expectation: expectation(lead: 0.5, wait: 0.25, caution: 0.5),
      answer: answer(growth: 0.35, exit: 0.15, step: 20), price: price(cash: 0.4 / 0.9, up: 0.8, down: 1.7)),
    Kind(
      name: "packaging", opening: 75, growth: 0.08, times: .init(build: 0.75, tooling: 0.3, ramp: 0.4),
      expectation: expectation(lead: 0.5, wait: 0.15, caution: 0.5, clearing: 4, believed: 1),
      answer: answer(growth: 0.7, exit: 0.2), price: price(cash: 0.6 / 0.9, up: 0.3, down: 1.1)),
    Kind(
      name: "halls", opening: 24, growth: 0.08, times: .init(build: 1.5, ramp: 1),
      expectation: expectation(lead: 0.5, wait: 0.25, caution: 0.5, clearing: 5),
      answer: answer(growth: 0.25, exit: 0.2), price: price(cash: 0.85, up: 0.3, down: 0.8)),
    Kind(
      name: "pipelines", opening: 12.5, growth: 0.05, times: .init(permit: 1.67, build: 2.33, ramp: 1),
      expectation: expectation(lead: 1, wait: 1, caution: 0.6),
      answer: answer(growth: 0.25, exit: 0.02, step: 0.25), price: price(cash: 0.6, up: 0.5, down: 1)),
  ]

  private static func expectation(
    lead: Double, wait: Double, caution: Double, clearing: Double = 6, believed: Double = 0.7
  ) -> OrderExpectation {
    OrderExpectation(
      spans: OrderMemory.Spans(fast: 0.75, slow: 2.5, long: 10), caution: caution, trend: 1, most: believed,
      clearing: clearing, lead: lead, wait: wait)
  }

  private static func answer(growth: Double, exit: Double, step: Double = 0) -> CapacityAnswer {
    CapacityAnswer(hurdle: 0.08, failure: 0, step: step, growth: growth, bank: 0.5, exit: exit)
  }

  private static func price(cash: Double, up: Double, down: Double) -> LinePrice.Rules {
    LinePrice.Rules(
      kind: .costPlus, markup: 0.12, up: up, down: down, band: 0.3, lag: 0.5, pull: 1, move: 0.5, cash: cash,
      most: 3)
  }

  let kind: Kind
  let interval: Double
  private(set) var line: Line
  private(set) var time = 0.0
  private(set) var output = 0.0
  private(set) var book: Double
  /// Orders that may not be served yet, by the day on which they may.
  private var early: [(due: Double, amount: Double)] = []
  private var due = 0.0
  private var landings: [(date: Double, size: Double)] = []
  /// Each project begun, with its date.
  private(set) var begun: [(date: Double, size: Double)] = []

  /// A line that has grown with what it makes, and decides every `interval` years.
  init(_ kind: Kind, interval: Double = 1.0 / 12) {
    self.kind = kind
    self.interval = interval
    let expectation = kind.rules.expectation
    book = kind.opening * (expectation.lead + expectation.wait)
    let steps = 12
    for step in 0..<steps {
      let date = expectation.lead * (Double(step) + 0.5) / Double(steps)
      early.append((date, book / Double(steps)))
    }
    line = Line(
      Line.Report(plan: kind.opening, planAhead: kind.opening, book: book), orders: 1, growth: kind.growth,
      kind.rules)
  }

  /// What was announced: the growth of the years before goes on until what is begun on the first day is done.
  private func plan(_ date: Double) -> Double { kind.opening * exp(kind.growth * min(date, kind.horizon)) }

  var capacity: Double { line.capacity(plan: plan(time)) }
  var price: Double { line.price.overCost }

  /// Goes on until a date, with so many orders a year.
  mutating func run(until end: Double, orders: (Double) -> Double) {
    while time < end - 1e-9 {
      time += interval
      let amount = orders(time - interval) * interval
      line.hear(amount, for: interval)
      early.append((time - interval / 2 + kind.rules.expectation.lead, amount))
      book += amount
      deliver()
      while let first = landings.first, first.date <= time {
        line.land(first.size)
        landings.removeFirst()
      }
      decide()
    }
  }

  private mutating func deliver() {
    while let first = early.first, first.due <= time {
      due += first.amount
      early.removeFirst()
    }
    let made = min(due, capacity * interval)
    due -= made
    book -= made
    output += made
  }

  private mutating func decide() {
    let report = Line.Report(plan: plan(time), planAhead: plan(time + kind.horizon), book: book)
    let size = line.decide(report, at: time * Time.year, kind.rules)
    guard size > Line.leastProject * report.plan else { return }
    line.begin(size, failure: 0)
    line.permitted(size, failure: 0, lives: true)
    begun.append((time, size))
    let times = kind.times
    for step in 0..<Lines.steps {
      let part = times.ramp * (2 * Double(step) + 1) / Double(2 * Lines.steps)
      landings.append((time + times.permit + times.build + times.tooling + part, size / Double(Lines.steps)))
    }
    landings.sort { $0.date < $1.date }
  }
}
