import Inputs
import ScenarioFormat

extension Orbit {
  /// What a scenario says of satellites that compute.
  public struct Inputs: InputGroup {
    public let allowed: Bool
    public let firstLaunch: Moment
    public let slip: Quantity<One>
    public let power: Quantity<KilowattPerSatellite>
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
    public let life: Quantity<Year>
    public let commissioning: Variate<Day>
    public let leadTime: Quantity<Year>
    public let operation: Quantity<PerYear>
    public let costOfCapital: Trajectory<PerYear>
    public let groundCapacityFactor: Quantity<One>
    public let line: Reference
    public let identity: Identity

    public static let inputs: [Input<Self>] = [
      .identity(\.identity),
      .flag("allowed", \.allowed, default: true, "Whether labs may order compute in orbit at all."),
      .moment("first_launch", \.firstLaunch, "First satellites with compute for sale, as stated."),
      .quantity(
        "slip", \.slip, default: "1", in: 0.1...20, "Factor on the time from the start to the stated date."),
      .quantity("power", \.power, in: 0.1...1e6, "IT power per satellite."),
      .trajectory(
        "specific_power", \.specificPower, in: 0.1...5000, "IT power per mass of the whole satellite."),
      .quantity(
        "bus_cost", \.busCost, in: 0...1000,
        "Cost of a satellite without its accelerators per watt of IT power, at the start."),
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
      .trajectory("cost_of_capital", \.costOfCapital, in: 0.001...1, "Cost of capital of a constellation."),
    ]
  }
}
