// What vendors and fabs read of memory.
extension Memory {
  struct Posted {
    /// Contract prices in USD/GB.
    fileprivate(set) var dram = 0.0
    fileprivate(set) var hbm = 0.0
    /// What DRAM makers build for, over what there is.
    fileprivate(set) var pressure = 1.0
    /// Part of the lines of ordinary DRAM that run.
    fileprivate(set) var running = 1.0
  }

  func post(dram price: Double, _ exchange: inout Exchange) { exchange.posted.memory.dram = price }
  func post(hbm price: Double, _ exchange: inout Exchange) { exchange.posted.memory.hbm = price }
  func post(pressure: Double, _ exchange: inout Exchange) { exchange.posted.memory.pressure = pressure }
  func post(running: Double, _ exchange: inout Exchange) { exchange.posted.memory.running = running }
}

extension Memory {
  static let series: [Posting] = [
    .now("hbm_price_usd_per_gb", "USD/GB", "Contract price of HBM.") { world, _ in
      world.exchange.posted.memory.hbm
    },
    .now("dram_price_usd_per_gb", "USD/GB", "Contract price of ordinary DRAM.") { world, _ in
      world.exchange.posted.memory.dram
    },
    .now("dram_price_over_cost", "ratio", "Contract price of ordinary DRAM over its full cost.") { world, _ in
      world.exchange.posted.memory.dram / Memory.cost(world.exchange)
    },
    .now("dram_makers_stock_day", "day", "Makers' stock of ordinary DRAM, in days of what is used.") {
      world, _ in
      world.memory.use > 0
        ? world.exchange.goods[world.exchange.goods.dram].onHand / world.memory.use : .nan
    },
    .now(
      "dram_running_share", "ratio",
      "Part of the lines of ordinary DRAM that run: makers idle some near cash cost or with much in stock."
    ) {
      world, _ in
      world.memory.running
    },
    .now("hbm_total_billion_gb", "billion GB", "HBM made since the start.") { world, _ in
      world.memory.hbmMade / 1e9
    },
    .perYear(
      "hbm_output_billion_gb_per_year", "billion GB/year", of: "hbm_total_billion_gb",
      "HBM made over twelve months."),
  ]
}
