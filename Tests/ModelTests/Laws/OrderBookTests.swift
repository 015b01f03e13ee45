import Testing

@testable import Model

@Suite("law: order books")
struct OrderBookTests {
  private func book(_ amounts: [Double]) -> OrderBook {
    var book = OrderBook(vendors: 1)
    for (lab, amount) in amounts.enumerated() {
      book.place(
        OrderBook.Order(lab: lab, venue: 0, placed: 0, owed: amount, prepaid: amount * 0.01), in: 0)
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

  @Test(
    "what was decided is called off evenly, is prepaid then, and is all called off when its buyer decides again"
  )
  func callOff() {
    var book = OrderBook(vendors: 1)
    var bills = FixedArray<Double>(repeating: 0, count: 2)
    func order(_ lab: Int, _ amount: Double, on day: Double, beyond: Double = 0) -> OrderBook.Order {
      OrderBook.Order(lab: lab, venue: 0, placed: day, planned: amount, until: day + 30, beyond: beyond)
    }
    func callOff(_ day: Double) {
      bills.fill(0)
      book.callOff(0, by: day, prepayment: 0.5, bills: &bills)
      book.endCallOff(by: day)
    }
    book.place(order(0, 300, on: 0), in: 0)
    book.place(order(1, 60, on: 0, beyond: 0.5), in: 0)
    #expect(book.backlog[0] == 0, "a vendor hears of nothing before it is called off")
    #expect(book.books[0].map(\.ordered) == [300, 60])
    #expect(book.books[0].map(\.surplus) == [0, 30])
    callOff(10)
    #expect(isClose(book.backlog[0], 120, relative: 1e-12))
    #expect(isClose(bills[0], 50, relative: 1e-12) && isClose(bills[1], 10, relative: 1e-12))
    #expect(isClose(book.books[0][1].extra, 10, relative: 1e-12))
    #expect(isClose(book.books[0][1].surplus, 30, relative: 1e-12))
    callOff(15)
    #expect(isClose(book.backlog[0], 180, relative: 1e-12))
    callOff(30)
    #expect(isClose(book.backlog[0], 360, relative: 1e-12))
    #expect(book.books[0].allSatisfy { $0.planned == 0 })
    // Within a quarter what a lab decides for one venue is one order, and after that another.
    book.place(order(0, 30, on: 30), in: 0)
    #expect(book.books[0].map(\.ordered) == [330, 60])
    book.place(order(0, 40, on: 30 + OrderBook.frame), in: 0)
    #expect(book.books[0].map(\.ordered) == [330, 60, 40])
    book.drop(lab: 0)
    #expect(book.books[0].map(\.lab) == [1])
    #expect(isClose(book.backlog[0], 60, relative: 1e-12))
  }

  @Test(
    "orders that are called off look like growth to nobody: a vendor's view is the same, however often labs decide"
  )
  func steady() {
    func trend(every interval: Double) -> (daily: Double, growth: Double) {
      var book = OrderBook(vendors: 1)
      book.openInflow(0, daily: 10, growth: 0)
      var next = 0.0
      for week in 1...200 {
        let day = Double(week) * Time.week
        while next < day {
          book.callOff(0, by: next, prepayment: 0, bills: &bills)
          book.endCallOff(by: next)
          book.place(
            OrderBook.Order(lab: 0, venue: 0, placed: next, planned: 10 * interval, until: next + interval),
            in: 0)
          next += interval
        }
        book.callOff(0, by: day, prepayment: 0, bills: &bills)
        book.endCallOff(by: day)
        book.pass(days: Time.week)
      }
      return book.trend(0)
    }
    var bills = FixedArray<Double>(repeating: 0, count: 1)
    for interval in [Time.month, 3 * Time.month, 6 * Time.month] {
      let seen = trend(every: interval)
      #expect(isClose(seen.daily, 10, relative: 0.001))
      #expect(abs(seen.growth) < 0.001)
    }
  }

  /// What each lab still has of its opening orders after one month's deliveries of a vendor with `policy`, and what
  /// that vendor owes in all.
  private func served(_ policy: String) throws -> (shares: [String: Double], backlog: Double) {
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
    for order in bare.world.exchange.book.books[book] where order.placed < 0 {
      shares[ids[order.lab], default: 0] += order.owed
    }
    return (shares, bare.world.exchange.book.backlog[book])
  }

  @Test("allocation: who waits longer pays for who is served first")
  func policies() throws {
    let priority = try served("priority")
    let even = try served("pro_rata")
    let first = try served("first_come")
    func owed(_ served: (shares: [String: Double], backlog: Double), _ lab: String) -> Double {
      served.shares[lab] ?? 0
    }
    // With four times the weight a buyer is served before those with the weight of one.
    #expect(owed(priority, "microsoft") < owed(even, "microsoft"))
    #expect(owed(priority, "meta") > owed(even, "meta"))
    #expect(owed(priority, "xai") > owed(even, "xai"))
    // Whatever the policy, as much is handed out: one month's make, bit for bit, but for the order of adding it up.
    #expect(isClose(priority.backlog, even.backlog, relative: 1e-9))
    #expect(isClose(first.backlog, even.backlog, relative: 1e-9))
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
