#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

@testable import Model

/// What labs foresee and order, from whom they may buy, and what they take back.
@Suite("rule: orders")
struct OrderRules {
  @Test("a lab goes by its own forecast error, at its own boldness")
  func forecast() throws {
    func forecast(boldness: Double) throws -> Double {
      var bare = try BareWorld([
        "market.long_run_growth=20 %/year", "market.forecast_shrink=0.5 /year",
        "labs.openai.forecast_error=0.4 /sqrt(year)", "labs.openai.boldness=\(boldness)",
      ])
      let lab = try bare.index("openai", in: "labs")
      bare.world.labs.states[lab].demand = 1000
      bare.world.labs.states[lab].seenGrowth = 1.2
      bare.world.labs.states[lab].error = 0
      return bare.world.labs.forecast(lab, horizon: 2, bare.world.exchange)
    }
    let expected = 1000 * exp(0.2 * 2 + (1.2 - 0.2) * (1 - exp(-0.5 * 2)) / 0.5)
    #expect(isClose(try forecast(boldness: 0.5), expected, relative: 1e-9))
    // One standard deviation is the quantile 0.8413.
    #expect(
      isClose(try forecast(boldness: 0.841344746), expected * exp(0.4 * 2.0.squareRoot()), relative: 1e-6))
  }

  @Test("a newsvendor buys more, the more a unit short would cost and the less one too many")
  func newsvendor() throws {
    var bare = try BareWorld(["labs.openai.boldness_policy=newsvendor", "labs.meta.boldness=0.7"])
    let (lab, given) = (try bare.index("openai", in: "labs"), try bare.index("meta", in: "labs"))
    bare.world.market.post(spot: 2, contract: 2, &bare.world.exchange)
    // Too many lose 2 - 0.5 * 2 = 1; too few lose the price less 2.
    for (price, quantile) in [(3.0, 0.5), (5, 0.75), (2.25, 0.2), (1, 0.01)] {
      bare.world.labs.states[lab].price = price
      #expect(isClose(bare.world.labs.boldness(lab, bare.world.exchange), quantile, relative: 1e-9))
    }
    #expect(bare.world.labs.boldness(given, bare.world.exchange) == 0.7)
  }

  @Test("export controls bind: a restricted lab gets what leaks of controlled machines")
  func exportControls() throws {
    let bare = try BareWorld(["market.export_leakage=0.1"])
    func weight(_ lab: String, _ vendor: String) throws -> Double {
      bare.world.labs.vendorWeight(
        try bare.index(lab, in: "labs"), try bare.index(vendor, in: "vendors"), bare.world.exchange)
    }
    #expect(isClose(try weight("china_labs", "nvidia"), 0.04, relative: 1e-9))
    #expect(
      isClose(try weight("china_labs", "huawei"), 0.6, relative: 1e-9), "its own vendor is under no control")
    #expect(isClose(try weight("xai", "nvidia"), 1, relative: 1e-9))
  }

  /// Lets a lab order `amount` for the ground when its vendor's line is so long, and gives what it ordered.
  private func order(_ amount: Double, years: Double) throws -> (owed: Double, extra: Double, paid: Double) {
    var bare = try BareWorld(["labs.google.double_order=1.5", "vendors.*.prepayment=0.25"])
    let lab = try bare.index("google", in: "labs")
    for book in bare.world.exchange.book.backlog.indices {
      bare.world.exchange.book.outflow[book] = bare.world.exchange.book.backlog[book] / (years * Time.year)
    }
    bare.world.labs.wishes[lab] = Wish()
    bare.world.labs.wishes[lab].ground = amount
    let before = bare.world.exchange.book.books.map(\.count)
    let cash = bare.world.exchange.ledger.cash(lab)
    bare.world.labs.order(lab, 0, &bare.world.exchange)
    #expect(bare.world.exchange.ledger.cash(lab) == cash, "nothing is paid before it is called off")
    bare.world.labs.callOff(&bare.world.exchange)
    var (owed, extra, worth) = (0.0, 0.0, 0.0)
    for book in before.indices {
      for order in bare.world.exchange.book.books[book].dropFirst(before[book]) {
        owed += order.owed
        extra += order.extra
        worth += order.prepaid
        #expect(order.planned == 0)
      }
    }
    #expect(
      isClose(cash - bare.world.exchange.ledger.cash(lab), worth, relative: 1e-9), "what is prepaid is paid")
    return (owed, extra, worth)
  }

  @Test("when lead times pass half a year, some order more than they need; a part is paid at once")
  func doubleOrders() throws {
    let calm = try order(100_000, years: 0.4)
    #expect(isClose(calm.owed, 100_000, relative: 0.01))
    #expect(calm.extra == 0)
    #expect(calm.paid > 0)
    let long = try order(100_000, years: 0.6)
    #expect(isClose(long.owed, 150_000, relative: 0.01))
    #expect(isClose(long.extra, 50_000, relative: 0.01))
    #expect(isClose(long.paid, 1.5 * calm.paid, relative: 0.01))
  }

  @Test("cancelled extras are refunded, once lead times are short again")
  func cancelledExtras() throws {
    var bare = try BareWorld([])
    let lab = try bare.index("google", in: "labs")
    bare.world.exchange.book.reset()
    bare.world.exchange.book.place(
      OrderBook.Order(lab: lab, venue: 0, placed: 0, owed: 1000, prepaid: 0.5, extra: 250), in: 0)
    let cash = bare.world.exchange.ledger.cash(lab)
    // A year's line is long: nothing is cancelled.
    bare.world.exchange.book.outflow[0] = 1000 / Time.year
    bare.world.labs.cancelExtras(&bare.world.exchange)
    #expect(bare.world.exchange.book.backlog[0] == 1000)
    bare.world.exchange.book.outflow[0] = 10_000 / Time.year
    bare.world.labs.cancelExtras(&bare.world.exchange)
    #expect(bare.world.exchange.book.backlog[0] == 750)
    #expect(bare.world.exchange.book.books[0][0].extra == 0)
    #expect(isClose(bare.world.exchange.ledger.cash(lab) - cash, 0.125, relative: 1e-9))
  }

  @Test("orders for orbit are capped by lift in sight, and by what the factory can build")
  func orbitCap() throws {
    func wanted(payload: Double, factory: String = "100 GW/year") throws -> Double {
      var bare = try BareWorld([
        "orbit.first_launch=2026-01-01", "orbit.factory=\(factory)", "orbit.array_cost=0 USD/W",
        "orbit.build_cost=0 USD/kg",
        "accelerators.nvidia_orbit_2027.release=2025-12-01", "accelerators.nvidia_orbit_2027.slip=1",
      ])
      // Orbit is quoted as cheap as can be; then the lift in sight is what it is.
      bare.world.launch.post(price: 1e-3, payload: 1e6, failure: 0, &bare.world.exchange)
      bare.world.costs.quote(&bare.world.exchange)
      bare.world.launch.post(price: 1e-3, payload: payload, failure: 0, &bare.world.exchange)
      bare.world.launch.postSpareLaunches(&bare.world.exchange)
      _ = bare.world.labs.wish(&bare.world.exchange)
      return bare.world.labs.wishes.reduce(0) { $0 + $1.orbit }
    }
    #expect(try wanted(payload: 1e6) > 0)
    #expect(try wanted(payload: 0) == 0)
    #expect(try wanted(payload: 1e6, factory: "0 GW/year") == 0)
  }
}
