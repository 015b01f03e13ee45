#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// Halving every decision interval must not change the picture.
@Suite("law: decision intervals")
struct DecisionIntervalTests {
  static let halves = [
    "market": "decisions.market=0.5 month", "labs": "decisions.labs=0.5 month",
    "memory": "decisions.memory=1.5 month",
    "lines": "decisions.lines=0.5 month",
  ]

  // Sixteen worlds to 2028, paired on common random numbers: the median over worlds of the ratio half / whole.
  // Which of memory and logic is the scarcer turns on a few percent of supply, so shares of lost output move by 0.1
  // when all four are halved.
  @Test("halving one or all of the intervals keeps compute, prices and bottlenecks")
  func halving() throws {
    let end = "end=2028-01-01"
    let whole = try runs(ShippedScenario.model("base", [end]), count: 16)
    let names = ["market", "labs", "memory", "lines"]
    for changed in names.map({ [$0] }) + [names] {
      let half = try runs(
        ShippedScenario.model("base", [end] + changed.compactMap { Self.halves[$0] }), count: 16)
      func ratio(_ column: String) -> Double {
        median(zip(half, whole).map { $0.value(column) / $1.value(column) })
      }
      func shift(_ column: String) -> Double {
        mean(half.map { $0.value(column) }) - mean(whole.map { $0.value(column) })
      }
      let label = changed.joined(separator: ", ")
      for (column, band) in [
        ("compute_online_h100e", 0.03), ("ai_revenue_billion_usd_per_year", 0.05),
        ("spot_price_usd_per_h100e_h", 0.05),
        ("dram_price_usd_per_gb", 0.1), ("hbm_price_usd_per_gb", 0.1), ("site_pipeline_gw", 0.1),
      ] {
        #expect(abs(ratio(column) - 1) < band, "\(label): \(column) \(ratio(column))")
      }
      for column in [
        "bottleneck_power_share", "bottleneck_memory_share", "bottleneck_logic_share",
        "bottleneck_capital_share",
      ] {
        #expect(
          abs(shift(column)) < 0.1, "\(label): \(column) \(shift(column))")
      }
      // Operators of lines and memory makers decide slowly by nature: for them the step must not show at all.
      if changed == ["lines"] || changed == ["memory"] {
        #expect(abs(ratio("compute_online_h100e") - 1) < 0.01, "\(label)")
      }
    }
  }

  /// At the ends of its ranges the price of an hour answers twelve times as fast as the market closes: solved as one
  /// step, such a market would jump from glut to shortage and back, and the difference would grow.
  @Test("the fastest spot market settles, whatever the interval at which it closes")
  func fastMarket() throws {
    let fast = [
      "end=2029-01-01", "market.spot_speed=8 /year", "market.spot_elasticity=3.5", "market.elasticity=1.8",
    ]
    let column = "spot_price_usd_per_h100e_h"
    let month = try runs(ShippedScenario.model("base", fast), count: 4)
    let week = try runs(ShippedScenario.model("base", fast + ["decisions.market=0.25 month"]), count: 4)
    for (whole, quarter) in zip(month, week) {
      let prices = whole.values(column)
      let turns = prices.indices.dropFirst(2).count { index in
        let (before, after) = (
          log(prices[index - 1] / prices[index - 2]), log(prices[index] / prices[index - 1])
        )
        return before * after < 0 && min(abs(before), abs(after)) > 0.1
      }
      #expect(turns == 0)
      #expect(abs(whole.value(column) / quarter.value(column) - 1) < 0.1)
    }
  }
}
