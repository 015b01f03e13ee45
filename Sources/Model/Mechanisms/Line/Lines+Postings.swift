extension Lines {
  static let table = PostingTable(
    name: "lines", title: "What is made by lasting capacity", noun: "line", entities: { $0["lines"] ?? [] },
    postings: [
      .now("capacity", "1", "Capacity that stands, in the unit of what the line is used for.") {
        world, line in
        world.exchange.lines.lines[line.entity].map { $0.capacity(plan: $0.report.plan) } ?? 0
      },
      .now("announced", "1", "Capacity that was announced for this day.") { world, line in
        world.exchange.lines.lines[line.entity]?.report.plan ?? 0
      },
      .now(
        "under_way", "1",
        "Capacity of projects that its operator has begun, as far as it is expected to come."
      ) {
        world, line in world.exchange.lines.lines[line.entity]?.underWay ?? 0
      },
      .now("wanted", "1", "Capacity that its operator expects to be wanted when what it begins now is done.")
      {
        world, line in world.exchange.lines.lines[line.entity]?.expected ?? 0
      },
      .now("book", "1", "What is ordered and not delivered, in units of its product.") { world, line in
        world.exchange.lines.lines[line.entity]?.report.book ?? 0
      },
      .now("price_over_cost", "ratio", "Price of its product over long-run cost.") { world, line in
        world.exchange.lines.lines[line.entity]?.price.overCost ?? 0
      },
    ])
}
