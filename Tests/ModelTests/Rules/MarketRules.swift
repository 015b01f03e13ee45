#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// Demand for compute, how it is served, and what it costs.
@Suite("rule: market")
struct MarketRules {
  /// A market in which one lab has no customers and another more than it can serve.
  private func uneven() throws -> BareWorld {
    var bare = try BareWorld([])
    bare.world.labs.states[try bare.index("google", in: "labs")].growth = -20
    bare.world.labs.states[try bare.index("openai", in: "labs")].growth = 3
    bare.world.labs.states[try bare.index("openai", in: "labs")].quality = 10
    return bare
  }

  @Test("spare compute is traded: who has it leases it to who lacks it, at the spot price")
  func trade() throws {
    var bare = try uneven()
    let (seller, buyer) = (try bare.index("google", in: "labs"), try bare.index("openai", in: "labs"))
    bare.run(until: 1)
    let (rich, poor) = (bare.world.exchange.ledger.cash(seller), bare.world.exchange.ledger.cash(buyer))
    let days = bare.clearMarket()
    let bought = bare.world.labs.states[buyer].bought
    #expect(bought > 0)
    let posted = bare.world.exchange.posted.market
    #expect(isClose(posted.bought.reduce(0, +), posted.sold.reduce(0, +), relative: 1e-9))
    let price = bare.world.exchange.posted.market.spot * Time.hoursPerYear * 1e-9 * days / Time.year
    #expect(isClose(poor - bare.world.exchange.ledger.cash(buyer), bought * price, relative: 1e-6))
    #expect(bare.world.exchange.ledger.cash(seller) > rich)
    #expect(abs(posted.income.reduce(0, +)) < 1e-9, "what buyers pay sellers get")
  }

  @Test("who sells for less than the spot price does not buy")
  func cheapBuyer() throws {
    var bare = try uneven()
    let buyer = try bare.index("openai", in: "labs")
    bare.world.labs.states[buyer].quality = 0.01
    bare.run(until: 1)
    bare.clearMarket()
    #expect(bare.world.labs.states[buyer].price < bare.world.exchange.posted.market.spot)
    #expect(bare.world.labs.states[buyer].bought == 0)
  }

  @Test("customers answer a price in part at once, and in full when they have adapted")
  func response() throws {
    func demand(price: Double, days: Double) throws -> Double {
      var bare = try BareWorld(["market.elasticity=1.5", "market.short_run=0.4", "market.adaptation=1 year"])
      let market = bare.world.exchange.posted.market
      bare.world.market.post(spot: market.spot * price, contract: market.contract, &bare.world.exchange)
      bare.world.labs.split(&bare.world.exchange, days: days)
      return bare.world.labs.states[try bare.index("openai", in: "labs")].demand
    }
    let calm = try demand(price: 1, days: 0)
    #expect(isClose(try demand(price: 2, days: 0), calm * pow(2, -1.5 * 0.4), relative: 1e-9))
    #expect(isClose(try demand(price: 2, days: 1e5), calm * pow(2, -1.5), relative: 1e-9))
    #expect(isClose(try demand(price: 0.5, days: 1e5), calm * pow(2, 1.5), relative: 1e-9))
  }

  @Test("demand is served as far as compute reaches beside the least that is kept for training")
  func service() throws {
    var bare = try BareWorld(["labs.openai.training_share=0.5", "labs.openai.training_least=0.2"])
    let lab = try bare.index("openai", in: "labs")
    bare.world.labs.states[lab].growth = 5
    bare.world.labs.split(&bare.world.exchange, days: 0)
    let compute = bare.world.labs.online(lab, bare.world.exchange)
    let state = bare.world.labs.states[lab]
    // Past the knee of research its share gives way, and with it the least.
    #expect(isClose(state.served, compute * (1 - min(0.2, state.trainingShare)), relative: 1e-9))
    #expect(isClose(state.served + state.training + state.spare, compute, relative: 1e-9))
  }

  /// Growth of a lab's demand in the first year at 50 % a year, all luck and leads apart.
  private func growth(_ overrides: [String] = [], unserved: Double = 0) throws -> Double {
    var bare = try BareWorld(
      [
        "labs.openai.demand_growth={\"2026\": \"0.5 /year\"}", "market.volatility=0 /year",
        "market.lead_pull=0 /year",
        "market.progress_pull=0", "market.impatience=0.3 /year", "market.potential=1000000 billion USD/year",
        "market.saturation=1",
      ] + overrides)
    let lab = try bare.index("openai", in: "labs")
    bare.world.labs.states[lab].demand = 1000
    bare.world.labs.states[lab].served = 1000 * (1 - unserved)
    bare.world.labs.states[lab].bought = 0
    bare.world.labs.growDemand(&bare.world.exchange, years: 1)
    return bare.world.labs.states[lab].growth
  }

  @Test("demand grows by its path, waits through a pause, and turns away where it is not served")
  func demandGrowth() throws {
    #expect(isClose(try growth(), 0.5, relative: 1e-3))
    #expect(try growth(["market.pause_start=2025-12-01", "market.pause_length=1 year"]) == 0)
    #expect(isClose(try growth(unserved: 0.5), 0.5 - 0.15, relative: 1e-3))
  }

  @Test("demand slows as spending nears its potential")
  func saturation() throws {
    let bare = try BareWorld([])
    let spending = bare.world.labs.states.reduce(0) { $0 + $1.revenue }
    // Spending is drawn: half of the potential leaves half of the growth.
    let half = try growth(["market.potential=\(2 * spending) billion USD/year"])
    #expect(isClose(half, 0.25, relative: 0.05))
    #expect(try growth(["market.potential=\(spending / 2) billion USD/year"]) == 0)
  }

  @Test("the spot price rises with tightness and never falls below half of what running costs")
  func spotPrice() throws {
    func price(growth: Double) throws -> (spot: Double, floor: Double) {
      var bare = try BareWorld([])
      for lab in bare.world.labs.states.indices { bare.world.labs.states[lab].growth = growth }
      bare.run(until: 15)
      bare.clearMarket()
      return (bare.world.exchange.posted.market.spot, 0.5 * bare.world.market.operatingCost)
    }
    let calm = try price(growth: 0).spot
    #expect(try price(growth: 1).spot > 1.01 * calm)
    #expect(try price(growth: -1).spot < 0.99 * calm)
    let empty = try price(growth: -300)
    #expect(empty.spot >= empty.floor)
  }
}

extension BareWorld {
  /// A period of the market as the world clears it, without industries' counts; gives the days since the last.
  @discardableResult
  mutating func clearMarket() -> Double {
    world.labs.post(&world.exchange)
    let days = world.market.compete(&world.exchange)
    world.labs.growDemand(&world.exchange, years: days / Time.year)
    world.labs.split(&world.exchange, days: days)
    world.market.clear(&world.exchange, days: days)
    world.labs.takeTrades(world.exchange)
    return days
  }
}
