// What vendors and fabs read of memory.
extension Memory {
  struct Posted {
    /// Contract prices in USD/GB.
    fileprivate(set) var dram = 0.0
    fileprivate(set) var hbm = 0.0
    /// What DRAM makers build for: memory wanted over what there is, smoothed.
    fileprivate(set) var pressure = 1.0
  }

  func post(dram price: Double, _ exchange: inout Exchange) { exchange.posted.memory.dram = price }
  func post(hbm price: Double, _ exchange: inout Exchange) { exchange.posted.memory.hbm = price }
  func post(pressure: Double, _ exchange: inout Exchange) { exchange.posted.memory.pressure = pressure }
}

extension Memory {
  static let series: [Posting] = [
    .now("hbm_price_usd_per_gb", "USD/GB", "Contract price of HBM.") { world, _ in
      world.exchange.posted.memory.hbm
    },
    .now("dram_price_usd_per_gb", "USD/GB", "Contract price of ordinary DRAM.") { world, _ in
      world.exchange.posted.memory.dram
    },
    .now("hbm_total_billion_gb", "billion GB", "HBM made since the start.") { world, _ in
      world.memory.hbmMade / 1e9
    },
    .perYear(
      "hbm_output_billion_gb_per_year", "billion GB/year", of: "hbm_total_billion_gb",
      "HBM made over twelve months."),
  ]
}
