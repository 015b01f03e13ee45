#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// Which power a buyer takes, how much it asks for, and what a site is traded for, by their rules alone.
@Suite("rule: choice of power")
struct PowerMinds {
  private let choice = PowerChoice(sharpness: 3, delay: 0.6, reservation: 230, tolerance: 3)

  // Weights exp(-3 (ln c + 0.6 y)): 70 USD two years late, 110 in time, and 230 three years late, which is waiting.
  @Test("a way is weighed by cost and years against waiting")
  func weights() {
    let late = choice.weight(1, cost: 70, years: 2, wanted: 0)
    let dear = choice.weight(1, cost: 110, years: 0, wanted: 0)
    let wait = choice.waiting(wanted: 0)
    let sum = late + dear + wait
    #expect(isClose(late / sum, 0.0958, relative: 1e-3))
    #expect(isClose(dear / sum, 0.9037, relative: 1e-3))
    #expect(isClose(wait / sum, 0.00045, relative: 0.01))
    #expect(isClose(choice.weight(0.5, cost: 70, years: 2, wanted: 0), late / 2, relative: 1e-9))
  }

  @Test("what is dearer than the reservation price or later than is tolerated is closed")
  func closed() {
    #expect(choice.weight(1, cost: 230, years: 0, wanted: 0) > 0)
    #expect(choice.weight(1, cost: 231, years: 0, wanted: 0) == 0)
    #expect(choice.weight(1, cost: 70, years: 5, wanted: 2) > 0)
    #expect(choice.weight(1, cost: 70, years: 5.1, wanted: 2) == 0)
    #expect(choice.weight(0, cost: 70, years: 1, wanted: 2) == 0)
    let impatient = PowerChoice(sharpness: 3, delay: 0.6, reservation: .infinity, tolerance: .infinity)
    #expect(impatient.weight(1, cost: 1000, years: 40, wanted: 0) > 0 && impatient.waiting(wanted: 0) == 0)
  }

  private let rules = SitePrice.Rules(
    speed: 0.3, haste: 2, bargain: 0.28, bargainRise: 0.5, glut: 0.06, glutBand: 0.1)

  // Owners get 1 - e^-(0.28 + 0.5 gap) of the worth: 0.2442, 0.2811 and 0.5416 at gaps of 0, 0.1 and 1.
  @Test("a site's price lies between its hall's cost and the worth of its compute, by how short power is")
  func siteGoal() {
    for (gap, share) in [(0, 0.24422), (0.1, 0.28107), (1, 0.54159)] {
      #expect(isClose(SitePrice.goal(gap: gap, worth: 2, rules), 1 + 2 * share, relative: 1e-4))
    }
    #expect(SitePrice.goal(gap: -0.06, worth: 2, rules) == SitePrice.goal(gap: 0, worth: 2, rules))
    #expect(isClose(SitePrice.goal(gap: -0.11, worth: 2, rules), 1 + 0.24422, relative: 1e-4))
    #expect(SitePrice.goal(gap: -0.3, worth: 2, rules) == 1 && SitePrice.goal(gap: 1, worth: -1, rules) == 1)
  }

  @Test("it goes there at its rate, faster where power is short, however often it is looked at")
  func sitePace() {
    var once = SitePrice(opening: 1.27)
    var often = once
    once.pass(years: 1, gap: 0, worth: 2, rules)
    for _ in 0..<12 { often.pass(years: 1.0 / 12, gap: 0, worth: 2, rules) }
    let goal = SitePrice.goal(gap: 0, worth: 2, rules)
    #expect(isClose(once.factor, 1.27 * pow(goal / 1.27, 1 - exp(-0.3)), relative: 1e-9))
    #expect(isClose(often.factor, once.factor, relative: 1e-9))
    var short = SitePrice(opening: 1.27)
    short.pass(years: 1, gap: 1.3, worth: 2, rules)
    let high = SitePrice.goal(gap: 1.3, worth: 2, rules)
    #expect(isClose(short.factor, 1.27 * pow(high / 1.27, 1 - exp(-0.9)), relative: 1e-9))
    #expect(SitePrice(opening: 0.5).factor == 1)
  }

  /// A fleet of 300 machines that takes 0.3 MW.
  private func ground(later: Double) -> GroundPower {
    GroundPower(
      drawn: 0.3, live: 0, building: 0, promised: 0, online: 300, coming: 0, soon: 0, perCompute: 1e-3,
      perComputeLater: later, retiredSoon: 0, retiredLater: 0)
  }

  // A fleet that grows evenly in logs while machines come to need less, evenly in logs too: the integral as a sum.
  @Test("sites are sized for the machines of the days on which they will be bought")
  func sizing() {
    let steps = 100_000
    var added = 0.0
    for step in 0..<steps {
      let now = 300 * exp(log(1000.0 / 300) * Double(step) / Double(steps))
      let next = 300 * exp(log(1000.0 / 300) * Double(step + 1) / Double(steps))
      added += (next - now) * 1e-3 * exp(log(0.5) * (Double(step) + 0.5) / Double(steps))
    }
    #expect(isClose(ground(later: 0.5e-3).megawatts(for: 1000), 0.3 + added, relative: 1e-6))
    #expect(isClose(ground(later: 1e-3).megawatts(for: 1000), 1, relative: 1e-9))
    #expect(
      isClose(ground(later: 0.3e-3).megawatts(for: 1000), 0.3 + 0.3 * log(1000.0 / 300), relative: 1e-6))
    var first = ground(later: 0.5e-3)
    first.online = 0
    first.drawn = 0
    #expect(first.megawatts(for: 1000) > 0.5 && first.megawatts(for: 1000) < 0.6)
    #expect(ground(later: 0.5e-3).megawatts(for: 200) == 0.3)
  }
}
