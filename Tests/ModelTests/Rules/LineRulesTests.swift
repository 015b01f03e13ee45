#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// What a line remembers, expects, asks and builds, by its rules alone.
///
/// Numbers with six digits are those of an independent twin of the mechanism.
@Suite("rule: lines")
struct LineRulesTests {
  private let spans = OrderMemory.Spans(fast: 0.75, slow: 2.5, long: 10)

  /// Twelve orders of 5.0 a month, after 48 a year for ever.
  private var memory: OrderMemory {
    var memory = OrderMemory(rate: 48, growth: 0, spans)
    for _ in 0..<12 { memory.count(5, years: 1.0 / 12, spans) }
    return memory
  }

  private var expectation: OrderExpectation {
    OrderExpectation(spans: spans, caution: 0.5, trend: 1, most: 0.7, clearing: 6, lead: 1, wait: 0.5)
  }

  private let answer = CapacityAnswer(hurdle: 0.08, failure: 0, step: 0, growth: 0.2, bank: 0.5, exit: 0.1)

  /// The same with all the growth it may ask for.
  private let ample = CapacityAnswer(hurdle: 0.08, failure: 0, step: 0, growth: 10, bank: 0.5, exit: 0.1)

  private func standing(_ capacity: Double, underWay: Double = 0, allowance: Double = 1000)
    -> CapacityAnswer.Standing
  { CapacityAnswer.Standing(capacity: capacity, underWay: underWay, allowance: allowance) }

  // MARK: Memory

  @Test("three memories of one year's orders, and the growth between them")
  func remembering() {
    #expect(isClose(memory.fast, 56.836834, relative: 1e-7))
    #expect(isClose(memory.slow, 51.956159, relative: 1e-7))
    #expect(isClose(memory.long, 49.141951, relative: 1e-7))
    let growth = memory.growth(spans, most: 0.7)
    #expect(isClose(growth.seen, 0.055931, relative: 1e-4))
    #expect(isClose(growth.usual, 0.007784, relative: 1e-4))
  }

  @Test("growth is exact where orders have always grown so, and bounded by what is believed")
  func growth() {
    let steady = OrderMemory(rate: 100, growth: 0.3, spans).growth(spans, most: 0.7)
    #expect(isClose(steady.seen, 0.3, relative: 1e-9) && isClose(steady.usual, 0.3, relative: 1e-9))
    #expect(OrderMemory(rate: 100, growth: 2, spans).growth(spans, most: 0.7).seen == 0.7)
    var none = OrderMemory(rate: 100, growth: 0, spans)
    none.count(0, years: 10, spans)
    #expect(none.growth(spans, most: 0.7).seen == -0.2)
    none.count(0, years: 0, spans)
    #expect(none.fast < 1)
  }

  @Test("each customer is heard evenly over its own time, whoever else asks meanwhile")
  func customers() {
    var requests = Requests()
    for month in 0..<24 {
      if month % 6 == 0 { requests.add(18, over: 0.5) }
      if month % 3 == 0 { requests.add(3, over: 0.25) }
      requests.add(1, over: 1.0 / 12)
      #expect(isClose(requests.take(years: 1.0 / 12), 5, relative: 1e-9), "month \(month)")
    }
    #expect(requests.take(years: 1) < 1e-9)
    requests.add(12, over: 1)
    #expect(isClose(requests.take(years: 0.375), 4.5, relative: 1e-9))
    #expect(isClose(requests.take(years: 5), 7.5, relative: 1e-9), "in full and once")
  }

  @Test("requests that come in lumps are heard evenly until the next come")
  func lumps() {
    var rules = LoneLine.kinds[0].rules
    rules.policy = .plan
    let report = Line.Report(plan: 48, planAhead: 48, book: 72)
    var even = Line(report, orders: 1, growth: 0, rules)
    var lumpy = even
    for month in 0..<24 {
      even.hear(5, for: 1.0 / 12)
      if month % 6 == 0 { lumpy.hear(30, for: 0.5) }
      let day = Double(month + 1) * Time.year / 12
      _ = even.decide(report, at: day, rules)
      _ = lumpy.decide(report, at: day, rules)
      #expect(isClose(lumpy.memory.fast, even.memory.fast, relative: 1e-9))
    }
    #expect(isClose(lumpy.ordered, 120, relative: 1e-9))
  }

  // MARK: Expectation

  @Test("orders expected at the horizon, less the time of delivery, and a part of the book beyond the normal")
  func expecting() {
    #expect(isClose(expectation.orders(memory, book: 86, horizon: 1.6625), 57.018933, relative: 1e-6))
    let normal = memory.fast * 1.5
    let calm = expectation.orders(memory, book: normal, horizon: 1.6625)
    #expect(isClose(expectation.orders(memory, book: normal + 12, horizon: 1.6625) - calm, 1, relative: 1e-9))
    #expect(
      expectation.orders(memory, book: normal, horizon: 0.5)
        == expectation.orders(memory, book: normal, horizon: 1))
  }

  @Test("steady growth is expected as it comes, whatever the caution")
  func unbiased() {
    let steady = OrderMemory(rate: 100, growth: 0.1, spans)
    for caution in [0.0, 0.5, 1] {
      var cautious = expectation
      cautious.caution = caution
      let expected = cautious.orders(steady, book: steady.fast * 1.5, horizon: 3)
      #expect(isClose(expected, 100 * exp(0.1 * 2), relative: 1e-9))
    }
  }

  @Test("who is cautious follows a jump of orders later")
  func caution() {
    var bold = expectation
    bold.caution = 0
    #expect(bold.orders(memory, book: 86, horizon: 3) > expectation.orders(memory, book: 86, horizon: 3))
  }

  // MARK: Building

  @Test("what is wanted and neither stands nor is under way is begun, at a price that pays for it")
  func building() {
    #expect(ample.decide(standing(100, underWay: 20), expected: 150, margin: 0.08, years: 0.1).begun == 30)
    #expect(
      isClose(ample.decide(standing(100), expected: 150, margin: 0.04, years: 0.1).begun, 25, relative: 1e-9))
    #expect(ample.decide(standing(100), expected: 150, margin: 0, years: 0.1).begun == 0)
    #expect(ample.decide(standing(100, underWay: 60), expected: 150, margin: 1, years: 0.1).begun == 0)
    var risky = ample
    risky.failure = 0.2
    #expect(
      isClose(risky.decide(standing(100), expected: 150, margin: 1, years: 0.1).begun, 62.5, relative: 1e-9))
  }

  @Test("growth is limited to what can be managed, a part of a year of which can be saved up")
  func allowance() {
    let first = answer.decide(standing(100, allowance: 0), expected: 1000, margin: 1, years: 0.25)
    #expect(isClose(first.begun, 5, relative: 1e-9) && isClose(first.allowance, 5, relative: 1e-9))
    let rested = answer.decide(standing(100, allowance: 500), expected: 100, margin: 1, years: 0.25)
    #expect(isClose(rested.allowance, 15, relative: 1e-9), "half a year of growth, and this quarter's")
  }

  @Test("projects are whole, the nearest number that the growth allows, and who has nothing may begin")
  func steps() {
    var lumpy = answer
    lumpy.step = 20
    #expect(lumpy.decide(standing(100), expected: 131, margin: 1, years: 0.1).begun == 20)
    #expect(lumpy.decide(standing(1000), expected: 1031, margin: 1, years: 0.1).begun == 40)
    #expect(lumpy.decide(standing(100, allowance: 25), expected: 131, margin: 1, years: 0).begun == 20)
    #expect(lumpy.decide(standing(0, allowance: 0), expected: 20, margin: 1, years: 1).begun == 0)
    #expect(lumpy.decide(standing(0, allowance: 18), expected: 20, margin: 1, years: 1).begun == 20)
  }

  @Test("what nobody wants is let go while the price is below cost, and not faster than it wears out")
  func shedding() {
    #expect(answer.decide(standing(100), expected: 50, margin: 0.1, years: 1).shed == 0)
    #expect(
      isClose(
        answer.decide(standing(100), expected: 50, margin: -0.1, years: 1).shed, 100 * (1 - exp(-0.1)),
        relative: 1e-9))
    #expect(answer.decide(standing(100), expected: 99, margin: -0.1, years: 1).shed == 1)
  }

  // MARK: Price

  private func rules(_ kind: PriceKind) -> LinePrice.Rules {
    LinePrice.Rules(
      kind: kind, markup: 0.12, up: 0.5, down: 1, band: 0.3, lag: 0.5, pull: 1, move: 0.1, cash: 0.6, most: 3)
  }

  @Test("cover is the log of the book over the normal wait, or of the use made of the line")
  func cover() {
    #expect(isClose(LinePrice.cover(book: 86, output: 48, lead: 1, wait: 0.5), 0.177681, relative: 1e-5))
    #expect(LinePrice.cover(book: 60, output: 48, lead: 1, wait: 0.5) == 0, "used, and not long")
    #expect(isClose(LinePrice.cover(book: 24, output: 48, lead: 1, wait: 0.5), log(0.5), relative: 1e-9))
    #expect(LinePrice.cover(book: 1e9, output: 48, lead: 1, wait: 0.5) == 2)
    #expect(LinePrice.cover(book: 0, output: 48, lead: 1, wait: 0.5) == -2)
    #expect(isClose(LinePrice.cover(book: 2, output: 48, lead: 0, wait: 0.5), log(0.5), relative: 1e-9))
  }

  @Test(
    "all kinds of price stay at cost and markup in normal times, and rise and fall with the cover",
    arguments: PriceKind.allCases)
  func kinds(_ kind: PriceKind) {
    let rules = rules(kind)
    var price = LinePrice(rules)
    price.pass(years: 5, cover: 0, rules)
    #expect(isClose(price.overCost, 1.12, relative: 1e-9))
    for _ in 0..<100 { price.pass(years: 0.1, cover: 0.8, rules) }
    #expect(isClose(price.overCost, 1.12 * exp(0.5 * 0.8), relative: 0.01))
    for _ in 0..<100 { price.pass(years: 0.1, cover: -2, rules) }
    #expect(isClose(price.overCost, 0.6, relative: 1e-9), "not below cash cost")
    var loose = rules
    loose.up = 10
    for _ in 0..<100 { price.pass(years: 0.1, cover: 2, loose) }
    #expect(isClose(price.overCost, 3, relative: 1e-9), "not beyond the most")
    for _ in 0..<100 { price.pass(years: 0.1, cover: 0, rules) }
    #expect(isClose(price.overCost, 1.12, relative: 0.01), "and back to cost and markup")
  }

  @Test("within the band of the normal cover a price hardly answers")
  func band() {
    var price = LinePrice(rules(.clearing))
    price.pass(years: 1, cover: 0.03, rules(.clearing))
    #expect(isClose(price.overCost, 1.12 * exp(0.5 * 0.1 * 0.03), relative: 1e-9))
  }

  @Test("a clearing price is there at once, quotes follow, a contract moves by so much a quarter")
  func speed() {
    var (clearing, quote, contract) = (
      LinePrice(rules(.clearing)), LinePrice(rules(.costPlus)), LinePrice(rules(.contract))
    )
    clearing.pass(years: 0.25, cover: 2, rules(.clearing))
    quote.pass(years: 0.25, cover: 2, rules(.costPlus))
    contract.pass(years: 0.25, cover: 2, rules(.contract))
    #expect(isClose(log(clearing.overCost / 1.12), 1, relative: 0.02))
    #expect(isClose(log(quote.overCost / 1.12), 1 - exp(-0.5), relative: 1e-9))
    let momentum = 1 - exp(-0.5)
    #expect(isClose(log(contract.overCost / 1.12), min(0.1, momentum * 0.25), relative: 1e-9))
    for _ in 0..<4 { contract.pass(years: 0.25, cover: 2, rules(.contract)) }
    let before = log(contract.overCost)
    contract.pass(years: 0.25, cover: 2, rules(.contract))
    #expect(log(contract.overCost) - before <= 0.1 + 1e-9)
  }
}
