#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// The round of HBM by its policy alone: what is asked, agreed and promised, and how lines share in it.
@Suite("rule: the round of HBM")
struct MemoryMakers {
  private let round = HBMRound(
    parity: 2, trade: 3, cost: 3, margin: 0.5, cash: 0.6, renewal: 0.7, surplus: 0.5, most: 1, least: 0.4,
    ceiling: 90, loyalty: 0.8)

  /// HBM at 30, ordinary DRAM at 15 that costs 2: parity asks 30, cost and margin 12.
  private func market(
    hbm: Double = 30, dram: Double = 15, cost: Double = 2, need: Double = 100, reach: Double = 200,
    booked: Double = 100
  ) -> HBMRound.Market {
    HBMRound.Market(hbm: hbm, dram: dram, dramCost: cost, need: need, reach: reach, booked: booked)
  }

  /// Log move of the price.
  private func move(_ market: HBMRound.Market) -> Double { log(round.price(market) / market.hbm) }

  @Test(
    "makers ask what the wafers would earn in ordinary DRAM, or their cost with its margin if that is more")
  func ask() {
    #expect(round.ask(market()) == 30)
    #expect(round.ask(market(dram: 5)) == 12)
    #expect(round.ask(market(cost: 6)) == 36)
  }

  @Test("a round goes a part of the way to what is asked")
  func renewal() {
    #expect(move(market()) == 0)
    #expect(isClose(move(market(dram: 25)), 0.7 * log(50.0 / 30), relative: 1e-9))
    #expect(isClose(move(market(dram: 10)), 0.7 * log(20.0 / 30), relative: 1e-9))
  }

  @Test("what makers cannot turn to raises the price at once, what finds no buyer lowers it")
  func shortage() {
    #expect(isClose(move(market(need: 150, reach: 100)), log(1.5), relative: 1e-9))
    #expect(move(market(need: 100, reach: 150)) == 0)
    #expect(isClose(move(market(need: 100, booked: 150)), -0.5 * log(1.35), relative: 1e-9))
    #expect(move(market(need: 100, booked: 110)) == 0, "a tenth unsold does not count")
    #expect(isClose(move(market(need: 0, booked: 100)), -0.4, relative: 1e-9))
    #expect(isClose(move(market(need: 100, reach: 0, booked: 0)), 1, relative: 1e-9))
    var wide = round
    wide.most = 9
    wide.least = 9
    #expect(
      isClose(log(wide.price(market(hbm: 2, dram: 1, cost: 0.1, reach: 0)) / 2), log(20), relative: 1e-9))
    #expect(isClose(log(wide.price(market(need: 0)) / 30), -0.5 * log(20), relative: 1e-9))
  }

  @Test("one round moves the price by so much, down by less than up, above cash cost and below the ceiling")
  func limits() {
    #expect(isClose(move(market(hbm: 10, need: 150, reach: 100)), 1, relative: 1e-9))
    #expect(isClose(move(market(hbm: 80, dram: 5)), -0.4, relative: 1e-9))
    #expect(round.price(market(hbm: 80, dram: 60, need: 150, reach: 100)) == 90)
    #expect(
      isClose(round.price(market(hbm: 5, dram: 1, cost: 5, booked: 900)), 9, relative: 1e-9), "0.6 x 3 x 5")
  }

  @Test(
    "makers promise all that is needed where HBM pays as well, and what loyalty asks where it pays far worse")
  func volume() {
    #expect(round.volume(market(), at: 45) == 100)
    #expect(round.volume(market(), at: 90) == 100)
    #expect(isClose(round.volume(market(), at: 45 * exp(-0.35)), 90, relative: 1e-9))
    #expect(isClose(round.volume(market(), at: 45 * exp(-0.7)), 80, relative: 1e-9))
    #expect(isClose(round.volume(market(), at: 1), 80, relative: 1e-9))
  }

  @Test(
    "lines turn to what is promised in proportion to what each can, and back in proportion to what each makes"
  )
  func lines() {
    func share(_ volume: Double, now: Double = 100, reach: Double = 200) -> Double {
      HBMRound.share(0.3, highest: 0.4, lowest: 0.15, volume: volume, now: now, reach: reach)
    }
    #expect(isClose(share(150), 0.35, relative: 1e-9))
    #expect(share(900) == 0.4)
    #expect(isClose(share(80), 0.24, relative: 1e-9))
    #expect(share(10) == 0.15)
    #expect(share(100) == 0.3)
    #expect(share(150, reach: 100) == 0.3, "where no line can turn further none does")
    #expect(share(0, now: 0, reach: 0) == 0.3)
  }

  @Test(
    "buyers bear a quarter's stock, then take less by what they draw from it, and never less than the least")
  func calledOff() {
    func part(_ days: Double, least: Double = 0.5, of promised: Double = 40) -> Double {
      HBMRound.taken(use: 20, stockDays: days, least: least, of: promised)
    }
    #expect(part(91) == 1 && part(-30) == 1)
    #expect(isClose(part(91 + 73), 20 * 0.8 / 40, relative: 1e-9))
    #expect(isClose(part(900), 0.25, relative: 1e-9))
    #expect(isClose(part(900, least: 0.7), 0.35, relative: 1e-9))
    #expect(part(91 + 73, of: 10) == 1, "nobody takes more than is promised")
  }
}
