import Inputs
import ScenarioFormat

/// What a line makes.
public enum ProcessKind: String, CaseIterable, BitwiseCopyable, Sendable {
  case logic, dram, packaging

  /// What a reference asks for that needs a process of this kind.
  var choice: (name: String, value: String) { ("kind", rawValue) }
}

/// What a scenario says of one process: logic node, DRAM node or packaging line.
public struct ProcessInputs: InputGroup {
  public let kind: ProcessKind
  public let euvLayers: Quantity<One>
  public let cycleTime: Variate<Day>
  public let defectDensity: Quantity<DefectPerSquareCentimetre>
  public let defectFloor: Quantity<DefectPerSquareCentimetre>
  public let defectLearning: Quantity<One>
  public let clustering: Quantity<One>
  public let lineYield: Quantity<One>
  public let salvage: Quantity<One>
  public let experience: Quantity<One>
  public let waferPrice: Quantity<ThousandUSDPerWafer>
  public let priceRise: Quantity<PerYear>
  public let relief: Quantity<One>
  public let identity: Identity

  public static let inputs: [Input<Self>] = [
    .identity(\.identity),
    .choice("kind", \.kind, "Logic, DRAM or packaging."),
    .quantity(
      "euv_layers", \.euvLayers, default: "0", in: 0...60,
      "EUV passes each wafer needs; 0 when no EUV tool is used."
    ).readAtDecisions(every: "decisions.lines"),
    .variate("cycle_time", \.cycleTime, in: 1...720, "Time from a lot's start to its last step, per lot."),
    .quantity(
      "defect_density", \.defectDensity, default: "0 defect/cm2", in: 0...5,
      "Defects per area at the start (D0)."),
    .quantity(
      "defect_floor", \.defectFloor, default: "0 defect/cm2", in: 0...5,
      "Defects per area that learning cannot go below."),
    .quantity(
      "defect_learning", \.defectLearning, default: "0.25", in: 0...0.9,
      "Fall of defects above the floor per doubling of cumulative wafers.", source: "project estimate"),
    .quantity(
      "clustering", \.clustering, default: "3", in: 0.1...1000,
      "Clustering of defects: the alpha of the negative-binomial yield; large values give Poisson yield."),
    .quantity(
      "line_yield", \.lineYield, default: "0.97", in: 0.01...1,
      "Share of wafers that reach the end of the line."),
    .quantity(
      "salvage", \.salvage, default: "0.5", in: 0...1,
      "Share of dies with a defect that are sold with a part switched off."),
    .quantity(
      "experience", \.experience, default: "1000000", in: 1...1e9,
      "Wafers made before the start: what a doubling of experience is counted from."),
    .quantity("wafer_price", \.waferPrice, in: 0...1000, "Price per processed wafer at the start."),
    .quantity(
      "price_rise", \.priceRise, default: "3 %/year to 10 %/year", in: -0.2...0.5,
      "Rise of the wafer price a year; foundries under-price scarcity."),
    .quantity(
      "relief", \.relief, default: "1", in: 0...100,
      "Factor on what comes out of finished lots, unseen by operators and at no cost: for asking what more of it would help."
    ),
  ]
}

/// What a scenario says of one fab: an operator's line on one process.
public struct FabInputs: InputGroup {
  public let process: Reference
  public let operatorName: TextIndex
  public let line: Reference
  public let capacity: Quantity<WaferPerMonth>
  public let aiShare: Quantity<One>
  public let aiShareLimit: Quantity<One>
  public let aiShareGrowth: Quantity<PerYear>
  public let aiShareUse: Quantity<One>
  public let otherGrowth: Quantity<PerYear>
  public let toolInstall: Variate<Month>
  public let capex: Quantity<BillionUSDPerWaferRate>
  public let projects: Entities<FabProjectInputs>
  public let identity: Identity

  public static let inputs: [Input<Self>] = [
    .identity(\.identity),
    .reference("process", \.process, to: "processes", "The process the line runs."),
    .text("operator", \.operatorName, default: "", "Who runs the line."),
    .reference(
      "line", \.line, to: "lines", default: "none",
      "How its operator answers to orders, in thousand wafers a month: a line of its own, whose permit and building are those of its new fabs; none for what is announced and no more."
    ),
    .quantity("capacity", \.capacity, in: 0...5000, "Wafer starts a month installed at the start.")
      .readAtTheStart,
    .quantity(
      "ai_share", \.aiShare, default: "1", in: 0...1,
      "Share of starts that serves AI accelerators at the start."),
    .quantity("ai_share_limit", \.aiShareLimit, default: "1", in: 0...1, "Largest share AI may take."),
    .quantity(
      "ai_share_growth", \.aiShareGrowth, default: "15 %/year", in: 0...10,
      "Points of share AI can win a year while its orders go short: contracts with others run on."),
    .quantity(
      "ai_share_use", \.aiShareUse, default: "0.6", in: 0...1,
      "Part of its starts that AI must need to keep a share that it has won: needing less, it gives wafers back.",
      source: "project estimate"),
    .quantity(
      "other_growth", \.otherGrowth, default: "2 %/year to 8 %/year", in: -1...1,
      "Growth a year of what customers other than AI order of it.", source: "project estimate"),
    .variate(
      "tool_install", \.toolInstall, default: "9 month to 24 month", in: 0...120,
      "Time from the cleanroom to full rate, per announced project without EUV tools; those of its line have the line's tooling and ramp."
    ).readAtTheStart,
    .quantity(
      "capex", \.capex, default: "0.4 billion USD/(kwafer/month) to 0.8 billion USD/(kwafer/month)",
      in: 0...50,
      "Capital of new capacity per thousand wafers a month."),
    .entities("projects", \.projects, noun: "project", "Capacity announced before the start."),
  ]
}

/// What a scenario says of one announced fab project.
public struct FabProjectInputs: InputGroup {
  public let capacity: Quantity<WaferPerMonth>
  public let announced: Moment
  public let ready: Moment
  public let slip: Quantity<One>
  public let certainty: Quantity<One>
  public let toolsMoved: Quantity<One>
  public let identity: Identity

  public static let inputs: [Input<Self>] = [
    .identity(\.identity),
    .quantity("capacity", \.capacity, in: 0...5000, "Wafer starts a month when full.").readAtTheStart,
    .moment(
      "announced", \.announced, default: "2025-01",
      "When the clock of the stated date began; slip stretches the time since."
    ).readAtTheStart,
    .moment("ready", \.ready, "Stated date at which the cleanroom takes tools.").readAtTheStart,
    .quantity(
      "slip", \.slip, default: "1 to 1.4", in: 0.1...20,
      "Factor on the time from announcement to the stated date.", source: "project estimate"
    ).readAtTheStart,
    .quantity(
      "tools_moved", \.toolsMoved, default: "0", in: 0...1,
      "Part of its EUV capacity that tools moved from older lines bring: conversions."
    ).readAtTheStart,
    .quantity("certainty", \.certainty, default: "1", in: 0...1, "Probability that it is built at all.")
      .readAtTheStart,
  ]
}
