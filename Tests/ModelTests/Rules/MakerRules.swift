import Testing

@testable import Model

/// Makers of launch: whose failures ground whom, who lifts satellites, and what test flights carry.
@Suite("rule: makers of launch")
struct MakerRules {
  private static let vehicle = "launch.vehicles.starship_v3"
  /// A second family, whose one version never fails and always has a payload.
  private static let second = [
    #"launch.families.second={"other_payloads":"1000000 launch/year","opening_flights":1,"fixed_cost":"0 USD/year"}"#,
    #"launch.vehicles.second_v1={"family":"second","available":"2025-12-01","payload":"100 t","methane":"1 t","#
      + #""oxygen":"1 t","ships":2,"build_rate":"0 /year","flights_per_ship":10000,"turnaround":"5 day","#
      + #""turnaround_floor":"5 day","failure_scale":0,"failure_floor":0,"ship_cost":"100 million USD/ship"}"#,
    #"launch.sites.second={"family":"second","pads":10,"licences":"10000 launch/year","#
      + #""oxygen_supply":"1000 t/day","methane_supply":"1000 t/day"}"#,
  ]

  // MARK: Families

  @Test("a failure grounds the vehicles of its family, and no others")
  func ownGrounding() throws {
    let run = try Study.fleet(
      ships: 34,
      Self.second + [
        "\(Self.vehicle).failure_floor=1", "\(Self.vehicle).investigation=73 day",
        "\(Self.vehicle).investigation_learning=0",
      ])
    #expect(run.value("launch.starship_v3.flights_total") == 5)
    // Two ships of five days each.
    #expect((140...147).contains(run.value("launch.second_v1.flights_total")))
  }

  @Test("a family has experience, cadence and pads of its own")
  func ownExperience() throws {
    var bare = try BareWorld(Self.second + ["launch.families.starship.opening_flights=11"])
    let ids = bare.ids["launch.families"] ?? []
    let (second, starship) = (
      try #require(ids.firstIndex(of: "second")), try #require(ids.firstIndex(of: "starship"))
    )
    bare.world.launch.families[second].flights = 7
    let inputs = bare.world.exchange.inputs
    #expect(bare.world.launch.experience(starship, inputs) == 11)
    #expect(bare.world.launch.experience(second, inputs) == 8)
    #expect(bare.world.launch.doublings(second, inputs) == 8)
    #expect(bare.world.launch.announcedLicences(second, at: 0, inputs) == 10_000)
    #expect(bare.world.launch.announcedLicences(starship, at: 0, inputs) < 1000)
  }

  @Test("satellites fly with the cheaper family, and with the dearer one when the wait costs more")
  func cheaperFamily() throws {
    func isChosen(waiting: String) throws -> (cheap: Bool, dear: Bool) {
      var bare = try OrbitRules.world(
        Self.second + [
          "launch.waiting=\(waiting)", "orbit.specific_power=50 W/kg", "orbit.bus_cost=45 USD/W",
        ])
      try bare.build(satellites: 10, of: "xai")
      let ids = bare.ids["launch.families"] ?? []
      let (dear, cheap) = (
        try #require(ids.firstIndex(of: "second")), try #require(ids.firstIndex(of: "starship"))
      )
      for (family, price) in [(dear, 1500.0), (cheap, 1000)] {
        let offer = LiftChoice.Offer(price: price, payload: 10, failure: 0, rate: 10)
        bare.world.launch.post(offer, family, &bare.world.exchange)
      }
      return (
        bare.world.launch.isChosen(cheap, bare.world.exchange),
        bare.world.launch.isChosen(dear, bare.world.exchange)
      )
    }
    // Twenty tonnes are two launches, a fifth of a year.
    let patient = try isChosen(waiting: "0 /year")
    #expect(patient.cheap && !patient.dear)
    let hurried = try isChosen(waiting: "10 /year")
    #expect(hurried.cheap && hurried.dear)
  }

  // MARK: Test flights

  @Test("a vehicle tests before it carries a payload, whoever waits, and nobody need wait for it to test")
  func testFlights() throws {
    let tested = try Study.fleet(
      ships: 3, ["\(Self.vehicle).test_flights=4", "launch.families.*.other_payloads=0 /year"])
    #expect(tested.value("launches_total") == 4)
    let untested = try Study.fleet(
      ships: 3, ["\(Self.vehicle).test_flights=0", "launch.families.*.other_payloads=0 /year"])
    #expect(untested.value("launches_total") == 0)
  }

  @Test("a test flight carries nothing")
  func testsCarryNothing() throws {
    var bare = try OrbitRules.world([
      "launch.sites.starbase.pads=10", "launch.sites.starbase.tank=10", "\(Self.vehicle).oxygen=1 t",
      "\(Self.vehicle).methane=1 t", "\(Self.vehicle).payload=6.5 t", "\(Self.vehicle).test_flights=2",
      "launch.families.*.other_payloads=0 /year", "orbit.specific_power=50 W/kg",
    ])
    try bare.build(satellites: 10, of: "xai")
    let vehicle = try bare.index("starship_v3", in: "launch.vehicles")
    for _ in 0..<3 { bare.world.launch.addShip(vehicle, &bare.world.exchange) }
    var payloads: [Double?] = []
    while let flight = bare.world.launch.next(&bare.world.exchange), payloads.count < 3 {
      payloads.append(flight.payload)
      bare.world.launch.families[0].groundedUntil = -1
    }
    #expect(payloads == [nil, nil, 6.5])
    #expect(bare.world.launch.flightsByVehicle[vehicle] == 3, "tests are experience")
  }

  @Test("a test flight can fail, and grounds its family")
  func testsFail() throws {
    let run = try Study.fleet(
      ships: 34,
      [
        "\(Self.vehicle).test_flights=100", "launch.families.*.other_payloads=0 /year",
        "\(Self.vehicle).failure_floor=1", "\(Self.vehicle).investigation=80 day",
        "\(Self.vehicle).investigation_learning=0",
      ])
    // From the first day on, every eighty days.
    #expect(run.value("launches_total") == 5)
    #expect(run.value("launch_failures_total") == 5)
  }

  // MARK: Older rockets

  /// Older rockets alone: a Falcon at 1000 and a New Glenn at 2000 USD/kg, of 10 t each, which never fail; satellites
  /// of 2 t.
  private func rockets(_ overrides: [String] = []) throws -> BareWorld {
    try OrbitRules.world(
      [
        "lines.pads.policy=never", "launch.rockets.falcon.cadence=26.09 launch/year",
        "launch.rockets.new_glenn.cadence=26.09 launch/year", "launch.rockets.*.payload=10 t",
        "launch.rockets.*.captive=0", "launch.rockets.*.booked=0",
        "launch.rockets.falcon.price=10 million USD/flight",
        "launch.rockets.new_glenn.price=20 million USD/flight", "launch.rockets.*.failure_scale=0",
        "launch.rockets.*.failure_floor=0", "launch.waiting=0 /year", "orbit.specific_power=50 W/kg",
        "orbit.bus_cost=45 USD/W",
      ] + overrides)
  }

  /// Flights with satellites that compute of Falcon and of New Glenn.
  private func flown(_ bare: borrowing BareWorld) throws -> (falcon: Int, newGlenn: Int) {
    (
      bare.world.launch.rockets[try bare.index("falcon", in: "launch.rockets")].satelliteFlights,
      bare.world.launch.rockets[try bare.index("new_glenn", in: "launch.rockets")].satelliteFlights
    )
  }

  @Test("the cheapest rocket lifts first; while its queue is short, none but it")
  func cheapestFirst() throws {
    var bare = try rockets()
    try bare.build(satellites: 10, of: "xai")
    bare.run(until: bare.world.exchange.now + 3 * Time.week)
    let flights = try flown(bare)
    #expect(flights.falcon == 2 && flights.newGlenn == 0, "\(flights)")
    #expect(bare.waitingSatellites == 0)
    #expect(bare.imbalance() == nil)
  }

  @Test("when the wait for the cheapest costs more than the next one asks, the next lifts up to its capacity")
  func longQueue() throws {
    var bare = try rockets(["launch.waiting=10 /year", "orbit.bus_cost=90 USD/W"])
    try bare.build(satellites: 10, of: "xai")
    bare.run(until: bare.world.exchange.now + 1)
    // One flight each stood ready: a week's is half a launch.
    let flights = try flown(bare)
    #expect(flights.falcon == 1 && flights.newGlenn == 1, "\(flights)")
    #expect(bare.imbalance() == nil)
  }

  @Test("what a rocket's maker and earlier customers take, it does not lift")
  func captive() throws {
    func flights(_ overrides: [String]) throws -> Int {
      var bare = try rockets(
        ["launch.rockets.new_glenn.cadence=0 /year", "launch.rockets.falcon.cadence=104.36 /year"] + overrides
      )
      try bare.deliver(satellites: 80, to: "xai")
      bare.run(until: 9 * Time.week)
      return try flown(bare).falcon
    }
    #expect(try flights([]) >= 14, "two a week")
    #expect((4...5).contains(try flights(["launch.rockets.falcon.captive=75 %"])))
    #expect((4...5).contains(try flights(["launch.rockets.falcon.booked=75 %"])))
    #expect(try flights(["launch.rockets.falcon.captive=100 %"]) == 0)
  }

  @Test("a rocket that fails loses what it lifts, and grounds its own kind")
  func rocketFails() throws {
    // Nobody takes a rocket that always fails beside one that never does: the other comes later.
    var bare = try rockets([
      "launch.rockets.falcon.failure_floor=1", "launch.rockets.falcon.investigation=900 day",
      #"launch.rockets.new_glenn.cadence={"2026": "0 /year", "2026-03": "26.09 /year", "interpolation": "step"}"#,
    ])
    try bare.build(satellites: 5, of: "xai")
    bare.run(until: bare.world.exchange.now + 2)
    let falcon = bare.world.launch.rockets[try bare.index("falcon", in: "launch.rockets")]
    #expect(falcon.groundedUntil > 800)
    #expect(bare.world.orbit.satellites == 0)
    #expect(bare.world.exchange.goods[bare.world.exchange.goods.payload].produced == 0)
    #expect(bare.imbalance() == nil)
    bare.run(until: 70)
    try bare.deliver(satellites: 5, to: "xai")
    bare.run(until: bare.world.exchange.now + 3 * Time.week)
    let flights = try flown(bare)
    #expect(flights.falcon == 1 && flights.newGlenn == 1, "\(flights)")
    #expect(bare.world.launch.families[0].groundedUntil < 0)
    #expect(bare.imbalance() == nil)
  }

  @Test("a rocket's launch is paid whole, whether it fails or not")
  func rocketPaid() throws {
    var bare = try rockets([
      "launch.rockets.falcon.failure_floor=1", "launch.rockets.new_glenn.cadence=0 launch/year",
    ])
    try bare.build(satellites: 5, of: "google")
    bare.world.launch.rockets[try bare.index("falcon", in: "launch.rockets")].room = 1
    let flown = bare.world.launch.nextRocket(&bare.world.exchange)
    let flight = try #require(flown)
    #expect(!flight.succeeded && flight.payload == 10)
    #expect(isClose(flight.price, 0.01, relative: 1e-9), "ten million, in billions")
  }

  @Test("a failure with another's payload grounds a rocket too, and counts as a flight")
  func othersFail() throws {
    var bare = try rockets([
      "launch.rockets.falcon.captive=50 %", "launch.rockets.falcon.failure_floor=1",
      "launch.rockets.falcon.investigation=900 day",
    ])
    bare.run(until: 3 * Time.week)
    let falcon = bare.world.launch.rockets[try bare.index("falcon", in: "launch.rockets")]
    #expect(falcon.groundedUntil > 800 && falcon.failures == 1 && falcon.room == 0)
    #expect(isClose(falcon.flights, 0.25, relative: 0.01))
  }

  @Test(
    "a rocket kept from most labs lifts those of labs under export control, and is not what others are quoted"
  )
  func restricted() throws {
    var bare = try rockets([
      "launch.rockets.falcon.cadence=0 /year", "launch.rockets.new_glenn.cadence=0 /year",
      "launch.rockets.long_march.cadence=104.36 /year",
      "launch.rockets.long_march.price=1 million USD/flight",
    ])
    #expect(!bare.world.exchange.posted.launch.price.isFinite)
    try bare.build(satellites: 5, of: "xai")
    try bare.deliver(satellites: 5, to: "china_labs")
    bare.run(until: 4 * Time.week)
    let lab = Int32(try bare.index("xai", in: "labs"))
    #expect(bare.waitingSatellites == 5)
    #expect(bare.world.orbit.queue.allSatisfy { $0.satellites == 0 || $0.lab == lab })
    #expect(bare.imbalance() == nil)
  }

  @Test("the price of lift is that of the cheapest maker with room")
  func quote() throws {
    func price(waiting: String, satellites: Int) throws -> Double {
      var bare = try rockets([
        "launch.waiting=\(waiting)", "launch.rockets.new_glenn.cadence=2609 launch/year",
      ])
      if satellites > 0 { try bare.build(satellites: satellites, of: "xai") }
      bare.world.launch.price(&bare.world.exchange)
      return bare.world.exchange.posted.launch.price
    }
    #expect(isClose(try price(waiting: "10 /year", satellites: 0), 1000, relative: 1e-9))
    #expect(isClose(try price(waiting: "0 /year", satellites: 10), 1000, relative: 1e-9))
    #expect(isClose(try price(waiting: "10 /year", satellites: 10), 2000, relative: 1e-9))
  }

  @Test("lift in sight is that of all makers whose lift costs no more than the quote")
  func sight() throws {
    let bare = try rockets()
    // New Glenn asks more than the quote while nobody waits.
    #expect(isClose(bare.world.launch.spareLaunches(bare.world.exchange), 26.09, relative: 1e-9))
    let alike = try rockets(["launch.rockets.new_glenn.price=10 million USD/flight"])
    #expect(isClose(alike.world.launch.spareLaunches(alike.world.exchange), 2 * 26.09, relative: 1e-9))
  }

  // MARK: The choice

  @Test("lift costs what a launch asks over its load, what may be lost, and the wait")
  func choice() {
    let choice = LiftChoice(worth: 400, waiting: 0.25)
    var offer = LiftChoice.Offer(price: 1000, payload: 10, failure: 0, rate: 5)
    #expect(choice.cost(offer, load: 10, years: 0) == 1000)
    #expect(choice.cost(offer, load: 5, years: 0) == 2000, "a launch is paid whole")
    #expect(choice.cost(offer, load: 10, years: 2) == 1200)
    #expect(choice.cost(offer, load: 0, years: 0) == .infinity)
    offer.failure = 0.5
    // (1000 + 0.5 400) / 0.5
    #expect(choice.cost(offer, load: 10, years: 0) == 2400)
    #expect(LiftChoice.whole(10, satellite: 3) == 9)
    // Five launches a year of 9 t.
    #expect(isClose(LiftChoice.years(offer, queue: 90, satellite: 3), 2, relative: 1e-9))
    #expect(LiftChoice.years(offer, queue: 0, satellite: 3) == 0)
    #expect(LiftChoice.years(offer, queue: 90, satellite: 30) == 10, "no satellite fits")
  }
}
