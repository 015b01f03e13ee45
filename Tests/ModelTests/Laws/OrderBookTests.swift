import Testing

@testable import Model

@Suite("law: order books")
struct OrderBookTests {
  private func book(_ amounts: [Double]) -> OrderBook {
    var book = OrderBook(vendors: 1)
    for (lab, amount) in amounts.enumerated() {
      book.place(
        OrderBook.Order(lab: lab, venue: 0, owed: amount, placed: Double(lab), prepaid: amount * 0.01), in: 0)
    }
    return book
  }

  @Test("backlog is what is owed, and prepayments are used up with it")
  func balance() {
    var book = book([100, 200, 300])
    func fill(_ amount: Double) -> Double {
      var orders = book.takeOut(0)
      defer { book.putBack(orders, in: 0) }
      book.deliver(amount, lab: 1, venue: 0, 0)
      return orders[1].take(amount)
    }
    let used = fill(50)
    // A quarter of an order uses a quarter of its prepayment.
    #expect(isClose(used, 0.5, relative: 1e-12))
    #expect(book.backlog[0] == 550)
    #expect(book.books[0].reduce(0) { $0 + $1.owed } == 550)
    #expect(fill(150) == 1.5)
    book.sweep(0)
    #expect(book.books[0].map(\.lab) == [0, 2])
    book.drop(lab: 0)
    #expect(book.backlog[0] == 300)
  }

  /// What each lab still has of its opening orders after one month's deliveries of a vendor with `policy`.
  private func served(_ policy: String) throws -> [String: Double] {
    let model = try ShippedScenario.model(
      "base",
      [
        "end=2026-02-15", "vendors.nvidia.allocation=\(policy)", "labs.meta.priority=1",
        "labs.microsoft.priority=4",
        "labs.xai.priority=1",
      ])
    var bare = BareWorld(model, seed: 3)
    let ids = model.scenario.ids["labs"] ?? []
    let book = (model.scenario.ids["vendors"] ?? []).firstIndex(of: "nvidia").map { $0 * 2 } ?? 0
    // One month's end and a day: the first deliveries of the run.
    bare.run(until: 31.4)
    var shares: [String: Double] = [:]
    for order in bare.world.exchange.book.books[book] where order.placed == 0 {
      shares[ids[order.lab], default: 0] += order.owed
    }
    return shares
  }

  @Test("allocation: who waits longer pays for who is served first")
  func policies() throws {
    let priority = try served("priority")
    let even = try served("pro_rata")
    let first = try served("first_come")
    func owed(_ shares: [String: Double], _ lab: String) -> Double { shares[lab] ?? 0 }
    // With four times the weight a buyer is served before those with the weight of one.
    #expect(owed(priority, "microsoft") < owed(even, "microsoft"))
    #expect(owed(priority, "meta") > owed(even, "meta"))
    #expect(owed(priority, "xai") > owed(even, "xai"))
    // Whatever the policy, as much is handed out: one month's make, bit for bit, but for the order of adding it up.
    #expect(isClose(priority.values.reduce(0, +), even.values.reduce(0, +), relative: 1e-9))
    #expect(isClose(first.values.reduce(0, +), even.values.reduce(0, +), relative: 1e-9))
    // First come: the opening orders stand in the order of labs, so the earliest lab is served in full before the
    // last sees any.
    #expect(owed(first, "anthropic") < 0.2 * owed(even, "anthropic"))
    #expect(owed(first, "xai") > owed(even, "xai"))
  }
}

@Suite("law: orders for tools")
struct ToolOrderTests {
  @Test("tools go to the oldest order, wherever its fab stands in the scenario")
  func age() throws {
    var orders = ToolOrders()
    for (project, placed) in [(0, 5.0), (1, -300), (2, 40), (3, -300), (4, 0)] {
      orders.place(
        ToolOrders.Order(
          project: UInt16(project), fab: 0, tools: 1, placed: placed, earliest: 0, cleanroom: 0, ready: true)
      )
    }
    #expect(orders.orders.map(\.project) == [1, 3, 4, 0, 2])
    // In the shipped world the conversions announced in 2024 stand before a newcomer's plans of 2026.
    let bare = BareWorld(try ShippedScenario.model("base"))
    let placed = bare.world.exchange.toolOrders.orders.map(\.placed)
    #expect(placed == placed.sorted())
    #expect(placed.count > 5)
  }
}
