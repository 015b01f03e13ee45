import Inputs

/// Which numbers a report holds, and where: the series first, then one block per entity of each table.
public struct Layout: Sendable {
  /// A table of one kind of entity.
  public struct Table: Sendable {
    public let name: String
    /// What one entity is called: the name of the table's key column, or of several, with _ between them as . is in ids.
    public let noun: String
    public let entities: [String]
    public let columns: [Metric]
    let offset: Int

    /// Where the numbers of an entity begin.
    public func offset(of entity: Int) -> Int { offset + entity * columns.count }
  }

  public let series: [Metric]
  public let tables: [Table]
  /// Numbers in one report.
  public let width: Int
  /// The regions with the ids `us` and `china`, which some series speak of by name.
  let us: Int?
  let china: Int?

  /// The layout for the entities of a scenario: their ids by collection.
  public init(ids: [String: [String]]) {
    series = Series.metrics
    var offset = series.count
    var tables: [Table] = []
    func add(_ name: String, _ noun: String, _ entities: [String], _ columns: [Metric]) {
      tables.append(Table(name: name, noun: noun, entities: entities, columns: columns, offset: offset))
      offset += entities.count * columns.count
    }
    let regions = ids["regions"] ?? []
    add("labs", "lab", ids["labs"] ?? [], LabColumn.metrics)
    add("fabs", "fab", ids["fabs"] ?? [], FabColumn.metrics)
    add("power", "region", regions, PowerColumn.metrics)
    add("costs", "venue", regions + ["orbit"], CostColumn.metrics)
    add("launch", "vehicle", ids["launch.vehicles"] ?? [], LaunchColumn.metrics)
    let ways = ids["power_technologies"] ?? []
    add(
      "technologies", "region_technology", regions.flatMap { region in ways.map { "\(region).\($0)" } },
      TechnologyColumn.metrics)
    add(
      "bottlenecks", "join_cause", BottleneckColumn.pairs.map { "\($0.0.name).\($0.1.name)" },
      BottleneckColumn.metrics)
    self.tables = tables
    us = regions.firstIndex(of: "us")
    china = regions.firstIndex(of: "china")
    width = offset
  }

  func table(_ name: String) -> Table? { tables.first { $0.name == name } }

  /// Where a metric lies: a series name, or `table.entity.column`; nil if there is none. Linear in the number of columns.
  public func index(of path: String) -> Int? {
    if let index = series.firstIndex(where: { $0.name == path }) { return index }
    for table in tables where path.hasPrefix(table.name + ".") {
      for (entity, id) in table.entities.enumerated() where path.hasPrefix("\(table.name).\(id).") {
        let column = path.dropFirst("\(table.name).\(id).".count)
        if let place = table.columns.firstIndex(where: { $0.name == column }) {
          return table.offset(of: entity) + place
        }
      }
    }
    return nil
  }

  /// Every path that `index(of:)` knows, for suggestions.
  public var paths: [String] {
    series.map(\.name)
      + tables.flatMap { table in
        table.entities.flatMap { id in table.columns.map { "\(table.name).\(id).\($0.name)" } }
      }
  }
}

enum LabColumn: Int, CaseIterable {
  case compute, orbit, dark, coming, wanted, demand, training, spare, revenue, profit, cash, debt,
    commitments, capex
  case computeGrowth, revenueGrowth, alive, profitTotal, revenueTotal, capexTotal

  static let metrics = [
    Metric("compute_h100e", "H100e", "Compute in service for the lab."),
    Metric("compute_orbit_h100e", "H100e", "Of it in orbit."),
    Metric("dark_h100e", "H100e", "Its accelerators without power or satellite."),
    Metric("on_order_h100e", "H100e", "Accelerators on order and on the way."),
    Metric("wanted_h100e", "H100e", "Compute it meant to have at its last decision's horizon."),
    Metric("inference_demand_h100e", "H100e", "Compute its customers would use at today's prices."),
    Metric("training_h100e", "H100e", "Compute in training and research."),
    Metric("spare_h100e", "H100e", "Compute it could lease out and could not place."),
    Metric("revenue_billion_usd_per_year", "billion USD/year", "Revenue at today's rate."),
    Metric(
      "profit_billion_usd_per_year", "billion USD/year",
      "Profit over twelve months, capital depreciated over five years."),
    Metric("cash_billion_usd", "billion USD", "Cash."),
    Metric("debt_billion_usd", "billion USD", "Debt."),
    Metric(
      "commitments_billion_usd", "billion USD",
      "Rents to the end of their terms, and what is owed on orders and sites."),
    Metric(
      "capex_billion_usd_per_year", "billion USD/year",
      "Capital spent over twelve months, less what powered sites sold to others brought."),
    Metric("compute_growth_ratio", "ratio", "Compute over that of twelve months before."),
    Metric("revenue_growth_ratio", "ratio", "Revenue over that of twelve months before."),
    Metric("alive", "ratio", "1 until it fails."),
    Metric("profit_total_billion_usd", "billion USD", "Profit since the start."),
    Metric("revenue_total_billion_usd", "billion USD", "Revenue since the start."),
    Metric(
      "capex_total_billion_usd", "billion USD",
      "Capital spent since the start, less what powered sites sold to others brought."),
  ]
}

enum FabColumn: Int, CaseIterable {
  case capacity, pipeline, aiShare, hbmShare

  static let metrics = [
    Metric("capacity_kwafer_per_month", "kwafer/month", "Wafer starts a month that the line can make."),
    Metric("pipeline_kwafer_per_month", "kwafer/month", "Capacity announced and not yet running."),
    Metric("ai_share", "ratio", "Share of starts that AI may take."),
    Metric("hbm_share", "ratio", "Share of a DRAM line's wafers in HBM."),
  ]
}

enum PowerColumn: Int, CaseIterable {
  case live, drawn, idle, building, headroom, price, dark, delay

  static let metrics = [
    Metric("live_gw", "GW", "Facility power live at AI sites."),
    Metric("used_gw", "GW", "Facility power in use."),
    Metric("idle_gw", "GW", "Facility power live and without accelerators."),
    Metric("building_gw", "GW", "Facility power under construction."),
    Metric(
      "headroom_gw", "GW",
      "Firm grid power that AI could still connect; below zero when others have taken more than there was."),
    Metric("grid_price_usd_per_mwh", "USD/MWh", "Price of grid power for a large buyer."),
    Metric("dark_h100e", "H100e", "Accelerators without power."),
    Metric(
      "expected_wait_year", "year",
      "Wait that buyers expect from order to power: what suppliers quote, as late as dates have been."),
  ]
}

enum TechnologyColumn: Int, CaseIterable {
  case live, building, wait, cost

  static let metrics = [
    Metric("live_gw", "GW", "Firm facility power that AI has live from it."),
    Metric("building_gw", "GW", "Firm facility power under way, permits and lines included."),
    Metric(
      "quoted_wait_year", "year",
      "Wait that suppliers quote from order to live power; empty where it cannot be had."),
    Metric("cost_usd_per_mwh", "USD/MWh", "Cost of a firm megawatt-hour from a new plant, capital included."),
  ]
}

enum CostColumn: Int, CaseIterable {
  case chips, housing, supply, energy, operation, total, perHour, perHourWithout, compute

  static let metrics = [
    Metric("chips_usd_per_kw_year", "USD/(kW*year)", "Accelerators, annualised, per kilowatt of IT power."),
    Metric("housing_usd_per_kw_year", "USD/(kW*year)", "Hall or satellite bus, annualised."),
    Metric("supply_usd_per_kw_year", "USD/(kW*year)", "Power plant or launch, annualised."),
    Metric("energy_usd_per_kw_year", "USD/(kW*year)", "Energy."),
    Metric("operation_usd_per_kw_year", "USD/(kW*year)", "Staff, maintenance, insurance."),
    Metric("total_usd_per_kw_year", "USD/(kW*year)", "All-in cost of a new machine."),
    Metric("total_usd_per_h100e_h", "USD/(H100e*h)", "All-in cost per hour of compute delivered."),
    Metric("without_chips_usd_per_h100e_h", "USD/(H100e*h)", "The same without accelerators."),
    Metric("compute_h100e_per_kw", "H100e/kW", "Mean compute that a kilowatt delivers over its life."),
  ]
}

enum LaunchColumn: Int, CaseIterable {
  case flights, built, failure, payload

  static let metrics = [
    Metric("flights_total", "1", "Flights since the start."),
    Metric("ships_built_total", "1", "Ships built since the start, those at the start included."),
    Metric("failure_probability", "ratio", "Probability that the next flight fails."),
    Metric("payload_t", "t", "Mass one launch brings to the target orbit."),
  ]
}

enum BottleneckColumn: Int, CaseIterable {
  case starvedShare, lost, lostShare, daysTotal, wantedTotal, lostTotal

  static let metrics = [
    Metric(
      "starved_share", "ratio",
      "Share of the join's time with orders over twelve months that lacked the input."),
    Metric(
      "lost_h100e_per_year", "H100e/year", "Output lost over twelve months, counted to the scarcest input."),
    Metric("lost_share", "ratio", "Its part of what the join lost over twelve months."),
    Metric("starved_total_day", "day", "Days starved since the start."),
    Metric("wanted_total_day", "day", "Days with orders since the start."),
    Metric("lost_total_h100e", "H100e", "Output lost since the start."),
  ]

  /// The pairs of join and cause that can occur.
  static let pairs: [(Join, Cause)] = [
    (.ordering, .power), (.ordering, .capital), (.ordering, .lift), (.ordering, .leadTime),
    (.fabrication, .contracts), (.fabrication, .tools), (.fabrication, .cleanroom),
    (.assembly, .logic), (.assembly, .memory), (.assembly, .packaging), (.assembly, .leadTime),
    (.installation, .power), (.installation, .chips), (.installation, .leadTime),
    (.integration, .bus), (.integration, .chips),
    (.launch, .ship), (.launch, .pad), (.launch, .licence), (.launch, .propellant), (.launch, .payload),
    (.launch, .grounding),
  ]
}
