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
    public let realisedSize: Quantity<One>
    public let openingSitePrice: Quantity<One>
    public let sitePriceSpeed: Quantity<PerYear>
    public let sitePriceHaste: Quantity<One>
    public let siteMargin: Quantity<One>
    public let siteBargain: Quantity<One>
    public let siteBargainRise: Quantity<One>
    public let siteGlut: Quantity<One>
    public let siteGlutBand: Quantity<One>

    public static let inputs: [Input<Self>] = halls + openings + trading

    private static let halls: [Input<Self>] = [
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
        "realised_size", \.realisedSize, default: "0.4 to 0.554", in: 0.01...1,
        "Power that a site will use over what is asked of the grid for it.",
        source: "ERCOT 2025: peaks of 49.8 % of what was asked for, 55.4 % of what officers had sworn to"),
    ]

    private static let openings: [Input<Self>] = [
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

    private static let trading: [Input<Self>] = [
      .quantity(
        "opening_site_price", \.openingSitePrice, default: "1.27", in: 1...100,
        "Multiple of the cost of its hall for which a site with power is traded at the start.",
        source:
          "halls let at 195 USD a kilowatt and month in 2025 (CBRE), 25 of them for running, over 12 million USD/MW at 13.4 % a year"
      ).readAtTheStart,
      .quantity(
        "site_price_speed", \.sitePriceSpeed, default: "0.3 /year", in: 0...50,
        "Rate at which that price goes to where tightness puts it.",
        source: "fit to rents of 2022 to 2024"),
      .quantity(
        "site_price_haste", \.sitePriceHaste, default: "2", in: 0...50,
        "Factor less one by which it goes faster where power is short by the whole of what there is.",
        source: "project estimate"),
      .quantity(
        "site_margin", \.siteMargin, default: "0.3", in: 0...1,
        "Part of the price of compute that a site's owner could ask for its power at most.",
        source:
          "SemiAnalysis 2025: 11 billion USD a gigawatt-year, of which three tenths are left after machines and energy"
      ),
      .quantity(
        "site_bargain", \.siteBargain, default: "0.28", in: 0...20,
        "What owners get of that when power is in balance, as `1 - e^-x`.",
        source: "fit to rents of 2022 to 2024"),
      .quantity(
        "site_bargain_rise", \.siteBargainRise, default: "0.5", in: 0...20,
        "Rise of that x with what is wanted over what there will be, less one.",
        source: "fit to rents of 2022 to 2024"),
      .quantity(
        "site_glut", \.siteGlut, default: "0.06", in: 0...10,
        "Part of the power that may stand free before the price falls to the cost of a hall.",
        source: "project estimate"),
      .quantity(
        "site_glut_band", \.siteGlutBand, default: "0.1", in: 0.001...10,
        "Further part over which it falls there.", source: "project estimate"),
    ]
  }
}
