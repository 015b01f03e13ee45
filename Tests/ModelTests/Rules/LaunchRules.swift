import Testing

@testable import Model

/// Ships, pads and propellant; what a failure costs; what a launch is sold for.
@Suite("rule: launch")
struct LaunchRules {
  private static let vehicle = "launch.vehicles.starship_v3"

  @Test("a failure grounds the fleet, and its ship is lost")
  func grounding() throws {
    // Every flight fails and is looked into for 73 days: five a year, where the first waits up to a week for a payload.
    let run = try Study.fleet(
      ships: 34,
      [
        "\(Self.vehicle).failure_floor=1", "\(Self.vehicle).investigation=73 day",
        "\(Self.vehicle).investigation_learning=0",
      ])
    #expect(run.value("launches_total") == 5)
    #expect(run.value("ships") == 29)
    #expect(run.value("bottlenecks.launch.grounding.starved_total_day") > 350)
  }

  @Test("a ship retires after its flights")
  func retirement() throws {
    let run = try Study.fleet(ships: 10, ["\(Self.vehicle).flights_per_ship=3"])
    #expect(run.value("launches_total") == 30)
    #expect(run.value("ships") == 0)
  }

  @Test("ships are built at their rate, from the day their vehicle is there")
  func building() throws {
    let run = try Study.fleet(
      ships: 0, ["\(Self.vehicle).available=2026-07-01", "\(Self.vehicle).build_rate=24 /year"])
    #expect((12...13).contains(run.value("ships")))
  }

  @Test("the newest version that carries payloads has the yards of those before it, and none in tests has")
  func takeover() throws {
    func built(tests: Int) throws -> (old: Int, new: Int) {
      let new = "launch.vehicles.starship_v4"
      var bare = try BareWorld([
        "\(Self.vehicle).available=2026-02-01", "\(Self.vehicle).slip=1", "\(Self.vehicle).test_flights=0",
        "\(Self.vehicle).build_rate=12 /year", "\(new).available=2027-01-01", "\(new).slip=1",
        "\(new).test_flights=\(tests)", "\(new).build_rate=4 /year", "lines.ships.policy=plan",
      ])
      let places = (
        try bare.index("starship_v3", in: "launch.vehicles"),
        try bare.index("starship_v4", in: "launch.vehicles")
      )
      bare.run(until: 1.5 * Time.year)
      let before = bare.world.launch.builtShips
      bare.run(until: 3.5 * Time.year)
      let after = bare.world.launch.builtShips
      return (after[places.0] - before[places.0], after[places.1] - before[places.1])
    }
    let led = try built(tests: 0)
    #expect(led.old == 0 && (31...33).contains(led.new), "\(led)")
    let tested = try built(tests: 100)
    #expect((23...25).contains(tested.old) && (7...9).contains(tested.new), "\(tested)")
  }

  @Test("no ships are lost while yards change hands, however slowly the new version was built")
  func handover() throws {
    let new = "launch.vehicles.starship_v4"
    var bare = try BareWorld([
      "\(Self.vehicle).available=2026-02-01", "\(Self.vehicle).slip=1", "\(Self.vehicle).test_flights=0",
      "\(Self.vehicle).build_rate=24 /year", "\(new).available=2027-01-01", "\(new).slip=1",
      "\(new).test_flights=1", "\(new).build_rate=0.5 /year", "lines.ships.policy=plan",
    ])
    bare.run(until: 1.2 * Time.year)
    let before = bare.world.launch.builtShips.reduce(0, +)
    bare.run(until: 3.2 * Time.year)
    let built = bare.world.launch.builtShips.reduce(0, +) - before
    // Two years of both yards, less a month of the old one's at the most.
    #expect((46...50).contains(built), "\(built)")
  }

  @Test("turnarounds get shorter by a part with each doubling of flights, down to their floor")
  func turnaround() throws {
    // Experience from 1 flight: after 3 flights it has doubled twice, so turnarounds of 80 days become 40 and 20.
    func flights(_ learning: String, floor: String) throws -> Double {
      try Study.fleet(
        ships: 1,
        [
          "\(Self.vehicle).turnaround=80 day", "\(Self.vehicle).turnaround_floor=\(floor)",
          "\(Self.vehicle).turnaround_learning=\(learning)", "launch.families.*.opening_flights=1",
        ]
      ).value("launches_total")
    }
    #expect(try flights("0", floor: "1 day") == 5)
    #expect(try flights("0.5", floor: "1 day") > 20)
    #expect(try flights("0.5", floor: "80 day") == 5)
  }

  @Test("a pad that was used is free again after its time")
  func pads() throws {
    let run = try Study.fleet(
      ships: 34,
      [
        "launch.sites.lc39a.pads=0", "launch.sites.slc37.pads=0", "launch.sites.starbase.pads=3",
        "launch.sites.starbase.pad_turnaround=10 day", "launch.sites.starbase.pad_turnaround_floor=10 day",
      ])
    #expect((108...111).contains(run.value("launches_total")))
  }

  /// A world whose vehicle costs 100 million USD a flight and lifts 100 t.
  private func priced(_ overrides: [String] = []) throws -> BareWorld {
    try BareWorld(
      [
        "launch.vehicles.starship_v4.available=never", "\(Self.vehicle).available=2025-12-01",
        "\(Self.vehicle).slip=1", "\(Self.vehicle).payload=100 t",
        "\(Self.vehicle).ship_cost=1000 million USD",
        "\(Self.vehicle).flights_per_ship=10", "\(Self.vehicle).booster_cost=0 USD",
        "\(Self.vehicle).refurbishment=0 USD", "\(Self.vehicle).cost_learning=0",
        "\(Self.vehicle).methane=0 t",
        "\(Self.vehicle).oxygen=0 t", "\(Self.vehicle).failure_scale=0", "\(Self.vehicle).failure_floor=0",
        "launch.families.*.fixed_cost=0 USD/year", "launch.families.*.margin=0",
        "launch.vehicles.*.test_flights=0", "launch.rockets.*.cadence=0 /year",
      ] + overrides)
  }

  @Test(
    "the price of a launch is what it costs: hardware by its flights, what fails, fuel, programme, margin")
  func price() throws {
    func price(_ overrides: [String] = []) throws -> Double {
      try priced(overrides).world.exchange.posted.launch.price
    }
    #expect(isClose(try price(), 1000, relative: 1e-9))
    #expect(
      isClose(try price(["\(Self.vehicle).failure_floor=0.5"]), 5000, relative: 1e-9), "two flights a ship")
    #expect(isClose(try price(["launch.families.*.margin=0.5"]), 1500, relative: 1e-9))
    #expect(isClose(try price(["\(Self.vehicle).refurbishment=10 million USD"]), 1100, relative: 1e-9))
    #expect(
      isClose(
        try price(["\(Self.vehicle).booster_cost=100 million USD", "\(Self.vehicle).flights_per_booster=5"]),
        1200,
        relative: 1e-9))
    #expect(
      isClose(
        try price(["\(Self.vehicle).methane=1000 t", "launch.methane_cost=1000 USD/t"]), 1010, relative: 1e-9)
    )
    #expect(
      isClose(
        try price([
          "launch.families.*.fixed_cost=1.2 billion USD/year", "launch.families.*.opening_rate=1 /year",
        ]), 2000,
        relative: 1e-9),
      "a programme is quoted at a launch a month")
    #expect(
      isClose(
        try price([
          "launch.families.*.fixed_cost=1.2 billion USD/year", "launch.families.*.opening_rate=120 /year",
        ]), 1100,
        relative: 1e-9))
  }

  @Test("the newest vehicle that stands ready flies first")
  func newest() throws {
    var bare = try priced(["launch.vehicles.starship_v4.available=2025-12-15"])
    let (old, new) = (
      try bare.index("starship_v3", in: "launch.vehicles"),
      try bare.index("starship_v4", in: "launch.vehicles")
    )
    bare.world.launch.addShip(old, &bare.world.exchange)
    bare.world.launch.addShip(new, &bare.world.exchange)
    #expect(bare.world.launch.newestReady(0, bare.world.exchange.inputs) == new)
  }

  @Test("a launch costs its customer the price of all that the vehicle lifts")
  func payment() throws {
    var bare = try OrbitRules.world([
      "\(Self.vehicle).payload=50 t", "\(Self.vehicle).failure_floor=0", "\(Self.vehicle).failure_scale=0",
    ])
    try bare.build(satellites: 3, of: "google")
    let lab = try bare.index("google", in: "labs")
    let vehicle = try bare.index("starship_v3", in: "launch.vehicles")
    bare.world.launch.addShip(vehicle, &bare.world.exchange)
    bare.world.launch.post(
      LiftChoice.Offer(price: 2000, payload: 50, failure: 0), 0, &bare.world.exchange)
    let cash = bare.world.exchange.ledger.cash(lab)
    let flight = bare.world.launch.fly(vehicle, 0, .satellites(50), &bare.world.exchange)
    bare.world.orbit.launch(
      payload: 50, succeeded: flight.succeeded, price: flight.price, &bare.world.exchange)
    // 50 t at 2000 USD/kg are a tenth of a billion.
    #expect(isClose(cash - bare.world.exchange.ledger.cash(lab), 0.1, relative: 1e-9))
  }

  @Test("a vehicle's failures fall with its flights, and flights of its family before it count in part")
  func experience() throws {
    var bare = try priced([
      "\(Self.vehicle).failure_scale=1", "\(Self.vehicle).failure_shape=0.5",
      "\(Self.vehicle).experience=0.5",
    ])
    let vehicle = try bare.index("starship_v3", in: "launch.vehicles")
    // 0.5 (n + 1)^-0.5 after n flights.
    for (flights, before, expected) in [(0, 0.0, 0.5), (3, 0, 0.25), (3, 10, 1.0 / 6)] {
      bare.world.launch.flightsByVehicle[vehicle] = flights
      bare.world.launch.flightsBefore[vehicle] = before
      let failure = bare.world.launch.failureProbability(vehicle, bare.world.exchange.inputs)
      #expect(isClose(failure, expected, relative: 1e-9))
    }
  }

  @Test("lift for satellites is what ships, licences and cadence allow, less others' payloads")
  func spare() throws {
    func spare(_ overrides: [String]) throws -> Double {
      let bare = try priced(
        [
          "\(Self.vehicle).build_rate=10 /year", "\(Self.vehicle).turnaround=36.525 day",
          "\(Self.vehicle).turnaround_floor=36.525 day", "launch.families.*.opening_rate=1000 /year",
          "launch.sites.*.licences=1000 /year", "launch.families.*.other_payloads=20 /year",
          "launch.families.*.other_first=true",
        ] + overrides)
      return bare.world.launch.spareLaunches(bare.world.exchange)
    }
    #expect(isClose(try spare([]), 80, relative: 1e-9), "ten ships of ten flights, less twenty")
    #expect(isClose(try spare(["\(Self.vehicle).flights_per_ship=4"]), 20, relative: 1e-9))
    #expect(isClose(try spare(["launch.sites.*.licences=10 /year"]), 10, relative: 1e-9), "three sites")
    #expect(
      isClose(try spare(["launch.families.*.opening_rate=15 /year"]), 10, relative: 1e-9),
      "cadence doubles in a year")
    #expect(isClose(try spare(["launch.families.*.other_payloads=200 /year"]), 0, relative: 1e-9))
    #expect(
      isClose(
        try spare(["launch.families.*.other_payloads=200 /year", "launch.families.*.other_first=false"]), 50,
        relative: 1e-9))
  }

  @Test("a payload of others flies once")
  func others() throws {
    let run = try Study.fleet(ships: 34, ["launch.families.*.other_payloads=52.178 /year"])
    // One a week from the second day on.
    #expect((51...53).contains(run.value("launches_total")))
  }
}
