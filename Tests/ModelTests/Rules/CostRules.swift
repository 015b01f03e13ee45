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
    #expect(cost.rent == 0)
    var traded = terms
    traded.rent = 400
    let dear = VenueCost.ground(machine, traded)
    #expect(isClose(dear.rent, cost.housing / 2, relative: 1e-9))
    #expect(isClose(dear.total, cost.total + dear.rent, relative: 1e-9))
    #expect(isClose(dear.perComputeHourWithoutRent, cost.perComputeHour, relative: 1e-9))
    #expect(dear.operation == cost.operation)
    var worn = terms
    worn.loss = 0.2
    // Mean of exp(-0.2 t) over five years.
    #expect(isClose(VenueCost.ground(machine, worn).computePerKilowatt, 2 * 0.6321205588, relative: 1e-9))
  }

  @Test("satellites cost their owner what was quoted, and go on to when none can be had")
  func runningInOrbit() throws {
    var bare = try BareWorld([
      "orbit.first_launch=2026-01-01", "orbit.operation=3 %/year",
      "accelerators.nvidia_orbit_2027.release=2025-12-01", "accelerators.nvidia_orbit_2027.slip=1",
    ])
    bare.world.launch.post(price: 1000, payload: 100, failure: 0, &bare.world.exchange)
    bare.world.costs.quote(&bare.world.exchange)
    let quoted = bare.world.costs.quotes[bare.world.exchange.places.orbit].operation
    #expect(quoted > 0)
    #expect(isClose(bare.world.exchange.runningInOrbit(megawatts: 2), 2000 * quoted * 1e-9, relative: 1e-9))
    bare.world.launch.post(price: 1000, payload: 0, failure: 0, &bare.world.exchange)
    bare.world.costs.quote(&bare.world.exchange)
    #expect(isClose(bare.world.exchange.runningInOrbit(megawatts: 2), 2000 * quoted * 1e-9, relative: 1e-9))
  }

  @Test("running a site costs its owner what it was quoted, with a hall of its region's price")
  func running() throws {
    func operation(_ construction: Double) throws -> (quoted: Double, paid: Double) {
      let bare = try BareWorld([
        "regions.us.construction=\(construction)", "datacenters.operation=5 %/year",
        "datacenters.shell_cost=10 million USD/MW",
      ])
      let (us, costs) = (try bare.index("us", in: "regions"), bare.world.costs.quotes)
      let halls = bare.world.exchange.inputs.datacenters
      let energy =
        halls.facilityToIT.value * halls.utilisation.value * Time.hoursPerYear
        * bare.world.exchange.gridPrice(us)
      // USD a year for each of a megawatt's thousand kilowatts.
      return (
        costs[us].operation, (bare.world.exchange.running(us, megawatts: 1) * 1e9 - energy) / 1000
      )
    }
    let (plain, dear) = (try operation(1), try operation(1.5))
    #expect(isClose(plain.paid, plain.quoted, relative: 1e-9))
    #expect(isClose(dear.paid, dear.quoted, relative: 1e-9))
    #expect(isClose(dear.paid - plain.paid, 0.05 * 5000, relative: 1e-6))
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
