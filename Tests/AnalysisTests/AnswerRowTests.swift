import SimulationKernel
import Testing

@testable import Analysis

@Suite struct AnswerRowTests {
  /// unit: the scarcest was short; time that things take is named, but is no scarcity.
  @Test func scarcityIsNoLeadTime() throws {
    let date = try #require(CalendarDate("2030-01-01"))
    let none = FanChart.Point(count: 0, mean: .nan, p5: .nan, p25: .nan, p50: .nan, p75: .nan, p95: .nan)
    func scarcest(_ shares: [Answer.Bottleneck: Double]) -> Answer.Bottleneck? {
      Answer.Row(
        date: date, values: Answer.Quantity.allCases.map { _ in none },
        bottlenecks: Answer.Bottleneck.allCases.map { Answer.Share(shares[$0] ?? 0, 0.01) }
      ).scarcest
    }
    #expect(scarcest([:]) == nil)
    #expect(scarcest([.memory: 0.2, .power: 0.1, .leadTime: 0.7]) == .memory)
    #expect(scarcest([.leadTime: 1]) == nil)
  }
}
