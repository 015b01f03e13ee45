#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// Export controls split the market for hours; makers behind them answer to what is wanted there.
@Suite("rule: export controls")
struct ControlRules {
  /// The market behind controls and the world's.
  private let home = RentAbroad.Side(wanted: 150, sold: 100, online: 100, base: 2)
  private let world = RentAbroad.Side(wanted: 1000, sold: 800, online: 1000, base: 2)

  @Test("who cannot buy machines rents hours in the world until they cost the same, as far as rules let it")
  func renting() {
    let free = RentAbroad(share: 1, elasticity: 2)
    func price(_ side: RentAbroad.Side, more: Double) -> Double {
      side.base * pow((side.wanted + more) / side.online, 2)
    }
    let moved = free.moved(home, world)
    #expect(isClose(moved, 500.0 / 11, relative: 1e-9))
    #expect(isClose(price(home, more: -moved), price(world, more: moved), relative: 1e-9))
    var dear = home
    dear.base = 4
    let more = free.moved(dear, world)
    #expect(more > moved)
    #expect(isClose(price(dear, more: -more), price(world, more: more), relative: 1e-9))
    #expect(RentAbroad(share: 0.2, elasticity: 2).moved(home, world) == 20, "a fifth of what customers want")
    #expect(RentAbroad(share: 0, elasticity: 2).moved(home, world) == 0)
  }

  @Test("the world rents behind controls where hours are cheaper there, as far as rules let it")
  func letting() {
    var idle = home
    idle.wanted = 50
    #expect(isClose(RentAbroad(share: 1, elasticity: 2).moved(idle, world), -500.0 / 11, relative: 1e-9))
    #expect(RentAbroad(share: 0.2, elasticity: 2).moved(idle, world) == -20, "a fifth of what is online")
    #expect(RentAbroad(share: 1, elasticity: 2).moved(RentAbroad.Side(), world) == 0)
  }

  @Test("what finds no buyer or seller at home crosses, up to what may")
  func crossing() {
    let lacking = HoursTrade(spare: 10, unmet: 40)
    let spare = HoursTrade(spare: 50, unmet: 30)
    #expect(lacking.crossing(from: spare, most: 100) == 20)
    #expect(lacking.crossing(from: spare, most: 5) == 5)
    #expect(HoursTrade(spare: 10, unmet: 15).crossing(from: spare, most: 100) == 5)
    #expect(spare.crossing(from: lacking, most: 100) == 0)
    let renting = HoursTrade(spare: 10, unmet: 40, rentedAbroad: 30)
    #expect(renting.paid(here: 4, there: 2) == 2.5)
    #expect(lacking.paid(here: 4, there: 2) == 4)
  }

  private static let calm = [
    "market.restricted_price=1", "market.spot_elasticity=2", "market.spot_speed=8 /year",
  ]

  /// USD per hour behind controls and in the world after half a month in which more is wanted behind controls.
  private func prices(_ overrides: [String]) throws -> (home: Double, world: Double, own: Double) {
    var bare = try BareWorld(Self.calm + overrides)
    let china = try bare.index("china_labs", in: "labs")
    bare.world.labs.states[china].growth = 1
    bare.run(until: 15)
    bare.clearMarket()
    let prices = bare.world.exchange.posted.market.prices
    return (
      prices[Bloc.restricted].spot, prices[Bloc.world].spot, bare.world.exchange.hours(for: china).spot
    )
  }

  @Test("compute behind controls has a price of its own; where hours may be rented freely it is the world's")
  func ownPrice() throws {
    let closed = try prices(["market.rent_abroad=0"])
    #expect(closed.home > 1.2 * closed.world)
    #expect(closed.own == closed.home)
    let open = try prices(["market.rent_abroad=1"])
    #expect(isClose(open.home, open.world, relative: 0.03))
    #expect(open.world > closed.world, "what is rented is wanted there")
    let one = try prices(["market.rent_abroad=0", "labs.china_labs.restricted=false"])
    #expect(one.own == one.world)
  }

  @Test("where no lab is restricted there is one market, and nothing to say of another")
  func oneMarket() throws {
    let open = try Run(ShippedScenario.model("base", ["end=2026-02-01", "labs.*.restricted=false"]))
    #expect(open.value("restricted_spot_price_usd_per_h100e_h").isNaN)
    #expect(open.value("restricted_over_world_price").isNaN)
    #expect(open.value("restricted_imports_total_h100e") == 0)
    let base = try Run(ShippedScenario.model("base", ["end=2026-02-01", "market.restricted_price=1.5"]))
    #expect(isClose(base.value("restricted_over_world_price", at: 0), 1.5, relative: 1e-9))
    #expect(base.value("restricted_tightness") > 0)
  }

  @Test("customers of a restricted lab pay by the price in its market")
  func customers() throws {
    var bare = try BareWorld(["market.restricted_price=1.5"])
    let china = try bare.index("china_labs", in: "labs")
    let google = try bare.index("google", in: "labs")
    let before = [china, google].map { bare.world.labs.states[$0].price }
    let spot = bare.world.exchange.hours(for: china).spot
    #expect(isClose(spot, 1.5 * bare.world.exchange.posted.market.spot, relative: 1e-9))
    bare.world.market.post(spot: 2 * spot, contract: 1, in: Bloc.restricted, &bare.world.exchange)
    bare.world.labs.split(&bare.world.exchange, days: 0)
    #expect(isClose(bare.world.labs.states[china].price / before[0], 2, relative: 1e-9))
    #expect(isClose(bare.world.labs.states[google].price / before[1], 1, relative: 1e-9))
  }

  @Test("what a restricted lab leases is paid at the price of leases in its market")
  func leases() throws {
    var bare = try BareWorld(["labs.china_labs.own_share=0.5", "labs.china_labs.provider=google"])
    let china = try bare.index("china_labs", in: "labs")
    bare.world.market.post(spot: 3, contract: 5, in: Bloc.restricted, &bare.world.exchange)
    bare.world.exchange.leased.add(1000, to: china)
    bare.settle(days: 30)
    let lease = try #require(bare.world.labs.leases.last)
    #expect(isClose(lease.rent, 1000 * 5 * Time.hoursPerYear * 1e-9, relative: 1e-9))
  }

  @Test("spare hours of the world are rented at the world's price, up to what may be")
  func trade() throws {
    var bare = try BareWorld(["market.restricted_price=2", "market.rent_abroad=0.01"])
    let (china, google) = (try bare.index("china_labs", in: "labs"), try bare.index("google", in: "labs"))
    bare.world.labs.states[google].growth = -20
    bare.world.labs.states[china].growth = 3
    bare.world.labs.states[china].quality = 10
    bare.run(until: 1)
    let cash = bare.world.exchange.ledger.cash(china)
    let days = bare.clearMarket()
    let bought = bare.world.labs.states[china].bought
    #expect(bought > 0)
    #expect(isClose(bought, 0.01 * bare.world.market.sides[Bloc.restricted].sold, relative: 1e-9))
    let posted = bare.world.exchange.posted.market
    #expect(isClose(posted.bought.reduce(0, +), posted.sold.reduce(0, +), relative: 1e-9))
    #expect(abs(posted.income.reduce(0, +)) < 1e-9, "what buyers pay sellers get")
    let paid = bought * posted.spot * Time.hoursPerYear * 1e-9 * days / Time.year
    #expect(isClose(cash - bare.world.exchange.ledger.cash(china), paid, relative: 1e-6))
    #expect(bare.imbalance() == nil)
  }

  @Test("hours cross to where they are dearer, and no other way")
  func direction() throws {
    func rented(_ premium: Double) throws -> (world: Double, possible: Double) {
      var bare = try BareWorld(["market.restricted_price=\(premium)", "market.rent_abroad=0.5"])
      for lab in bare.world.labs.states.indices {
        let isRestricted = bare.world.exchange.inputs.labs[lab].restricted
        bare.world.labs.states[lab].growth = isRestricted ? -20 : 3
        if !isRestricted { bare.world.labs.states[lab].quality = 10 }
      }
      bare.run(until: 1)
      _ = bare.clearMarket()
      let trades = bare.world.market.trades
      let (home, world) = (trades[Bloc.restricted], trades[Bloc.world])
      return (world.rentedAbroad, min(home.spare - home.home, world.unmet - world.home))
    }
    let (cheap, dear) = (try rented(0.5), try rented(3))
    #expect(cheap.possible > 0 && cheap.world > 0)
    #expect(dear.possible > 0 && dear.world == 0, "nobody rents at a loss")
  }

  @Test("a vendor asks more where hours have become dearer than in the world, as far as it sells there")
  func scarcity() throws {
    #expect(isClose(VendorPricing.scarcity(lead: 4, part: 1, pull: 0.5), 2, relative: 1e-9))
    #expect(isClose(VendorPricing.scarcity(lead: 16, part: 0.5, pull: 0.5), 2, relative: 1e-9))
    #expect(VendorPricing.scarcity(lead: 1, part: 1, pull: 0.5) == 1)
    var bare = try BareWorld([
      "market.restricted_price=2", "vendors.huawei.market_pull=0.5", "vendors.nvidia.market_pull=0.5",
    ])
    func markup(_ vendor: String, _ bare: inout BareWorld) throws -> Double {
      bare.world.assembly.price(&bare.world.exchange)
      let book = OrderBook.index(vendor: try bare.index(vendor, in: "vendors"), orbit: false)
      return bare.world.exchange.posted.assembly.markup[book]
    }
    #expect(
      isClose(try markup("huawei", &bare), 1, relative: 1e-9), "dear at the start is in the stated price")
    let spot = bare.world.exchange.posted.market.spot
    bare.world.market.post(spot: 8 * spot, contract: 1, in: Bloc.restricted, &bare.world.exchange)
    #expect(isClose(try markup("huawei", &bare), 2, relative: 1e-9))
    let nvidia = try markup("nvidia", &bare)
    #expect(nvidia > 1 && nvidia < 1.1, "little of what it sells goes there")
    bare.world.market.post(spot: 1e-3 * spot, contract: 1, in: Bloc.restricted, &bare.world.exchange)
    #expect(try markup("huawei", &bare) == VendorPricing.leastMarkup, "no glut takes it lower")
  }

  @Test("makers of HBM turn to what the buyers of their own process need")
  func memory() throws {
    var bare = try BareWorld(["memory.hbm_booked=0", "memory.share_shift=10 %/year", "memory.loyalty=1"])
    bare.run(until: 272.9)
    let huawei = try bare.index("huawei", in: "vendors")
    for (book, rate) in bare.world.exchange.posted.assembly.planRate.enumerated() {
      let factor = OrderBook.vendor(of: book) == huawei ? 1000.0 : -1000
      bare.world.assembly.post(planRate: rate * factor, startRate: 0, book, &bare.world.exchange)
    }
    bare.world.fabs.postLines(&bare.world.exchange)
    bare.world.memory.agree(&bare.world.exchange)
    let (own, other) = (try bare.index("other_dram", in: "fabs"), try bare.index("sk_hynix", in: "fabs"))
    let (shares, targets) = (bare.world.fabs.hbmShare, bare.world.memory.targets)
    #expect(isClose(targets[own], shares[own] + 0.1, relative: 1e-9))
    #expect(isClose(targets[other], shares[other] - 0.15, relative: 1e-9))
  }

  @Test("imports are what controlled vendors deliver to restricted labs")
  func imports() throws {
    func delivered(_ override: String) throws -> Double {
      var bare = try BareWorld([override])
      bare.run(until: 60)
      return bare.world.assembly.imports
    }
    #expect(try delivered("market.export_leakage=0") == 0)
    let leaked = try delivered("market.export_leakage=0.2")
    #expect(leaked > 0)
    #expect(try delivered("market.export_leakage=1") > 1.3 * leaked)
    #expect(try delivered("labs.*.restricted=false") == 0)
  }

  @Test("sites are worth what compute is let for in the market that has most power in their region")
  func regions() throws {
    let bare = try BareWorld(["market.restricted_price=2"])
    let (china, us) = (try bare.index("china", in: "regions"), try bare.index("us", in: "regions"))
    let posted = bare.world.exchange.posted.market
    #expect(bare.world.exchange.hours(in: china).spot == 2 * posted.spot)
    #expect(bare.world.exchange.hours(in: us).spot == posted.spot)
  }
}
