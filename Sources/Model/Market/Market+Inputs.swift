import Inputs
import ScenarioFormat

extension Market {
  /// What a scenario says of demand, the spot market and capital.
  public struct Inputs: InputGroup {
    public let spotPrice: Quantity<USDPerComputeHour>
    public let contractPrice: Quantity<USDPerComputeHour>
    public let spotElasticity: Quantity<One>
    public let spotSpeed: Quantity<PerYear>
    public let switchOff: Quantity<One>
    public let elasticity: Quantity<One>
    public let shortRun: Quantity<One>
    public let adaptation: Quantity<Year>
    public let longRunGrowth: Quantity<PerYear>
    public let potential: Quantity<BillionUSDPerYear>
    public let saturation: Quantity<One>
    public let pauseStart: Moment
    public let pauseLength: Quantity<Year>
    public let volatility: Quantity<PerYear>
    public let algorithmicProgress: Quantity<PerYear>
    public let usualProgress: Quantity<PerYear>
    public let progressPull: Quantity<One>
    public let leadPull: Quantity<PerYear>
    public let knee: Quantity<BillionUSDPerYear>
    public let runShare: Quantity<One>
    public let runLength: Quantity<Day>
    public let modelUtilisation: Quantity<One>
    public let interest: Quantity<PerYear>
    public let debtTerm: Quantity<Year>
    public let impatience: Quantity<PerYear>
    public let scarceCapital: Quantity<One>
    public let bust: Quantity<PerYear>
    public let recovery: Quantity<PerYear>
    public let fireSale: Quantity<One>
    public let customersKept: Quantity<One>
    public let forecastShrink: Quantity<PerYear>
    public let exportLeakage: Quantity<One>
    public let rentAbroad: Quantity<One>
    public let restrictedPrice: Quantity<One>
    public let venueCost: Quantity<One>
    public let venueDelay: Quantity<PerYear>
    public let orbitSharpness: Quantity<One>
    public let powerChoice: Quantity<One>
    public let identity: Identity

    public static let inputs: [Input<Self>] = [
      .identity(\.identity),
      .quantity(
        "spot_price", \.spotPrice, in: 0.01...100, "Spot price of an H100-equivalent hour at the start."),
      .quantity(
        "contract_price", \.contractPrice, in: 0.01...100,
        "Price of an H100-equivalent hour on a long lease of new machines at the start."),
      .quantity(
        "spot_elasticity", \.spotElasticity, default: "2", in: 0...6,
        "Log spot price per log of demand over supply.", source: "project estimate"),
      .quantity(
        "spot_speed", \.spotSpeed, default: "4 /year", in: 0.1...100,
        "Speed at which the spot price moves to its level."),
      .quantity(
        "switch_off", \.switchOff, default: "0.5", in: 0...1,
        "Part of the running cost of compute below which owners switch machines off rather than lease them.",
        source: "project estimate"),
      .quantity(
        "elasticity", \.elasticity, default: "1.1 to 1.8", in: 0.1...10,
        "Percent of inference demand gained per percent the price falls.", source: "project estimate"),
      .quantity(
        "short_run", \.shortRun, default: "0.2 to 0.5", in: 0...1,
        "Part of that which comes at once; the rest as customers build on the new price: a glut does not sell itself.",
        source: "project estimate"),
      .quantity(
        "adaptation", \.adaptation, default: "0.5 year to 1.5 year", in: 0.01...20,
        "Time in which customers build on a new price.", source: "project estimate"),
      .quantity(
        "long_run_growth", \.longRunGrowth, default: "0.10 /year to 0.30 /year", in: -0.5...1.5,
        "Log growth of demand that labs expect in the long run."
      ).readAtDecisions(every: "decisions.labs"),
      .quantity(
        "potential", \.potential, default: "2000 billion USD/year to 20000 billion USD/year", in: 1...1e6,
        "Spending on AI a year at which diffusion ends.", source: "project estimate"),
      .quantity(
        "saturation", \.saturation, default: "1", in: 0.1...10,
        "Shape of the S-curve: growth times (1 - (spending / potential)^saturation)."),
      .moment(
        "pause_start", \.pauseStart, default: "never", "Date on which growth pauses: demand that comes late."),
      .quantity("pause_length", \.pauseLength, default: "1 year", in: 0...20, "How long it pauses."),
      .quantity(
        "volatility", \.volatility, default: "0.20 /year", in: 0...3,
        "Standard deviation of the luck in each lab's log growth of demand a year; luck lasts for about a year."
      ),
      .quantity(
        "algorithmic_progress", \.algorithmicProgress, default: "2.2 /year to 3.0 /year", in: 0...6,
        "Log fall a year of the compute that a fixed capability needs.",
        source: "market.price_fall_constant_capability: 9 to 40 x a year for price; efficiency is part of it"),
      .quantity(
        "usual_progress", \.usualProgress, default: "2.5 /year", in: 0...6,
        "Log fall a year of that compute which the paths of demand take for granted.",
        source: "project estimate"),
      .quantity(
        "progress_pull", \.progressPull, default: "0.15", in: 0...1,
        "Extra log demand growth per extra log of yearly algorithmic progress."),
      .quantity(
        "lead_pull", \.leadPull, default: "0.25 /year", in: 0...5,
        "Log growth of demand a lab gains over others per tenfold lead in training compute."),
      .quantity(
        "research_knee", \.knee, default: "30 billion USD/year to 80 billion USD/year", in: 0...1e5,
        "Research spending past which returns fall off."),
      .quantity(
        "run_share", \.runShare, default: "0.16 to 0.40", in: 0...1,
        "Share of a lab's training compute in its largest run."),
      .quantity(
        "run_length", \.runLength, default: "60 day to 270 day", in: 1...2000, "Length of the largest run."),
      .quantity(
        "model_utilisation", \.modelUtilisation, default: "20 % to 60 %", in: 0.01...1,
        "Share of peak FLOP/s that a training run reaches."),
      .quantity("interest", \.interest, default: "7 %/year", in: 0...1, "Interest on debt."),
      .quantity(
        "debt_term", \.debtTerm, default: "6 year", in: 0.5...50, "Time over which debt is paid back."),
      .quantity(
        "impatience", \.impatience, default: "0.5 /year", in: 0...10,
        "Log fall a year of demand for a lab that serves nobody; in proportion to what it does not serve.",
        source: "project estimate"),
      .quantity(
        "scarce_capital", \.scarceCapital, default: "0.2", in: 0...1,
        "What remains of debt and equity limits while capital is scarce."),
      .quantity(
        "bust", \.bust, default: "0.12 /year", in: 0...20, "Rate at which plentiful capital turns scarce.",
        source: "project estimate"),
      .quantity(
        "recovery", \.recovery, default: "0.5 /year", in: 0...20,
        "Rate at which scarce capital turns plentiful.", source: "project estimate"),
      .quantity(
        "fire_sale", \.fireSale, default: "0.4", in: 0...1,
        "Price of a bankrupt lab's machines as a share of what new ones cost."),
      .quantity(
        "customers_kept", \.customersKept, default: "0.5", in: 0...1,
        "Part of a bankrupt lab's customers that stay with who takes it over.",
        source: "project estimate"),
      .quantity(
        "forecast_shrink", \.forecastShrink, default: "0.5 /year", in: 0...20,
        "Speed at which labs expect growth to fall to the long run."
      ).readAtDecisions(every: "decisions.labs"),
      .quantity(
        "export_leakage", \.exportLeakage, default: "0.1 to 0.3", in: 0...1,
        "Weight of controlled vendors that reaches restricted labs all the same.", source: "project estimate"
      ).readAtDecisions(every: "decisions.labs"),
      .quantity(
        "rent_abroad", \.rentAbroad, default: "0.05 to 0.25", in: 0...1,
        "Part of what customers behind export controls want that they may rent in the world, or let to it: 1 where controls on hours are lifted, 0 where none may be rented.",
        source: "project estimate"),
      .quantity(
        "restricted_price", \.restrictedPrice, default: "1", in: 0.01...100,
        "Prices of compute behind export controls at the start over the world's.",
        source: "project estimate"),
      .quantity(
        "venue_cost", \.venueCost, default: "4", in: 0...50, "Logit weight of the log cost of a venue.",
        source: "project estimate"
      ).readAtDecisions(every: "decisions.labs"),
      .quantity(
        "venue_delay", \.venueDelay, default: "0.6 /year", in: 0...50, "Logit weight of a year's wait.",
        source: "project estimate"
      ).readAtDecisions(every: "decisions.labs"),
      .quantity(
        "orbit_sharpness", \.orbitSharpness, default: "1", in: 0.05...20,
        "How much more sharply labs choose between orbit and the ground than between regions: a multiple of the weights of cost, wait and leaning."
      ).readAtDecisions(every: "decisions.labs"),
      .quantity(
        "power_choice", \.powerChoice, default: "3", in: 0...50,
        "Logit weight of the log cost of power, where a year's wait counts as a rise of the cost by `venue_delay` in logs.",
        source: "project estimate"
      ).readAtDecisions(every: "decisions.labs"),
    ]
  }
}
