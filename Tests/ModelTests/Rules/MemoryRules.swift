#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// Prices of memory, and what makers do with their wafers.
@Suite("rule: memory")
struct MemoryRules {
  /// Prices after a month that opens with HBM at `hbm` and DRAM at `dram` USD/GB.
  private func month(hbm: Double, dram: Double, _ overrides: [String]) throws -> (hbm: Double, dram: Double) {
    var bare = try BareWorld(overrides)
    bare.run(until: Time.month - 1)
    bare.world.memory.post(hbm: hbm, &bare.world.exchange)
    bare.world.memory.post(dram: dram, &bare.world.exchange)
    bare.world.memory.trade(bare.world.fabs.takeMemory(), &bare.world.exchange)
    return (bare.world.exchange.posted.memory.hbm, bare.world.exchange.posted.memory.dram)
  }

  @Test("HBM contracts renew toward parity with ordinary DRAM, from below alone")
  func renewal() throws {
    let slow = [
      "memory.price_speed=0 /year", "memory.parity=1", "memory.trade_ratio=3", "memory.hbm_floor=0.01 USD/GB",
      "memory.hbm_ceiling=1000 USD/GB",
    ]
    let still = try month(hbm: 10, dram: 10, slow + ["memory.renewal=0 /year"])
    #expect(isClose(still.hbm, 10, relative: 1e-9))
    let renewed = try month(hbm: 10, dram: 10, slow + ["memory.renewal=2 /year"])
    // Asked are 3 x 10; two renewals a year go that way in logs.
    #expect(
      isClose(log(renewed.hbm / 10), 2 * log(30.0 / 10) * (Time.month - 1) / Time.year, relative: 1e-9))
    let above = try month(hbm: 40, dram: 10, slow + ["memory.renewal=2 /year"])
    #expect(isClose(above.hbm, 40, relative: 1e-9))
  }

  @Test("prices stay between floor and ceiling, and move no faster than contracts allow")
  func limits() throws {
    let base = ["memory.price_limit=1 /year", "memory.price_speed=12 /year", "memory.renewal=0 /year"]
    let way = exp((Time.month - 1) / Time.year)
    let low = try month(
      hbm: 10, dram: 1, base + ["memory.hbm_ceiling=1000 USD/GB", "memory.dram_floor=0.01 USD/GB"])
    #expect(low.hbm <= 10 * way * (1 + 1e-9) && low.hbm >= 10 / way * (1 - 1e-9))
    #expect(isClose(low.dram, way, relative: 1e-9), "far too cheap, so as fast as it can")
    let capped = try month(hbm: 30, dram: 10, base + ["memory.hbm_ceiling=12 USD/GB"])
    #expect(capped.hbm == 12)
    let floored = try month(
      hbm: 3, dram: 0.1, base + ["memory.hbm_floor=9 USD/GB", "memory.dram_floor=2 USD/GB"])
    #expect(floored.hbm == 9)
    #expect(floored.dram == 2)
  }

  @Test("ordinary buyers take less at a higher price")
  func elasticity() throws {
    func sold(_ dram: Double) throws -> Double {
      var bare = try BareWorld(["memory.dram_elasticity=0.5", "memory.dram_demand_growth=0 /year"])
      let price = bare.world.exchange.posted.memory.dram
      bare.world.exchange.goods.endow(bare.world.exchange.goods.dram, onHand: 1e13)
      bare.run(until: 10)
      bare.world.memory.post(dram: price * dram, &bare.world.exchange)
      bare.world.memory.trade(bare.world.fabs.takeMemory(), &bare.world.exchange)
      return bare.world.exchange.goods[bare.world.exchange.goods.dram].sold
    }
    #expect(isClose(try sold(4) / sold(1), 0.5, relative: 1e-9))
  }

  /// Change of the first HBM maker's share after a decision.
  private func shift(hbm: Double, short: Double, _ overrides: [String] = []) throws -> Double {
    var bare = try BareWorld(
      [
        "memory.share_shift=0.12 /year", "memory.loyalty=0", "memory.contract_floor=0.5",
        "memory.trade_ratio=3",
      ]
        + overrides)
    let fab = try bare.index("sk_hynix", in: "fabs")
    bare.run(until: Time.month + 0.1)
    bare.world.memory.trade(bare.world.fabs.takeMemory(), &bare.world.exchange)
    let now = bare.world.memory.hbmUse / bare.world.memory.hbmFlow
    for (book, rate) in bare.world.exchange.posted.assembly.planRate.enumerated() {
      bare.world.assembly.post(planRate: rate * short / now, startRate: 0, book, &bare.world.exchange)
    }
    bare.run(until: Time.month + 0.2)
    bare.world.memory.trade(bare.world.fabs.takeMemory(), &bare.world.exchange)
    bare.world.memory.post(dram: 10, &bare.world.exchange)
    bare.world.memory.post(hbm: hbm, &bare.world.exchange)
    bare.world.fabs.postLines(&bare.world.exchange)
    return bare.world.memory.decide(&bare.world.exchange)[fab] - bare.world.fabs.hbmShare[fab]
  }

  @Test("makers move wafers toward the better revenue per wafer, while HBM is short")
  func shares() throws {
    // Thirty times the price of DRAM's wafer is a threefold pace, the most that lines can take.
    #expect(try shift(hbm: 900, short: 10) > 0)
    #expect(try shift(hbm: 1, short: 0.1) < 0)
    #expect(try shift(hbm: 900, short: 0.9) == 0, "nobody converts for what is not short")
  }

  @Test("an HBM wafer gives its bytes, an ordinary one the trade ratio times as many")
  func bytes() throws {
    var bare = try BareWorld([
      "memory.trade_ratio=3", "memory.hbm_per_wafer=100 GB", "memory.hbm_per_wafer_growth=0 /year",
    ])
    let fab = try bare.index("sk_hynix", in: "fabs")
    let process = bare.world.exchange.inputs.fabs[fab].process.asInt
    let (hbm, dram) = (bare.world.exchange.goods.output(process), bare.world.exchange.goods.dram)
    for product in [Fabs.Lot.hbm, Fabs.Lot.dram] {
      bare.world.fabs.begin(
        Fabs.Lot(fab: Int16(fab), product: product, wafers: 10), readyIn: 0, &bare.world.exchange)
    }
    let before = (bare.world.exchange.goods[hbm].produced, bare.world.exchange.goods[dram].produced)
    let count = UInt16(bare.world.fabs.lots.count)
    bare.world.fabs.finish(count - 2, &bare.world.exchange)
    bare.world.fabs.finish(count - 1, &bare.world.exchange)
    #expect(isClose(bare.world.exchange.goods[hbm].produced - before.0, 1000, relative: 1e-9))
    #expect(isClose(bare.world.exchange.goods[dram].produced - before.1, 3000, relative: 1e-9))
  }
}
