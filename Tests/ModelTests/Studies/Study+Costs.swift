#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@testable import Model

extension Study {
  /// SemiAnalysis, June 2026: one 30.5 kW B300 server on the ground and in orbit.
  ///
  /// The study gives the server's power and its capital in both places. At 1.9 kW an accelerator (Epoch: 1.94 to
  /// 2.62) it holds sixteen; with eight, neither hourly figure could follow from the capital.
  static var semiAnalysis: [Study] {
    let kilowatts = 30.5
    let accelerators = 16.0
    let hours = 8766.0
    // Hall of 13 million USD a MW; the rest of the 1.4 million is the server, network included.
    let hall = 13_000.0
    let server = 1.4e6 / kilowatts - hall
    let machine = MachineCost(price: server, compute: accelerators / kilowatts, life: 5)
    let ground = VenueCost.ground(
      machine,
      GroundTerms(
        costOfCapital: 0.103, hall: hall, hallLife: 15, plant: 0, plantLife: 20, energyPrice: 63,
        facilityToIT: 1.2, utilisation: 0.8, loss: 0, operation: 0))
    // Spares on the server, a bus of 22 USD/W, 45 W/kg; lift at what a ride costs today makes up the rest.
    let bus = 22_000.0
    let lift = 3300.0
    func orbit(availability: Double, failure: Double) -> VenueCost {
      VenueCost.orbit(
        machine,
        OrbitTerms(
          costOfCapital: 0.15, bus: bus, launchPrice: lift, launchFailure: 0, specificPower: 45, spares: 0.2,
          chipFailure: failure, degradation: 0, availability: availability, life: 5, operation: 0))
    }
    let recovery = Annuity.recoveryFactor(rate: 0.15, years: 5)
    let full = orbit(availability: 1, failure: 0.045)
    let served = orbit(availability: 0.95, failure: 0.045)
    let capital = (full.chips + full.housing + full.supply) / recovery * kilowatts / 1e6
    let hourly = full.total * kilowatts / hours / accelerators
    return [
      Study(
        name: "SemiAnalysis 2026, capital on the ground",
        inputs: "30.5 kW, 16 accelerators, hall 13 million USD/MW", unit: "million USD",
        published: 1.4, given: (server + hall) * kilowatts / 1e6, tolerance: 1e-9,
        difference: "given: the server's price is what the hall leaves of it"),
      Study(
        name: "SemiAnalysis 2026, capital in orbit",
        inputs: "20 % spares, bus 22 USD/W, 45 W/kg, 3300 USD/kg", unit: "million USD",
        published: 4.1, given: capital, tolerance: 0.02,
        difference: "the study does not print its launch price: 3300 USD/kg, a ride in 2026, closes the sum"),
      Study(
        name: "SemiAnalysis 2026, hour on the ground",
        inputs: "10.3 %/year, 5 years (hall 15), 63 USD/MWh, PUE 1.2", unit: "USD/GPU-hour",
        published: 2.37, given: ground.total * kilowatts / hours / accelerators, tolerance: 0.03,
        difference: "the energy price is the model's own; staff left out in both places"),
      Study(
        name: "SemiAnalysis 2026, hour in orbit", inputs: "15 %/year, 5 years, every hour counted",
        unit: "USD/GPU-hour",
        published: 8.64, given: hourly, tolerance: 0.03,
        difference: "none beyond rounding: spares cover failures for four of five years"),
      Study(
        name: "SemiAnalysis 2026, hour in orbit as served",
        inputs: "availability 0.95, operation and insurance 2.5 %/year", unit: "USD/GPU-hour",
        published: 10.91,
        given: (served.total / recovery * (recovery + 0.025)) / served.computePerKilowatt / hours,
        tolerance: 0.09,
        difference:
          "the study's service level also counts upsets and network, for which the model has no term of its own"
      ),
    ]
  }

  /// McCalip's calculator, 2025: 1 GW for five years without accelerators, at its default sliders.
  static var mcCalip: [Study] {
    // Satellites 9.0 and lift 22.2 billion USD for 22.2 million kg; all capital is written off in the five years,
    // without interest.
    let none = MachineCost(price: 0, compute: 1, life: 5)
    let orbit = VenueCost.orbit(
      none,
      OrbitTerms(
        costOfCapital: 0, bus: 9000, launchPrice: 1000, launchFailure: 0, specificPower: 1000 / 22.2,
        spares: 0,
        chipFailure: 0, degradation: 0, availability: 1, life: 5, operation: 0))
    // Electrical 5.3, mechanical 3.0, shell 2.5, fit-out 1.7 USD/W; plant 1.3; fuel 1.0 billion over 43.8 TWh.
    func ground(rate: Double, hallLife: Double, plantLife: Double) -> VenueCost {
      VenueCost.ground(
        none,
        GroundTerms(
          costOfCapital: rate, hall: 12_500, hallLife: hallLife, plant: 1300, plantLife: plantLife,
          energyPrice: 22.8,
          facilityToIT: 1, utilisation: 1, loss: 0, operation: 0))
    }
    let own = ground(rate: 0.103, hallLife: 15, plantLife: 25)
    return [
      Study(
        name: "McCalip 2025, 1 GW in orbit", inputs: "9 USD/W, 22.2 kg/kW, 1000 USD/kg, 5 years, no interest",
        unit: "USD/W",
        published: 31.2, given: orbit.total * 5 / 1000, tolerance: 0.005, difference: "none"),
      Study(
        name: "McCalip 2025, 1 GW on the ground",
        inputs: "capital 13.8 USD/W written off in 5 years, fuel 22.8 USD/MWh", unit: "USD/W",
        published: 14.8, given: ground(rate: 0, hallLife: 5, plantLife: 5).total * 5 / 1000, tolerance: 0.005,
        difference: "none"),
      Study(
        name: "McCalip 2025, the same with the model's lives", inputs: "10.3 %/year; hall 15, plant 25 years",
        unit: "USD/W",
        published: 14.8, given: own.total * 5 / 1000, tolerance: 0.4,
        difference:
          "recovery: the model charges five years' rent on a hall that stands for fifteen, the study all of it"
      ),
    ]
  }

  /// Suncatcher, 2025: lift at 200 USD/kg makes launched power cost what energy costs on the ground.
  static var suncatcher: [Study] {
    // A broadband satellite of 575 kg and 28 kW over five years, without interest: 200 / 48.7 * 1000 / 5 = 821 USD
    // per kW and year.
    let none = MachineCost(price: 0, compute: 1, life: 5)
    let orbit = VenueCost.orbit(
      none,
      OrbitTerms(
        costOfCapital: 0, bus: 0, launchPrice: 200, launchFailure: 0, specificPower: 28_000.0 / 575,
        spares: 0,
        chipFailure: 0, degradation: 0, availability: 1, life: 5, operation: 0))
    let ground = VenueCost.ground(
      none,
      GroundTerms(
        costOfCapital: 0.103, hall: 0, hallLife: 15, plant: 2000, plantLife: 25, energyPrice: 42,
        facilityToIT: 1.2,
        utilisation: 1, loss: 0, operation: 0))
    return [
      Study(
        name: "Suncatcher 2025, threshold of lift",
        inputs: "28 kW in 575 kg, 5 years; gas at 42 USD/MWh, 2000 USD/kW, PUE 1.2", unit: "USD/kg",
        published: 200, given: 200 * (ground.energy + ground.supply) / orbit.supply, tolerance: 0.15,
        difference:
          "the study compares with a band of energy bills; the model with a frame gas plant at 10.3 %/year")
    ]
  }
}
