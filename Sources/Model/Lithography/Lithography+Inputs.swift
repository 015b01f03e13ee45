import Inputs
import ScenarioFormat

extension Lithography {
  /// What a scenario says of the lithography maker.
  public struct Inputs: InputGroup {
    public let capacity: Trajectory<PerYear>
    public let otherCustomers: Quantity<One>
    public let passesPerToolYear: Quantity<PerYear>
    public let orderToDelivery: Variate<Month>
    public let installation: Variate<Month>
    public let price: Quantity<MillionUSDPerTool>
    public let otherGrowth: Quantity<PerYear>
    public let line: Reference
    public let identity: Identity

    public static let inputs: [Input<Self>] = [
      .identity(\.identity),
      .trajectory(
        "capacity", \.capacity, in: 0...5000,
        "EUV tools that the maker and its optics supplier can ship a year, by what is announced."),
      .quantity(
        "other_customers", \.otherCustomers, default: "0.35", in: 0...1,
        "Share of shipments that goes to lines outside the model (upgrades, ordinary phones and computers).",
        source: "project estimate"),
      .quantity(
        "passes_per_tool_year", \.passesPerToolYear, in: 1e4...1e7,
        "Wafer passes one EUV tool makes in a year, all losses included: the most contested figure of the chain."
      ).readAtDecisions(every: "decisions.lines"),
      .variate(
        "order_to_delivery", \.orderToDelivery, in: 0...60, "Least time from a tool's order to its shipment."
      ).readAtDecisions(every: "decisions.lines"),
      .variate(
        "installation", \.installation, default: "4 month to 8 month", in: 0...36,
        "Time from a tool's shipment to its first qualified wafers.", source: "project estimate"),
      .quantity(
        "price", \.price, default: "180 million USD/tool to 240 million USD/tool", in: 0...5000,
        "Price per low-NA EUV tool in normal times."),
      .quantity(
        "other_growth", \.otherGrowth, default: "0.05 /year", in: -1...2,
        "Log growth a year of what other customers order, where the maker has a line: at the start it is their share of what can be shipped.",
        source: "project estimate"),
      .reference(
        "line", \.line, to: "lines", default: "none",
        "The line that makes tools as they are ordered, in tools a year; none if what is announced is made and sold whoever asks."
      ).readAtTheStart,
    ]
  }
}
