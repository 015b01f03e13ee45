import Testing

@testable import Model

/// What labs are quoted: cost and wait, on the ground and in orbit.
@Suite("rule: quotes")
struct CostRules {
  /// Years to compute in orbit as quoted at the start.
  private func delay(_ first: String, slip: Double = 1) throws -> Double {
    let bare = try BareWorld(["orbit.first_launch=\(first)", "orbit.slip=\(slip)"])
    return bare.world.exchange.posted.costs.delay[bare.world.exchange.places.orbit]
  }

  @Test("orbit's date counts in its wait, with its slip")
  func orbitDate() throws {
    let near = try delay("2028-01-01")
    #expect(isClose(try delay("2032-01-01") - near, 4, relative: 1e-3))
    #expect(isClose(try delay("2028-01-01", slip: 3) - near, 4, relative: 1e-2))
  }

  @Test("a site on the ground pays its machines over their life, its hall and plant over theirs")
  func ground() {
    let machine = MachineCost(price: 1000, compute: 2, life: 5)
    let terms = GroundTerms(
      costOfCapital: 0.1, hall: 800, hallLife: 20, plant: 500, plantLife: 25, energyPrice: 40,
      facilityToIT: 1.25,
      utilisation: 0.8, loss: 0, operation: 0.05)
    let cost = VenueCost.ground(machine, terms)
    #expect(isClose(cost.chips, 1000 * Annuity.recoveryFactor(rate: 0.1, years: 5), relative: 1e-9))
    #expect(isClose(cost.housing, 800 * Annuity.recoveryFactor(rate: 0.1, years: 20), relative: 1e-9))
    #expect(isClose(cost.supply, 625 * Annuity.recoveryFactor(rate: 0.1, years: 25), relative: 1e-9))
    #expect(isClose(cost.energy, 1.25 * 0.8 * 8766 * 0.04, relative: 1e-9))
    #expect(isClose(cost.operation, 0.05 * 900, relative: 1e-9))
    #expect(isClose(cost.computePerKilowatt, 2, relative: 1e-9))
    var worn = terms
    worn.loss = 0.2
    // Mean of exp(-0.2 t) over five years.
    #expect(isClose(VenueCost.ground(machine, worn).computePerKilowatt, 2 * 0.6321205588, relative: 1e-9))
  }

  @Test("what a launch may lose is bought again, and spares are flown besides")
  func orbit() {
    let machine = MachineCost(price: 1000, compute: 2, life: 5)
    var terms = OrbitTerms(
      costOfCapital: 0.1, bus: 4000, launchPrice: 200, launchFailure: 0, specificPower: 50, spares: 0.2,
      chipFailure: 0, degradation: 0, availability: 0.9, life: 5, operation: 0.02)
    let recovery = Annuity.recoveryFactor(rate: 0.1, years: 5)
    let sound = VenueCost.orbit(machine, terms)
    #expect(isClose(sound.chips, 1200 * recovery, relative: 1e-9))
    #expect(isClose(sound.housing, 4000 * recovery, relative: 1e-9))
    #expect(isClose(sound.supply, 4000 * recovery, relative: 1e-9), "20 kg a kilowatt at 200 USD/kg")
    #expect(isClose(sound.operation, 0.02 * 9200, relative: 1e-9))
    #expect(isClose(sound.computePerKilowatt, 1.8, relative: 1e-9))
    terms.launchFailure = 0.2
    let risky = VenueCost.orbit(machine, terms)
    #expect(isClose(risky.total, sound.total * 1.25, relative: 1e-9))
  }
}
