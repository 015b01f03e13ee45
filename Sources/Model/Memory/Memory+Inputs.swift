import Inputs
import ScenarioFormat

extension Memory {
  /// What a scenario says of the memory market.
  public struct Inputs: InputGroup {
    public let hbmShare: Weights
    public let hbmShareLimit: Weights
    public let shareShift: Quantity<PerYear>
    public let contractFloor: Quantity<One>
    public let loyalty: Quantity<One>
    public let loyaltyShortage: Quantity<One>
    public let glut: Quantity<One>
    public let hbmPerWafer: Quantity<GigabytePerWafer>
    public let hbmPerWaferGrowth: Quantity<PerYear>
    public let tradeRatio: Quantity<One>
    public let hbmCycleTime: Variate<Month>
    public let hbmPrice: Quantity<USDPerGigabyte>
    public let dramPrice: Quantity<USDPerGigabyte>
    public let dramDemandGrowth: Trajectory<PerYear>
    public let dramElasticity: Quantity<One>
    public let priceSpeed: Quantity<PerYear>
    public let priceLimit: Quantity<PerYear>
    public let stockPull: Quantity<One>
    public let evenShortage: Quantity<One>
    public let hbmPull: Quantity<One>
    public let glutPull: Quantity<One>
    public let dramFloor: Quantity<USDPerGigabyte>
    public let dramCeiling: Quantity<USDPerGigabyte>
    public let hbmFloor: Quantity<USDPerGigabyte>
    public let hbmCeiling: Quantity<USDPerGigabyte>
    public let renewal: Quantity<PerYear>
    public let parity: Quantity<One>
    public let inventoryTarget: Quantity<Month>
    public let hbmStock: Quantity<Month>
    public let hbmSignal: Quantity<One>
    public let buildAhead: Quantity<One>
    public let signalMemory: Quantity<Month>

    public static let inputs: [Input<Self>] = [
      .weights(
        "hbm_share", \.hbmShare, by: "fabs", in: 0...1, "Share of each DRAM fab's wafers in HBM at the start."
      ).readAtTheStart,
      .weights(
        "hbm_share_limit", \.hbmShareLimit, by: "fabs", in: 0...1,
        "Largest share of each DRAM fab's wafers in HBM."
      ).readAtDecisions(every: "decisions.memory"),
      .quantity(
        "share_shift", \.shareShift, default: "6 %/year to 14 %/year", in: 0...4,
        "Points of wafer share that makers can move between HBM and DRAM in a year."
      ).readAtDecisions(every: "decisions.memory"),
      .quantity(
        "contract_floor", \.contractFloor, default: "0.85", in: 0...1,
        "Part of today's HBM share that long contracts keep whatever DRAM pays.", source: "project estimate"
      ).readAtDecisions(every: "decisions.memory"),
      .quantity(
        "loyalty", \.loyalty, default: "0.2 to 0.8", in: 0...1,
        "Part of the possible shift that makers make toward HBM buyers who go short even when ordinary DRAM pays better: long agreements with customers they cannot lose.",
        source: "project estimate; TrendForce saw the share rise through 2025 while DRAM prices did"
      ).readAtDecisions(every: "decisions.memory"),
      .quantity(
        "loyalty_shortage", \.loyaltyShortage, default: "1.1", in: 0...20,
        "HBM wanted over HBM made above which its buyers count as short, so that makers are loyal to them.",
        source: "project estimate"
      ).readAtDecisions(every: "decisions.memory"),
      .quantity(
        "glut", \.glut, default: "0.8", in: 0...2,
        "HBM wanted over HBM made below which makers turn wafers back to ordinary DRAM, whatever it pays.",
        source: "project estimate"
      ).readAtDecisions(every: "decisions.memory"),
      .quantity(
        "hbm_per_wafer", \.hbmPerWafer, in: 1...1e5,
        "HBM sold per wafer at the start, stacking and test losses included."),
      .quantity(
        "hbm_per_wafer_growth", \.hbmPerWaferGrowth, default: "4 %/year to 12 %/year", in: -0.2...0.5,
        "Growth of bits per wafer a year."),
      .quantity("trade_ratio", \.tradeRatio, in: 1...20, "Ordinary DRAM bits given up for one HBM bit."),
      .variate(
        "hbm_cycle_time", \.hbmCycleTime, in: 0...36, "Time from an HBM wafer's start to tested stacks."),
      .quantity("hbm_price", \.hbmPrice, in: 0.01...1e4, "Contract price of HBM at the start.")
        .readAtTheStart,
      .quantity("dram_price", \.dramPrice, in: 0.01...1e4, "Contract price of ordinary DRAM at the start."),
      .trajectory(
        "dram_demand_growth", \.dramDemandGrowth, default: "12 %/year to 22 %/year", in: -0.5...1,
        "Growth of ordinary DRAM demand a year at an unchanged price, AI servers' own memory excluded."),
      .quantity(
        "dram_elasticity", \.dramElasticity, default: "0.3", in: 0...5,
        "Percent of ordinary demand lost per percent of price.", source: "project estimate"),
      .quantity(
        "price_speed", \.priceSpeed, default: "3 /year", in: 0...12,
        "Speed at which prices follow a shortage: log price per year per log of demand over supply.",
        source: "calibrated on the move of late 2025"),
      .quantity(
        "price_limit", \.priceLimit, default: "2.6 /year", in: 0...6,
        "Largest move of a log price in a year; 2.6 lets a price rise 90 % in a quarter."),
      .quantity(
        "stock_pull", \.stockPull, default: "0.3", in: 0...5,
        "Weight of stock in what moves prices, beside the log of demand over supply: of what lacks to the target, or is beyond it, as a fraction of the target.",
        source: "project estimate"),
      .quantity(
        "even_shortage", \.evenShortage, default: "0.15", in: -1...1,
        "Log of demand over supply at which the price of DRAM holds while stocks are as makers like them: in an even market they compete it down.",
        source: "project estimate"),
      .quantity(
        "hbm_pull", \.hbmPull, default: "0.5", in: 0...5,
        "Part of the log of demand over supply of HBM that moves its price: contracts fix the rest.",
        source: "project estimate"),
      .quantity(
        "glut_pull", \.glutPull, default: "0.25", in: 0...1,
        "Part of a fall of the HBM price that a glut brings before contracts are renewed.",
        source: "project estimate"),
      .quantity(
        "dram_floor", \.dramFloor, default: "1.5 USD/GB", in: 0.01...1000,
        "Price at which makers idle lines rather than sell DRAM."),
      .quantity(
        "dram_ceiling", \.dramCeiling, default: "100 USD/GB", in: 0.01...1e4,
        "Price above which ordinary buyers go without: no shortage carries DRAM past it.",
        source: "project estimate"),
      .quantity("hbm_floor", \.hbmFloor, default: "6 USD/GB", in: 0.01...1000, "Lowest HBM price."),
      .quantity(
        "hbm_ceiling", \.hbmCeiling, default: "60 USD/GB", in: 0.01...1e4,
        "Price at which accelerator makers would rather not build."),
      .quantity(
        "renewal", \.renewal, default: "1 /year", in: 0...12,
        "Rate at which HBM contracts are renewed: then makers ask for what their wafers would earn in ordinary DRAM.",
        source: "yearly contracts"),
      .quantity(
        "parity", \.parity, default: "0.5 to 0.9", in: 0...2,
        "Part of the DRAM value of a wafer that HBM must earn at renewal: long runs, prepayment and no price risk are worth the rest.",
        source: "project estimate"),
      .quantity(
        "inventory_target", \.inventoryTarget, default: "1.5 month", in: 0.1...12,
        "DRAM stock that makers and buyers like to hold."),
      .quantity(
        "hbm_stock", \.hbmStock, default: "1 month", in: 0...12,
        "HBM in stock at the start, in months of the opening flow."
      ).readAtTheStart,
      .quantity(
        "hbm_signal", \.hbmSignal, default: "0.6", in: 0...1,
        "Weight of HBM's shortage in what DRAM makers build for; the rest is the height of ordinary prices.",
        source: "project estimate"
      ).readAtDecisions(every: "decisions.memory"),
      .quantity(
        "build_ahead", \.buildAhead, default: "0.15", in: -1...2,
        "What DRAM makers build for beyond what is short today, as a fraction: growth that they expect.",
        source: "project estimate"
      ).readAtDecisions(every: "decisions.memory"),
      .quantity(
        "signal_memory", \.signalMemory, default: "8.4 month", in: 0.1...120,
        "Time over which makers come to believe in what they build for: three tenths of the way in a quarter.",
        source: "project estimate"
      ).readAtDecisions(every: "decisions.memory"),
    ]
  }
}
