import Testing

@testable import Model

/// The bottleneck report names what is scarce, and nothing else.
@Suite("law: scarcity")
struct ScarcityTests {
  private static let plenty = [
    "end=2030-01-01", "fabs.*.capacity=4000 kwafer/month", "fabs.*.ai_share=1", "fabs.*.ai_share_limit=1",
    "memory.hbm_per_wafer=4000 GB", "equipment.*.output=1000 GW/year", "regions.*.headroom=1000 GW",
    "regions.*.hall_capacity=1000 GW/year",
  ]

  @Test(
    "where there is plenty of everything that is made, what is lost is lost to lead times and for want of capital"
  )
  func plentyBindsNothing() throws {
    for run in try runs(ShippedScenario.model("base", Self.plenty), count: 2) {
      for report in [12, 24, 36, 48] {
        for good in ["power", "memory", "logic", "packaging"] {
          #expect(run.value("bottleneck_\(good)_share", at: report) < 0.05, "\(good) at report \(report)")
        }
        let time = run.value("bottleneck_lead_time_share", at: report)
        #expect(time > 0.3 && time + run.value("bottleneck_capital_share", at: report) > 0.9)
      }
    }
  }

  @Test("plenty of everything gives more compute, and plenty of memory alone frees what memory held back")
  func plentyGivesMore() throws {
    let base = try runs(ShippedScenario.model("base", ["end=2030-01-01"]), count: 4)
    let compute = "compute_online_h100e"
    let all = try runs(ShippedScenario.model("base", Self.plenty), count: 4)
    let memory = try runs(
      ShippedScenario.model("base", ["end=2030-01-01", "memory.hbm_per_wafer=2000 GB"]), count: 4)
    #expect(mean(all.map { $0.value(compute) }) > 1.1 * mean(base.map { $0.value(compute) }))
    let share = "bottleneck_memory_share"
    let starved = mean(base.map { $0.value(share, at: 24) })
    if starved > 0.3 {
      #expect(mean(memory.map { $0.value(compute) }) > 1.02 * mean(base.map { $0.value(compute) }))
      #expect(mean(memory.map { $0.value(share, at: 24) }) < 0.5 * starved)
    }
  }

  // Who knows how long its own orders take orders so much earlier: log growth g and ordering time t would otherwise
  // leave it exp(-g t) of what it wants, half at 0.7 a year and one year.
  @Test("a lab that takes its time orders in time")
  func orderingTime() throws {
    func compute(_ time: String) throws -> Double {
      let model = try ShippedScenario.model("base", ["end=2030-01-01", "labs.*.ordering_time=\(time)"])
      return mean(try runs(model, count: 4).map { $0.value("compute_online_h100e") })
    }
    #expect(isClose(try compute("1 year"), try compute("0.2 year"), relative: 0.08))
  }
}
