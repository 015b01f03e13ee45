import Inputs
import ScenarioFormat

/// How the operator of a line decides on capacity.
public enum LinePolicy: String, CaseIterable, BitwiseCopyable, Sendable {
  /// Builds what orders and price ask for, beside what is announced.
  case answer
  /// Builds what is announced and nothing else.
  case plan
  /// Builds nothing, not even what is announced.
  case never
}

/// What a scenario says of one line: something that is made by lasting capacity, and how capacity answers to orders.
public struct LineInputs: InputGroup {
  public let policy: LinePolicy
  public let permit: Variate<Month>
  public let build: Variate<Month>
  public let tooling: Variate<Month>
  public let ramp: Variate<Month>
  public let failure: Quantity<One>
  public let step: Quantity<One>
  public let growth: Quantity<PerYear>
  public let bank: Quantity<Year>
  public let caution: Quantity<One>
  public let trend: Quantity<Year>
  public let believedGrowth: Quantity<PerYear>
  public let fastMemory: Quantity<Year>
  public let slowMemory: Quantity<Year>
  public let longMemory: Quantity<Year>
  public let openingOrders: Quantity<One>
  public let openingGrowth: Quantity<PerYear>
  public let clearing: Quantity<Year>
  public let headroom: Quantity<One>
  public let hurdle: Quantity<One>
  public let exit: Quantity<PerYear>
  public let lead: Quantity<Year>
  public let wait: Quantity<Year>
  public let price: PriceKind
  public let cashShare: Quantity<One>
  public let markup: Quantity<One>
  public let scarcityRise: Quantity<One>
  public let slackFall: Quantity<One>
  public let band: Quantity<One>
  public let priceLag: Quantity<Year>
  public let pull: Quantity<PerYear>
  public let move: Quantity<One>
  public let mostPrice: Quantity<One>
  public let relief: Quantity<One>
  public let identity: Identity

  public static let inputs: [Input<Self>] =
    [.identity(\.identity)] + projects + operating + remembering + pricing

  private static let projects: [Input<Self>] = [
    .choice(
      "policy", \.policy, default: .answer, drawable: true,
      "Whether its operator answers to orders and price, builds only what is announced, or nothing."),
    .variate(
      "permit", \.permit, default: "0 month", in: 0...240,
      "Time from a decision to the permit, per project."),
    .variate("build", \.build, in: 0...240, "Time from the permit to the building, per project."),
    .variate(
      "tooling", \.tooling, default: "0 month", in: 0...240,
      "Time from the building to the first output, per project."),
    .variate(
      "ramp", \.ramp, default: "0 month", in: 0...240, "Time from the first output to the whole, per project."
    ),
    .quantity("failure", \.failure, default: "0", in: 0...0.95, "Part of projects that end at their permit."),
    .quantity(
      "step", \.step, default: "0", in: 0...1e6,
      "Smallest project, in the unit of what the line is used for; 0 if any size is built."),
  ]

  private static let operating: [Input<Self>] = [
    .quantity(
      "growth", \.growth, in: 0...10,
      "Growth a year, of what stands and is under way, that the operator and its suppliers can manage."),
    .quantity("bank", \.bank, default: "0.5 year", in: 0...10, "Years of that growth that can be saved up."),
    .quantity(
      "caution", \.caution, default: "0.4", in: 0...1,
      "Share of a change in orders that its operator does not believe until the slow memory shows it.",
      source: "fits of the mechanism to EUV tools, CoWoS and Falcon to 2023: 0.2 to 0.7"),
    .quantity(
      "headroom", \.headroom, default: "0.25", in: 0...10,
      "How far it builds beyond what the slower lines beside it will carry."),
    .quantity(
      "hurdle", \.hurdle, default: "0.08", in: 0...2,
      "Margin over long-run cost at which all is built that orders ask for; nothing at no margin."),
    .quantity(
      "exit", \.exit, default: "0.12 /year", in: 0...5,
      "Rate a year at which capacity in excess is not renewed while the price is below long-run cost."),
    .quantity(
      "clearing", \.clearing, default: "6 year", in: 0.1...100,
      "Time over which a book that is too long is worth clearing.", source: "fits to 2023: 3 to 9"),
    .quantity(
      "relief", \.relief, default: "1", in: 0...100,
      "Factor on what the line gives, unseen by its operator: for asking what more of it would help."),
  ]

  private static let remembering: [Input<Self>] = [
    .quantity(
      "trend", \.trend, default: "1 year", in: 0.01...100, "How long a growth seen is believed to last."),
    .quantity(
      "believed_growth", \.believedGrowth, default: "0.7 /year", in: 0...5,
      "Largest log growth a year that is believed."),
    .quantity(
      "fast_memory", \.fastMemory, default: "0.75 year", in: 0.01...100, "Span of the fast memory of orders."),
    .quantity("slow_memory", \.slowMemory, default: "2.5 year", in: 0.01...100, "Span of the slow one."),
    .quantity(
      "long_memory", \.longMemory, default: "10 year", in: 0.01...100,
      "Span over which growth is taken for granted."),
    .quantity(
      "opening_orders", \.openingOrders, default: "1", in: 0...100,
      "Orders at the start over what the line makes then."
    ).readAtTheStart,
    .quantity(
      "opening_growth", \.openingGrowth, default: "0 /year", in: -1...3,
      "Log growth a year of orders before the start."
    ).readAtTheStart,
  ]

  private static let pricing: [Input<Self>] = [
    .quantity(
      "lead", \.lead, default: "0.5 year", in: 0...20,
      "Time from an order to its delivery where nothing waits."
    ),
    .quantity("wait", \.wait, default: "0.25 year", in: 0.01...20, "Wait beyond that in normal times."),
    .choice("price", \.price, default: .costPlus, drawable: true, "How its price is found."),
    .quantity(
      "cash_share", \.cashShare, default: "0.6", in: 0.01...1,
      "Lowest price over long-run cost: what is cash cost."),
    .quantity("markup", \.markup, default: "0.12", in: 0...10, "Markup over long-run cost in normal times."),
    .quantity(
      "scarcity_rise", \.scarcityRise, default: "0.5", in: 0...10,
      "Rise of the log price with the log of the wait over the normal one."),
    .quantity(
      "slack_fall", \.slackFall, default: "1", in: 0...10,
      "Fall of the log price with the log of the output in use."),
    .quantity(
      "band", \.band, default: "0.3", in: 0.001...5, "Logs of either within which the price hardly answers."),
    .quantity(
      "price_lag", \.priceLag, default: "0.5 year", in: 0.01...20,
      "Time in which quotes follow, and in which the momentum of contracts fades."),
    .quantity(
      "pull", \.pull, default: "1 /year", in: 0...50,
      "Rate at which contracts are pulled towards long-run cost and markup."),
    .quantity(
      "move", \.move, default: "0.5", in: 0...5, "Most that the log of a contract price moves in a quarter."),
    .quantity("most_price", \.mostPrice, default: "3", in: 1...1000, "Highest price over long-run cost."),
  ]
}
