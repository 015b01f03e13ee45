import Inputs
import ScenarioFormat

extension Launch {
  /// What a scenario says of launch.
  public struct Inputs: InputGroup {
    public let families: Entities<LaunchFamilyInputs>
    public let vehicles: Entities<VehicleInputs>
    public let sites: Entities<LaunchSiteInputs>
    public let rockets: Entities<RocketInputs>
    public let waiting: Quantity<PerYear>
    public let methaneCost: Quantity<USDPerTonne>
    public let oxygenCost: Quantity<USDPerTonne>

    public static let inputs: [Input<Self>] = [
      .entities(
        "families", \.families, noun: "family",
        "Launch programmes that fly flight by flight: each its own vehicles, sites, flights and groundings."),
      .entities("vehicles", \.vehicles, noun: "vehicle", "Versions over time of a family's launch vehicle."),
      .entities("sites", \.sites, noun: "site", "Launch sites with pads, licences and propellant plants."),
      .entities(
        "rockets", \.rockets, noun: "rocket",
        "Families of older rockets, which fly from pads of their own as often as they can be built and turned round."
      ),
      .quantity(
        "waiting", \.waiting, default: "15 %/year to 50 %/year", in: 0...10,
        "What a satellite that waits for its launch loses a year, as a part of what it is worth with its accelerators: capital, and the fall of what compute sells for.",
        source: "project estimate"),
      .quantity(
        "methane_cost", \.methaneCost, default: "400 USD/t", in: 0...1e5,
        "Price of liquid methane at the pad."),
      .quantity(
        "oxygen_cost", \.oxygenCost, default: "120 USD/t", in: 0...1e5, "Price of liquid oxygen at the pad."),
    ]
  }
}

/// What a scenario says of one launch programme: a maker's vehicles of one kind.
public struct LaunchFamilyInputs: InputGroup {
  public let otherPayloads: Trajectory<PerYear>
  public let otherFirst: Bool
  public let margin: Quantity<One>
  public let fixedCost: Quantity<BillionUSDPerYear>
  public let openingFlights: Quantity<One>
  public let openingRate: Quantity<PerYear>
  public let padLine: Reference
  public let licenceLine: Reference
  public let propellantLine: Reference
  public let shipLine: Reference

  public static let inputs: [Input<Self>] = [
    .trajectory(
      "other_payloads", \.otherPayloads, default: "0 /year", in: 0...1e6,
      "Launches a year that other payloads want of it: broadband, lunar and Mars programmes."),
    .flag("other_first", \.otherFirst, default: true, "Whether other payloads have first claim on lift."),
    .quantity(
      "margin", \.margin, default: "0.3", in: -1...10, "Price of a launch over its cost, as a fraction."),
    .quantity(
      "fixed_cost", \.fixedCost, default: "2 billion USD/year", in: 0...1000,
      "Cost a year of the programme whatever it flies."),
    .quantity("opening_flights", \.openingFlights, default: "0", in: 0...1e5, "Flights before the start."),
    .quantity(
      "opening_rate", \.openingRate, default: "0 /year", in: 0...1e4, "Launches a year before the start."
    ).readAtTheStart,
    .reference(
      "pad_line", \.padLine, to: "lines", default: "none",
      "The line that builds pads beyond those announced, in pads; none if there are only those."
    )
    .readAtTheStart,
    .reference(
      "licence_line", \.licenceLine, to: "lines", default: "none",
      "The line of licences, in launches a year: projects without steel."
    ).readAtTheStart,
    .reference(
      "propellant_line", \.propellantLine, to: "lines", default: "none",
      "The line of plants for propellant at the sites, in tonnes of oxygen a day."
    ).readAtTheStart,
    .reference(
      "ship_line", \.shipLine, to: "lines", default: "none",
      "The line that builds ships, in ships a year."
    ).readAtTheStart,
  ]
}

/// What a scenario says of one version of the launch vehicle.
public struct VehicleInputs: InputGroup {
  public let family: Reference
  public let available: Moment
  public let slip: Quantity<One>
  public let testFlights: Quantity<One>
  public let payload: Trajectory<Tonne>
  public let methane: Quantity<TonnePerFlight>
  public let oxygen: Quantity<TonnePerFlight>
  public let ships: Quantity<One>
  public let buildRate: Trajectory<PerYear>
  public let flightsPerShip: Trajectory<One>
  public let turnaround: Quantity<Day>
  public let turnaroundLearning: Quantity<One>
  public let turnaroundFloor: Quantity<Day>
  public let failureScale: Quantity<One>
  public let failureShape: Quantity<One>
  public let experience: Quantity<One>
  public let failureFloor: Quantity<One>
  public let investigation: Variate<Day>
  public let investigationLearning: Quantity<One>
  public let shipCost: Quantity<MillionUSDPerShip>
  public let boosterCost: Quantity<MillionUSDPerBooster>
  public let flightsPerBooster: Trajectory<One>
  public let refurbishment: Quantity<MillionUSDPerFlight>
  public let costLearning: Quantity<One>
  public let identity: Identity

  public static let inputs: [Input<Self>] = [
    .identity(\.identity),
    .reference("family", \.family, to: "launch.families", "The programme that it is a version of."),
    .moment("available", \.available, "Date of its first flight, as stated."),
    .quantity(
      "slip", \.slip, default: "1", in: 0.1...20,
      "Factor on the time from the start to a stated date after it."),
    .quantity(
      "test_flights", \.testFlights, default: "0", in: 0...1000,
      "Flights without payload before its first with one: they count as experience, and can fail and ground it.",
      source: "project estimate"),
    .trajectory(
      "payload", \.payload, in: 0...1000,
      "Mass one launch brings to the target orbit; sun-synchronous unless a scenario says otherwise."),
    .quantity("methane", \.methane, default: "1155 t/flight", in: 0...1e5, "Methane per flight."),
    .quantity("oxygen", \.oxygen, default: "4095 t/flight", in: 0...1e5, "Oxygen per flight."),
    .quantity(
      "ships", \.ships, default: "0", in: 0...1e4,
      "Ships that stand ready on the day it becomes available, or at the start if that comes later."),
    .trajectory("build_rate", \.buildRate, in: 0...1e4, "Ships built a year once it is available."),
    .trajectory("flights_per_ship", \.flightsPerShip, in: 1...1e4, "Flights before a ship is retired."),
    .quantity(
      "turnaround", \.turnaround, in: 0.01...1000,
      "Time from a ship's landing to its next launch, at the start."),
    .quantity(
      "turnaround_learning", \.turnaroundLearning, default: "0.3", in: 0...0.9,
      "Fall of the turnaround per doubling of flights."),
    .quantity(
      "turnaround_floor", \.turnaroundFloor, in: 0.01...1000, "Turnaround that learning cannot go below."),
    .quantity(
      "failure_scale", \.failureScale, default: "1.1", in: 0...100,
      "Crow-AMSAA scale: expected failures in the first flight."),
    .quantity(
      "failure_shape", \.failureShape, default: "0.4 to 0.8", in: 0.05...1,
      "Crow-AMSAA shape: below 1 the failure rate falls with flights."),
    .quantity(
      "experience", \.experience, default: "0.5", in: 0...1,
      "Part of the flights before its first one that counts as its own experience."),
    .quantity(
      "failure_floor", \.failureFloor, default: "0.002", in: 0...1,
      "Failure probability that learning cannot go below."),
    .variate(
      "investigation", \.investigation, default: "20 day to 150 day", in: 0...1000,
      "Time on the ground after a failure, per failure."),
    .quantity(
      "investigation_learning", \.investigationLearning, default: "0.15 to 0.35", in: 0...0.9,
      "Fall of that time per doubling of flights: a mature vehicle returns within days or weeks.",
      source: "Falcon 9 in 2024 was back in 4 to 15 days"),
    .quantity(
      "ship_cost", \.shipCost, default: "60 million USD/ship to 120 million USD/ship", in: 0...1e5,
      "Cost of building at the start, per ship."),
    .quantity(
      "booster_cost", \.boosterCost, default: "80 million USD/booster to 150 million USD/booster",
      in: 0...1e5,
      "Cost of building at the start, per booster."),
    .trajectory(
      "flights_per_booster", \.flightsPerBooster, default: "5 to 60", in: 1...1e4,
      "Flights before a booster is retired."),
    .quantity(
      "refurbishment", \.refurbishment, default: "2 million USD/flight to 10 million USD/flight", in: 0...1e5,
      "Work on ship and booster at the start, per flight."),
    .quantity(
      "cost_learning", \.costLearning, default: "10 % to 30 %", in: 0...0.9,
      "Fall of building and refurbishing cost per doubling of flights."),
  ]
}

/// What a scenario says of one launch site.
public struct LaunchSiteInputs: InputGroup {
  public let family: Reference
  public let pads: Trajectory<One>
  public let licences: Trajectory<PerYear>
  public let padTurnaround: Quantity<Day>
  public let padTurnaroundFloor: Quantity<Day>
  public let padLearning: Quantity<One>
  public let oxygenSupply: Trajectory<TonnePerDay>
  public let methaneSupply: Trajectory<TonnePerDay>
  public let tank: Quantity<One>
  public let identity: Identity

  public static let inputs: [Input<Self>] = [
    .identity(\.identity),
    .reference("family", \.family, to: "launch.families", "The programme that flies from it."),
    .trajectory("pads", \.pads, in: 0...1000, "Working pads that are announced, by date; whole pads count."),
    .trajectory(
      "licences", \.licences, in: 0...1e6, "Launches a calendar year that licences announced allow."),
    .quantity(
      "pad_turnaround", \.padTurnaround, default: "21 day", in: 0.01...1000,
      "Time a pad needs between launches, at the start."),
    .quantity(
      "pad_turnaround_floor", \.padTurnaroundFloor, default: "1 day", in: 0.01...1000,
      "Pad time that learning cannot go below."),
    .quantity(
      "pad_learning", \.padLearning, default: "0.25", in: 0...0.9,
      "Fall of the pad's time per doubling of flights."),
    .trajectory("oxygen_supply", \.oxygenSupply, in: 0...1e7, "Liquid oxygen that reaches the site."),
    .trajectory("methane_supply", \.methaneSupply, in: 0...1e7, "Liquid methane that reaches the site."),
    .quantity("tank", \.tank, default: "4", in: 1...1000, "Flights' worth of propellant the site can store."),
  ]
}

/// What a scenario says of one family of older rockets.
public struct RocketInputs: InputGroup {
  public let payload: Trajectory<Tonne>
  public let cadence: Trajectory<PerYear>
  public let captive: Quantity<One>
  public let booked: Quantity<One>
  public let price: Trajectory<MillionUSDPerFlight>
  public let restricted: Bool
  public let openingFlights: Quantity<One>
  public let failureScale: Quantity<One>
  public let failureShape: Quantity<One>
  public let failureFloor: Quantity<One>
  public let investigation: Variate<Day>
  public let identity: Identity

  public static let inputs: [Input<Self>] = [
    .identity(\.identity),
    .trajectory(
      "payload", \.payload, in: 0...1000, "Mass one launch brings to the target orbit, as it is flown most."),
    .trajectory(
      "cadence", \.cadence, in: 0...1e5,
      "Launches a year that its factories, crews and pads allow, for all customers."),
    .quantity(
      "captive", \.captive, default: "0", in: 0...1,
      "Share of its launches that its maker's own payloads take."),
    .quantity(
      "booked", \.booked, default: "0", in: 0...1,
      "Share of the launches left that states and customers who came before have booked."),
    .trajectory("price", \.price, in: 0...1e5, "What a launch is sold for, whatever it carries."),
    .flag(
      "restricted", \.restricted, default: false,
      "Whether it lifts the satellites of labs under export control alone: rules on the export of arms keep the others off it."
    ),
    .quantity("opening_flights", \.openingFlights, default: "0", in: 0...1e5, "Flights before the start."),
    .quantity(
      "failure_scale", \.failureScale, default: "0.3 to 1", in: 0...100,
      "Crow-AMSAA scale: expected failures in the first flight.", source: "project estimate"),
    .quantity(
      "failure_shape", \.failureShape, default: "0.4 to 0.8", in: 0.05...1,
      "Crow-AMSAA shape: below 1 the failure rate falls with flights.", source: "project estimate"),
    .quantity(
      "failure_floor", \.failureFloor, default: "0.002", in: 0...1,
      "Failure probability that learning cannot go below."),
    .variate(
      "investigation", \.investigation, default: "10 day to 300 day", in: 0...1000,
      "Time on the ground after a failure of its kind, per failure.", source: "launch.grounding"),
  ]
}
