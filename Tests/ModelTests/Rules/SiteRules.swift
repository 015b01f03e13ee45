#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// Machines on the ground: what is installed, what stands dark, what fails and retires, who buys idle power.
@Suite("rule: sites")
struct SiteRules {
  /// Machines of the opening design that run.
  private func running(_ bare: borrowing BareWorld) -> Double {
    let exchange = bare.world.exchange.inputs
    let designs = exchange.accelerators.count
    let base = exchange.installedBase.asInt
    var sum = 0.0
    for place in stride(from: base, to: bare.world.sites.installed.count, by: designs) {
      sum += bare.world.sites.installed[place]
    }
    return sum
  }

  @Test("machines on the ground fail")
  func failure() throws {
    var worn = try BareWorld(["accelerators.installed_base.permanent_loss=0.6 /year"])
    var sound = try BareWorld(["accelerators.installed_base.permanent_loss=0 /year"])
    let opening = running(sound)
    worn.run(until: Time.month + 0.1)
    sound.run(until: Time.month + 0.1)
    // A month at 0.6 a year; what retires meanwhile retires in both.
    #expect(running(sound) <= opening)
    #expect(isClose(running(worn) / running(sound), exp(-0.6 / 12), relative: 2e-3))
    #expect(worn.imbalance() == nil)
  }

  @Test("machines are installed as far as live power reaches, the best first; the rest stand dark")
  func power() throws {
    var bare = try BareWorld(["datacenters.replacement_gain=100"])
    let (cell, lab) = (try bare.cell("google", "gulf"), try bare.index("google", in: "labs"))
    let region = try bare.index("gulf", in: "regions")
    let (good, bad) = (
      try bare.index("rubin", in: "accelerators"), try bare.index("b300", in: "accelerators")
    )
    let inputs = bare.world.exchange.inputs
    func power(_ design: Int) -> Double { inputs.accelerators[design].power.value / 1000 }
    let ratio = inputs.datacenters.facilityToIT.value
    bare.world.sites.post(lab, &bare.world.exchange)
    let (online, drawn) = (
      bare.world.exchange.posted.sites.online[cell], bare.world.exchange.posted.sites.drawn[cell]
    )
    for design in [bad, good] {
      bare.world.exchange.goods.endow(bare.world.exchange.goods.accelerators(design), inTransit: 1000)
    }
    bare.world.power.post(live: drawn * ratio, lab, region, &bare.world.exchange)
    for design in [bad, good] {
      bare.world.sites.arrive(
        Delivery(lab: Int32(lab), venue: Int32(region), design: Int32(design), units: 1000),
        &bare.world.exchange)
    }
    bare.world.sites.post(lab, &bare.world.exchange)
    #expect(
      isClose(bare.world.exchange.posted.sites.online[cell], online, relative: 1e-9), "no power, no machine")
    // Power for a thousand of the good and half of a thousand of the bad.
    let megawatts = (drawn + 1000 * power(good) + 500 * power(bad)) * ratio
    bare.world.power.post(live: megawatts, lab, region, &bare.world.exchange)
    bare.world.sites.install(lab, region, &bare.world.exchange)
    bare.world.sites.post(lab, &bare.world.exchange)
    let (strong, weak) = (
      inputs.accelerators[good].performance.value, inputs.accelerators[bad].performance.value
    )
    #expect(
      isClose(
        bare.world.exchange.posted.sites.online[cell] - online, 1000 * strong + 500 * weak, relative: 1e-6))
    #expect(isClose(bare.world.exchange.posted.sites.waiting[cell], 500 * weak, relative: 1e-6))
  }

  @Test("machines retire at the end of their life")
  func retirement() throws {
    var bare = try BareWorld(["accelerators.installed_base.useful_life=0.5 year"])
    let opening = running(bare)
    bare.run(until: 0.5 * Time.year + 1)
    #expect(opening > 0)
    #expect(running(bare) < 0.01 * opening, "but for the few that were still delivered")
    #expect(bare.imbalance() == nil)
  }

  @Test("machines that are switched off leave their power to what waits")
  func freedPower() throws {
    var bare = try BareWorld(["datacenters.replacement_gain=100"])
    let (cell, lab) = (try bare.cell("google", "gulf"), try bare.index("google", in: "labs"))
    try bare.darken("google", "gulf", machines: 100)
    let (region, cohorts) = (try bare.index("gulf", in: "regions"), UInt16(bare.world.sites.cohorts.count))
    let dark = bare.world.exchange.posted.sites.waiting[cell]
    let oldest = (0..<cohorts).first {
      Int(bare.world.sites.cohorts[$0].lab) == lab && Int(bare.world.sites.cohorts[$0].region) == region
    }
    bare.world.sites.cohortRetires(try #require(oldest), &bare.world.exchange)
    bare.world.sites.post(lab, &bare.world.exchange)
    #expect(dark > 0)
    #expect(bare.world.exchange.posted.sites.waiting[cell] < dark)
  }

  @Test("sites change hands: who has idle power sells it to who has machines in the dark")
  func trade() throws {
    var bare = try BareWorld([
      "datacenters.replacement_gain=100", "regions.us.construction=1.5", "datacenters.opening_site_price=1.2",
    ])
    let (seller, buyer) = (try bare.index("google", in: "labs"), try bare.index("xai", in: "labs"))
    let (us, dark) = (try bare.index("us", in: "regions"), try bare.cell("xai", "us"))
    let halls = bare.world.exchange.inputs.datacenters
    for lab in bare.world.labs.states.indices {
      let used = bare.world.exchange.posted.sites.drawn[bare.world.exchange.places.cell(lab, us)]
      bare.world.power.post(live: used * halls.facilityToIT.value, lab, us, &bare.world.exchange)
    }
    bare.world.power.postAdded(100_000, seller, us, &bare.world.exchange)
    try bare.darken("xai", "us", machines: 20_000)
    let (rich, poor) = (bare.world.exchange.ledger.cash(seller), bare.world.exchange.ledger.cash(buyer))
    bare.world.labs.openSiteTrade(bare.world.exchange, for: .dark)
    let trades = bare.world.labs.tradeSites(in: us, &bare.world.exchange, for: .dark)
    let amounts = bare.world.labs.traded
    let needed =
      bare.world.exchange.posted.sites.waiting[dark]
      * bare.world.labs.megawattsPerCompute(buyer, bare.world.exchange)
    #expect(trades)
    #expect(isClose(amounts[buyer], needed, relative: 1e-6))
    #expect(isClose(amounts[seller], -needed, relative: 1e-6))
    let price = needed * 1.5 * 1.2 * halls.shellCost.value / halls.facilityToIT.value * 1e-3
    #expect(isClose(poor - bare.world.exchange.ledger.cash(buyer), price, relative: 1e-6))
    #expect(isClose(bare.world.exchange.ledger.cash(seller) - rich, price, relative: 1e-6))
  }

  @Test("who is about to ask for sites takes idle ones first, as far as its cash allows")
  func idleFirst() throws {
    var bare = try BareWorld([
      "labs.microsoft.regions={\"us\":1}", "labs.microsoft.cash_draw=0.4 /year", "decisions.labs=3 month",
    ])
    let (seller, buyer) = (try bare.index("google", in: "labs"), try bare.index("microsoft", in: "labs"))
    let us = try bare.index("us", in: "regions")
    for lab in bare.world.labs.states.indices { bare.world.labs.wishes[lab] = Wish() }
    bare.world.power.postAdded(100_000, seller, us, &bare.world.exchange)
    let price =
      bare.world.exchange.sitePrice(us) / bare.world.exchange.inputs.datacenters.facilityToIT.value * 1e-3
    let most = bare.world.exchange.ledger.cash(buyer) * 0.4 / 4 / price
    let first = trade(of: buyer, with: seller, wanting: most / 2, in: us, &bare)
    #expect(isClose(first.bought, most / 2, relative: 1e-6) && first.sold > 0)
    #expect(bare.world.labs.wishes[buyer].megawatts == 0)
    let left = bare.world.exchange.ledger.cash(buyer) * 0.4 / 4 / price
    let second = trade(of: buyer, with: seller, wanting: most * 2, in: us, &bare)
    #expect(isClose(second.bought, left, relative: 1e-6))
    #expect(isClose(bare.world.labs.wishes[buyer].megawatts, 2 * most - left, relative: 1e-6))
    // Who needs sites itself sells none.
    bare.world.labs.wishes[seller].megawatts = 1
    #expect(trade(of: buyer, with: seller, wanting: most, in: us, &bare).sold <= 0)
  }

  /// What two labs buy and sell in a region before the first asks for so many MW of sites.
  private func trade(
    of buyer: Int, with seller: Int, wanting megawatts: Double, in region: Int, _ bare: inout BareWorld
  ) -> (bought: Double, sold: Double) {
    bare.world.labs.wishes[buyer].megawatts = megawatts
    bare.world.labs.openSiteTrade(bare.world.exchange, for: .plans)
    guard bare.world.labs.tradeSites(in: region, &bare.world.exchange, for: .plans) else { return (0, 0) }
    return (bare.world.labs.traded[buyer], -bare.world.labs.traded[seller])
  }

  @Test("where power is short, new machines take the place of much weaker ones")
  func replacement() throws {
    func online(gain: String) throws -> Double {
      var bare = try BareWorld(["datacenters.replacement_gain=\(gain)"])
      let cell = try bare.cell("google", "gulf")
      let old = bare.world.exchange.posted.sites.online[cell]
      try bare.darken("google", "gulf", machines: 100)
      return bare.world.exchange.posted.sites.online[cell] / old
    }
    #expect(try online(gain: "1.2") > 1)
    #expect(try online(gain: "100") == 1)
  }

  @Test("machines and sites of a failed lab go to its heir, and its orders are void")
  func heir() throws {
    var bare = try BareWorld([])
    let (dead, heir) = (try bare.index("xai", in: "labs"), try bare.index("meta", in: "labs"))
    let (from, to) = (try bare.cell("xai", "us"), try bare.cell("meta", "us"))
    bare.world.sites.post(heir, &bare.world.exchange)
    bare.world.sites.post(dead, &bare.world.exchange)
    let before = bare.world.exchange.posted
    bare.ruin(dead)
    bare.world.exchange.ledger.pay(from: .investors, to: heir, 10_000)
    bare.world.handle(.market)
    let after = bare.world.exchange.posted
    #expect(!after.labs.alive[dead])
    #expect(after.power.live[from] == 0 && after.sites.online[from] == 0 && after.power.building[from] == 0)
    #expect(isClose(after.power.live[to], before.power.live[from] + before.power.live[to], relative: 0.05))
    #expect(
      isClose(after.sites.online[to], before.sites.online[from] + before.sites.online[to], relative: 0.02))
    #expect(
      isClose(
        after.power.building[to], before.power.building[from] + before.power.building[to], relative: 1e-6))
    #expect(bare.world.exchange.book.books.allSatisfy { $0.allSatisfy { $0.lab != dead } })
    #expect(bare.imbalance() == nil)
  }
}

extension BareWorld {
  /// Lets machines of a new design reach a lab's site that has no power for them.
  mutating func darken(_ lab: String, _ region: String, machines: Double) throws {
    let (cell, owner, venue) = (
      try cell(lab, region), try index(lab, in: "labs"), try index(region, in: "regions")
    )
    let design = try index("rubin", in: "accelerators")
    let used =
      world.exchange.posted.sites.drawn[cell] * world.exchange.inputs.datacenters.facilityToIT.value
    world.power.post(live: used, owner, venue, &world.exchange)
    world.exchange.goods.endow(world.exchange.goods.accelerators(design), inTransit: machines)
    world.sites.arrive(
      Delivery(lab: Int32(owner), venue: Int32(venue), design: Int32(design), units: machines),
      &world.exchange)
    world.sites.post(owner, &world.exchange)
  }
}
