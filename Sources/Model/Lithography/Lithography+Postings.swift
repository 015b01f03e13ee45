extension Lithography {
  static let series: [Posting] = [
    .now(
      "euv_installed", "1",
      "EUV tools at work here: those that the lines' opening capacity implies, and those installed since."
    ) { world, _ in
      world.exchange.goods[world.exchange.goods.tools].onHand
    },
    .now("euv_total", "1", "EUV tools shipped since the start.") { world, _ in
      Double(world.lithography.shipped)
    },
    .perYear(
      "euv_shipped_per_year", "1/year", of: "euv_total", "EUV tools shipped over twelve months."),
    .now(
      "tool_spending_total_billion_usd", "billion USD", "Price of the EUV tools shipped since the start."
    ) { world, _ in
      world.lithography.spent
    },
  ]
}
