/// A number that every report holds: its column name, unit and meaning.
public struct Metric: Sendable, Hashable {
  /// Snake case, ending in the unit.
  public let name: String
  /// The unit as text; empty for a plain number.
  public let unit: String
  public let meaning: String

  init(_ name: String, _ unit: String, _ meaning: String) {
    self.name = name
    self.unit = unit
    self.meaning = meaning
  }
}

/// The quantities of the world as a whole, in the order of their columns in `series.csv`.
enum Series: Int, CaseIterable {
  case computeOnline, computeGround, computeOrbit, computeAdded, powerGround, powerOrbit, orbitAdded
  case orbitAddedOverGround, acceleratorsSold, acceleratorsShipped, dark, darkShare, idlePower, building
  case hbmPrice, dramPrice, hbmMade, hbmShare, euvShipped, euvInstalled
  case spotPrice, contractPrice, operatingCost, spotOverOperating, costGround, costOrbit, orbitOverGround
  case launches, launchFailures, launchPrice, ships, massToOrbit, satellites, oxygenUsed
  case memoryStarved, logicStarved, packagingStarved, memoryMinusLogic, propellantStarved
  case bindsPower, bindsMemory, bindsLogic, bindsPackaging, bindsCapital, bindsLift, bindsLeadTime,
    powerMinusOther
  case largestRun, revenue, capex, bankruptcies, topShare, topMargin, capitalPlentiful, tightness
  case usDatacenters, growthOutsideChina, chinaOverUS, arrayRatio, gridPremium
  case soldTotal, shippedPowerTotal, hbmTotal, euvTotal, launchesTotal, failuresTotal, massTotal, orbitTotal
  case revenueTotal, capexTotal, profitTotal, oxygenTotal, fabSpendingTotal, toolSpendingTotal

  var metric: Metric { Series.metrics[rawValue] }

  static let metrics: [Metric] = [
    Metric("compute_online_h100e", "H100e", "Compute in service, ground and orbit."),
    Metric("compute_ground_h100e", "H100e", "Compute in service on the ground."),
    Metric(
      "compute_orbit_h100e", "H100e", "Compute in service in orbit, after failures and time out of service."),
    Metric(
      "compute_added_h100e_per_year", "H100e/year", "Net growth of compute in service over twelve months."),
    Metric("power_ground_gw", "GW", "IT power in use on the ground."),
    Metric("power_orbit_gw", "GW", "IT power of satellites in service."),
    Metric("orbit_added_gw_per_year", "GW/year", "IT power put into service in orbit over twelve months."),
    Metric(
      "orbit_added_over_ground", "ratio",
      "IT power added in orbit over twelve months, over that in use on the ground."),
    Metric(
      "accelerators_sold_million_h100e", "million H100e",
      "Accelerators sold, those before the start included."),
    Metric(
      "accelerators_shipped_gw_per_year", "GW/year", "IT power of accelerators sold over twelve months."),
    Metric("dark_h100e", "H100e", "Accelerators at sites without power."),
    Metric("dark_share", "ratio", "Dark accelerators over all that labs hold on the ground."),
    Metric("idle_power_gw", "GW", "Live IT power without accelerators."),
    Metric("site_pipeline_gw", "GW", "Facility power under construction."),
    Metric("hbm_price_usd_per_gb", "USD/GB", "Contract price of HBM."),
    Metric("dram_price_usd_per_gb", "USD/GB", "Contract price of ordinary DRAM."),
    Metric("hbm_output_billion_gb_per_year", "billion GB/year", "HBM made over twelve months."),
    Metric("hbm_wafer_share", "ratio", "Share of DRAM wafers started in HBM."),
    Metric("euv_shipped_per_year", "1/year", "EUV tools shipped over twelve months."),
    Metric("euv_installed", "1", "EUV tools installed in the fleet."),
    Metric("spot_price_usd_per_h100e_h", "USD/(H100e*h)", "Spot price of compute."),
    Metric("contract_price_usd_per_h100e_h", "USD/(H100e*h)", "Price of compute on a new long lease."),
    Metric(
      "operating_cost_usd_per_h100e_h", "USD/(H100e*h)",
      "Energy, staff and maintenance of the fleet that runs."),
    Metric(
      "spot_over_operating_cost", "ratio", "Spot price over operating cost: below 1, compute is overbuilt."),
    Metric(
      "cost_ground_usd_per_h100e_h", "USD/(H100e*h)",
      "All-in cost of new compute in the cheapest region open to labs under no export control."),
    Metric(
      "cost_orbit_usd_per_h100e_h", "USD/(H100e*h)",
      "All-in cost of new compute in orbit; missing until chips for it are due within a year and a vehicle can lift one satellite."
    ),
    Metric(
      "orbit_over_ground_cost", "ratio",
      "Cost in orbit over cost in the cheapest region open to the same buyers: below 1, orbit is the cheapest place."
    ),
    Metric("launches_per_year", "1/year", "Launches over twelve months."),
    Metric("launch_failures_per_year", "1/year", "Launch failures over twelve months."),
    Metric("launch_price_usd_per_kg", "USD/kg", "Price of lift to the target orbit at today's cadence."),
    Metric("ships", "1", "Ships that can fly."),
    Metric(
      "mass_to_orbit_t_per_year", "t/year", "Satellites with compute put into orbit over twelve months."),
    Metric("satellites", "1", "Satellites with compute, waiting, flying and serving."),
    Metric("oxygen_used_t_per_year", "t/year", "Liquid oxygen flown over twelve months."),
    Metric("memory_starved_share", "ratio", "Share of assembly time of twelve months that lacked memory."),
    Metric("logic_starved_share", "ratio", "Share of assembly time of twelve months that lacked logic dies."),
    Metric(
      "packaging_starved_share", "ratio", "Share of assembly time of twelve months that lacked packaging."),
    Metric("memory_minus_logic_starved_share", "ratio", "Memory's starvation less that of logic."),
    Metric(
      "propellant_starved_share", "ratio", "Share of launch time of twelve months that lacked propellant."),
    Metric(
      "bottleneck_power_share", "ratio", "Share of compute lost over twelve months for lack of ground power."),
    Metric("bottleneck_memory_share", "ratio", "The same for memory."),
    Metric("bottleneck_logic_share", "ratio", "The same for logic dies."),
    Metric("bottleneck_packaging_share", "ratio", "The same for packaging."),
    Metric("bottleneck_capital_share", "ratio", "The same for money."),
    Metric("bottleneck_lift_share", "ratio", "The same for lift and satellites."),
    Metric(
      "bottleneck_lead_time_share", "ratio",
      "The same for the time that planning, permits and building take where nothing was short."),
    Metric("power_minus_largest_other_bottleneck", "ratio", "Power's share less the largest other."),
    Metric("largest_run_flop", "FLOP", "Largest training run that the best-equipped lab could finish."),
    Metric("ai_revenue_billion_usd_per_year", "billion USD/year", "Revenue of all labs, at today's rate."),
    Metric("capex_billion_usd_per_year", "billion USD/year", "Capital spent on AI over twelve months."),
    Metric("bankruptcies", "1", "Labs that have failed since the start."),
    Metric("top3_revenue_share", "ratio", "Share of the three largest labs in revenue."),
    Metric("top3_margin", "ratio", "Profit of the three largest labs over their revenue."),
    Metric("capital_plentiful", "ratio", "1 while capital is plentiful, 0 while it is scarce."),
    Metric(
      "compute_tightness", "ratio", "Compute that labs would use at today's prices over compute online."),
    Metric("us_datacenter_gw", "GW", "Facility power in use by AI in the United States."),
    Metric(
      "electricity_growth_outside_china_per_year", "1/year",
      "Mean growth a year of electricity supply outside China since the start, AI's own plants included."),
    Metric("china_over_us_electricity", "ratio", "Electricity of China over that of the United States."),
    Metric(
      "orbit_over_ground_array_energy", "ratio",
      "Energy a year of a square metre of array in orbit over one on the ground."),
    Metric(
      "grid_premium", "ratio", "Price of grid power for AI over its price with slack, the dearest region."),
    Metric("sold_total_h100e", "H100e", "Accelerators sold since the start."),
    Metric("shipped_total_gw", "GW", "IT power of accelerators sold since the start."),
    Metric("hbm_total_billion_gb", "billion GB", "HBM made since the start."),
    Metric("euv_total", "1", "EUV tools shipped since the start."),
    Metric("launches_total", "1", "Launches since the start."),
    Metric("launch_failures_total", "1", "Launch failures since the start."),
    Metric("mass_to_orbit_total_t", "t", "Satellites with compute put into orbit since the start."),
    Metric("orbit_added_total_gw", "GW", "IT power put into service in orbit since the start."),
    Metric("ai_revenue_total_billion_usd", "billion USD", "Revenue of all labs since the start."),
    Metric("capex_total_billion_usd", "billion USD", "Capital spent on AI since the start."),
    Metric("profit_total_billion_usd", "billion USD", "Profit of all labs since the start."),
    Metric("oxygen_total_t", "t", "Liquid oxygen flown since the start."),
    Metric(
      "fab_spending_total_billion_usd", "billion USD",
      "Capital that chip makers spent on new capacity since the start."),
    Metric(
      "tool_spending_total_billion_usd", "billion USD", "Price of the EUV tools shipped since the start."),
  ]
}
