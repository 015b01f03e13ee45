import Testing

@testable import Model

/// What must follow in the market for memory: paired runs of the base world on common random numbers.
@Suite("law: memory")
struct MemoryLaws {
  private static func paired(_ end: String, _ count: Int, _ overrides: [String] = []) throws -> [Run] {
    try runs(ShippedScenario.model("base", ["end=\(end)"] + overrides), count: count)
  }

  @Test("the first two quarters: contracts of DRAM go on rising, a fall is possible but rare")
  func law8() throws {
    let runs = try Self.paired("2026-07-01", 200)
    let findings = [("first", 0, 3), ("second", 3, 6)].flatMap { name, from, to in
      let moves = runs.map {
        $0.value("dram_price_usd_per_gb", at: to) / $0.value("dram_price_usd_per_gb", at: from)
      }
      return [
        Finding("DRAM's price over the \(name) quarter of 2026", atLeast: 1.1, atMost: 1.9, moves),
        Finding(
          "share of runs in which it falls in the \(name) quarter", atMost: 0.1, pairs: runs.count,
          [Double(moves.count { $0 < 1 }) / Double(moves.count)]),
      ]
    }
    Law.check("8", "none", findings)
  }

  private static let half = ["memory.hbm_per_wafer=400 GB", "memory.trade_ratio=6"]
  private static let whole = ["memory.hbm_per_wafer=800 GB", "memory.trade_ratio=3"]

  @Test("half the HBM from each wafer: its price rises by half and more, memory binds, compute falls")
  func law9() throws {
    let half = try Self.paired("2029-01-01", 32, Self.half)
    let whole = try Self.paired("2029-01-01", 32, Self.whole)
    func ratio(_ metric: String, _ report: Int) -> [Double] {
      zip(half, whole).map { $0.value(metric, at: report) / $1.value(metric, at: report) }
    }
    // In most runs of the whole world memory does not bind in 2028: of two reliefs near nothing no ratio is told.
    let more = ["processes.dram.relief=1.1", "processes.dram_china.relief=1.1"]
    func rise(_ runs: [Run], _ overrides: [String]) throws -> [Double] {
      zip(try Self.paired("2028-02-01", 32, overrides + more), runs).map {
        $0.value("compute_online_h100e", at: 24) / $1.value("compute_online_h100e", at: 24) - 1
      }
    }
    let relief = zip(try rise(half, Self.half), try rise(whole, Self.whole)).map { $0 - 2 * $1 }
    Law.check(
      "9", "half the HBM from each wafer, as much ordinary DRAM",
      [
        Finding("price of HBM in 2028", atLeast: 1.6, atMost: 3, ratio("hbm_price_usd_per_gb", 24)),
        Finding("compute in 2028", atLeast: 0.65, atMost: 0.9, ratio("compute_online_h100e", 24)),
        Finding(
          "rise of compute by 2028 with a tenth more memory, less twice that without the change",
          atLeast: 0.01,
          relief),
      ])
  }

  @Test(
    "the opening price of DRAM 30 % higher or lower: within three years the price goes by cost and shortage")
  func law10() throws {
    let base = try Self.paired("2029-01-01", 60, ["memory.dram_price=4.6 USD/GB"])
    for (name, price) in [("lower", 4.6 * 0.7), ("higher", 4.6 * 1.3)] {
      let other = try Self.paired("2029-01-01", 60, ["memory.dram_price=\(price) USD/GB"])
      let ratio = zip(other, base).map {
        $0.value("dram_price_usd_per_gb") / $1.value("dram_price_usd_per_gb")
      }
      Law.check(
        "10", "opening price of DRAM 30 % \(name)",
        [Finding("DRAM's price in 2029", atLeast: 0.9, atMost: 1.1, ratio)])
    }
  }

  @Test(
    "demand that stops growing: makers idle lines, the price goes to full cost or below, and nothing new is begun"
  )
  func glut() throws {
    let still = try Self.paired(
      "2030-01-01", 12, ["memory.dram_demand_growth=-20 %/year", "memory.hbm_share_limit.sk_hynix=0.35"])
    #expect(median(still.map { $0.value("dram_running_share") }) < 0.85)
    #expect(median(still.map { $0.value("dram_price_over_cost") }) < 1.1)
  }
}
