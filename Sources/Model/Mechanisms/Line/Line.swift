import Inputs
import SimulationKernel

/// One thing that is made: its capacity, what is announced and under way, what is ordered, and its price.
///
/// What is announced is the owner's plan by date; what its operator begins beyond that are projects of the line.
/// Amounts are in the owner's unit.
struct Line: BitwiseCopyable {
  /// What the owner of a line tells it, each time it decides.
  struct Report: BitwiseCopyable {
    /// Capacity announced for today, and for the day when what is begun today is done.
    var plan: Double
    var planAhead: Double
    /// Units ordered that are not delivered.
    var book: Double
    /// Capacity that a unit of orders a year takes.
    var use = 1.0
    /// The most capacity that the slower lines beside it could use then.
    var bound = Double.infinity
    /// What an owner with a market of its own expects, in the place of what the line makes of orders and price.
    var forecast: Forecast?
  }

  /// Capacity that will be wanted when what is begun today is done, and the margin over long-run cost.
  struct Forecast: BitwiseCopyable {
    var capacity: Double
    var margin: Double
  }

  /// Part of the announced capacity below which no project is begun.
  static let leastProject = 1e-3

  /// What it went by when it last decided.
  private(set) var rules: LineRules
  private(set) var report: Report
  /// Capacity that its operator added to the plan, less what it let go.
  private(set) var grown = 0.0
  /// Capacity of its own projects that is still to come, as far as it is expected to.
  private(set) var underWay = 0.0
  private(set) var allowance: Double
  private(set) var memory: OrderMemory
  private(set) var price: LinePrice
  /// Projects begun: the ordinal of their draws.
  private(set) var begun = 0
  /// Units ordered in all that the memory has counted, and capacity expected to be wanted when last asked.
  private(set) var ordered = 0.0
  private(set) var expected = 0.0
  private var requests = Requests()
  /// Capacity at the start.
  private let opening: Double
  private var decided = 0.0

  /// In mid-stride: orders over what the line makes, and their log growth a year before.
  init(_ report: Report, orders: Double, growth: Double, _ rules: LineRules) {
    self.rules = rules
    self.report = report
    opening = report.plan
    memory = OrderMemory(rate: report.plan / report.use * orders, growth: growth, rules.expectation.spans)
    price = LinePrice(rules.price)
    allowance = rules.answer.growth * rules.answer.bank * max(report.plan, 2 * rules.answer.step)
  }

  /// Capacity where `plan` is announced for today.
  func capacity(plan: Double) -> Double { rules.policy == .never ? opening : max(0, plan + grown) }

  /// Hears requests for `amount` units, in full and once, that stand for the next `years`.
  mutating func hear(_ amount: Double, for years: Double) { requests.add(amount, over: years) }

  /// Some time goes by: requests are counted, the price moves, and the operator decides. Returns the capacity to begin.
  mutating func decide(_ report: Report, at day: Double, _ rules: LineRules) -> Double {
    let years = (day - decided) / Time.year
    decided = day
    self.rules = rules
    self.report = report
    let amount = requests.take(years: years)
    ordered += amount
    memory.count(amount, years: years, rules.expectation.spans)
    let standing = capacity(plan: report.plan)
    let cover = LinePrice.cover(
      book: report.book, output: standing / report.use, lead: rules.expectation.lead,
      wait: rules.expectation.wait)
    if let forecast = report.forecast {
      price.quote(overCost: 1 + forecast.margin)
    } else {
      price.pass(years: years, cover: cover, rules.price)
    }
    guard rules.policy == .answer else { return 0 }
    let orders = rules.expectation.orders(memory, book: report.book, horizon: rules.horizon)
    expected = min(report.bound, report.forecast?.capacity ?? orders * report.use)
    let decision = rules.answer.decide(
      CapacityAnswer.Standing(
        capacity: standing, underWay: underWay + report.planAhead - report.plan, allowance: allowance),
      expected: expected, margin: price.overCost - 1, years: years)
    allowance = decision.allowance
    grown -= decision.shed
    return decision.begun
  }

  /// A project of `size` is begun, of which a part is expected to fail.
  mutating func begin(_ size: Double, failure: Double) {
    begun += 1
    allowance -= size
    underWay += size * (1 - failure)
  }

  /// A project of `size` has its permit or is dead: what is under way is certain.
  mutating func permitted(_ size: Double, failure: Double, lives: Bool) {
    underWay += size * (lives ? failure : failure - 1)
  }

  /// So much of a project runs.
  mutating func land(_ size: Double) {
    underWay -= size
    grown += size
  }

  /// Capacity that will stand in so many years if stated dates hold, where what is under way is spread evenly over the
  /// line's own horizon.
  func planned(in years: Double) -> Double {
    let standing = capacity(plan: report.plan)
    guard rules.policy != .never else { return standing }
    let part = min(1, years / max(rules.horizon, years))
    return standing + part * max(0, underWay + report.planAhead - report.plan)
  }
}

/// What a line goes by, of its inputs.
struct LineRules: BitwiseCopyable {
  var policy: LinePolicy
  var expectation: OrderExpectation
  var answer: CapacityAnswer
  var price: LinePrice.Rules
  /// Years from a decision to the middle of a project's ramp.
  var horizon: Double
}

extension LineRules {
  init(_ line: View<LineInputs>) {
    self.init(
      policy: line.policy, expectation: OrderExpectation(line), answer: CapacityAnswer(line),
      price: LinePrice.Rules(line), horizon: LineRules.horizon(line))
  }

  static func horizon(_ line: View<LineInputs>) -> Double {
    (line.permit.median + line.build.median + line.tooling.median + line.ramp.median / 2) * Time.month
      / Time.year
  }
}
