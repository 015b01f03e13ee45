import Inputs
import ScenarioFormat

/// What a scenario says of one region.
public struct RegionInputs: InputGroup {
  public let headroom: Quantity<Gigawatt>
  public let headroomGrowth: Trajectory<GigawattPerYear>
  public let electricity: Quantity<TerawattHourPerYear>
  public let supplyGrowth: Trajectory<PerYear>
  public let price: Quantity<USDPerMegawattHour>
  public let scarcity: Quantity<One>
  public let supplyLine: Reference
  public let hallCapacity: Trajectory<GigawattPerYear>
  public let hallLine: Reference
  public let reserveTolerance: Quantity<Gigawatt>
  public let flexibleRoom: Trajectory<Gigawatt>
  public let permitting: Quantity<One>
  public let studyQueue: Quantity<Gigawatt>
  public let openingStudies: Quantity<Gigawatt>
  public let studyCrowding: Quantity<One>
  public let requestExit: Quantity<PerYear>
  public let construction: Quantity<One>
  public let costOfCapital: Quantity<PerYear>
  public let technologies: Weights
  public let openingTechnologies: Weights
  public let gasSupply: Trajectory<Gigawatt>
  public let gasScarcity: Quantity<One>
  public let pipeLine: Reference
  public let relief: Quantity<One>
  public let identity: Identity

  public static let inputs: [Input<Self>] = [
    .identity(\.identity),
    .quantity(
      "headroom", \.headroom, in: -1000...10000,
      "Firm grid power that could be connected for AI at the start, beyond what is used."
    ).readAtTheStart,
    .trajectory(
      "headroom_growth", \.headroomGrowth, in: -1000...10000,
      "Firm grid supply that becomes free for AI a year, after everyone else's growth."),
    .quantity("electricity", \.electricity, in: 1...1e6, "Electricity generated a year at the start."),
    .trajectory(
      "supply_growth", \.supplyGrowth, default: "1 %/year to 3 %/year", in: -0.1...0.25,
      "Growth of electricity supply a year, without AI's own plants."),
    .quantity("price", \.price, in: 1...1000, "Price of grid power for a large buyer while there is slack."),
    .quantity(
      "scarcity", \.scarcity, default: "0.6", in: 0...10,
      "Rise of the grid price when AI draws all that can be connected, as a fraction.",
      source: "project estimate"),
    .reference(
      "supply_line", \.supplyLine, to: "lines", default: "none",
      "The line of firm grid supply that utilities add beyond that growth where it is asked for, in MW a year, and whose price is paid for a connection; none if there is only what is said."
    ).readAtTheStart,
    .trajectory(
      "hall_capacity", \.hallCapacity, default: "1000 GW/year", in: 0...1e5,
      "Facility power of AI halls that the region's trades can begin a year, by what is known and announced: where there is a line of halls."
    ),
    .reference(
      "hall_line", \.hallLine, to: "lines", default: "none",
      "The line of crews that build and fit out halls, in MW of halls begun a year, and whose price is part of a hall's; none if halls never wait."
    ).readAtTheStart,
    .quantity(
      "reserve_tolerance", \.reserveTolerance, default: "0 GW", in: 0...1e4,
      "Reserve that utilities let AI wear before new sites wait: headroom may fall so far below zero."),
    .trajectory(
      "flexible_room", \.flexibleRoom, default: "0 GW", in: 0...1e5,
      "Sites that may be cut off in the grid's worst hours which wires and rules allow, in all."),
    .quantity(
      "permitting", \.permitting, default: "1", in: 0.1...10,
      "Factor on the time of permits, and of studies for the grid."),
    .quantity(
      "study_queue", \.studyQueue, default: "100 GW", in: 0.001...1e5,
      "Requests for the grid that stand in the region's study queue at the start, as asked for: at so many a study takes what it is as work."
    ),
    .quantity(
      "opening_studies", \.openingStudies, default: "0 GW", in: 0...1e4,
      "Sites of labs that are studied at the start, of whose study any part is done, by the firm power they will use."
    ).readAtTheStart,
    .quantity(
      "study_crowding", \.studyCrowding, default: "0.1 to 0.6", in: 0...3,
      "Rise of the log of a study's time with the log of what stands in the queue.",
      source: "studies took three years at half a terawatt in 2015 and five at 2.6 in 2023 (LBNL)"),
    .quantity(
      "request_exit", \.requestExit, default: "0.3 /year to 1.15 /year", in: 0...20,
      "Rate at which requests that nobody means leave the queue.",
      source: "700 of 2600 GW a year (LBNL); a quarter in a quarter (Georgia Power, 2025)"),
    .quantity(
      "construction", \.construction, default: "1", in: 0.1...10, "Factor on construction cost and time."),
    .quantity(
      "cost_of_capital", \.costOfCapital, default: "10.3 %/year", in: 0.001...1,
      "Weighted cost of capital of a site."),
    .weights(
      "technologies", \.technologies, by: "power_technologies", in: 0...100,
      "Technologies allowed, with the weight buyers give each beyond cost and date."),
    .weights(
      "opening_technologies", \.openingTechnologies, by: "power_technologies", default: "{}", in: 0...100,
      "Which technologies power the sites that are under construction at the start; those allowed where nothing is said."
    ).readAtTheStart,
    .trajectory(
      "gas_supply", \.gasSupply, default: "1000 GW", in: 0.001...1e5,
      "Plants on gas for AI that pipelines can feed: what they draw beyond today's customers raises the price of gas."
    ),
    .quantity(
      "gas_scarcity", \.gasScarcity, default: "0.5", in: 0...20,
      "Rise of the cost of energy from gas, as a fraction, when AI draws all of that; it grows with the square.",
      source: "project estimate"),
    .reference(
      "pipe_line", \.pipeLine, to: "lines", default: "none",
      "The line of pipelines that are laid beyond the growth of that where plants on gas are wanted, in MW of such plants a year; none if there is only what is said."
    ).readAtTheStart,
    .quantity(
      "relief", \.relief, default: "1", in: 0...100,
      "Factor on the power of each site that comes on line, unseen by buyers and at no cost: for asking what more of it would help."
    ),
  ]
}

/// What a scenario says of one way to power a site.
public struct PowerTechnologyInputs: InputGroup {
  public let permit: Variate<Month>
  public let build: Variate<Month>
  public let equipment: Reference
  public let success: Quantity<One>
  public let requests: Quantity<One>
  public let death: Quantity<PerYear>
  public let sister: Quantity<One>
  public let sisterWork: Quantity<Month>
  public let usesGrid: Bool
  public let usesGas: Bool
  public let flexible: Bool
  public let firmness: Quantity<One>
  public let capex: Quantity<USDPerKilowatt>
  public let energyCost: Quantity<USDPerMegawattHour>
  public let life: Quantity<Year>
  public let step: Quantity<Megawatt>
  public let yearlyLimit: Trajectory<GigawattPerYear>
  public let available: Moment
  public let slip: Quantity<One>
  public let identity: Identity

  public static let inputs: [Input<Self>] = [
    .identity(\.identity),
    .variate("permit", \.permit, in: 0...360, "Time to permits and agreements, per project."),
    .variate("build", \.build, in: 0...360, "Time from permits and equipment to power, per project."),
    .reference(
      "equipment", \.equipment, to: "equipment", default: "none",
      "The shared factory whose output it waits for."),
    .quantity(
      "success", \.success, default: "1", in: 0...1, "Probability that one request gets its permits."),
    .quantity(
      "requests", \.requests, default: "1", in: 1...100,
      "Requests a buyer files for each site it needs: on the grid all of them stand in the study queue."),
    .quantity(
      "death", \.death, default: "0 /year", in: 0...10,
      "Rate at which a site is given up while its request for the grid is studied: neighbours, money, a tenant gone."
    ),
    .quantity(
      "sister", \.sister, default: "0.2", in: 0...1,
      "Probability that another request for such a site takes its place.",
      source: "14.5 of 18 billion USD of blocked sites were re-sited nearby (DCD, 2025)"),
    .quantity(
      "sister_work", \.sisterWork, default: "5 month", in: 0...120,
      "Work of study that this adds.", source: "project estimate"),
    .flag(
      "uses_grid", \.usesGrid, default: false,
      "Whether it draws on the region's connectable headroom and pays its price."),
    .flag("uses_gas", \.usesGas, default: false, "Whether it burns the region's gas."),
    .flag(
      "flexible", \.flexible, default: false,
      "Whether its sites on the grid may be cut off in the worst hours: they need the room that rules leave for such, and no headroom."
    ),
    .quantity("firmness", \.firmness, default: "1", in: 0.05...1, "Share of nameplate that counts as firm."),
    .quantity("capex", \.capex, in: 0...1e5, "Capital the buyer pays per kilowatt of facility power."),
    .quantity(
      "energy_cost", \.energyCost, in: 0...2000,
      "Cost of energy beside that capital; for the grid it is added to the region's price."),
    .quantity("life", \.life, default: "20 year", in: 1...80, "Time over which the capital is recovered."),
    .quantity("step", \.step, default: "50 MW", in: 0.1...10000, "Smallest project.").readAtDecisions(
      every: "decisions.labs"),
    .trajectory(
      "yearly_limit", \.yearlyLimit, default: "1000 GW/year", in: 0...1e5,
      "Power that can be begun a year in one region."
    ).readAtDecisions(every: "decisions.labs"),
    .moment("available", \.available, default: "2020", "First date on which it can be ordered."),
    .quantity(
      "slip", \.slip, default: "1", in: 0.1...20,
      "Factor on permit and build times, drawn once for all its projects: what a whole trade gets wrong together."
    ),
  ]
}

/// What a scenario says of a factory that everyone waits in line for.
public struct EquipmentInputs: InputGroup {
  public let output: Trajectory<GigawattPerYear>
  public let openingBacklog: Quantity<Gigawatt>
  public let otherOrders: Trajectory<GigawattPerYear>
  public let otherResponse: Quantity<PerYear>
  public let waitPrice: Quantity<PerYear>
  public let line: Reference
  public let identity: Identity

  public static let inputs: [Input<Self>] = [
    .identity(\.identity),
    .trajectory(
      "output", \.output, in: 0...1e5, "What the world's factories make a year, by what is announced."),
    .quantity("opening_backlog", \.openingBacklog, in: 0...1e5, "Orders that stand in line at the start.")
      .readAtTheStart,
    .trajectory(
      "other_orders", \.otherOrders, in: 0...1e5,
      "What everyone else orders a year, while the wait is that of the start."
    ),
    .quantity(
      "other_response", \.otherResponse, default: "0.15 /year", in: 0...2,
      "Log fall of those orders for each year that the wait grows: who can turns to something else.",
      source: "project estimate"),
    .quantity(
      "wait_price", \.waitPrice, default: "0.1 /year", in: 0...10,
      "Rise of what a plant costs, as a fraction, for each year that its equipment is waited for.",
      source: "frame gas plants about doubled while their wait went from two years to six or seven"),
    .reference(
      "line", \.line, to: "lines", default: "none",
      "The line that builds factories beyond those announced, in MW a year, and whose price plants pay in the place of that rise; none if there is only what is announced."
    ).readAtTheStart,
  ]
}
