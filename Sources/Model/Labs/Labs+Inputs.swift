import Inputs
import ScenarioFormat

/// What a scenario says of one lab.
public struct LabInputs: InputGroup {
  public let compute: Quantity<ThousandCompute>
  public let regions: Weights
  public let revenue: Quantity<BillionUSDPerYear>
  public let cash: Quantity<BillionUSD>
  public let debt: Quantity<BillionUSD>
  public let otherIncome: Quantity<BillionUSDPerYear>
  public let otherIncomeGrowth: Quantity<PerYear>
  public let product: Bool
  public let trainingShare: Quantity<One>
  public let trainingLeast: Quantity<One>
  public let trainingStretch: Quantity<One>
  public let trainingMost: Quantity<One>
  public let researchReturn: Quantity<One>
  public let demandGrowth: Trajectory<PerYear>
  public let computeGrowth: Quantity<PerYear>
  public let staff: Quantity<One>
  public let boldnessPolicy: BoldnessPolicy
  public let boldness: Quantity<One>
  public let forecastError: Quantity<PerRootYear>
  public let forecastBias: Quantity<One>
  public let resale: Quantity<One>
  public let growthMemory: Quantity<Year>
  public let leadMemory: Quantity<Year>
  public let deliveryGrowth: Quantity<One>
  public let expectedPriceFall: Quantity<PerYear>
  public let expectedGrowth: Quantity<One>
  public let growthFade: Quantity<One>
  public let orderingTime: Quantity<Year>
  public let ownShare: Quantity<One>
  public let provider: Reference
  public let takeOrPay: Quantity<Year>
  public let vendors: Weights
  public let restricted: Bool
  public let costWeight: Quantity<One>
  public let delayWeight: Quantity<One>
  public let orbitLeaning: Quantity<One>
  public let orbitAhead: Quantity<Year>
  public let siteReserve: Quantity<One>
  public let reservationPrice: Quantity<USDPerMegawattHour>
  public let toleratedLateness: Quantity<Year>
  public let debtMultiple: Quantity<Year>
  public let leastCover: Quantity<One>
  public let equityMultiple: Quantity<Year>
  public let matureMultiple: Quantity<Year>
  public let ruinousLoss: Quantity<One>
  public let dilution: Quantity<PerYear>
  public let backing: Trajectory<BillionUSDPerYear>
  public let patience: Quantity<One>
  public let commitmentYears: Quantity<Year>
  public let commitmentPace: Quantity<One>
  public let debtDraw: Quantity<PerYear>
  public let cashDraw: Quantity<PerYear>
  public let countedGrowth: Quantity<One>
  public let countedSites: Quantity<One>
  public let cashReserve: Quantity<Month>
  public let creditOnIncome: Quantity<Year>
  public let creditOnOutlay: Quantity<Year>
  public let ampleCash: Quantity<Year>
  public let payout: Quantity<PerYear>
  public let doubleOrder: Quantity<One>
  public let longLine: Quantity<Year>
  public let priority: Quantity<One>
  public let identity: Identity

  public static let inputs: [Input<Self>] = [
    .identity(\.identity),
    .quantity("compute", \.compute, in: 0...1e7, "Compute in use at the start."),
    .weights(
      "regions", \.regions, by: "regions", in: 0...100,
      "Where its sites are, and the leaning of new ones, as weights."),
    .quantity(
      "revenue", \.revenue, in: 0...1e5,
      "Run rate of revenue from AI at the start; the value of own use counts for firms that use it inside."
    ).readAtTheStart,
    .quantity("cash", \.cash, in: 0...1e5, "Cash at the start."),
    .quantity("debt", \.debt, default: "0 billion USD", in: 0...1e5, "Debt at the start.").readAtTheStart,
    .quantity(
      "other_income", \.otherIncome, default: "0 billion USD/year", in: 0...1e5,
      "Cash a year from other business that may go into AI."),
    .quantity(
      "other_income_growth", \.otherIncomeGrowth, default: "10 %/year", in: -0.5...0.5,
      "Growth of that cash a year."),
    .flag(
      "product", \.product, default: true, "Whether it sells anything; without a product there is no revenue."
    ),
    .quantity(
      "training_share", \.trainingShare, default: "0.4 to 0.6", in: 0...1,
      "Share of compute it wants for training and research."),
    .quantity(
      "training_least", \.trainingLeast, default: "0.2", in: 0...1,
      "Share of compute it keeps for research however strong demand is."),
    .quantity(
      "training_stretch", \.trainingStretch, default: "1.25", in: 0...10,
      "Multiple of the share it wants for training that training takes where customers leave room.",
      source: "project estimate"),
    .quantity(
      "training_most", \.trainingMost, default: "0.9", in: 0...1,
      "Share of compute that training never passes while it sells anything.",
      source: "project estimate"),
    .quantity(
      "research_return", \.researchReturn, default: "1", in: 0...10,
      "Research spending past which its returns fall off, as a multiple of `market.research_knee`."),
    .trajectory(
      "demand_growth", \.demandGrowth, in: -3...4,
      "Log growth a year of demand for its inference at unchanged prices."),
    .quantity(
      "compute_growth", \.computeGrowth, default: "1.2 /year", in: -2...5,
      "Log growth of its compute in the year before the start: where its forecasts begin."),
    .quantity("staff", \.staff, default: "0.25", in: 0...5, "People and other costs as a share of revenue."),
    .choice(
      "boldness_policy", \.boldnessPolicy, default: .given, drawable: true,
      "Whether boldness is given or follows the newsvendor ratio."),
    .quantity(
      "boldness", \.boldness, default: "0.5", in: 0.01...0.99, "Quantile of its demand forecast that it buys."
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "forecast_error", \.forecastError, default: "0.35 /sqrt(year)", in: 0...3,
      "Standard deviation of the log of its forecast one year ahead; it grows with the square root of the years."
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "forecast_bias", \.forecastBias, default: "0.5", in: 0...1,
      "Share of its forecast error by which it stays wrong in the same direction.",
      source: "project estimate"
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "resale", \.resale, default: "0.5", in: 0...1,
      "Share of the spot price that it thinks idle compute brings, where it decides as a newsvendor.",
      source: "project estimate"
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "growth_memory", \.growthMemory, default: "1 year", in: 0.01...20,
      "Time over which growth that it has seen fades.",
      source: "project estimate"),
    .quantity(
      "lead_memory", \.leadMemory, default: "0.75 year", in: 0.01...20,
      "Time over which it comes to believe how long machines and sites take.",
      source: "project estimate"),
    .quantity(
      "delivery_growth", \.deliveryGrowth, default: "2", in: 0...50,
      "Machines that it thinks will reach it until a site asked for now has power, as a multiple of what reaches it now.",
      source: "project estimate"
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "expected_price_fall", \.expectedPriceFall, default: "0.29 /year", in: -0.5...1.5,
      "Log fall a year of the price of compute that it reckons with.",
      source: "a year's rent of an H100 fell by 15 to 30 % a year in 2024 and 2025"
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "expected_growth", \.expectedGrowth, default: "1", in: -2...4,
      "Growth that it expects in the long run, as a multiple of `market.long_run_growth`."
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "growth_fade", \.growthFade, default: "1", in: 0...10,
      "Speed at which it expects growth to fall to that, as a multiple of `market.forecast_shrink`."
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "ordering_time", \.orderingTime, default: "0.35 year", in: 0.01...10,
      "Time in which it closes the gap between what it wants and what it has and has on order: negotiation, finance, choice of sites.",
      source: "project estimate"
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "own_share", \.ownShare, default: "1", in: 0...1,
      "Share of new compute that it buys itself; the rest it leases from its provider."),
    .reference("provider", \.provider, to: "labs", default: "none", "Who builds the compute it leases."),
    .quantity(
      "take_or_pay", \.takeOrPay, default: "5 year", in: 0.1...30,
      "Term of its leases: rent is due whether used or not."),
    .weights("vendors", \.vendors, by: "vendors", in: 0...100, "Which vendors it buys from, as weights."),
    .flag(
      "restricted", \.restricted, default: false, "Whether export controls keep it from controlled vendors."),
    .quantity(
      "cost_weight", \.costWeight, default: "1", in: 0...2,
      "Weight of cost in its choice of places, as a multiple of `market.venue_cost`."
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "delay_weight", \.delayWeight, default: "1", in: 0...2,
      "Weight of a year's wait in its choice of places, as a multiple of `market.venue_delay`."
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "orbit_leaning", \.orbitLeaning, default: "0", in: -20...20,
      "Leaning toward orbit beyond cost and date, in logit units."
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "orbit_ahead", \.orbitAhead, default: "1.5 year", in: 0...20,
      "Years of the lift and satellites in sight up to which it orders for orbit, where all have ordered so much.",
      source: "project estimate"
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "site_reserve", \.siteReserve, default: "0.05", in: 0...1,
      "Part of its live power that it does not sell, however idle.",
      source: "project estimate"),
    .quantity(
      "reservation_price", \.reservationPrice, default: "160 USD/MWh to 340 USD/MWh", in: 1...10000,
      "Cost of a firm megawatt-hour, plant included, beyond which it rather waits for power than asks for it.",
      source: "100 USD/MWh and 3 to 9 % of the revenue of a gigawatt, up to half of what it leaves"
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "tolerated_lateness", \.toleratedLateness, default: "2 year to 4 year", in: 0...100,
      "Time after the day for which it asks for power beyond which it rather waits.",
      source: "project estimate"
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "debt_multiple", \.debtMultiple, default: "1 year", in: 0...50,
      "Debt that lenders allow, as a multiple of a year's revenue and other income."),
    .quantity(
      "least_cover", \.leastCover, default: "0.2", in: 0...1,
      "Part of that which lenders allow however much it loses.",
      source: "project estimate"),
    .quantity(
      "equity_multiple", \.equityMultiple, default: "20 year", in: 0...500,
      "Value that investors give it, as a multiple of a year's revenue while capital is plentiful."),
    .quantity(
      "mature_multiple", \.matureMultiple, default: "5 year", in: 0...100,
      "Value that investors give it once it no longer grows, as a multiple of a year's revenue, if it loses nothing: the less, the nearer it comes to `ruinous_loss`.",
      source: "project estimate"),
    .quantity(
      "ruinous_loss", \.ruinousLoss, default: "0.5", in: 0.01...10,
      "Loss, as a share of revenue, at which it is worth nothing once it no longer grows.",
      source: "project estimate"),
    .quantity(
      "dilution", \.dilution, default: "8 %/year", in: 0...1,
      "Share of that value that investors will put in a year."),
    .trajectory(
      "backing", \.backing, default: "0 billion USD/year", in: 0...1e5,
      "Capital a year that comes whatever the revenue: belief in its founders, a parent's purse, a state's."),
    .quantity(
      "patience", \.patience, default: "0.3 to 0.8", in: 0...10,
      "Loss on AI, as a share of its other income, up to which that income all goes into AI; it is cut by what is lost beyond.",
      source: "project estimate"
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "commitment_years", \.commitmentYears, default: "1.3 year", in: 0.1...10,
      "Years of the money it expects to have that it commits ahead, in orders, sites and rents.",
      source: "project estimate"
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "commitment_pace", \.commitmentPace, default: "2.5", in: 0.1...50,
      "Most that it newly commits in any time, as a multiple of that money over the same time.",
      source: "project estimate"
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "debt_draw", \.debtDraw, default: "60 %/year", in: 0...1,
      "Part of the debt it could still take on that it counts on in a year.", source: "project estimate"
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "cash_draw", \.cashDraw, default: "50 %/year", in: 0...1,
      "Part of its cash that it counts on in a year.",
      source: "project estimate"
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "counted_growth", \.countedGrowth, default: "2", in: 0.5...100,
      "Factor by which it reckons income to grow in twelve months at most, when it plans what to spend.",
      source: "project estimate"
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "counted_sites", \.countedSites, default: "0.6", in: 0...1,
      "Part of its sites under way that it reckons as owed: what has no permit may be dropped.",
      source: "project estimate"),
    .quantity(
      "cash_reserve", \.cashReserve, default: "2 month", in: 0...60,
      "Time for which its cash must meet its outlay before it raises more.",
      source: "project estimate"),
    .quantity(
      "credit_on_income", \.creditOnIncome, default: "0.25 year", in: 0...5,
      "Time of its income for which suppliers wait before it fails.",
      source: "project estimate"),
    .quantity(
      "credit_on_outlay", \.creditOnOutlay, default: "0.02 year", in: 0...5,
      "Time of its outlay for which they wait beyond that.",
      source: "project estimate"),
    .quantity(
      "ample_cash", \.ampleCash, default: "1.2 year", in: 0...50,
      "Time of its income and outlay together beyond which cash is surplus.",
      source: "project estimate"),
    .quantity(
      "payout", \.payout, default: "2 /year", in: 0...100,
      "Speed at which surplus cash goes to its owners.",
      source: "project estimate"),
    .quantity(
      "double_order", \.doubleOrder, default: "1 to 1.6", in: 1...5,
      "Factor by which it over-orders when lines are long."
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "long_line", \.longLine, default: "0.5 year", in: 0.01...20,
      "Time that a vendor would take to deliver all it owes, past which it over-orders; once it is shorter it takes back what is too many.",
      source: "project estimate"
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "priority", \.priority, default: "1", in: 0...100,
      "Weight with vendors that serve committed buyers first."),
  ]
}
