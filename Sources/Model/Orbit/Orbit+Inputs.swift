import Inputs
import ScenarioFormat

extension Orbit {
  /// What a scenario says of satellites that compute.
  public struct Inputs: InputGroup {
    public let allowed: Bool
    public let firstLaunch: Moment
    public let slip: Quantity<One>
    public let power: Quantity<KilowattPerSatellite>
    public let arrayPower: Quantity<One>
    public let arraySpecificPower: Trajectory<WattPerKilogram>
    public let arrayCost: Quantity<USDPerWatt>
    public let coolant: Quantity<Kelvin>
    public let emissivity: Quantity<One>
    public let absorbed: Quantity<WattPerSquareMetre>
    public let radiatorMass: Quantity<KilogramPerSquareMetre>
    public let computerMass: Trajectory<KilogramPerKilowatt>
    public let shieldingMass: Quantity<KilogramPerKilowatt>
    public let structure: Quantity<One>
    public let buildCost: Quantity<USDPerKilogram>
    public let specificPower: Trajectory<WattPerKilogram>
    public let busCost: Quantity<USDPerWatt>
    public let busLearning: Quantity<One>
    public let busExperience: Quantity<Megawatt>
    public let factory: Trajectory<GigawattPerYear>
    public let sunlit: Quantity<One>
    public let degradation: Quantity<PerYear>
    public let availability: Quantity<One>
    public let spares: Quantity<One>
    public let chipFailure: Quantity<PerYear>
    public let failureMultiplier: Quantity<One>
    public let failureCoolant: Quantity<Kelvin>
    public let failureDoubling: Quantity<Kelvin>
    public let life: Quantity<Year>
    public let commissioning: Variate<Day>
    public let leadTime: Quantity<Year>
    public let operation: Quantity<PerYear>
    public let costOfCapital: Trajectory<PerYear>
    public let groundCapacityFactor: Quantity<One>
    public let costOverGround: Trajectory<One>
    public let line: Reference
    public let identity: Identity

    public static let inputs: [Input<Self>] = [
      .identity(\.identity),
      .flag("allowed", \.allowed, default: true, "Whether labs may order compute in orbit at all."),
      .moment("first_launch", \.firstLaunch, "First satellites with compute for sale, as stated."),
      .quantity(
        "slip", \.slip, default: "1", in: 0.1...20, "Factor on the time from the start to the stated date."),
      .quantity("power", \.power, in: 0.1...1e6, "IT power per satellite."),
      .quantity(
        "array_power", \.arrayPower, default: "1.1 to 1.35", in: 1...5,
        "Power of the array when it is new per IT power: conversion, pumps, links and keeping station take the rest.",
        source: "project estimate"),
      .trajectory(
        "array_specific_power", \.arraySpecificPower, default: "75 W/kg to 150 W/kg", in: 1...10_000,
        "Power of the array when it is new per its mass, blanket, masts and drive together.",
        source: "flown arrays 75 to 120 W/kg"),
      .quantity(
        "array_cost", \.arrayCost, default: "1 USD/W to 14 USD/W", in: 0...1000,
        "Cost of the array per watt of its power when new, at the start.",
        source: "silicon cells for space, 2026"),
      .quantity(
        "coolant", \.coolant, default: "308 K to 348 K", in: 200...600,
        "Temperature at which the coolant of the chips leaves them, and the radiator's face: hotter ones need less of it "
          + "and age faster."),
      .quantity(
        "emissivity", \.emissivity, default: "0.9", in: 0.05...1, "Emissivity of both faces of the radiator.",
        source: "white paint and optical solar reflectors: 0.8 to 0.92"),
      .quantity(
        "absorbed", \.absorbed, default: "100 W/m2 to 300 W/m2", in: 0...2000,
        "What the Earth and the sun bring to a panel of the radiator, both faces together.",
        source: "about 200 W/m2 edge on to the sun"),
      .quantity(
        "radiator_mass", \.radiatorMass, default: "2.4 kg/m2 to 10 kg/m2", in: 0...1000,
        "Mass per area of panel, which radiates with both faces: pumps and fluid included.",
        source: "station 2.75; NASA 5; estimates 2.4 to 10"),
      .trajectory(
        "computer_mass", \.computerMass, default: "4 kg/kW to 20 kg/kW", in: 0...1000,
        "Mass of boards, cold plates and links per IT power.",
        source: "boards without racks 4 to 9; servers 20"),
      .quantity(
        "shielding_mass", \.shieldingMass, default: "1 kg/kW to 5 kg/kW", in: 0...1000,
        "Mass against radiation per IT power.", source: "a few millimetres of aluminium"),
      .quantity(
        "structure", \.structure, default: "15 % to 30 %", in: 0...0.9,
        "Share of the satellite's mass that frame, thrusters, propellant to the end of life and to deorbit, and "
          + "avionics weigh.", source: "6 of 42 kg/kW in one budget; broadband satellites more"),
      .quantity(
        "build_cost", \.buildCost, default: "600 USD/kg to 1100 USD/kg", in: 0...1e6,
        "Cost per mass of radiator, shielding and structure, at the start.",
        source: "broadband satellites as built, 2019 to 2024"),
      .trajectory(
        "specific_power", \.specificPower, default: "0 W/kg", in: 0...5000,
        "IT power per mass of the whole satellite where it is stated; 0 for what its parts come to."),
      .quantity(
        "bus_cost", \.busCost, default: "0 USD/W", in: 0...1000,
        "Cost of a satellite without its accelerators per watt of IT power at the start, where it is stated; 0 for what "
          + "its parts come to, which may be free."),
      .quantity(
        "bus_learning", \.busLearning, in: 0...0.9, "Fall of that cost per doubling of satellites built."),
      .quantity(
        "bus_experience", \.busExperience, default: "50 MW", in: 0.001...1e6,
        "Power built before the start (broadband satellites count): where doublings begin."),
      .trajectory(
        "factory", \.factory, in: 0...1e5, "Power of satellites a year that factories announced can build."),
      .reference(
        "line", \.line, to: "lines", default: "none",
        "The line that builds satellites beyond what is announced, in MW a year; none if there is only that."
      ).readAtTheStart,
      .quantity("sunlit", \.sunlit, in: 0.01...1, "Share of the orbit in sunlight."),
      .quantity("degradation", \.degradation, in: 0...1, "Loss of array power a year."),
      .quantity(
        "availability", \.availability, in: 0.01...1, "Share of time in service, radiation upsets included."),
      .quantity("spares", \.spares, in: 0...5, "Extra accelerators flown for each that is sold."),
      .quantity(
        "chip_failure", \.chipFailure, in: 0...5, "Accelerators that die for good a year; none is repaired."),
      .quantity(
        "failure_multiplier", \.failureMultiplier, in: 0...20,
        "Factor on that by vibration, heat cycles and radiation."),
      .quantity(
        "failure_coolant", \.failureCoolant, default: "323 K", in: 200...600,
        "Temperature of the coolant at which chips fail as often as said.",
        source: "liquid cooling on the ground: 40 to 55 degrees Celsius at the outlet"),
      .quantity(
        "failure_doubling", \.failureDoubling, default: "10 K to 25 K", in: 1...1000,
        "So much hotter and chips fail twice as often.", source: "Arrhenius at 0.4 to 0.9 eV near 330 K"),
      .quantity("life", \.life, in: 0.25...50, "Time from commissioning to deorbit."),
      .variate(
        "commissioning", \.commissioning, default: "20 day to 60 day", in: 0...1000,
        "Time from launch to service, per launch."),
      .quantity(
        "lead_time", \.leadTime, default: "0.75 year", in: 0...20,
        "Time from an order to service that sellers quote where nothing stands in line: building, launch, commissioning.",
        source: "project estimate"),
      .quantity(
        "operation", \.operation, default: "2 %/year", in: 0...1,
        "Ground stations, operators and insurance a year, as a share of the capital in orbit."),
      .quantity(
        "ground_capacity_factor", \.groundCapacityFactor, default: "18 % to 30 %", in: 0.01...1,
        "Capacity factor of arrays on good land: what the sun in orbit is compared with.",
        source: "power.solar.capacity_factor"),
      .trajectory(
        "cost_over_ground", \.costOverGround, default: "0", in: 0...100,
        "To ask what if: compute in orbit is quoted at so many times what the cheapest region costs, chips and all, "
          + "though it is paid for as it comes; 0 for what it costs."),
      .trajectory("cost_of_capital", \.costOfCapital, in: 0.001...1, "Cost of capital of a constellation."),
    ]
  }
}
