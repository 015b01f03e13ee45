import Inputs
import ScenarioFormat

/// What a scenario says of one vendor.
public struct VendorInputs: InputGroup {
  public let allocation: AllocationPolicy
  public let prepayment: Quantity<One>
  public let openingBacklog: Quantity<Month>
  public let openingRate: Quantity<ThousandComputePerMonth>
  public let fulfilment: Quantity<Month>
  public let lookahead: Quantity<Month>
  public let dieCover: Quantity<Day>
  public let packagingCover: Quantity<Day>
  public let openingParts: Quantity<Day>
  public let catchUp: Quantity<One>
  public let darkTolerance: Quantity<One>
  public let exportControlled: Bool
  public let marketPull: Quantity<One>
  public let shipping: Variate<Month>
  public let identity: Identity

  public static let inputs: [Input<Self>] = [
    .identity(\.identity),
    .choice(
      "allocation", \.allocation, default: .priority, drawable: true,
      "How deliveries are shared among orders."),
    .quantity(
      "prepayment", \.prepayment, default: "0.2", in: 0...1,
      "Part of an order's price paid when it is called off."
    ),
    .quantity(
      "opening_backlog", \.openingBacklog, default: "9 month", in: 0...60,
      "Orders on the books at the start, in months of the opening rate."
    ).readAtTheStart,
    .quantity(
      "opening_rate", \.openingRate, in: 0...1e6,
      "Compute delivered a month in the last quarter before the start."
    ).readAtTheStart,
    .quantity(
      "fulfilment", \.fulfilment, default: "5 month", in: 0.5...36,
      "Time in which the vendor plans to work off its backlog: sets wafer starts.", source: "project estimate"
    ),
    .quantity(
      "lookahead", \.lookahead, default: "5 month", in: 0...24,
      "Time from a wafer's start to a finished machine, for which the vendor expects orders to go on growing as they do.",
      source: "cycle times of logic, packaging and assembly"),
    .quantity(
      "die_cover", \.dieCover, default: "28 day", in: 0...365,
      "Dies that it keeps in stock and in process beyond those of a cycle time, in days of its plan.",
      source: "project estimate"),
    .quantity(
      "packaging_cover", \.packagingCover, default: "21 day", in: 0...365,
      "Packaging wafers that it keeps in stock and in process beyond those of a cycle time, in days of its plan.",
      source: "project estimate"),
    .quantity(
      "opening_parts", \.openingParts, default: "14 day", in: 0...365,
      "Dies and packaging wafers in stock at the start, in days of what it then assembles.",
      source: "project estimate"
    ).readAtTheStart,
    .quantity(
      "catch_up", \.catchUp, default: "1.25", in: 1...20,
      "Most that it assembles in a week, as a multiple of its plan, to make up for weeks in which parts lacked.",
      source: "project estimate"),
    .quantity(
      "dark_tolerance", \.darkTolerance, default: "0.05", in: 0...10,
      "Machines of a buyer that wait for power, as a part of those that have it, at which it gets half of its share: others go first.",
      source: "project estimate"),
    .flag(
      "export_controlled", \.exportControlled, default: true, "Whether labs under export control may not buy."
    ),
    .quantity(
      "market_pull", \.marketPull, default: "0.5", in: 0...1,
      "Log rise of its price for each log by which hours have become dearer behind export controls than in the world, as far as it sells there.",
      source: "project estimate"),
    .variate(
      "shipping", \.shipping,
      default: #"{"distribution": "triangular", "low": "0 month", "mode": "2.5 month", "high": "6 month"}"#,
      in: 0...24, "Time from sale to racks ready for power, per delivery."),
  ]
}

/// What a scenario says of one accelerator design.
public struct DesignInputs: InputGroup {
  public let vendor: Reference
  public let orbit: Bool
  public let release: Moment
  public let slip: Quantity<One>
  public let ramp: Quantity<Month>
  public let lastOrder: Quantity<Year>
  public let performance: Quantity<ComputePerPackage>
  public let power: Quantity<KilowattPerPackage>
  public let price: Quantity<ThousandUSDPerPackage>
  public let dies: Entities<DieInputs>
  public let memory: Reference
  public let hbm: Quantity<GigabytePerPackage>
  public let dram: Quantity<GigabytePerPackage>
  public let packaging: Reference
  public let packagesPerWafer: Quantity<One>
  public let assemblyYield: Quantity<One>
  public let usefulLife: Quantity<Year>
  public let permanentLoss: Quantity<PerYear>
  public let openingStock: Quantity<One>
  public let identity: Identity

  public static let inputs: [Input<Self>] = [
    .identity(\.identity),
    .reference("vendor", \.vendor, to: "vendors", "Who sells it."),
    .flag(
      "orbit", \.orbit, default: false,
      "Whether it is made for orbit: radiation-tolerant, shielded memory, run hotter."),
    .moment("release", \.release, "First delivery in volume, as stated.").readAtTheStart,
    .quantity(
      "slip", \.slip, default: "1", in: 0.1...10, "Factor on the time from the start to a release after it."
    ).readAtTheStart,
    .quantity(
      "ramp", \.ramp, default: "9 month", in: 0...60, "Time over which it replaces the design before it."
    ).readAtTheStart,
    .quantity(
      "last_order", \.lastOrder, default: "2.5 year", in: 0.1...30,
      "Time after release until it is no longer made."
    ).readAtTheStart,
    .quantity(
      "performance", \.performance, in: 1e-3...1e6,
      "Dense 8-bit performance per package (1979 TFLOP/s = 1 H100e)."),
    .quantity("power", \.power, in: 1e-3...1e4, "IT power per package, servers and network included."),
    .quantity(
      "price", \.price, in: 0...1e5,
      "Price per package at release; servers, network and storage around it are `datacenters.system_cost`."),
    .entities("dies", \.dies, noun: "die", "Dies in one package, server processors and switches included."),
    .reference(
      "memory", \.memory, to: "processes", whose: ProcessKind.dram.choice,
      "The DRAM process that makes its memory."),
    .quantity("hbm", \.hbm, in: 0...1e5, "High-bandwidth memory per package."),
    .quantity(
      "dram", \.dram, default: "0 GB/package", in: 0...1e6, "Ordinary DRAM per package, in its server."),
    .reference(
      "packaging", \.packaging, to: "processes", whose: ProcessKind.packaging.choice,
      "The packaging process it needs."),
    .quantity(
      "packages_per_wafer", \.packagesPerWafer, in: 0.1...500, "Packages cut from one packaging wafer."),
    .quantity(
      "assembly_yield", \.assemblyYield, default: "0.95", in: 0.01...1,
      "Share of assembled packages that pass test."),
    .quantity(
      "useful_life", \.usefulLife, default: "3 year to 7 year", in: 0.25...30,
      "Time from installation to retirement."),
    .quantity(
      "permanent_loss", \.permanentLoss, default: "1 %/year to 5 %/year", in: 0...2,
      "Share lost for good a year on the ground, after repair."),
    .quantity(
      "opening_stock", \.openingStock, default: "0", in: 0...1,
      "Share of its vendor's deliveries at the start that is this design: fills the pipelines."
    ).readAtTheStart,
  ]
}

/// What a scenario says of the dies of one kind in a package.
public struct DieInputs: InputGroup {
  public let process: Reference
  public let count: Quantity<One>
  public let area: Quantity<SquareMillimetre>

  public static let inputs: [Input<Self>] = [
    .reference(
      "process", \.process, to: "processes", whose: ProcessKind.logic.choice,
      "The logic process that makes it."),
    .quantity("count", \.count, in: 0...1000, "Dies per package.").readAtTheStart,
    .quantity("area", \.area, in: 1...858, "Area of one die; the reticle allows 858 mm2.").readAtTheStart,
  ]
}
