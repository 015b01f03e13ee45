#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// What a satellite weighs and costs for each kilowatt of IT power, part by part, and how fast its chips age.
///
/// The array makes the IT power and what conversion and pumps take; all of it ends as heat that the radiator gives off;
/// frame, thrusters and propellant are a share of the whole. Where a scenario states the whole, that holds instead.
struct Satellite: BitwiseCopyable {
  /// W/(m2 K^4) of a black body, of the law of Stefan and Boltzmann.
  private static let blackBody = 5.670374e-8
  /// A radiator that gives off less W/m2 would be larger than any array.
  private static let leastHeat = 1.0

  /// Masses in kg per kW of IT power.
  private(set) var array = 0.0
  private(set) var radiator = 0.0
  private(set) var computer = 0.0
  private(set) var shielding = 0.0
  private(set) var structure = 0.0

  /// The satellite that would be designed at a time.
  init(at time: Double, _ orbit: View<Orbit.Inputs>) {
    let power = orbit.arrayPower.value
    array = power * 1000 / orbit.arraySpecificPower.value(at: time)
    radiator = power * 1000 / Satellite.heat(orbit) * orbit.radiatorMass.value
    computer = orbit.computerMass.value(at: time)
    shielding = orbit.shieldingMass.value
    let share = orbit.structure.value
    structure = (array + radiator + computer + shielding) * share / (1 - share)
  }

  /// Kilograms of all of it per kW of IT power.
  var mass: Double { array + radiator + computer + shielding + structure }

  /// W/m2 that a panel emits with both faces: 2 e s T^4.
  static func emitted(_ orbit: View<Orbit.Inputs>) -> Double {
    2 * orbit.emissivity.value * blackBody * pow(orbit.coolant.value, 4)
  }

  /// W/m2 that a panel rids the satellite of: what it emits less what the Earth and the sun bring.
  static func heat(_ orbit: View<Orbit.Inputs>) -> Double {
    max(leastHeat, emitted(orbit) - orbit.absorbed.value)
  }

  /// W of IT power per kg: stated, or what the parts come to.
  static func specificPower(at time: Double, _ orbit: View<Orbit.Inputs>) -> Double {
    let stated = orbit.specificPower.value(at: time)
    return stated > 0 ? stated : 1000 / Satellite(at: time, orbit).mass
  }

  /// USD/W of IT power without accelerators and before what is learnt: stated, or what the parts come to.
  static func cost(at time: Double, _ orbit: View<Orbit.Inputs>) -> Double {
    let stated = orbit.busCost.value
    guard stated == 0 else { return stated }
    let parts = Satellite(at: time, orbit)
    return orbit.arrayPower.value * orbit.arrayCost.value
      + (parts.radiator + parts.shielding + parts.structure) * orbit.buildCost.value / 1000
  }

  /// Accelerators that die for good a year: twice as many for each step of temperature.
  static func failure(_ orbit: View<Orbit.Inputs>) -> Double {
    orbit.chipFailure.value * orbit.failureMultiplier.value
      * exp2((orbit.coolant.value - orbit.failureCoolant.value) / orbit.failureDoubling.value)
  }
}
