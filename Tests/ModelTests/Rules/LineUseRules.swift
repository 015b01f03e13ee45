import Testing

@testable import Model

/// What owners make of their lines: what is worth having beside a slower line, what a scarce line makes dear, and where
/// what is built stands.
@Suite("rule: lines in use")
struct LineUseRules {
  /// Lets a line look at a book so long, for a year, that its price rises.
  private func press(_ id: String, _ bare: inout BareWorld) throws {
    let line = try bare.index(id, in: "lines")
    let now = bare.world.exchange.now
    for month in 1...12 {
      _ = bare.world.exchange.lines.decide(
        line, Line.Report(plan: 1, planAhead: 1, book: 1e6), at: now + Double(month) * Time.month,
        bare.world.exchange.inputs.lines[line])
    }
  }

  /// The price of a line over that of normal times.
  private func factor(_ id: String, _ bare: borrowing BareWorld) throws -> Double {
    let state = try #require(bare.world.exchange.lines.lines[try bare.index(id, in: "lines")])
    return state.price.overCost / (1 + state.rules.price.markup)
  }

  @Test("a launch costs what the scarcest of its lines asks")
  func launch() throws {
    var bare = try BareWorld([])
    let before = bare.world.launch.familyOffer(0, bare.world.exchange).price
    let was = bare.world.launch.scarcity(0, bare.world.exchange)
    try press("pads", &bare)
    let asked = try factor("pads", bare)
    #expect(asked > 1.5)
    #expect(bare.world.launch.scarcity(0, bare.world.exchange) == asked)
    let price = bare.world.launch.familyOffer(0, bare.world.exchange).price
    #expect(isClose(price / before, asked / was, relative: 1e-9))
  }

  @Test("satellites cost more while their line is short")
  func satellites() throws {
    var bare = try BareWorld([], of: "space")
    bare.run(until: 3 * Time.year)
    bare.world.orbit.priceBus(&bare.world.exchange)
    let (before, was) = (bare.world.exchange.posted.orbit.busPrice, try factor("satellites", bare))
    try press("satellites", &bare)
    bare.world.orbit.priceBus(&bare.world.exchange)
    let now = try factor("satellites", bare)
    #expect(now > 1.2 * was)
    #expect(isClose(bare.world.exchange.posted.orbit.busPrice / before, now / was, relative: 1e-9))
  }

  @Test(
    "plants cost more while the line of their machines is short, and those on the grid while its wires are")
  func plants() throws {
    var bare = try BareWorld([])
    let us = try bare.index("us", in: "regions")
    let turbines = try bare.index("turbines", in: "lines")
    let technologies = bare.world.exchange.inputs.technologies.indices
    func capital() -> [Double] {
      technologies.map { bare.world.power.plantCapital(us, $0, bare.world.exchange) }
    }
    func moved(_ id: String) throws -> [Double] {
      let (before, was) = (capital(), try factor(id, bare))
      try press(id, &bare)
      let now = try factor(id, bare)
      #expect(now > 1.2 * was)
      return zip(capital(), before).map { $0 / $1 / (now / was) }
    }
    let (byTurbines, byGrid) = (try moved("turbines"), try moved("us_grid"))
    var found = (turbines: 0, grid: 0)
    for technology in technologies {
      let entry = bare.world.exchange.inputs.technologies[technology]
      let equipment = entry.equipment
      let isTurbine =
        !equipment.isNone && bare.world.exchange.inputs.equipment[equipment.asInt].line.asInt == turbines
      #expect(isClose(byTurbines[technology], 1, relative: 1e-9) == isTurbine)
      #expect(isClose(byGrid[technology], 1, relative: 1e-9) == (entry.usesGrid && !entry.flexible))
      if isTurbine { found.turbines += 1 }
      if entry.usesGrid && !entry.flexible { found.grid += 1 }
    }
    #expect(found.turbines > 0 && found.grid > 0)
  }

  @Test("no tool is due to other customers before the lead time of its line")
  func tools() throws {
    for lead in [0.5, 2.0] {
      let bare = try BareWorld(["lines.euv_tools.lead=\(lead) year", "lines.euv_tools.wait=0.4 year"])
      let tools = bare.world.exchange.inputs.lithography
      let yearly = tools.otherCustomers.value * tools.capacity.value(at: 0)
      #expect(yearly > 0)
      #expect(isClose(bare.world.lithography.othersDue(bare.world.exchange), 0.4 * yearly, relative: 1e-9))
    }
  }

  @Test("nobody builds more than the slower line beside it will carry, and some headroom")
  func bound() throws {
    var bare = try BareWorld([
      "launch.families.starship.other_payloads=3000 /year", "lines.launch_licences.policy=never",
    ])
    bare.run(until: 2.01 * Time.year)
    let exchange = bare.world.exchange.inputs.launch.families[0]
    let (fast, slow) = (exchange.propellantLine, exchange.licenceLine)
    let planned = try #require(bare.world.exchange.lines[slow]).planned(in: 1)
    let headroom = bare.world.exchange.inputs.lines[fast.asInt].headroom.value
    let most = bare.world.exchange.bound(line: fast, beside: slow, use: 80, otherUse: 2)
    #expect(isClose(most, (1 + headroom) * planned / 2 * 80, relative: 1e-9))
    #expect(bare.world.exchange.bound(line: slow, beside: fast, use: 2, otherUse: 80) == .infinity)
    // A launch takes one licence, and so much oxygen.
    let oxygen =
      bare.world.exchange.inputs.launch.vehicles[try bare.index("starship_v3", in: "launch.vehicles")]
      .oxygen.value / Time.year
    let wanted = try #require(bare.world.exchange.lines[fast]).expected
    #expect(
      wanted > 0 && wanted <= 1.5 * (1 + headroom) * planned * oxygen, "\(wanted), \(planned), \(oxygen)")
  }

  @Test("pads are built where there are most licences for each")
  func pads() throws {
    var bare = try BareWorld(["launch.families.starship.other_payloads=3000 /year"])
    bare.run(until: 6 * Time.year)
    func grown(_ site: String) throws -> Int {
      bare.world.launch.sites[try bare.index(site, in: "launch.sites")].grownPads
    }
    #expect(try grown("slc37") > grown("lc39a"))
    #expect(try grown("slc37") > grown("starbase"))
  }

  @Test("what nobody could order for orbit waits before those who ask today")
  func unserved() throws {
    var bare = try BareWorld([], of: "space")
    bare.run(until: 6 * Time.year)
    func delay(_ compute: Double, _ bare: inout BareWorld) -> Double {
      bare.world.labs.post(orbitUnserved: compute, &bare.world.exchange)
      bare.world.costs.quote(&bare.world.exchange)
      return bare.world.exchange.posted.costs.delay[bare.world.exchange.places.orbit]
    }
    let (none, some, more) = (delay(0, &bare), delay(1e4, &bare), delay(2e4, &bare))
    #expect(some > none)
    #expect(isClose(more - none, 2 * (some - none), relative: 1e-6))
  }

  @Test("labs want in orbit what they think they can get machines for: by what reaches them now")
  func obtainable() throws {
    let rules = Purchasing(orderingTime: 0.5, reach: 2)
    #expect(rules.obtainable(Purchasing.Holdings(online: 7, onTheWay: 5, received: 100), in: 3) == 600)
    var bare = try BareWorld(["labs.*.orbit_leaning=5"], of: "space")
    bare.run(until: 6 * Time.year)
    for lab in bare.world.labs.orbitWants.indices where bare.world.labs.orbitWants[lab] > 0 {
      bare.world.labs.orbitWants[lab] = 1e15
    }
    let one = bare.world.labs.orbitMegawatts(in: 1, bare.world.exchange)
    #expect(one > 0)
    #expect(isClose(bare.world.labs.orbitMegawatts(in: 2, bare.world.exchange), 2 * one, relative: 1e-9))
  }
}
