import Testing

@testable import Analysis

@Suite struct FanChartTests {
  /// unit: running totals, which serve to derive other columns, have no quantiles.
  @Test func totalsAreLeftOut() throws {
    let plan = ReplicationPlan(try shortModel(), count: 1, command: "")
    let names = FanChart(plan).cells.map(\.metric.name)
    #expect(names.contains("launches_per_year") && !names.contains("launches_total"))
    #expect(!names.contains { $0.contains("_total_") || $0.hasSuffix("_total") })
  }
}
