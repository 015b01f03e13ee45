#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// Where makers of memory put their wafers, and how its contract prices move, by their policies alone.
@Suite("rule: makers of memory")
struct MemoryMakers {
  private let split = WaferSplit(shift: 0.1, kept: 0.8, loyalty: 0.5, loyalAbove: 1.2, glut: 0.8)
  private let prices = ContractPrice(
    speed: 3, limit: 2, stockPull: 0.5, even: 0.1, hbmPull: 0.5, glutPull: 0.25, renewal: 1, parity: 2,
    dramBounds: ContractPrice.Bounds(floor: 1, ceiling: 100),
    hbmBounds: ContractPrice.Bounds(floor: 2, ceiling: 50))
  private let tenth = Time.year / 10

  @Test("the better HBM pays the faster wafers move to it, and buyers who go short keep theirs in part")
  func pull() {
    func pull(_ advantage: Double, short: Double = 1) -> Double {
      split.pull(WaferSplit.Market(advantage: advantage, shortage: short))
    }
    #expect(isClose(pull(exp(0.5)), 1, relative: 1e-9))
    #expect(pull(exp(5)) == 3, "lines can take no more")
    #expect(isClose(pull(exp(-0.5)), tanh(-1), relative: 1e-9))
    #expect(isClose(pull(0), -1, relative: 1e-3))
    #expect(pull(exp(-0.5), short: 1.3) == 0.5, "loyalty")
    #expect(pull(exp(5), short: 1.3) == 3)
  }

  /// Share of a line after a year in which HBM pays `advantage` times what DRAM does.
  private func share(_ advantage: Double, short: Double, from share: Double = 0.3, limit: Double = 0.6)
    -> Double
  {
    split.share(
      WaferSplit.Line(share: share, opening: 0.25, limit: limit),
      WaferSplit.Market(advantage: advantage, shortage: short), days: Time.year)
  }

  @Test("a line turns to HBM while it pays and is short, up to its limit")
  func toHBM() {
    #expect(isClose(share(exp(0.5), short: 1.1), 0.4, relative: 1e-9))
    #expect(share(exp(0.5), short: 1.1, limit: 0.32) == 0.32)
    #expect(share(exp(0.5), short: 1.1, limit: 0.2) == 0.3, "a limit takes nothing back")
    #expect(share(exp(0.5), short: 0.9) == 0.3, "nobody converts for what is not short")
    let half = split.share(
      WaferSplit.Line(share: 0.3, opening: 0.25, limit: 0.6),
      WaferSplit.Market(advantage: exp(0.5), shortage: 1.1), days: Time.year / 2)
    #expect(isClose(half, 0.35, relative: 1e-9))
  }

  @Test("a line turns back where DRAM pays or in a glut, down to what long contracts keep")
  func toDRAM() {
    #expect(isClose(share(exp(-0.5), short: 1.1), 0.3 - 0.1 * tanh(1), relative: 1e-9))
    #expect(isClose(share(exp(-0.5), short: 1.1, from: 0.21), 0.2, relative: 1e-9))
    #expect(share(exp(-0.5), short: 1.1, from: 0.1) == 0.1, "contracts bring nothing back")
    #expect(isClose(share(exp(0.5), short: 0.7), 0.25, relative: 1e-9), "a glut, though HBM pays")
    #expect(isClose(share(exp(-0.5), short: 0.7), 0.3 - 0.1 * tanh(1), relative: 1e-9))
  }

  private func market(
    demand: Double = 100, supply: Double = 100, stock: Double = 100
  ) -> ContractPrice.Market {
    ContractPrice.Market(demand: demand, supply: supply, stock: stock, liked: 100)
  }

  /// Speed in logs a year at which DRAM moves from 10 USD/GB.
  private func dram(_ market: ContractPrice.Market, _ rules: ContractPrice? = nil) -> Double {
    log((rules ?? prices).dram(10, market, days: tenth) / 10) * 10
  }

  @Test("DRAM follows shortage and stock, and falls where both are even")
  func ordinary() {
    #expect(isClose(dram(market(demand: 120)), 3 * (log(1.2) - 0.1), relative: 1e-9))
    #expect(isClose(dram(market(stock: 50)), 3 * (0.25 - 0.1), relative: 1e-9))
    #expect(isClose(dram(market()), -0.3, relative: 1e-9), "competed down")
    var slow = prices
    slow.speed = 0.1
    #expect(isClose(dram(market(stock: 900), slow), 0.1 * (-0.5 - 0.1), relative: 1e-9))
    #expect(isClose(dram(market(demand: 0), slow), 0.1 * (log(0.05) - 0.1), relative: 1e-9))
    #expect(isClose(dram(market(supply: 0), slow), 0.1 * (3 - 0.1), relative: 1e-9))
  }

  @Test("prices move no faster than contracts allow, between floor and ceiling")
  func limits() {
    #expect(isClose(dram(market(demand: 1e6)), 2, relative: 1e-9))
    #expect(isClose(dram(market(demand: 0)), -2, relative: 1e-9))
    #expect(prices.dram(99, market(demand: 1e6), days: tenth) == 100)
    #expect(prices.dram(1.1, market(demand: 0), days: tenth) == 1)
    #expect(prices.hbm(49, market(demand: 1e6), dram: 1, days: tenth) == 50)
    var falling = prices
    falling.glutPull = 1
    #expect(falling.hbm(2.1, market(demand: 0), dram: 0.1, days: tenth) == 2)
  }

  /// Speed in logs a year at which HBM moves from 30 USD/GB, where contracts ask for no more.
  private func hbm(_ market: ContractPrice.Market, _ rules: ContractPrice? = nil) -> Double {
    log((rules ?? prices).hbm(30, market, dram: 10, days: tenth) / 30) * 10
  }

  @Test("HBM rises with a part of a shortage at once, and falls with a part of that in a glut")
  func highBandwidth() {
    #expect(isClose(hbm(market(demand: 200)), 3 * 0.5 * log(2), relative: 1e-9))
    #expect(isClose(hbm(market(demand: 50)), -3 * 0.25 * 0.5 * log(2), relative: 1e-9))
    #expect(isClose(hbm(market(stock: 150)), -3 * 0.25 * 0.25, relative: 1e-9))
    #expect(isClose(hbm(market(stock: 900)), -3 * 0.25 * 1, relative: 1e-9))
    #expect(hbm(market(stock: 50)) == 0, "less stock than makers like moves nothing by itself")
    var slow = prices
    slow.speed = 0.1
    #expect(isClose(hbm(market(demand: 1e6), slow), 0.1 * 0.5 * log(20), relative: 1e-9))
    #expect(isClose(hbm(market(demand: 200, supply: 0), slow), 0.1 * 0.5 * 3, relative: 1e-9))
    #expect(isClose(hbm(market(demand: 0), slow), -0.1 * 0.25 * 0.5, relative: 1e-9))
  }

  @Test("contracts of HBM renew toward what its wafers would earn in DRAM, from below alone")
  func renewal() {
    let below = prices.hbm(10, market(), dram: 10, days: tenth)
    #expect(isClose(log(below / 10), 0.1 * log(2), relative: 1e-9))
    #expect(isClose(prices.hbm(30, market(), dram: 10, days: tenth), 30, relative: 1e-9))
  }
}
