#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// How much a lab orders, for where, and from whom, by its policies alone.
@Suite("rule: orders of labs")
struct LabOrdering {
  private let rules = Purchasing(orderingTime: 0.5, reach: 2)
  /// 1000 H100-equivalents wanted soon, 2000 when sites are ready in two years, all of a gap closed at once.
  private let outlook = Purchasing.Outlook(
    target: 1000, later: 2000, siteHorizon: 2, pace: 1, orbitShare: 0.25)
  private let holdings = Purchasing.Holdings(online: 300, onTheWay: 200, received: 1000)

  /// A kilowatt for an H100-equivalent: 0.3 MW in use, all of it by 300 machines that live on.
  private func ground(live: Double, building: Double = 0, promised: Double = 0, soon: Double = 0)
    -> GroundPower
  {
    GroundPower(
      drawn: 0.3, live: live, building: building, promised: promised, online: 300, coming: 200, soon: soon,
      perCompute: 1e-3, perComputeLater: 1e-3, retiredSoon: 0, retiredLater: 0)
  }

  @Test(
    "on a path that grows steadily a lab that looks so far ahead has ordered what it needs, whatever its interval"
  )
  func lag() {
    for years in [1.0 / 24, 1.0 / 12, 0.25, 0.5] {
      // Needs grow by 100 a year: what is on order at a decision, after many, stands behind them by the lag.
      var (ordered, need) = (0.0, 0.0)
      for _ in 0..<400 {
        ordered += rules.pace(years) * (need - ordered)
        need += 100 * years
      }
      #expect(isClose(need - ordered, 100 * rules.lag(deciding: years), relative: 1e-6))
    }
    #expect(isClose(rules.lag(deciding: 1e-6), rules.orderingTime, relative: 1e-5))
  }

  @Test("a lab orders what its forecast lacks, the more of it the more time passes")
  func need() {
    #expect(isClose(rules.need(outlook, holdings, retired: 0), 500, relative: 1e-9))
    #expect(isClose(rules.need(outlook, holdings, retired: 0.5), 650, relative: 1e-9))
    #expect(rules.need(outlook, Purchasing.Holdings(online: 2000, onTheWay: 0, received: 0), retired: 0) == 0)
    #expect(isClose(rules.pace(0.5), 1 - exp(-1), relative: 1e-9))
    #expect(isClose(1 - pow(1 - rules.pace(0.25), 2), rules.pace(0.5), relative: 1e-9))
  }

  @Test("with power for all of it, a lab orders all it needs, and asks for the sites of later")
  func powered() {
    let wish = rules.wish(need: 500, orbit: 0, outlook, holdings, ground(live: 2))
    #expect(wish.ground == 500 && wish.unpowered == 0 && wish.deferred == 0)
    // 2000 are wanted and 2 MW are live.
    #expect(wish.megawatts == 0)
    let later = rules.wish(need: 500, orbit: 0, outlook, holdings, ground(live: 1))
    #expect(isClose(later.megawatts, 1, relative: 1e-9))
  }

  @Test("no machine is ordered that will have no power in time, and it asks for sites")
  func unpowered() {
    let wish = rules.wish(need: 500, orbit: 0, outlook, holdings, ground(live: 0.5))
    // The 0.2 MW that are free wait for the 200 on the way.
    #expect(wish.ground == 0 && wish.unpowered == 500)
    #expect(isClose(wish.megawatts, 1.5, relative: 1e-9))
    #expect(isClose(wish.deferred, 500, relative: 1e-9), "machines can be had: it is for want of power")
    let half = rules.wish(need: 500, orbit: 0, outlook, holdings, ground(live: 0.5, soon: 0.5))
    #expect(isClose(half.ground, 250, relative: 1e-9), "half of new power would still come in time")
    let promised = rules.wish(
      need: 500, orbit: 0, outlook, holdings, ground(live: 0.5, building: 0.3, promised: 0.3))
    #expect(isClose(promised.ground, 300, relative: 1e-9))
  }

  @Test("sites are asked for only as far as machines can be had")
  func reachable() {
    let few = Purchasing.Holdings(online: 300, onTheWay: 200, received: 50)
    let wish = rules.wish(need: 500, orbit: 0, outlook, few, ground(live: 0.5))
    // 300 + 200 + 50 * 2 years * 2 = 700 machines, of which 500 have power.
    #expect(isClose(wish.megawatts, 0.2, relative: 1e-9))
    #expect(isClose(wish.deferred, 500 * 400.0 / 1700, relative: 1e-9))
  }

  @Test("what orbit cannot take is meant for the ground, and charged to lift as far as it is not powered")
  func lift() {
    let wish = rules.wish(need: 400, orbit: 50, outlook, holdings, ground(live: 0.5))
    #expect(wish.orbit == 50 && wish.unpowered == 350)
    #expect(isClose(wish.lift, (400 * 0.25 - 50) * 0.25, relative: 1e-9))
  }

  @Test("a fleet that grows is young and loses little; one that stands loses what its life says")
  func retirement() {
    let growing = GroundPower.retired(by: 1, growth: 1, life: 5)
    let standing = GroundPower.retired(by: 1, growth: 0, life: 5)
    #expect(isClose(growing, 1 - exp(-1 / (exp(5) - 1)), relative: 1e-9))
    #expect(isClose(standing, 1 - exp(-1.0 / 5), relative: 0.05))
    var power = ground(live: 0.3)
    #expect(power.room(with: 0) == 0)
    power.coming = 0
    power.retiredSoon = 0.5
    #expect(isClose(power.room(with: 0), 150, relative: 1e-9), "what retires frees its power")
    #expect(isClose(power.room(with: 0.1), 250, relative: 1e-9))
    power.retiredLater = 0.5
    #expect(isClose(power.megawatts(for: 1000), 0.15 + 0.85 - 0.3, relative: 1e-9))
  }

  @Test("venues are weighed by cost and wait")
  func venues() {
    let choice = VenueChoice(cost: 2, delay: 0.5)
    let one = choice.weight(cost: 1, years: 1)
    #expect(isClose(choice.weight(cost: 2, years: 1) / one, 0.25, relative: 1e-9))
    #expect(isClose(choice.weight(cost: 1, years: 3) / one, exp(-1), relative: 1e-9))
    #expect(choice.weight(cost: 1, years: .infinity) > 0)
    #expect(isClose(choice.weight(3, cost: 2, years: 1), 0.75 * one, relative: 1e-9))
    #expect(VenueChoice.orbitShare(orbit: 1, ground: 3, sharpness: 1) == 0.25)
    #expect(isClose(VenueChoice.orbitShare(orbit: 1, ground: 3, sharpness: 2), 0.1, relative: 1e-9))
    #expect(VenueChoice.orbitShare(orbit: 2, ground: 2, sharpness: 3) == 0.5)
    #expect(VenueChoice.orbitShare(orbit: 1, ground: 1000, sharpness: 1) == 0)
    #expect(VenueChoice.orbitShare(orbit: 0, ground: 0, sharpness: 2) == 0)
  }

  @Test(
    "the more sharply labs choose, the less goes to orbit while it is dearer, and the more once it is cheaper"
  )
  func sharpness() throws {
    func share(_ sharpness: Double, ratio: Double) throws -> Double {
      var bare = try BareWorld(
        [
          "market.orbit_sharpness=\(sharpness)", "orbit.cost_over_ground=\(ratio)", "market.venue_cost=2",
          "market.venue_delay=0 /year", "labs.xai.orbit_leaning=0", "orbit.first_launch=2026-02-01",
          "orbit.slip=1",
        ], of: "space")
      bare.run(until: 5 * Time.year)
      return bare.world.labs.orbitShare(try bare.index("xai", in: "labs"), bare.world.exchange)
    }
    let (dear, dearer) = (try share(1, ratio: 2), try share(2, ratio: 2))
    #expect(dear > 0 && dearer < 0.8 * dear, "\(dear), \(dearer)")
    #expect(try share(2, ratio: 0.4) > share(1, ratio: 0.4))
  }

  @Test("orders for orbit are capped by lift in sight, and by what the factory can build")
  func orbitCap() {
    func megawatts(payload: Double, factory: Double) -> Double {
      OrbitReach(years: 1.5).megawatts(
        OrbitReach.Sight(payload: payload, satellite: 2, power: 100, launches: 50, factory: factory))
    }
    #expect(
      isClose(megawatts(payload: 9, factory: 1e9), 1.5 * 50 * 4 * 0.1, relative: 1e-9), "whole satellites")
    #expect(isClose(megawatts(payload: 9, factory: 10), 15, relative: 1e-9))
    #expect(megawatts(payload: 1, factory: 10) == 0)
    #expect(OrbitReach.orders(100, of: 200, reach: 1000, queued: 900) == 50)
    #expect(OrbitReach.orders(10, of: 20, reach: 1000, queued: 900) == 10)
    #expect(OrbitReach.orders(10, of: 20, reach: 1000, queued: 1100) == 0)
  }

  @Test("machines go where power is or will be")
  func siting() {
    func weight(live: Double, taken: Double) -> Double {
      Siting.weight(Siting.Power(live: live, drawn: 50, promised: 20, taken: taken))
    }
    #expect(isClose(weight(live: 100, taken: 30), 41, relative: 1e-9))
    #expect(isClose(weight(live: 100, taken: 300), 1, relative: 1e-9), "somewhere there is always room")
  }

  @Test("a vendor's weight is the leaning times the square of compute per dollar")
  func vendors() {
    let cheap = VendorChoice.weight(0.5, pricePerCompute: 1e-5)
    #expect(isClose(cheap, 0.5, relative: 1e-9))
    #expect(isClose(VendorChoice.weight(0.5, pricePerCompute: 2e-5), cheap / 4, relative: 1e-9))
    #expect(VendorChoice.leaning(0.4, controlled: true, leakage: 0.1) == 0.4 * 0.1)
    #expect(VendorChoice.leaning(0.4, controlled: false, leakage: 0.1) == 0.4)
  }

  @Test("when lines are long, a lab orders more than it needs")
  func overOrdering() {
    let rules = OverOrdering(factor: 1.5, patience: 0.5)
    #expect(rules.factor(backlog: 60, daily: 100 / Time.year) == 1.5)
    #expect(rules.factor(backlog: 40, daily: 100 / Time.year) == 1)
    #expect(rules.factor(backlog: 40, daily: 0) == 1, "nobody can say how long it is")
  }
}
