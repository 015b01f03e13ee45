import Inputs
import ScenarioFormat

extension Memory {
  /// What a scenario says of the memory market.
  public struct Inputs: InputGroup {
    public let hbmShare: Weights
    public let hbmShareLimit: Weights
    public let shareShift: Quantity<PerYear>
    public let loyalty: Quantity<One>
    public let hbmPerWafer: Quantity<GigabytePerWafer>
    public let hbmPerWaferGrowth: Quantity<PerYear>
    public let tradeRatio: Quantity<One>
    public let hbmCycleTime: Variate<Month>
    public let hbmPrice: Quantity<USDPerGigabyte>
    public let dramPrice: Quantity<USDPerGigabyte>
    public let dramDemandGrowth: Trajectory<PerYear>
    public let dramElasticity: Quantity<One>
    public let hbmCeiling: Quantity<USDPerGigabyte>
    public let renewal: Quantity<One>
    public let hbmCost: Quantity<One>
    public let hbmMargin: Quantity<One>
    public let hbmSurplus: Quantity<One>
    public let hbmRise: Quantity<One>
    public let hbmFall: Quantity<One>
    public let hbmLeast: Quantity<One>
    public let hbmBooked: Quantity<One>
    public let parity: Quantity<One>
    public let inventoryTarget: Quantity<Month>
    public let hbmStock: Quantity<Month>

    public let dramCost: Quantity<USDPerGigabyte>
    public let dramCostFall: Quantity<PerYear>
    public let normalPrice: Quantity<One>
    public let cashShare: Quantity<One>
    public let dramCeiling: Quantity<One>
    public let dramFlowPull: Quantity<One>
    public let dramStockPull: Quantity<One>
    public let dramCostPull: Quantity<One>
    public let likedStock: Quantity<Day>
    public let momentum: Quantity<Day>
    public let mostRise: Quantity<One>
    public let mostFall: Quantity<One>
    public let priceLuck: Quantity<One>
    public let feltAtOnce: Quantity<One>
    public let priceHabit: Quantity<Day>
    public let buyersStock: Quantity<Day>
    public let buyersFill: Quantity<Day>
    public let hoarding: Quantity<One>
    public let makersLeast: Quantity<Day>
    public let makersRelease: Quantity<Day>
    public let leastRun: Quantity<One>
    public let idling: Quantity<Day>
    public let openingMove: Quantity<One>
    public let openingHabit: Quantity<One>
    public let openingUse: Quantity<One>
    public let openingMakersStock: Quantity<Day>
    public let openingBuyersStock: Quantity<Day>
    public let buildLead: Quantity<Year>
    public let buildMargin: Quantity<One>
    public let identity: Identity

    public static let inputs: [Input<Self>] = [
      .weights(
        "hbm_share", \.hbmShare, by: "fabs", in: 0...1, "Share of each DRAM fab's wafers in HBM at the start."
      ).readAtTheStart,
      .weights(
        "hbm_share_limit", \.hbmShareLimit, by: "fabs", in: 0...1,
        "Largest share of each DRAM fab's wafers in HBM."
      ).readAtDecisions(every: "decisions.hbm"),
      .quantity(
        "share_shift", \.shareShift, default: "6 %/year to 14 %/year", in: 0...4,
        "Points of wafer share that makers can promise to turn from DRAM to HBM in a year; half as many again once they are at it, and back."
      ).readAtDecisions(every: "decisions.memory"),
      .quantity(
        "loyalty", \.loyalty, default: "0.75 to 0.95", in: 0...1,
        "Part of the HBM that vendors will need that makers promise however much better ordinary DRAM pays: customers they cannot lose.",
        source: "project estimate; TrendForce saw the share rise through 2025 while DRAM prices did"
      ).readAtDecisions(every: "decisions.hbm"),
      .quantity(
        "renewal", \.renewal, default: "0.7", in: 0...1,
        "Part of the way, in logs, from the price of HBM to what makers ask that one round goes.",
        source: "project estimate"
      ).readAtDecisions(every: "decisions.hbm"),
      .quantity(
        "hbm_cost", \.hbmCost, default: "0.75 to 1.1", in: 0.01...100,
        "Full cost of HBM over that of the ordinary DRAM that its wafers would be.",
        source: "3.5 to 6 USD/GB of 12-high HBM3E, derived from stack prices and gross margins of 50 to 65 %"
      ).readAtDecisions(every: "decisions.hbm"),
      .quantity(
        "hbm_margin", \.hbmMargin, default: "0.5 to 0.65", in: 0...0.95,
        "Margin, as a part of price, that makers ask for HBM where its wafers would earn no more in ordinary DRAM.",
        source: "press and analyst notes of 2025"
      ).readAtDecisions(every: "decisions.hbm"),
      .quantity(
        "hbm_surplus", \.hbmSurplus, default: "0.5", in: 0...5,
        "Log by which a round lowers the price of HBM for each log of what lines make, less a tenth, over what vendors will need.",
        source: "project estimate"
      ).readAtDecisions(every: "decisions.hbm"),
      .quantity(
        "hbm_rise", \.hbmRise, default: "0.8 to 1.3", in: 0.01...5, "Largest log rise of one round.",
        source: "project estimate"
      ).readAtDecisions(every: "decisions.hbm"),
      .quantity(
        "hbm_fall", \.hbmFall, default: "0.25 to 0.6", in: 0.01...5, "Largest log fall of one round.",
        source: "project estimate"
      ).readAtDecisions(every: "decisions.hbm"),
      .quantity(
        "hbm_least", \.hbmLeast, default: "0.4 to 0.7", in: 0...1,
        "Part of what they use of HBM that buyers take however much stands about: the newest, and the least of their contracts.",
        source: "project estimate; makers of DRAM cut starts by a quarter to a third in the worst bust, 2023"),
      .quantity(
        "hbm_booked", \.hbmBooked, default: "3 % to 5 %", in: 0...1,
        "Points of all DRAM wafers by which the share of HBM promised for the term under way at the start is above the opening one.",
        source: "TrendForce: 18 % at the end of 2025, 22 % a year later"
      ).readAtTheStart,
      .quantity(
        "hbm_per_wafer", \.hbmPerWafer, in: 1...1e5,
        "HBM sold per wafer at the start, stacking and test losses included."),
      .quantity(
        "hbm_per_wafer_growth", \.hbmPerWaferGrowth, default: "4 %/year to 12 %/year", in: -0.2...0.5,
        "Growth of bits per wafer a year."),
      .quantity("trade_ratio", \.tradeRatio, in: 1...20, "Ordinary DRAM bits given up for one HBM bit."),
      .variate(
        "hbm_cycle_time", \.hbmCycleTime, in: 0...36, "Time from an HBM wafer's start to tested stacks."),
      .quantity(
        "hbm_price", \.hbmPrice, in: 0.01...1e4, "Contract price of HBM of the term under way at the start."
      )
      .readAtTheStart,
      .quantity("dram_price", \.dramPrice, in: 0.01...1e4, "Contract price of ordinary DRAM at the start.")
        .readAtTheStart,
      .trajectory(
        "dram_demand_growth", \.dramDemandGrowth, default: "12 %/year to 22 %/year", in: -0.5...1,
        "Growth of ordinary DRAM use a year at the normal price, AI servers' own memory excluded."),
      .quantity(
        "dram_elasticity", \.dramElasticity, default: "0.3", in: 0...5,
        "How strongly ordinary use falls with the price over normal: by that percent for each percent while the price is normal, and by more the dearer it is.",
        source: "project estimate"),
      .quantity(
        "hbm_ceiling", \.hbmCeiling, default: "60 USD/GB", in: 0.01...1e4,
        "Price above which accelerator makers would rather not build."
      ).readAtDecisions(every: "decisions.hbm"),
      .quantity(
        "parity", \.parity, default: "0.5 to 0.9", in: 0...2,
        "Part of the DRAM value of a wafer that HBM must earn in a round: long runs, prepayment and no price risk are worth the rest.",
        source: "project estimate"
      ).readAtDecisions(every: "decisions.hbm"),
      .quantity(
        "inventory_target", \.inventoryTarget, default: "1.5 month", in: 0.1...12,
        "HBM stock that makers and buyers like to hold: what stands beyond it is needed less in the next round."
      ).readAtDecisions(every: "decisions.hbm"),
      .quantity(
        "hbm_stock", \.hbmStock, default: "1 month", in: 0...12,
        "HBM in stock at the start, in months of the opening flow."
      ).readAtTheStart,
      .identity(\.identity),
      .quantity(
        "dram_cost", \.dramCost, default: "1.6 USD/GB to 2 USD/GB", in: 0.001...1000,
        "Full cost of ordinary DRAM at the start, at running lines.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "dram_cost_fall", \.dramCostFall, default: "8 %/year to 12 %/year", in: -0.5...1,
        "Fall of that cost, log a year.",
        source: "project estimate"),
      .quantity(
        "normal_price", \.normalPrice, default: "1.45", in: 1...10,
        "Multiple of full cost at whose price makers neither build nor leave: what a clean room and its tools must earn.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "cash_share", \.cashShare, default: "0.62", in: 0.05...1,
        "Part of full cost that is cash: nobody sells below it.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "dram_ceiling", \.dramCeiling, default: "30", in: 1...1000,
        "Multiple of full cost above whose price buyers of ordinary DRAM go without.",
        source: "project estimate"),
      .quantity(
        "dram_flow_pull", \.dramFlowPull, default: "0.27 to 0.98", in: 0...5,
        "Log move of the contract price a quarter for each log of orders over what is made.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "dram_stock_pull", \.dramStockPull, default: "0.08 to 0.4", in: 0...5,
        "Log move a quarter for each log of the stock that makers like over the stock they have.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "dram_cost_pull", \.dramCostPull, default: "0.11 to 0.71", in: 0...5,
        "Log move a quarter for each log that the price is below normal: makers hold out.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "liked_stock", \.likedStock, default: "35 day to 62 day", in: 1...1000,
        "Stock that makers like to have, in days of use.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "momentum", \.momentum, default: "41 day to 132 day", in: 1...3000,
        "Time over which a move of contract prices carries on.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "most_rise", \.mostRise, default: "0.55 to 1.1", in: 0.01...5,
        "Largest log rise of one negotiation, a quarter.",
        source: "project estimate; conventional contracts rose 45 to 50 % in the last quarter of 2025"),
      .quantity(
        "most_fall", \.mostFall, default: "0.28 to 0.53", in: 0.01...5,
        "Largest log fall of one negotiation, a quarter.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "price_luck", \.priceLuck, default: "0.033 to 0.09", in: 0...1,
        "Standard deviation of the log move of a quarter for which nothing else accounts; more while stocks are thin.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "felt_at_once", \.feltAtOnce, default: "0.3", in: 0...1,
        "Part of buyers' answer to a price that comes at once; the rest is to the price of the last years.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "price_habit", \.priceHabit, default: "2 year", in: 1...10000,
        "Time over which buyers and makers take a price for what it is.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "buyers_stock", \.buyersStock, default: "70 day", in: 1...1000,
        "Stock that ordinary buyers like to hold while prices stand, in days of use.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "buyers_fill", \.buyersFill, default: "137 day", in: 1...3000,
        "Time over which they make up for what lacks.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "hoarding", \.hoarding, default: "0.53 to 1.95", in: 0...20,
        "How strongly a log move of prices a quarter raises, or lowers, the stock that they like; by a factor of 2.7 at most.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "makers_least", \.makersLeast, default: "14 day", in: 0...365,
        "Stock that makers do not sell, in days of what they make: chips in test and on their way.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "makers_release", \.makersRelease, default: "183 day", in: 1...3000,
        "Time over which makers sell what they have beyond that.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"),
      .quantity(
        "least_run", \.leastRun, default: "0.67 to 0.77", in: 0...1,
        "Part of the lines of ordinary DRAM that runs however low prices are.",
        source: "Micron, Samsung and SK hynix cut starts by about a quarter to a third in 2023"),
      .quantity(
        "idling", \.idling, default: "57 day", in: 1...3000,
        "Time over which makers idle lines or run them again.",
        source:
          "fit to contract moves, revenues, margins and stocks of 2023 to 2025: 137 days to bits, of which wafers take 80"
      ),
      .quantity(
        "opening_move", \.openingMove, default: "0.372 to 0.405", in: -2...2,
        "Log move of contract prices in the quarter before the start.",
        source: "TrendForce 2025-11-26: +45 to 50 % in the fourth quarter of 2025"
      ).readAtTheStart,
      .quantity(
        "opening_habit", \.openingHabit, default: "1.33 to 1.6", in: 0.1...10,
        "Multiple of full cost that the price of the last years was at the start.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"
      ).readAtTheStart,
      .quantity(
        "opening_use", \.openingUse, default: "1.03 to 1.27", in: 0.1...10,
        "Use over what is made at the start, both with what accelerators' servers take.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"
      ).readAtTheStart,
      .quantity(
        "opening_makers_stock", \.openingMakersStock, default: "14 day to 23 day", in: 0...1000,
        "Makers' stock of ordinary DRAM at the start, in days of what they make.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"
      ).readAtTheStart,
      .quantity(
        "opening_buyers_stock", \.openingBuyersStock, default: "32 day to 70 day", in: 0...1000,
        "Buyers' stock at the start, in days of use.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"
      ).readAtTheStart,
      .quantity(
        "build_lead", \.buildLead, default: "3 year to 4 year", in: 0...20,
        "Time from a maker's decision to bits: clean room, tools, wafers.",
        source: "fit to contract moves, revenues, margins and stocks of 2023 to 2025"
      ).readAtDecisions(every: "decisions.memory"),
      .quantity(
        "build_margin", \.buildMargin, default: "0.15", in: 0...1,
        "Margin, as a part of price, below which nobody builds.",
        source: "project estimate"
      ).readAtDecisions(every: "decisions.memory"),
    ]
  }
}
