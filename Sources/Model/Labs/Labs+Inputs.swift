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
  public let demandGrowth: Trajectory<PerYear>
  public let computeGrowth: Quantity<PerYear>
  public let staff: Quantity<One>
  public let boldnessPolicy: BoldnessPolicy
  public let boldness: Quantity<One>
  public let forecastError: Quantity<PerRootYear>
  public let ownShare: Quantity<One>
  public let provider: Reference
  public let takeOrPay: Quantity<Year>
  public let vendors: Weights
  public let restricted: Bool
  public let orbitLeaning: Quantity<One>
  public let debtMultiple: Quantity<Year>
  public let equityMultiple: Quantity<Year>
  public let dilution: Quantity<PerYear>
  public let backing: Trajectory<BillionUSDPerYear>
  public let patience: Quantity<One>
  public let doubleOrder: Quantity<One>
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
    .trajectory(
      "demand_growth", \.demandGrowth, in: -3...4,
      "Log growth a year of demand for its inference at unchanged prices."),
    .quantity(
      "compute_growth", \.computeGrowth, default: "1.2 /year", in: -2...5,
      "Log growth of its compute in the year before the start: where its forecasts begin."),
    .quantity("staff", \.staff, default: "0.25", in: 0...5, "People and other costs as a share of revenue."),
    .choice(
      "boldness_policy", \.boldnessPolicy, default: .given,
      "Whether boldness is given or follows the newsvendor ratio."),
    .quantity(
      "boldness", \.boldness, default: "0.5", in: 0.01...0.99, "Quantile of its demand forecast that it buys."
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "forecast_error", \.forecastError, default: "0.35 /sqrt(year)", in: 0...3,
      "Standard deviation of the log of its forecast one year ahead; it grows with the square root of the years."
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
      "orbit_leaning", \.orbitLeaning, default: "0", in: -20...20,
      "Leaning toward orbit beyond cost and date, in logit units."
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "debt_multiple", \.debtMultiple, default: "1 year", in: 0...50,
      "Debt that lenders allow, as a multiple of a year's revenue and other income."),
    .quantity(
      "equity_multiple", \.equityMultiple, default: "20 year", in: 0...500,
      "Value that investors give it, as a multiple of a year's revenue while capital is plentiful."),
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
      "double_order", \.doubleOrder, default: "1 to 1.6", in: 1...5,
      "Factor by which it over-orders when lead times pass six months."
    ).readAtDecisions(every: "decisions.labs"),
    .quantity(
      "priority", \.priority, default: "1", in: 0...100,
      "Weight with vendors that serve committed buyers first."),
  ]
}
