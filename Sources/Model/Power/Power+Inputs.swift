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
  public let permitting: Quantity<One>
  public let construction: Quantity<One>
  public let costOfCapital: Quantity<PerYear>
  public let technologies: Weights
  public let openingTechnologies: Weights
  public let gasSupply: Trajectory<Gigawatt>
  public let gasScarcity: Quantity<One>
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
    .quantity("permitting", \.permitting, default: "1", in: 0.1...10, "Factor on permit times."),
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
  public let usesGrid: Bool
  public let usesGas: Bool
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
      "success", \.success, default: "1", in: 0...1, "Probability that one request is completed at all."),
    .quantity(
      "requests", \.requests, default: "1", in: 1...100, "Requests a buyer files for each site it needs."),
    .flag(
      "uses_grid", \.usesGrid, default: false,
      "Whether it draws on the region's connectable headroom and pays its price."),
    .flag("uses_gas", \.usesGas, default: false, "Whether it burns the region's gas."),
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

extension Sites {
  /// What a scenario says of datacenters.
  public struct Inputs: InputGroup {
    public let shell: Variate<Month>
    public let shellSlip: Quantity<One>
    public let shellCost: Quantity<MillionUSDPerMegawatt>
    public let deposit: Quantity<One>
    public let shellLife: Quantity<Year>
    public let systemCost: Quantity<USDPerKilowatt>
    public let facilityToIT: Quantity<One>
    public let operation: Quantity<PerYear>
    public let utilisation: Quantity<One>
    public let replacementGain: Quantity<One>
    public let openingPipeline: Quantity<Year>
    public let openingPipelineGrowth: Quantity<PerYear>
    public let openingSlack: Quantity<One>
    public let openingGrowth: Quantity<PerYear>
    public let openingDelay: Quantity<One>

    public static let inputs: [Input<Self>] = [
      .variate(
        "shell", \.shell, in: 0...120, "Time to build a hall, in parallel with its power, per project."),
      .quantity(
        "shell_slip", \.shellSlip, default: "0.9 to 1.2", in: 0.1...10,
        "Factor on every hall's time in this run: what the trade gets wrong together."),
      .quantity(
        "shell_cost", \.shellCost, in: 0...200,
        "Capital per megawatt of IT power: hall, cooling, electrical plant."),
      .quantity(
        "deposit", \.deposit, default: "0.3", in: 0...1,
        "Part of a site's cost that is paid when its permits are in; the rest is paid when it has power.",
        source: "project estimate"),
      .quantity(
        "shell_life", \.shellLife, default: "15 year", in: 1...60, "Time over which a hall is written off."),
      .quantity(
        "system_cost", \.systemCost, default: "8000 USD/kW to 16000 USD/kW", in: 0...1e5,
        "Servers, racks, network and storage around accelerators, per kilowatt of IT power, on the ground or in orbit.",
        source:
          "SemiAnalysis 2026: B300 servers at about 62 thousand USD a package, of which the package is 37"),
      .quantity("facility_to_it", \.facilityToIT, in: 1...3, "Facility power over IT power."),
      .quantity(
        "operation", \.operation, default: "4 %/year", in: 0...1,
        "Staff, maintenance and network a year, as a share of the hall's and a tenth of the chips' capital."),
      .quantity(
        "utilisation", \.utilisation, default: "0.8", in: 0.05...1, "Share of full IT power drawn on average."
      ),
      .quantity(
        "replacement_gain", \.replacementGain, default: "1.5 to 3", in: 1...100,
        "Compute per watt of a machine without power, over that of an installed one, from which it takes the other's place.",
        source: "project estimate"),
      .quantity(
        "opening_pipeline", \.openingPipeline, default: "1.5 year to 2.5 year", in: 0...10,
        "How far ahead sites are under construction at the start: they come on line at the rate at which machines were then sold, and growing.",
        source: "project estimate"
      ).readAtTheStart,
      .quantity(
        "opening_pipeline_growth", \.openingPipelineGrowth, default: "0.2 /year to 0.5 /year", in: -1...3,
        "Log growth a year of that rate.", source: "project estimate"
      ).readAtTheStart,
      .quantity(
        "opening_slack", \.openingSlack, default: "0.06", in: 0...2,
        "Powered but empty capacity at the start, as a fraction of what is live."
      ).readAtTheStart,
      .quantity(
        "opening_growth", \.openingGrowth, default: "1.05 /year", in: 0...5,
        "Log growth of the fleet before the start: sets the age of what is installed."
      ).readAtTheStart,
      .quantity(
        "opening_delay", \.openingDelay, default: "1.1 to 1.4", in: 0.5...5,
        "How many times as long as quoted power takes, as labs have seen it by the start: they go on by what they see.",
        source: "project estimate"
      ).readAtTheStart,
    ]
  }
}
