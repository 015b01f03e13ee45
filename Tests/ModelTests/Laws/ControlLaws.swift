import Testing

@testable import Model

/// What must follow where export controls are lifted or made tight, for machines and for hours alike: paired runs on
/// common random numbers of the base scenario.
@Suite("law: export controls")
struct ControlLaws {
  private static let count = 16
  private static let end = "end=2033-01-01"

  private static func paired(_ overrides: [String]) throws -> [Run] {
    try runs(ShippedScenario.model("base", [end] + overrides), count: count)
  }

  private static let base = Result { try paired([]) }

  /// Report of the first of January of a year.
  private func report(_ year: Int) -> Int { (year - 2026) * 12 }

  /// A metric over that of the paired run, pair by pair.
  private func ratio(_ runs: [Run], _ metric: String, _ year: Int) throws -> [Double] {
    zip(runs, try Self.base.get()).map {
      $0.value(metric, at: report(year)) / $1.value(metric, at: report(year))
    }
  }

  private func price(_ runs: [Run], _ year: Int) -> [Double] {
    runs.map { $0.value("restricted_over_world_price", at: report(year)) }
  }

  private static let imports = "restricted_imports_h100e_per_year"
  private static let domestic = "vendors.huawei.sold_total_h100e"
  private static let backlog = "vendors.huawei.backlog_h100e"
  private static let packaging = "fabs.china_packaging.capacity_kwafer_per_month"

  /// What follows for imports, for the vendor and the packaging of China's own, and for the price, each within bounds.
  private func findings(_ runs: [Run], _ bounds: [ClosedRange<Double>]) throws -> [Finding] {
    let found = [
      ("China's imports in 2029", try ratio(runs, Self.imports, 2030)),
      ("sold by huawei by 2033", try ratio(runs, Self.domestic, 2033)),
      ("owed by huawei in 2030", try ratio(runs, Self.backlog, 2030)),
      ("China's packaging in 2032", try ratio(runs, Self.packaging, 2032)),
      ("China's price of compute over the world's in 2030", price(runs, 2030)),
    ]
    return zip(found, bounds).map {
      Finding($0.0, atLeast: $1.lowerBound, atMost: $1.upperBound, $0.1)
    }
  }

  private static let any = Double.infinity

  @Test(
    "controls lifted: China imports more, its own vendor sells less, and compute costs what it does elsewhere"
  )
  func lifted() throws {
    let runs = try Self.paired(["market.export_leakage=1", "market.rent_abroad=1"])
    Law.check(
      "27", "export controls lifted, on machines and on hours",
      try findings(runs, [1.5...Self.any, -Self.any...0.95, -Self.any...0.8, -Self.any...0.95, 0.9...1.1]))
  }

  @Test(
    "controls tight: China imports nothing, its own vendor sells more, and compute costs more than elsewhere")
  func tight() throws {
    let runs = try Self.paired(["market.export_leakage=0", "market.rent_abroad=0"])
    Law.check(
      "27", "export controls tight, on machines and on hours",
      try findings(
        runs, [-Self.any...0.05, 1.02...Self.any, 1.05...Self.any, 1.05...Self.any, 1.2...Self.any]))
  }

  @Test("controls lifted on a date: nothing moves before it, and China imports more after")
  func liftedLater() throws {
    func lift(_ input: String) -> String {
      #"{"input": "\#(input)", "factor": 100, "date": "2028-01-01", "length": "1200 month"}"#
    }
    let runs = try Self.paired([
      "shocks.machines=\(lift("market.export_leakage"))", "shocks.hours=\(lift("market.rent_abroad"))",
    ])
    Law.check(
      "27", "export controls lifted in 2028, on machines and on hours",
      [
        Finding("China's imports in 2027", atLeast: 1, atMost: 1, try ratio(runs, Self.imports, 2028)),
        Finding("China's imports in 2030", atLeast: 1.5, try ratio(runs, Self.imports, 2031)),
        Finding("sold by huawei by 2033", atMost: 1, try ratio(runs, Self.domestic, 2033)),
        Finding(
          "China's price of compute over the world's in 2030", atLeast: 0.9, atMost: 1.1, price(runs, 2030)),
      ])
  }
}
