import Inputs
import ScenarioFormat

/// Everything a scenario can say: the root of all inputs.
public struct WorldInputs: InputGroup {
  public let name: TextIndex
  public let summary: TextIndex
  public let start: Moment
  public let end: Moment
  public let openingAsOf: Moment
  public let decisions: DecisionInputs
  public let lines: Entities<LineInputs>
  public let lithography: Lithography.Inputs
  public let processes: Entities<ProcessInputs>
  public let fabs: Entities<FabInputs>
  public let memory: Memory.Inputs
  public let vendors: Entities<VendorInputs>
  public let accelerators: Entities<DesignInputs>
  public let installedBase: Reference
  public let regions: Entities<RegionInputs>
  public let technologies: Entities<PowerTechnologyInputs>
  public let equipment: Entities<EquipmentInputs>
  public let datacenters: Sites.Inputs
  public let launch: Launch.Inputs
  public let orbit: Orbit.Inputs
  public let labs: Entities<LabInputs>
  public let market: Market.Inputs
  public let links: Entities<LinkInputs>
  public let correlations: Entities<CorrelationInputs>
  public let shocks: Entities<ShockInputs>
  public let claims: Entities<ClaimInputs>

  public static let inputs: [Input<Self>] = [
    .text("name", \.name, default: "scenario", "What the scenario is called."),
    .text("summary", \.summary, default: "", "What it shows, in a sentence."),
    .moment("start", \.start, "First day.").readAtTheStart,
    .moment("end", \.end, "Last day.").readAtTheStart,
    .moment(
      "opening_as_of", \.openingAsOf, default: "never",
      "The day whose stocks, flows and orders the opening is; a start far from it is warned of. Never if not said."
    ).readAtTheStart,
    .group("decisions", \.decisions, "How often minds decide."),
    .entities("lines", \.lines, noun: "line", "What is made, and how its makers answer to orders and price."),
    .group("lithography", \.lithography, "The maker of EUV tools."),
    .entities("processes", \.processes, noun: "process", "Logic, DRAM and packaging processes."),
    .entities("fabs", \.fabs, noun: "fab", "Lines: an operator's capacity on one process."),
    .group("memory", \.memory, "HBM and ordinary DRAM."),
    .entities("vendors", \.vendors, noun: "vendor", "Sellers of accelerators."),
    .entities(
      "accelerators", \.accelerators, noun: "design", "Accelerator designs with their bills of materials."),
    .reference(
      "installed_base", \.installedBase, to: "accelerators",
      "The design that stands for all that runs at the start."),
    .entities("regions", \.regions, noun: "region", "Where sites are built."),
    .entities("power_technologies", \.technologies, noun: "technology", "Ways to power a site."),
    .entities("equipment", \.equipment, noun: "factory", "Factories that everyone waits in line for."),
    .group("datacenters", \.datacenters, "Halls, and what stands in them at the start."),
    .group("launch", \.launch, "Vehicles, pads, licences, propellant."),
    .group("orbit", \.orbit, "Satellites that compute."),
    .entities("labs", \.labs, noun: "lab", "Who buys compute."),
    .group("market", \.market, "Demand, the spot market, capital."),
    .entities(
      "links", \.links, noun: "link", "Links of the chain, with the inputs of which more is more of each."),
    .entities(
      "correlations", \.correlations, noun: "correlation",
      "Uncertain inputs that are drawn together, in pairs."),
    .entities("shocks", \.shocks, noun: "shock", "Events that change an input for a while."),
    .entities("claims", \.claims, noun: "claim", "Statements to test."),
  ]
}

/// How often minds decide; halving each must not change the picture.
public struct DecisionInputs: InputGroup {
  public let market: Quantity<Month>
  public let labs: Quantity<Month>
  public let memory: Quantity<Month>
  public let hbm: Quantity<Month>
  public let lines: Quantity<Month>

  public static let inputs: [Input<Self>] = [
    .quantity("market", \.market, default: "1 month", in: 0.1...12, "Interval of the market.")
      .readAtDecisions(every: "decisions.market"),
    .quantity("labs", \.labs, default: "1 month", in: 0.1...24, "Interval of labs' decisions.")
      .readAtDecisions(every: "decisions.labs"),
    .quantity("memory", \.memory, default: "3 month", in: 0.1...24, "Interval of memory makers' decisions.")
      .readAtDecisions(every: "decisions.memory"),
    .quantity(
      "hbm", \.hbm, default: "12 month", in: 3...36,
      "Term of HBM contracts: a round from the first October on, for the term that begins three months later.",
      source: "TrendForce; Micron: price and volume of a year are agreed before it begins"
    ).readAtDecisions(every: "decisions.hbm"),
    .quantity(
      "lines", \.lines, default: "1 month", in: 0.1...12, "Interval of the decisions of lines' operators."
    )
    .readAtDecisions(every: "decisions.lines"),
  ]
}

/// What a scenario says of one shock: an input multiplied for a while.
public struct ShockInputs: InputGroup {
  public let input: TextIndex
  public let factor: Quantity<One>
  public let date: Moment
  public let rate: Quantity<PerYear>
  public let length: Variate<Month>
  public let identity: Identity

  public static let inputs: [Input<Self>] = [
    .identity(\.identity),
    .text("input", \.input, "Dotted path of the input that it multiplies."),
    .quantity("factor", \.factor, in: 0...1000, "What the input is multiplied by."),
    .moment("date", \.date, default: "never", "When it begins, for a dated shock."),
    .quantity("rate", \.rate, default: "0 /year", in: 0...100, "How often it begins, for a random shock."),
    .variate("length", \.length, default: "12 month", in: 0...1200, "How long it lasts."),
  ]
}

/// How a claim reads its metric.
public enum ClaimReading: String, CaseIterable, BitwiseCopyable, Sendable {
  /// The value at the date.
  case at
  /// The largest value up to the date.
  case highest
  /// The smallest value up to the date.
  case lowest
  /// The first date at which the comparison holds must lie between `from` and the date.
  case first
  /// The mean from `from` to the date.
  case mean
  /// The comparison must hold at every report from `from` to the date.
  case always
  /// The value at the first date at which `when` reaches `when_at_least`; undecided if never.
  case when
}

/// Which side of the threshold makes a claim true.
public enum ClaimComparison: String, CaseIterable, BitwiseCopyable, Sendable {
  case atLeast = "at_least"
  case below
}

/// A statement to test: a metric, how to read it, a threshold and a date.
public struct ClaimInputs: InputGroup {
  public let statement: TextIndex
  public let metric: TextIndex
  public let reading: ClaimReading
  public let comparison: ClaimComparison
  public let threshold: Quantity<One>
  public let from: Moment
  public let by: Moment
  public let when: TextIndex
  public let whenAtLeast: Quantity<One>
  public let stated: Quantity<One>
  public let howSaid: TextIndex
  public let other: TextIndex
  public let origin: TextIndex

  public static let inputs: [Input<Self>] = [
    .text("statement", \.statement, "The statement in a sentence."),
    .text("metric", \.metric, "The metric it is about: a column of series.csv."),
    .choice("reading", \.reading, default: .at, "How the metric is read."),
    .choice("comparison", \.comparison, default: .atLeast, "Which side of the threshold makes it true."),
    .quantity("threshold", \.threshold, in: -1e40...1e40, "The threshold, in the metric's unit."),
    .moment("from", \.from, default: "1970", "From when the metric is read."),
    .moment("by", \.by, "By when."),
    .text("when", \.when, default: "", "The metric that says when, for the reading 'when'."),
    .quantity("when_at_least", \.whenAtLeast, default: "0", in: -1e40...1e40, "The level of that metric."),
    .optionalQuantity("stated", \.stated, in: 0...1, "The probability its author gave, where one was given."),
    .text("how_said", \.howSaid, default: "", "How it was said: flat, hedged, a forecast, a plan, a guess."),
    .text("other", \.other, default: "", "What others estimate."),
    .text("origin", \.origin, default: "", "Where it was said."),
  ]
}
