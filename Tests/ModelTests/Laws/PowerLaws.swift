import Testing

@testable import Model

/// What must follow where power on the ground is short, slow or asked for too often: paired runs on common random
/// numbers of the base scenario.
@Suite("law: power on the ground")
struct PowerLaws {
  private static let count = 12
  private static let end = "end=2034-02-01"

  private static func paired(_ overrides: [String]) throws -> [Run] {
    try runs(ShippedScenario.model("base", [end] + overrides), count: count)
  }

  private static let base = Result { try paired([]) }

  /// Report of the first of January of a year.
  private func report(_ year: Int) -> Int { (year - 2026) * 12 }

  private func middle(_ runs: [Run], _ metric: String, _ year: Int) -> Double {
    median(runs.map { $0.value(metric, at: report(year)) })
  }

  /// Median over the runs of a metric over that of the paired run.
  private func ratio(_ runs: [Run], to others: [Run], _ metric: String, _ year: Int) -> Double {
    median(
      zip(runs, others).map { $0.value(metric, at: report(year)) / $1.value(metric, at: report(year)) })
  }

  /// GW live in all regions.
  private func live(_ run: Run, _ year: Int) -> Double {
    ["us", "china", "gulf", "europe", "asia"].reduce(0) {
      $0 + run.value("power.\($1).live_gw", at: report(year))
    }
  }

  private func meanShare(_ runs: [Run], _ years: ClosedRange<Int>) -> Double {
    mean(years.flatMap { year in runs.map { $0.value("bottleneck_power_share", at: report(year)) } })
  }

  @Test(
    "no new power anywhere: sites double in price, ground costs more, orbit less beside it, machines stand dark"
  )
  func law14() throws {
    let base = try Self.base.get()
    let frozen = try Self.paired([
      "power_technologies.*.yearly_limit=0 GW/year", "datacenters.opening_pipeline=0 year",
      "regions.*.opening_studies=0 GW", "regions.*.headroom=0 GW", "regions.*.headroom_growth=0 GW/year",
    ])
    for run in frozen {
      let opening = run.value("power.us.site_price_million_usd_per_mw", at: 0)
      #expect(run.value("power.us.site_price_million_usd_per_mw", at: report(2029)) > 2 * opening)
      #expect((0...36).contains { run.value("dark_share", at: $0) > 0.2 })
    }
    for year in 2027...2030 {
      let without = zip(frozen, base).map { frozen, base in
        let parts = ["housing", "rent", "supply", "energy", "operation"].map {
          "costs.us.\($0)_usd_per_kw_year"
        }
        func sum(_ run: Run) -> Double { parts.reduce(0) { $0 + run.value($1, at: report(year)) } }
        return sum(frozen) / sum(base)
      }
      #expect(median(without) > 1.1)
    }
    #expect(meanShare(frozen, 2028...2030) > 0.8)
    #expect(ratio(frozen, to: base, "orbit_over_ground_cost", 2033) < 0.9)
  }

  @Test("permits five times as long: a tenth less compute in 2030, and power's share of what binds is larger")
  func law28() throws {
    let base = try Self.base.get()
    let slow = try Self.paired([
      "regions.us.permitting=5", "regions.china.permitting=2.5", "regions.gulf.permitting=3",
      "regions.europe.permitting=6.5", "regions.asia.permitting=5",
    ])
    #expect(ratio(slow, to: base, "compute_online_h100e", 2030) < 0.9)
    #expect(ratio(slow, to: base, "power.us.expected_wait_year", 2028) > 1.3)
    #expect(meanShare(slow, 2028...2031) > 1.5 * meanShare(base, 2028...2031))
  }

  @Test(
    "eight requests a site for one: studies take longer, fewer of them come through, and not more power comes"
  )
  func law30() throws {
    func requests(_ count: Int) -> [String] {
      ["grid", "flexible_grid"].map { "power_technologies.\($0).requests=\(count)" }
    }
    let (one, eight) = (try Self.paired(requests(1)), try Self.paired(requests(8)))
    for year in 2031...2033 {
      #expect(ratio(eight, to: one, "power.us.study_queue_gw", year) > 1.2)
      #expect(ratio(eight, to: one, "power.us.study_time_ratio", year) > 1.05)
      #expect(ratio(eight, to: one, "power.us.completion_share", year) < 0.97)
      #expect(median(zip(eight, one).map { live($0, year) / live($1, year) }) < 1.03)
    }
  }

  @Test("until 2033 no more than an eighth of live power is idle")
  func law31() throws {
    for year in 2028...2033 {
      let idle = try Self.base.get().map { run in
        let regions = ["us", "china", "gulf", "europe", "asia"]
        return regions.reduce(0) { $0 + run.value("power.\($1).idle_gw", at: report(year)) } / live(run, year)
      }
      #expect(median(idle) < 0.125)
    }
  }

  @Test("machines that need twice the power: no less of it comes on line in any year, wait and price rise")
  func law39a() throws {
    let plain = try Self.paired(["datacenters.facility_to_it=1.2"])
    let twice = try Self.paired(["datacenters.facility_to_it=2.4"])
    for year in 2026...2032 {
      let more = zip(twice, plain).map {
        live($0, year + 1) - live($0, year) - live($1, year + 1) + live($1, year)
      }
      #expect(median(more) >= 0)
    }
    for year in 2030...2032 {
      #expect(ratio(twice, to: plain, "power.us.expected_wait_year", year) > 1.05)
      #expect(ratio(twice, to: plain, "power.us.site_price_million_usd_per_mw", year) > 1)
    }
  }
}
