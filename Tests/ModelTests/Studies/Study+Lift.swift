@testable import Model

extension Study {
  /// Launches that put 1 GW of IT power into orbit, by whole satellites.
  private static func launches(_ node: [String], payload: Double, gigawatts: Double = 1) throws -> Double {
    let bare = BareWorld(try ShippedScenario.model("base", node))
    let inputs = bare.world.exchange.inputs
    let whole = (payload / Orbit.mass(at: 0, inputs)).rounded(.down)
    return gigawatts * 1e6 / (whole * inputs.orbit.power.value)
  }

  /// Statements about mass and launches.
  static func lift() throws -> [Study] {
    let announced = ["orbit.power=150 kW", "orbit.specific_power=\(150 / 2.14) W/kg"]
    var studies: [Study] = []
    for (payload, published) in [(44.0, 333.0), (100, 145), (200, 72)] {
      studies.append(
        Study(
          name: "AI1 announcement 2026, \(Int(payload)) t a launch",
          inputs: "150 kW peak, 2.14 t a satellite, whole satellites", unit: "launch/GW",
          published: published, given: try launches(announced, payload: payload), tolerance: 0.005,
          difference: "none"))
    }
    studies.append(
      Study(
        name: "Podcast Feb 2026, launches for 100 GW", inputs: "100 t a launch, 100 kW/t, 100 kW satellites",
        unit: "launch",
        published: 10_000,
        given: try launches(
          ["orbit.power=100 kW", "orbit.specific_power=100 W/kg"], payload: 100, gigawatts: 100),
        tolerance: 1e-9, difference: "none"))
    let anchor = BareWorld(
      try ShippedScenario.model("base", ["orbit.power=1000 kW", "orbit.specific_power=\(1000.0 / 45) W/kg"]))
    studies.append(
      Study(
        name: "Turyshev 2026, mass of 1 MW",
        inputs: "22.2 W/kg, the reciprocal of the study's sum of array, radiator and bus", unit: "t",
        published: 45, given: Orbit.mass(at: 0, anchor.world.exchange.inputs), tolerance: 1e-9,
        difference:
          "given: specific power is one input here; array, radiator and cell efficiency stand behind its range, not as terms"
      ))
    return studies
  }

  /// A year of one vehicle that always has a payload, a pad, a licence and propellant, and never fails.
  static func fleet(ships: Int, _ overrides: [String] = []) throws -> Run {
    let vehicle = "launch.vehicles.starship_v3"
    let site = "launch.sites.starbase"
    return try Run(
      ShippedScenario.model(
        "base",
        [
          "end=2027-01-01", "\(vehicle).available=2025-12-01", "\(vehicle).slip=1",
          "\(vehicle).ships=\(ships)",
          "\(vehicle).build_rate=0 /year", "\(vehicle).flights_per_ship=10000", "\(vehicle).turnaround=30 h",
          "\(vehicle).turnaround_floor=30 h", "\(vehicle).failure_scale=0", "\(vehicle).failure_floor=0",
          "\(vehicle).oxygen=4095 t", "\(vehicle).methane=1155 t", "\(site).pads=200",
          "\(site).licences=1000000 /year",
          "\(site).pad_turnaround=1 h", "\(site).pad_turnaround_floor=1 h",
          "\(site).oxygen_supply=9000000 t/day",
          "\(site).methane_supply=9000000 t/day", "\(site).tank=1000",
          "launch.families.*.other_payloads=1000000 /year",
          "\(vehicle).test_flights=0",
        ] + overrides))
  }

  /// Ships, oxygen and methane of 10 000 launches a year, flown launch by launch.
  static func cadence() throws -> [Study] {
    let run = try fleet(ships: 34)
    let flown = run.value("launches_total")
    let oxygen = run.value("oxygen_total_t") / 1e6
    return [
      Study(
        name: "Podcast Feb 2026, ships for 10 000 launches",
        inputs: "30 h from landing to launch, no downtime, no losses", unit: "ship",
        published: 34, given: 34 * 10_000 / flown, tolerance: 0.02,
        difference:
          "other payloads queue weekly, so the first week's ships wait; the statement's 20 to 30 needs 18 to 26 h"
      ),
      Study(
        name: "Physics, oxygen of 10 000 flights", inputs: "4095 t a flight", unit: "Mt", published: 41,
        given: oxygen / flown * 10_000,
        tolerance: 0.002, difference: "none"),
      Study(
        name: "Physics, methane of 10 000 flights", inputs: "1155 t a flight", unit: "Mt", published: 11.6,
        given: oxygen / flown * 10_000 * 1155 / 4095, tolerance: 0.005, difference: "none"),
    ]
  }

  /// Energy of an array in orbit over one on the ground.
  static func sunlight() throws -> [Study] {
    let run = try Run(
      ShippedScenario.model(
        "base", ["end=2026-01-02", "orbit.sunlit=99 %", "orbit.ground_capacity_factor=25 %"]))
    return [
      Study(
        name: "Physics, sun in orbit over ground", inputs: "1361 W/m2 at 99 %, 1000 W/m2 at 25 %", unit: "x",
        published: 5.4,
        given: run.value("orbit_over_ground_array_energy"), tolerance: 0.005, difference: "none")
    ]
  }
}
