#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// What a satellite weighs and costs, part by part.
@Suite("rule: satellites of parts")
struct SatelliteRules {
  /// A kilowatt of IT power: an array of 1.25 kW and 12.5 kg, boards of 10 kg, shielding of 2 kg, a fifth of the whole
  /// for structure.
  private func world(_ overrides: [String] = []) throws -> BareWorld {
    try BareWorld(
      [
        "orbit.array_power=1.25", "orbit.array_specific_power=100 W/kg", "orbit.computer_mass=10 kg/kW",
        "orbit.shielding_mass=2 kg/kW", "orbit.structure=20 %", "orbit.coolant=300 K", "orbit.emissivity=0.9",
        "orbit.absorbed=200 W/m2", "orbit.radiator_mass=4 kg/m2", "orbit.array_cost=8 USD/W",
        "orbit.build_cost=1000 USD/kg", "orbit.power=100 kW", "orbit.chip_failure=6 %/year",
        "orbit.failure_multiplier=1.5", "orbit.failure_coolant=300 K", "orbit.failure_doubling=20 K",
      ] + overrides)
  }

  /// W/m2 of both faces of a grey body of 300 K: 2 * 0.9 * 5.670374e-8 * 300^4.
  private let emitted = 826.74
  /// kg of radiator for a kilowatt of IT power at 300 K.
  private var radiator: Double { 1250 / (emitted - 200) * 4 }

  @Test("a satellite weighs what its parts weigh, and its structure a share of the whole")
  func mass() throws {
    let bare = try world()
    let inputs = bare.world.exchange.inputs
    let parts = Satellite(at: 0, inputs.orbit)
    #expect(isClose(parts.array, 12.5, relative: 1e-12))
    #expect(isClose(parts.radiator, radiator, relative: 1e-5))
    #expect(parts.computer == 10 && parts.shielding == 2)
    #expect(isClose(parts.structure, parts.mass / 5, relative: 1e-12))
    let whole = (12.5 + radiator + 12) / 0.8
    #expect(isClose(Orbit.mass(at: 0, inputs), whole / 10, relative: 1e-5), "100 kW, in tonnes")
    #expect(isClose(Satellite.specificPower(at: 0, inputs.orbit), 1000 / whole, relative: 1e-5))
  }

  @Test("a radiator a fifth hotter in kelvin emits 2.07 times, and the satellite is the lighter for it")
  func hotter() throws {
    let cold = try world()
    let hot = try world(["orbit.coolant=360 K"])
    let (before, after) = (cold.world.exchange.inputs.orbit, hot.world.exchange.inputs.orbit)
    #expect(isClose(Satellite.emitted(before), emitted, relative: 1e-5))
    #expect(isClose(Satellite.emitted(after) / Satellite.emitted(before), 2.0736, relative: 1e-9))
    #expect(
      isClose(Satellite.heat(after), emitted * 2.0736 - 200, relative: 1e-5), "what comes from outside stays")
    let (heavy, light) = (Satellite(at: 0, before), Satellite(at: 0, after))
    let saved = radiator * (1 - (emitted - 200) / (emitted * 2.0736 - 200))
    #expect(isClose(heavy.mass - light.mass, saved / 0.8, relative: 1e-4))
    #expect(light.array == heavy.array && light.computer == heavy.computer)
  }

  @Test("hotter chips fail twice as often with each step")
  func ageing() throws {
    let cold = try world()
    let hot = try world(["orbit.coolant=360 K"])
    #expect(isClose(Satellite.failure(cold.world.exchange.inputs.orbit), 0.09, relative: 1e-12))
    #expect(isClose(Satellite.failure(hot.world.exchange.inputs.orbit), 0.09 * 8, relative: 1e-12))
    let orbit = hot.world.exchange.inputs.orbit
    #expect(Orbit.output(age: 2, orbit, orbit) < 0.3, "they do in service")
  }

  @Test("a satellite costs its array by the watt and the rest without boards by the kilogram")
  func cost() throws {
    let bare = try world()
    let inputs = bare.world.exchange.inputs
    let rest = radiator + 2 + (12.5 + radiator + 12) / 4
    #expect(isClose(Satellite.cost(at: 0, inputs.orbit), 10 + rest, relative: 1e-5))
    #expect(isClose(bare.world.exchange.posted.orbit.busPrice, 10 + rest, relative: 1e-5))
  }

  @Test("what is stated of the whole satellite holds in the place of its parts")
  func stated() throws {
    let bare = try world(["orbit.specific_power=50 W/kg", "orbit.bus_cost=7 USD/W"])
    let inputs = bare.world.exchange.inputs
    #expect(Orbit.mass(at: 0, inputs) == 2)
    #expect(bare.world.exchange.posted.orbit.busPrice == 7)
  }

  @Test("orbit is quoted at the ratio to the cheapest region that is asked about")
  func asked() throws {
    /// What orbit and the cheapest region are quoted at when the first machines for orbit are sold.
    func quotes(_ overrides: [String]) throws -> (orbit: VenueCost, ground: Double) {
      var bare = try world(overrides + ["accelerators.nvidia_orbit_2027.release=2026-01-01"])
      bare.world.costs.quote(&bare.world.exchange)
      let quotes = bare.world.costs.quotes
      let orbit = bare.world.exchange.places.orbit
      return (quotes[orbit], quotes[..<orbit].map(\.perComputeHour).min() ?? 0)
    }
    let before = try quotes([])
    let after = try quotes(["orbit.cost_over_ground=0.5"])
    #expect(before.orbit.perComputeHour > before.ground)
    #expect(isClose(after.orbit.perComputeHour, after.ground / 2, relative: 1e-9))
    #expect(after.orbit.computePerKilowatt == before.orbit.computePerKilowatt)
    #expect(after.orbit.machines == before.orbit.machines)
  }
}
