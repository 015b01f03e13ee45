extension Memory {
  static let series: [Posting] = [
    .now("hbm_price_usd_per_gb", "USD/GB", "Contract price of HBM.") { world, _ in
      world.exchange.prices.hbm
    },
    .now("dram_price_usd_per_gb", "USD/GB", "Contract price of ordinary DRAM.") { world, _ in
      world.exchange.prices.dram
    },
    .now("hbm_total_billion_gb", "billion GB", "HBM made since the start.") { world, _ in
      world.memory.hbmMade / 1e9
    },
    .perYear(
      "hbm_output_billion_gb_per_year", "billion GB/year", of: "hbm_total_billion_gb",
      "HBM made over twelve months."),
  ]
}
