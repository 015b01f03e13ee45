extension Fabs {
  static let series: [Posting] = [
    .now("hbm_wafer_share", "ratio", "Share of DRAM wafers started in HBM.") { world, _ in
      world.fabs.hbmWaferShare(world.exchange.inputs.pointee)
    },
    .now(
      "fab_spending_total_billion_usd", "billion USD",
      "Capital that chip makers spent on new capacity since the start."
    ) { world, _ in world.fabs.spent },
  ]

  static let table = PostingTable(
    name: "fabs", title: "Fabs: capacity and what it makes", noun: "fab", entities: { $0["fabs"] ?? [] },
    postings: [
      .now("capacity_kwafer_per_month", "kwafer/month", "Wafer starts a month that the line can make.") {
        world, fab in world.fabs.capacity[fab.entity]
      },
      .now("pipeline_kwafer_per_month", "kwafer/month", "Capacity announced and not yet running.") {
        world, fab in max(0, world.fabs.pipeline[fab.entity])
      },
      .now("ai_share", "ratio", "Share of starts that AI may take.") { world, fab in
        world.fabs.aiShare[fab.entity]
      },
      .now("hbm_share", "ratio", "Share of a DRAM line's wafers in HBM.") { world, fab in
        world.fabs.hbmShare[fab.entity]
      },
    ])
}
