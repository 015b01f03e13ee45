import Testing

@testable import Model

@Suite("law: launch")
struct LaunchTests {
  /// Sites of the shipped world; the fleet flies from one of them.
  @Test("a site without propellant does not hold back one that has it")
  func drySite() throws {
    // Launches a year = ships * year / turnaround while nothing else binds: 34 * 8760 h / 30 h = 9928 in 365 days.
    // Sites that come first in order have pads and licences but little propellant. Ships wait up to a week for the
    // first payload: 2 %.
    let run = try Study.fleet(ships: 34)
    #expect(isClose(run.value("launches_total"), 9928, relative: 0.02))
    #expect(run.value("bottlenecks.launch.propellant.starved_total_day") < 4)
  }

  @Test("cadence follows the scarcest of ships, pads, licences and propellant, and its account names it")
  func scarcest() throws {
    let site = "launch.sites.starbase"
    let others = ["launch.sites.lc39a.pads=0", "launch.sites.slc37.pads=0"]
    // Licences: 300 a year. Both calendar years of a 366-day run count, so the run ends with its year.
    let licences = try Study.fleet(ships: 34, others + ["\(site).licences=300 /year"])
    #expect(licences.value("launches_total") == 300)
    #expect(licences.value("bottlenecks.launch.licence.starved_total_day") > 300)
    // Pads: one pad of 2 days flies 365 / 2.
    let pads = try Study.fleet(
      ships: 34,
      others + ["\(site).pads=1", "\(site).pad_turnaround=2 day", "\(site).pad_turnaround_floor=2 day"])
    #expect(abs(pads.value("launches_total") - 182) <= 1)
    #expect(pads.value("bottlenecks.launch.pad.starved_total_day") > 360)
    // Oxygen: 8190 t a day is two flights a day, and what the tank held at first.
    let oxygen = try Study.fleet(ships: 34, others + ["\(site).oxygen_supply=8190 t/day", "\(site).tank=4"])
    #expect(abs(oxygen.value("launches_total") - 730) <= 5)
    #expect(oxygen.value("bottlenecks.launch.propellant.starved_total_day") > 300)
  }

  @Test("no flight carries more than its vehicle lifts, whatever its satellites weigh", arguments: 0..<4)
  func loads(replication: Int) throws {
    var bare = BareWorld(
      try ShippedScenario.model(
        "space",
        [
          "launch.families.*.other_payloads=0 /year", "launch.rockets.*.cadence=0 /year",
          "orbit.cost_over_ground=0.5",
        ]),
      replication: UInt64(replication))
    let goods = bare.world.exchange.goods.payload
    var (mass, flights) = (0.0, bare.world.launch.flightsByVehicle)
    var heaviest = 0.0
    while let event = bare.world.exchange.scheduler.next(until: 19 * Time.year) {
      bare.world.handle(event)
      guard bare.world.launch.flightsByVehicle != flights else { continue }
      let now = bare.world.exchange.now
      var lift = 0.0
      for vehicle in flights.indices {
        let flown = Double(bare.world.launch.flightsByVehicle[vehicle] - flights[vehicle])
        lift += flown * bare.world.exchange.inputs.launch.vehicles[vehicle].payload.value(at: now)
      }
      let lifted = bare.world.exchange.goods[goods].produced - mass
      heaviest = max(heaviest, lifted / lift)
      (mass, flights) = (bare.world.exchange.goods[goods].produced, bare.world.launch.flightsByVehicle)
    }
    #expect(heaviest <= 1 + 1e-9, "a load of \(heaviest) of what its vehicle lifts")
    #expect(heaviest > 0.9, "no launch was ever full")
  }

  @Test("a factory at the end of its range fills its yard and no more")
  func fullYard() throws {
    let run = try Run(
      ShippedScenario.model(
        "base",
        [
          "end=2034-06-01", "launch.vehicles.starship_v3.build_rate=10000 /year",
          "launch.sites.starbase.pads=0", "launch.vehicles.*.test_flights=0",
        ]))
    // 70 000 would have been built in seven years; an event can name 65 536 ships.
    #expect(run.value("ships") == 20_000)
  }
}
