#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// Satellites from the factory to the end of their life.
@Suite("rule: orbit")
struct OrbitRules {
  /// A world whose satellites fly when the test says so: no pads, and a factory that makes ten of 100 kW in a week.
  static func world(_ overrides: [String] = []) throws -> BareWorld {
    try BareWorld(
      [
        "launch.sites.*.pads=0", "launch.rockets.*.cadence=0 /year", "orbit.first_launch=2026-01-01",
        "orbit.slip=1", "orbit.power=100 kW",
        "orbit.specific_power=45 W/kg", "orbit.bus_cost=22 USD/W",
        "orbit.factory=0.05218 GW/year", "orbit.spares=0", "orbit.life=5 year", "orbit.degradation=10 %/year",
        "orbit.chip_failure=20 %/year", "orbit.failure_multiplier=1", "orbit.coolant=323 K",
        "orbit.availability=1", "orbit.sunlit=1",
        "orbit.commissioning=0 day",
      ] + overrides)
  }

  static let design = "nvidia_orbit_2027"

  /// H100-equivalents of one satellite when it is new.
  private func compute(_ bare: borrowing BareWorld) throws -> Double {
    let entry = bare.world.exchange.inputs.accelerators[
      try bare.index(Self.design, in: "accelerators")]
    return 100 / entry.power.value * entry.performance.value
  }

  @Test("satellites age and fail")
  func age() throws {
    var bare = try Self.world()
    let cell = try bare.cell("xai")
    try bare.serve(satellites: 5, of: "xai")
    bare.world.orbit.count(&bare.world.exchange)
    let new = bare.world.exchange.posted.orbit.online[cell]
    #expect(isClose(new, 5 * (try compute(bare)), relative: 1e-3))
    bare.run(until: bare.world.exchange.now + Time.year)
    bare.world.orbit.count(&bare.world.exchange)
    // A tenth of the array and a fifth of the chips' survivors are gone: exp(-0.2) 0.9.
    #expect(isClose(bare.world.exchange.posted.orbit.online[cell], new * exp(-0.2) * 0.9, relative: 1e-3))
  }

  @Test("spares last until they are used up, and time in service takes its part")
  func spares() throws {
    let bare = try Self.world(["orbit.spares=0.5", "orbit.availability=0.8", "orbit.sunlit=0.9"])
    let orbit = bare.world.exchange.inputs.orbit
    #expect(isClose(Orbit.output(age: 0, orbit, orbit), 0.72, relative: 1e-9))
    #expect(
      isClose(Orbit.output(age: 2, orbit, orbit), 0.72 * 0.81, relative: 1e-9), "1.5 exp(-0.4) is above one")
    #expect(isClose(Orbit.output(age: 4, orbit, orbit), 0.72 * 1.5 * exp(-0.8) * pow(0.9, 4), relative: 1e-9))
  }

  @Test("satellites are deorbited at the end of their life, with what they carry")
  func life() throws {
    var bare = try Self.world(["orbit.life=0.5 year"])
    try bare.serve(satellites: 5, of: "xai")
    bare.run(until: bare.world.exchange.now + 0.4 * Time.year)
    #expect(bare.world.orbit.satellites == 5)
    bare.run(until: bare.world.exchange.now + 0.2 * Time.year)
    #expect(bare.world.orbit.satellites == 0)
    #expect(bare.world.exchange.goods[bare.world.exchange.goods.satellites].scrapped == 5)
    #expect(bare.imbalance() == nil)
  }

  @Test("satellites go to the heir, those in orbit and those that wait for a launch")
  func heir() throws {
    var bare = try Self.world()
    try bare.serve(satellites: 5, of: "xai")
    try bare.build(satellites: 3, of: "xai")
    let (dead, heir) = (try bare.index("xai", in: "labs"), try bare.index("meta", in: "labs"))
    bare.ruin(dead)
    bare.world.exchange.ledger.pay(from: .investors, to: heir, 10_000)
    bare.world.handle(.market)
    #expect(!bare.world.exchange.posted.labs.alive[dead])
    let board = bare.world.exchange.posted.orbit
    let (from, to, new) = (try bare.cell("xai"), try bare.cell("meta"), try compute(bare))
    #expect(board.online[from] == 0 && board.waiting[from] == 0)
    #expect(board.online[to] > 4.9 * new)
    #expect(isClose(board.waiting[to], 3 * new, relative: 1e-6))
  }

  @Test("satellites on their way when their lab fails reach the heir")
  func heirOfFlying() throws {
    var bare = try Self.world(["orbit.commissioning=60 day"])
    try bare.build(satellites: 4, of: "xai")
    bare.world.orbit.launch(payload: .infinity, succeeded: true, price: 0, &bare.world.exchange)
    let (dead, heir) = (try bare.index("xai", in: "labs"), try bare.index("meta", in: "labs"))
    bare.ruin(dead)
    bare.world.exchange.ledger.pay(from: .investors, to: heir, 10_000)
    bare.world.handle(.market)
    #expect(!bare.world.exchange.posted.labs.alive[dead])
    bare.run(until: bare.world.exchange.now + 100)
    let board = bare.world.exchange.posted.orbit
    #expect(board.online[try bare.cell("xai")] == 0)
    #expect(board.online[try bare.cell("meta")] > 0)
  }

  @Test("nothing is built before the first date, and its slip counts from the start")
  func firstDay() throws {
    var bare = try Self.world(["orbit.first_launch=2026-02-01", "orbit.slip=2"])
    #expect(Orbit.firstDay(bare.world.exchange.inputs) == 62)
    try bare.deliver(satellites: 3, to: "xai")
    bare.run(until: 60)
    #expect(bare.waitingSatellites == 0)
    bare.run(until: 71)
    #expect(bare.waitingSatellites == 3)
  }

  @Test("what the factory could have built and nobody needed is lost")
  func factory() throws {
    var bare = try Self.world()
    bare.run(until: 8 * Time.week)
    try bare.deliver(satellites: 100, to: "xai")
    bare.run(until: 9 * Time.week + 1)
    // A week's ten, and the one that was begun.
    #expect((10...11).contains(bare.waitingSatellites))
    bare.run(until: 11 * Time.week + 1)
    #expect((30...31).contains(bare.waitingSatellites))
  }

  @Test("a satellite flies spare accelerators besides those that it sells")
  func chips() throws {
    var bare = try Self.world(["orbit.spares=0.25"])
    let design = try bare.index(Self.design, in: "accelerators")
    let units = 5 * 100 / bare.world.exchange.inputs.accelerators[design].power.value
    bare.world.exchange.goods.endow(bare.world.exchange.goods.accelerators(design), inTransit: units)
    try bare.arrive(units, at: "xai")
    bare.run(until: Time.week + 1)
    #expect(bare.waitingSatellites == 4, "five times what four need with a quarter more")
    #expect(bare.imbalance() == nil)
  }

  @Test("a launch waits for a full load, for ninety days")
  func patience() throws {
    var bare = try Self.world()
    try bare.build(satellites: 3, of: "xai")
    #expect(bare.isLoad(5) == false)
    #expect(bare.isLoad(3) == true)
    bare.run(until: bare.world.exchange.now + 80)
    #expect(bare.isLoad(5) == false)
    bare.run(until: bare.world.exchange.now + 15)
    #expect(bare.isLoad(5) == true)
    bare.world.orbit.launch(payload: .infinity, succeeded: true, price: 0, &bare.world.exchange)
    #expect(bare.waitingSatellites == 0)
    #expect(bare.world.orbit.satellites == 3)
  }

  /// Ten of xAI's satellites at 5 t, then ten of Meta's at 2 t, wait for a launch.
  private func mixed() throws -> BareWorld {
    var bare = try Self.world([
      #"orbit.specific_power={"2026-01-31": "20 W/kg", "2026-02-01": "50 W/kg"}"#, "labs.*.own_share=1",
    ])
    try bare.build(satellites: 10, of: "xai")
    bare.run(until: 40)
    try bare.build(satellites: 10, of: "meta")
    return bare
  }

  @Test("a launch is filled with those that have waited longest, at the masses they were built with")
  func filling() throws {
    var bare = try mixed()
    // Four of 5 t, and one of 2 t in what they leave; six of 5 t and one of 2 t; the eight that are left.
    for (tonnes, expected) in [(23.0, 22.0), (33, 32), (33, 16)] {
      let lifted = bare.lift(tonnes)
      #expect(isClose(lifted, expected, relative: 1e-9), "\(tonnes)")
    }
    #expect(bare.waitingSatellites == 0)
    #expect(bare.imbalance() == nil)
  }

  @Test("a launch is full when not one more would fit, by the masses of those that wait")
  func full() throws {
    let bare = try mixed()
    let (ready, now) = (bare.world.exchange.posted.orbit.ready, bare.world.exchange.now)
    // Ten of 5 t and ten of 2 t are 70 t.
    #expect(ready.isLoad(payload: 71, at: now))
    #expect(!ready.isLoad(payload: 73, at: now), "one more of 2 t would fit")
    #expect(!ready.isLoad(payload: 1, at: now), "it lifts none of them")
    #expect(!ready.isLoad(payload: 1, at: now + 1000))
  }

  @Test("a satellite too heavy for a vehicle waits for a larger one, and holds no other back")
  func tooHeavy() throws {
    var bare = try mixed()
    let light = bare.lift(4.5)
    #expect(isClose(light, 4, relative: 1e-9))
    #expect(bare.waitingSatellites == 18)
    let heavy = bare.lift(50.5)
    #expect(isClose(heavy, 50, relative: 1e-9))
    #expect(bare.waitingSatellites == 8)
    #expect(bare.world.exchange.posted.orbit.ready.lightest < 3)
    bare.run(until: bare.world.exchange.now + 1)
    #expect(bare.world.orbit.satellites == 20)
    #expect(bare.imbalance() == nil)
  }

  @Test("labs share the price of a launch by mass")
  func sharedPrice() throws {
    var bare = try mixed()
    let labs = [try bare.index("xai", in: "labs"), try bare.index("meta", in: "labs")]
    let cash = labs.map { bare.world.exchange.ledger.cash($0) }
    bare.world.orbit.launch(payload: 70.5, succeeded: true, price: 0.7, &bare.world.exchange)
    let paid = zip(labs, cash).map { $1 - bare.world.exchange.ledger.cash($0) }
    #expect(isClose(paid[0], 0.5, relative: 1e-9) && isClose(paid[1], 0.2, relative: 1e-9), "\(paid)")
  }

  @Test("a failed launch loses its satellites and what they carry, and is paid all the same")
  func failure() throws {
    var bare = try Self.world()
    try bare.build(satellites: 3, of: "google")
    let lab = try bare.index("google", in: "labs")
    let cash = bare.world.exchange.ledger.cash(lab)
    bare.world.orbit.launch(payload: .infinity, succeeded: false, price: 0.5, &bare.world.exchange)
    #expect(isClose(cash - bare.world.exchange.ledger.cash(lab), 0.5, relative: 1e-9))
    #expect(bare.world.orbit.satellites == 0)
    #expect(bare.world.exchange.goods[bare.world.exchange.goods.payload].produced == 0)
    #expect(bare.imbalance() == nil)
  }

  @Test("a bus costs less with each doubling of what was built, and its lab pays for it")
  func bus() throws {
    var bare = try Self.world([
      "orbit.bus_cost=10 USD/W", "orbit.bus_learning=20 %", "orbit.bus_experience=1 MW",
      "orbit.factory=1 GW/year",
    ])
    let lab = try bare.index("google", in: "labs")
    #expect(bare.world.exchange.posted.orbit.busPrice == 10)
    try bare.deliver(satellites: 10, to: "google")
    bare.run(until: Time.week - 0.5)
    let cash = bare.world.exchange.ledger.cash(lab)
    bare.world.handle(.integrate)
    #expect(bare.waitingSatellites == 10)
    #expect(isClose(cash - bare.world.exchange.ledger.cash(lab), 0.01, relative: 1e-9))
    #expect(isClose(bare.world.exchange.posted.orbit.busPrice, 8, relative: 1e-9))
  }
}

extension BareWorld {
  /// Brings accelerators for so many satellites to a lab's satellite factory.
  mutating func deliver(satellites: Int, to lab: String) throws {
    let design = try index(OrbitRules.design, in: "accelerators")
    let inputs = world.exchange.inputs
    let units =
      Double(satellites) * inputs.orbit.power.value * (1 + inputs.orbit.spares.value)
      / inputs.accelerators[design].power.value * (1 + 1e-12)
    world.exchange.goods.endow(world.exchange.goods.accelerators(design), inTransit: units)
    try arrive(units, at: lab)
  }

  /// Accelerators under way reach a lab's satellite factory.
  mutating func arrive(_ units: Double, at lab: String) throws {
    let design = try index(OrbitRules.design, in: "accelerators")
    world.exchange.pipeline.depart(
      units * world.exchange.inputs.accelerators[design].performance.value, try cell(lab))
    let index = world.exchange.deliveries.insert(
      Delivery(
        lab: Int32(try self.index(lab, in: "labs")), venue: Int32(world.exchange.places.orbit),
        design: Int32(design), units: units))
    world.handle(.deliveryArrives(index))
  }

  /// Flies a launch that lifts so many tonnes, and returns what it took.
  mutating func lift(_ tonnes: Double) -> Double {
    let payload = world.exchange.goods.payload
    let before = world.exchange.goods[payload].produced
    world.orbit.launch(payload: tonnes, succeeded: true, price: 0, &world.exchange)
    return world.exchange.goods[payload].produced - before
  }

  /// Satellites ready for launch.
  var waitingSatellites: Int {
    world.orbit.queue[world.orbit.head...].reduce(0) { $0 + $1.satellites }
  }

  /// Whether a launch that lifts so many of today's satellites, and half of one, would leave now.
  func isLoad(_ satellites: Int) -> Bool {
    let now = world.exchange.now
    let payload = (Double(satellites) + 0.5) * Orbit.mass(at: now, world.exchange.inputs)
    return world.exchange.posted.orbit.ready.isLoad(payload: payload, at: now)
  }

  /// Lets so many satellites, ten at most, be built and wait for a launch.
  mutating func build(satellites: Int, of lab: String) throws {
    let before = waitingSatellites
    try deliver(satellites: satellites, to: lab)
    run(until: world.exchange.now + Time.week + 0.5)
    guard waitingSatellites == before + satellites else {
      throw BrokenScenario(description: "\(waitingSatellites - before) satellites were built")
    }
  }

  /// Lets so many satellites, ten at most, be built, flown and put into service.
  mutating func serve(satellites: Int, of lab: String) throws {
    try build(satellites: satellites, of: lab)
    world.orbit.launch(payload: .infinity, succeeded: true, price: 0, &world.exchange)
    run(until: world.exchange.now + 0.01)
  }
}
