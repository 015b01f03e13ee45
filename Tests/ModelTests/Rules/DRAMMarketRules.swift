#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// The market for ordinary DRAM: how contracts move, what buyers do, what makers build and idle, by their policies and
/// in the world.
@Suite("rule: the market for DRAM")
struct DRAMMarketRules {
  private let contract = QuarterlyContract(
    flowPull: 0.5, stockPull: 0.2, costPull: 0.3, likedStock: 40, memory: 0.8, most: 0.8, least: 0.4,
    normal: 1.5,
    cash: 0.6, ceiling: 6, luck: 0.05)

  private func market(orders: Double = 100, stock: Double = 4000, cost: Double = 2)
    -> QuarterlyContract.Market
  {
    QuarterlyContract.Market(orders: orders, made: 100, use: 100, stock: stock, cost: cost)
  }

  @Test(
    "contracts are pulled by orders over what is made, by stock, and up from below the normal price alone")
  func pull() {
    #expect(contract.pull(9, market()) == 0)
    #expect(isClose(contract.pull(9, market(orders: 150)), 0.5 * log(1.5), relative: 1e-9))
    #expect(isClose(contract.pull(9, market(orders: 50)), -0.5 * log(2), relative: 1e-9))
    #expect(isClose(contract.pull(9, market(stock: 2000)), 0.2 * log(2), relative: 1e-9))
    #expect(isClose(contract.pull(9, market(stock: 8000)), -0.2 * log(2), relative: 1e-9))
    #expect(isClose(contract.pull(1.5, market()), 0.3 * log(2), relative: 1e-9), "normal is 1.5 x 2")
    #expect(isClose(contract.pull(9, market(orders: 1e9)), 0.5 * log(20), relative: 1e-9))
    #expect(isClose(contract.pull(9, market(orders: 0)), 0.5 * log(0.05), relative: 1e-9))
    #expect(isClose(contract.pull(9, market(stock: 0)), 0.2 * log(40 / 5.6), relative: 1e-9))
  }

  @Test("a move carries on, and halves of a quarter come to the same as the whole")
  func momentum() {
    let after = contract.momentum(0.4, 9, market(orders: 150), quarters: 1)
    let kept = exp(-1 / 0.8)
    #expect(isClose(after, kept * 0.4 + (1 - kept) * 0.5 * log(1.5), relative: 1e-9))
    let half = contract.momentum(0.4, 9, market(orders: 150), quarters: 0.5)
    #expect(isClose(contract.momentum(half, 9, market(orders: 150), quarters: 0.5), after, relative: 1e-9))
  }

  @Test("one negotiation moves a price by so much, down by less than up, and never below cash cost")
  func price() {
    func log1(_ momentum: Double, chance: Double = 0, stock: Double = 4000) -> Double {
      log(contract.price(9, momentum: momentum, market(stock: stock), quarters: 1, chance: chance) / 9)
    }
    #expect(isClose(log1(0.2), 0.8 * tanh(0.25), relative: 1e-9))
    #expect(
      isClose(log(contract.price(3, momentum: 50, market(), quarters: 1, chance: 0) / 3), 0.8, relative: 1e-9)
    )
    #expect(isClose(log1(-0.4), -0.4 * tanh(1), relative: 1e-9))
    #expect(isClose(log1(-50), -0.4, relative: 1e-9))
    #expect(contract.price(1.3, momentum: -50, market(), quarters: 1, chance: 0) == 1.2, "0.6 x 2")
    #expect(contract.price(9, momentum: 50, market(), quarters: 1, chance: 0) == 12, "6 x 2")
    #expect(isClose(log1(0, chance: 1), 0.05, relative: 1e-9))
    #expect(isClose(log1(0, chance: 1, stock: 2000), 0.1, relative: 1e-9), "thin stocks shake it")
    #expect(isClose(log1(0, chance: 1, stock: 1), 0.125, relative: 1e-9))
    #expect(isClose(log1(0, chance: 1, stock: 1e6), 0.035, relative: 1e-9))
  }

  private let buyers = OrdinaryBuyers(elasticity: 0.4, atOnce: 0.3, likedStock: 70, fill: 1.5, hoarding: 1)

  @Test(
    "use falls with the price over normal, mostly with that of the last years, and the more the dearer it is")
  func use() {
    #expect(buyers.use(price: 1, slow: 1) == 1)
    #expect(isClose(buyers.use(price: 2, slow: 1), exp(-0.4 * (pow(2, 0.3) - 1)), relative: 1e-9))
    #expect(isClose(buyers.use(price: 1, slow: 2), exp(-0.4 * (pow(2, 0.7) - 1)), relative: 1e-9))
    #expect(isClose(buyers.use(price: 4, slow: 4), exp(-1.2), relative: 1e-9))
  }

  @Test("buyers order what they use and what lacks to the stock they like: more while prices rise")
  func orders() {
    #expect(isClose(buyers.orders(use: 10, stock: 700, momentum: 0), 10, relative: 1e-9))
    let quarter = Time.year / 4
    #expect(
      isClose(buyers.orders(use: 10, stock: 350, momentum: 0), 10 + 350 / (1.5 * quarter), relative: 1e-9))
    let hoard = 700 * exp(tanh(0.5)) - 700
    #expect(
      isClose(buyers.orders(use: 10, stock: 700, momentum: 0.5), 10 + hoard / (1.5 * quarter), relative: 1e-9)
    )
    #expect(buyers.orders(use: 10, stock: 1e6, momentum: -1) == 2.5, "a quarter at least")
    #expect(buyers.part(use: 10, stock: 280) == 1 && buyers.part(use: 10, stock: 140) == 0.5)
  }

  @Test("makers build for orders at a normal price when the wafers come, and for nothing without a margin")
  func building() {
    let makers = MemoryBuilding(elasticity: 0.4, normal: 1.5, leastMargin: 0.15, lead: 12, node: 0.025)
    func pressure(growth: Double = 0, slow: Double = 1.5, now: Double = 3) -> Double {
      makers.pressure(orders: 130, growth: growth, capacity: 100, slow: slow, now: now)
    }
    #expect(isClose(pressure(), 1.3 * exp(-0.3), relative: 1e-9))
    #expect(
      isClose(pressure(slow: 3), 1.3 * exp(0.4 - 0.3), relative: 1e-9), "at a normal price more would be used"
    )
    #expect(isClose(pressure(slow: 30), 1.3 * exp(1 - 0.3), relative: 1e-9))
    #expect(isClose(pressure(growth: 0.04), 1.3 * exp(0.7 * 0.04 * 12 - 0.3), relative: 1e-9))
    #expect(isClose(pressure(growth: 9), 1.3 * exp(0.7 * 0.06 * 12 - 0.3), relative: 1e-9))
    #expect(pressure(growth: -9) == pressure())
    #expect(pressure(now: 1.17) == 0 && pressure(now: 1.18) > 0)
  }

  @Test("makers idle lines near cash cost, or with too much in stock")
  func idling() {
    func running(_ price: Double, _ stock: Double) -> Double {
      MemoryBuilding.utilisation(price: price, stock: stock, least: 0.7)
    }
    #expect(running(1.4, 60) == 1)
    #expect(isClose(running(1.05, 60), 1 - 0.3 * 0.5, relative: 1e-9))
    #expect(isClose(running(0.5, 60), 0.7, relative: 1e-9))
    #expect(isClose(running(3, 105), 1 - 0.3 * 0.5, relative: 1e-9))
    #expect(isClose(running(3, 180), 0.7, relative: 1e-9))
    #expect(isClose(running(3, 273), 0.7 * 0.75, relative: 1e-9))
    #expect(
      isClose(running(3, 900), 0.35, relative: 1e-9), "nobody makes for years of stock, nor stops whole")
  }

  @Test("the months of a quarter have the luck of its one negotiation")
  func negotiation() throws {
    let bare = try BareWorld([])
    let contract = QuarterlyContract(bare.world.exchange.inputs.memory)
    let market = QuarterlyContract.Market(orders: 10, made: 10, use: 10, stock: 400, cost: 1)
    func luck(_ quarters: Double) -> Double {
      log(contract.price(2, momentum: 0, market, quarters: quarters, chance: 1) / 2)
    }
    #expect(luck(1) > 0.02 && isClose(3 * luck(1.0 / 3), luck(1), relative: 1e-9))
    func moves(_ replication: UInt64, luck: Double) throws -> [Double] {
      var bare = BareWorld(
        try ShippedScenario.model("base", ["memory.price_luck=\(luck)"]), replication: replication)
      var prices = [log(bare.world.exchange.posted.memory.dram)]
      for month in 1...3 {
        bare.run(until: (Double(month) + 0.01) * Time.month)
        prices.append(log(bare.world.exchange.posted.memory.dram))
      }
      return zip(prices.dropFirst(), prices).map { $0 - $1 }
    }
    for replication in 0..<6 as Range<UInt64> {
      let luck = zip(try moves(replication, luck: 0.05), try moves(replication, luck: 0)).map { $0 - $1 }
      #expect(luck.allSatisfy { $0 > 0 } || luck.allSatisfy { $0 < 0 }, "\(luck)")
    }
  }

  @Test("idle lines start no wafers, and none of HBM is idle: it is promised")
  func idleLines() throws {
    func started(_ running: Double) throws -> Double {
      var bare = try BareWorld(
        ["sk_hynix", "samsung_dram", "micron", "other_dram"].map { "memory.hbm_share.\($0)=0.2" })
      bare.world.memory.post(running: running, &bare.world.exchange)
      let place = bare.world.exchange.goods.wafers(try bare.index("dram", in: "processes"))
      let before = bare.world.exchange.goods[place].inTransit
      bare.world.handle(.lotsStart)
      return bare.world.exchange.goods[place].inTransit - before
    }
    let (all, some) = (try started(1), try started(0.7))
    #expect(all > 0 && isClose(some, (0.2 + 0.8 * 0.7) * all, relative: 1e-9))
  }

  @Test(
    "the world opens in mid-stride: with the stocks, the shortage and the move of contracts that there were")
  func opening() throws {
    let bare = try BareWorld([
      "memory.opening_move=0.39", "memory.opening_use=1.13", "memory.opening_makers_stock=19 day",
      "memory.opening_buyers_stock=50 day", "memory.opening_habit=1.46",
    ])
    let memory = bare.world.exchange.goods.dram
    #expect(bare.world.memory.momentum == 0.39)
    #expect(isClose(bare.world.memory.habit, log(1.46), relative: 1e-9))
    #expect(
      isClose(bare.world.exchange.goods[memory].onHand, 19 * bare.world.memory.dramFlow, relative: 1e-9))
    #expect(isClose(bare.world.memory.use, 1.13 * bare.world.memory.dramFlow, relative: 1e-9))
    #expect(bare.world.memory.buyersStock < 50 * bare.world.memory.use)
    #expect(bare.world.memory.buyersStock > 0.9 * 50 * bare.world.memory.use, "less what servers use")
  }

  @Test("makers sell what is fresh, and of their stock a part of what is beyond test and transport")
  func release() throws {
    func sold(_ least: Double, _ release: Double) throws -> Double {
      var bare = try BareWorld([
        "memory.makers_least=\(least) day", "memory.makers_release=\(release) day",
        "memory.opening_buyers_stock=1 day", "memory.opening_makers_stock=100 day",
      ])
      bare.run(until: 20)
      bare.world.memory.trade(bare.world.fabs.takeMemory(), &bare.world.exchange)
      return bare.world.exchange.goods[bare.world.exchange.goods.dram].sold
    }
    let (none, some, more) = (try sold(365, 100), try sold(50, 100), try sold(50, 30))
    #expect(none > 0 && some > none && more > some)
  }
}
