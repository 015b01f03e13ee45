import Testing

@testable import Model

/// Whether what is found depends on how often minds decide: paired runs of base.
@Suite("law: how often minds decide")
struct IntervalLaws {
  private static let count = 48

  private static func paired(_ end: String, _ overrides: [String] = []) throws -> [Run] {
    try runs(ShippedScenario.model("base", ["end=\(end)"] + overrides), count: count)
  }

  private static let base = Result { try paired("2032-02-01") }

  /// Report of the first of January of a year.
  private func report(_ year: Int) -> Int { (year - 2026) * 12 }

  /// A metric over that of the paired run, pair by pair.
  private func ratio(_ runs: [Run], _ metric: String, _ year: Int) throws -> [Double] {
    zip(runs, try Self.base.get()).map {
      $0.value(metric, at: report(year)) / $1.value(metric, at: report(year))
    }
  }

  private static let prices = [
    ("price of HBM", "hbm_price_usd_per_gb"), ("price of DRAM", "dram_price_usd_per_gb"),
    ("price of an hour", "spot_price_usd_per_h100e_h"),
    ("price of a powered site, United States", "power.us.site_price_million_usd_per_mw"),
    ("cost of an hour on the ground", "cost_ground_usd_per_h100e_h"),
  ]

  /// Compute within 3 % and prices within 10 %.
  private func check(_ change: String, _ intervals: [String]) throws {
    let runs = try Self.paired("2032-02-01", intervals.compactMap { DecisionIntervalTests.halves[$0] })
    let compute = try [2028, 2030, 2032].map { year in
      Finding(
        "compute in \(year)", atLeast: 0.97, atMost: 1.03, try ratio(runs, "compute_online_h100e", year))
    }
    let prices = try Self.prices.map { name, metric in
      Finding(
        "\(name) in 2030", atLeast: 0.9, atMost: 1.1, try ratio(runs, metric, 2030))
    }
    Law.check("40", change, compute + prices)
  }

  @Test("the market, makers of memory and operators of lines decide twice as often: the same world")
  func makers() throws {
    try check(
      "market, makers of memory and of lines decide twice as often", ["market", "memory", "lines"])
  }

  @Test("all decide twice as often: the same world")
  func everyone() throws {
    try check("all decide twice as often, labs too", ["market", "labs", "memory", "lines"])
  }

  @Test("whether labs decide just before the round of HBM or just after changes no price")
  func phase() throws {
    let end = "2027-02-01"
    let plain = try Self.paired(end)
    let other = try Self.paired(end, ["decisions.labs=0.9 month"])
    let ratios = zip(other, plain).map {
      $0.value("hbm_price_usd_per_gb", at: report(2027)) / $1.value("hbm_price_usd_per_gb", at: report(2027))
    }
    Law.check(
      "40", "labs decide every 0.9 months, not every month",
      [Finding("price of HBM in 2027", atLeast: 0.9, atMost: 1.1, ratios)])
  }
}
