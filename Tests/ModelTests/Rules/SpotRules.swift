#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// Where the spot price goes, by its rule alone.
@Suite("rule: spot price")
struct SpotRules {
  private let rules = SpotPrice(
    openingSpot: 2, openingContract: 1.5, elasticity: 2, speed: 4, demand: 1.5, shortRun: 0.4, switchOff: 0.5)

  private func sight(_ tightness: Double, cost: Double = 1, elastic: Double = 0) -> SpotPrice.Sight {
    SpotPrice.Sight(cost: cost, tightness: tightness, openingTightness: 1, elastic: elastic, running: 0.1)
  }

  @Test("the price goes to its level, by cost and by the square of tightness")
  func level() {
    #expect(isClose(rules.moved(2, sight(1.5), days: 1e5), 2 * 2.25, relative: 1e-9))
    #expect(isClose(rules.moved(2, sight(1.5, cost: 0.5), days: 1e5), 2.25, relative: 1e-9))
    let year = rules.moved(2, sight(1.5), days: Time.year / 4)
    #expect(isClose(log(year / 2), (1 - exp(-1)) * log(2.25), relative: 1e-9))
    #expect(
      isClose(
        rules.moved(rules.moved(2, sight(1.5), days: 10), sight(1.5), days: 20),
        rules.moved(2, sight(1.5), days: 30), relative: 1e-9), "two short periods are one long one")
  }

  @Test("where demand answers, the way to the level is shorter")
  func response() {
    let moved = rules.moved(2, sight(1.5, elastic: 1), days: 1e5)
    #expect(isClose(log(moved / 2), log(2.25) / (1 + 1.5 * 0.4 * 2), relative: 1e-9))
  }

  @Test("nobody leases for less than half of what running costs")
  func floor() {
    #expect(rules.moved(0.01, sight(0), days: 1e5) == 0.05)
  }

  @Test("a long lease is priced between cost and spot")
  func contract() {
    #expect(isClose(rules.contract(spot: 2, cost: 1), 1.5, relative: 1e-9))
    #expect(isClose(rules.contract(spot: 8, cost: 1), 3, relative: 1e-9))
    #expect(isClose(rules.contract(spot: 8, cost: 0.25), 1.5, relative: 1e-9))
  }
}
