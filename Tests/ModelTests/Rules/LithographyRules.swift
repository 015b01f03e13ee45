import Testing

@testable import Model

/// EUV tools: who gets them, and when.
@Suite("rule: lithography")
struct LithographyRules {
  /// A maker of a tool a week, with `orders` that could be served now; `shipped` tools later.
  private func ship(_ shipped: Int, orders: Int, others: Double, earliest: Double = 0, ready: Bool = true)
    throws
    -> (sold: Double, delivered: Double)
  {
    var bare = try BareWorld(
      ["lithography.line=none", "lithography.capacity=52 /year", "lithography.other_customers=\(others)"])
    bare.world.exchange.toolOrders.orders.removeAll()
    if orders > 0 {
      bare.world.exchange.toolOrders.place(
        ToolOrders.Order(
          project: 0, fab: 0, tools: orders, placed: 0, earliest: earliest, cleanroom: 0, ready: ready))
    }
    let tools = bare.world.exchange.goods.tools
    let before = bare.world.exchange.goods[tools]
    for _ in 0..<shipped { bare.world.lithography.ship(&bare.world.exchange) }
    #expect(bare.world.lithography.shipped == shipped)
    let after = bare.world.exchange.goods[tools]
    return (after.sold - before.sold, after.inTransit - before.inTransit)
  }

  @Test("other customers take tools: their share of all that are shipped")
  func others() throws {
    #expect(try ship(40, orders: 100, others: 0) == (0, 40))
    #expect(try ship(40, orders: 100, others: 0.25) == (10, 30))
  }

  @Test("what no line here can take goes to others: none before its lead time, none without a cleanroom")
  func readiness() throws {
    #expect(try ship(10, orders: 0, others: 0) == (10, 0))
    #expect(try ship(10, orders: 4, others: 0) == (6, 4))
    #expect(try ship(10, orders: 10, others: 0, earliest: 1) == (10, 0))
    #expect(try ship(10, orders: 10, others: 0, ready: false) == (10, 0))
  }

  @Test("where tools are made on order, none is made that nobody ordered")
  func onOrder() throws {
    var bare = try BareWorld(["lithography.capacity=52 /year", "lithography.other_customers=0"])
    bare.world.exchange.toolOrders.orders.removeAll()
    for _ in 0..<10 { bare.world.lithography.ship(&bare.world.exchange) }
    #expect(bare.world.lithography.shipped == 0)
  }

  @Test("a slow maker completes a part of a tool in a month")
  func slow() throws {
    var bare = try BareWorld(["lithography.capacity=6 /year", "end=2027-02-01"])
    bare.run(until: Time.year)
    #expect((5...6).contains(bare.world.lithography.shipped))
  }
}
