#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Orders for accelerators, by vendor and by ground or orbit, oldest first.
///
/// A lab decides for months ahead and calls off what it decided week by week: a vendor plans by orders that come in as
/// need arises, however often labs decide.
struct OrderBook {
  struct Order: BitwiseCopyable {
    var lab: Int
    /// A region, or one past the last for orbit.
    var venue: Int
    /// The day on which its buyer first decided on it.
    var placed: Double
    /// H100-equivalents called off and still owed.
    var owed = 0.0
    /// H100-equivalents decided on and not yet called off, evenly until a day.
    var planned = 0.0
    var until = 0.0
    /// Part of what was decided that the buyer orders beyond its need, to be served at all.
    var beyond = 0.0
    /// Billions of USD already paid on what is still owed.
    var prepaid = 0.0
    /// H100-equivalents of what is owed that were ordered beyond need.
    var extra = 0.0

    /// All that its buyer counts on, in H100-equivalents, and what of that is beyond its need.
    var ordered: Double { owed + planned }
    var surplus: Double { extra + planned * beyond }

    /// Takes in what its buyer decides when all that it decided before is called off.
    mutating func add(_ order: Order) {
      owed += order.owed
      planned += order.planned
      until = order.until
      beyond = order.beyond
      prepaid += order.prepaid
      extra += order.extra
    }

    /// H100-equivalents to be called off on a day, where it was last done on an earlier one.
    func due(on day: Double, since last: Double) -> Double {
      day >= until ? planned : planned * (day - last) / (until - last)
    }

    /// Takes `amount` off and returns the prepayment that belongs to it.
    mutating func take(_ amount: Double) -> Double {
      let part = owed > 0 ? min(1, amount / owed) : 0
      let used = prepaid * part
      owed = max(0, owed - amount)
      prepaid -= used
      extra *= 1 - part
      return used
    }
  }

  private(set) var books: [[Order]]
  /// H100-equivalents owed, by book.
  private(set) var backlog: [Double]
  /// H100-equivalents ordered a day, smoothed over half a year and over a year, by book.
  private var fastInflow: [Double]
  private var slowInflow: [Double]
  private var fresh: [Double]
  /// Smoothed H100-equivalents delivered a day, by book.
  var outflow: [Double]
  /// The day up to which orders are called off.
  private(set) var calledOff = 0.0
  /// Takes down every order while a run is traced.
  var log: MovementLog?

  init(vendors: Int) {
    books = Array(repeating: [], count: vendors * 2)
    backlog = Array(repeating: 0, count: vendors * 2)
    fastInflow = backlog
    slowInflow = backlog
    fresh = backlog
    outflow = backlog
  }

  static func index(vendor: Int, orbit: Bool) -> Int { vendor * 2 + (orbit ? 1 : 0) }
  static func vendor(of book: Int) -> Int { book / 2 }

  mutating func reset() {
    calledOff = 0
    for book in books.indices {
      books[book].removeAll(keepingCapacity: true)
      backlog[book] = 0
      fastInflow[book] = 0
      slowInflow[book] = 0
      fresh[book] = 0
      outflow[book] = 0
    }
  }

  /// Adds the H100-equivalents that are ordered of each book for each venue, book by book. Linear in the number of
  /// orders.
  func addOrdered(to sums: inout FixedArray<Double>, venues: Int) {
    for book in books.indices {
      for order in books[book] { sums[book * venues + order.venue] += order.ordered }
    }
  }

  /// Days in which what a lab decides for one venue adds to the same order: a quarter's frame.
  static let frame = 3 * Time.month

  /// Puts an order last, or adds it to one that its buyer has for the same venue and the same quarter. Linear in the
  /// number of orders of a quarter.
  mutating func place(_ order: Order, in book: Int) {
    enter(order.owed, order, book)
    for index in books[book].indices.reversed() {
      let other = books[book][index]
      guard order.placed - other.placed < OrderBook.frame else { break }
      guard other.lab == order.lab, other.venue == order.venue else { continue }
      books[book][index].add(order)
      return
    }
    books[book].append(order)
  }

  /// Books what is called off on an order.
  private mutating func enter(_ amount: Double, _ order: Order, _ book: Int) {
    guard amount > 0 else { return }
    backlog[book] += amount
    fresh[book] += amount
    log?.note(.order(book: book, lab: order.lab, venue: order.venue), .ordered, amount)
  }

  /// Calls off what is due of a book by a day, of which `prepayment` is paid at once, in billions of USD of an
  /// H100-equivalent, and adds that to each lab's bills. Linear in the number of orders.
  mutating func callOff(
    _ book: Int, by day: Double, prepayment: Double, bills: inout FixedArray<Double>
  ) {
    for index in books[book].indices where books[book][index].planned > 0 {
      let order = books[book][index]
      let amount = order.due(on: day, since: calledOff)
      books[book][index].planned -= amount
      books[book][index].owed += amount
      books[book][index].extra += amount * order.beyond
      books[book][index].prepaid += amount * prepayment
      bills[order.lab] += amount * prepayment
      enter(amount, order, book)
    }
  }

  /// All that was due by a day is called off.
  mutating func endCallOff(by day: Double) { calledOff = day }

  /// Hands the orders of a book to who divides a delivery among them, until `putBack`.
  mutating func takeOut(_ book: Int) -> [Order] {
    var orders: [Order] = []
    swap(&orders, &books[book])
    return orders
  }

  mutating func putBack(_ orders: consuming [Order], in book: Int) { books[book] = orders }

  /// Books what was delivered on an order.
  mutating func deliver(_ amount: Double, lab: Int, venue: Int, _ book: Int) {
    log?.note(.order(book: book, lab: lab, venue: venue), .delivered, amount)
    backlog[book] -= amount
  }

  /// Takes `amount` off the order at `index` and returns the prepayment that belongs to it.
  private mutating func cancel(_ amount: Double, _ book: Int, _ index: Int) -> Double {
    let order = books[book][index]
    log?.note(.order(book: book, lab: order.lab, venue: order.venue), .cancelled, amount)
    backlog[book] -= amount
    return books[book][index].take(amount)
  }

  /// Takes off an order what its buyer ordered beyond its need and returns the prepayment set free.
  mutating func cancelExtra(_ book: Int, _ index: Int) -> Double {
    let extra = books[book][index].extra
    books[book][index].extra = 0
    return cancel(extra, book, index)
  }

  /// Drops orders that are filled, keeping the order of the rest.
  mutating func sweep(_ book: Int) {
    books[book].removeAll { $0.ordered <= 1e-6 }
    if books[book].isEmpty { backlog[book] = 0 }
  }

  /// Gives `lab`'s orders to nobody: they are cancelled with what was prepaid.
  mutating func drop(lab: Int) {
    for book in books.indices {
      for index in books[book].indices where books[book][index].lab == lab {
        _ = cancel(books[book][index].owed, book, index)
        books[book][index].planned = 0
      }
      sweep(book)
    }
  }

  private static let fast = 0.5 * Time.year
  private static let slow = 1.0 * Time.year
  /// Log growth a year that vendors plan for: no less than half as much in a year, no more than five times as much.
  private static let leastGrowth = -0.7
  private static let mostGrowth = 1.6
  /// Two smoothings tell growth up to this part of the ratio that endless growth would give them.
  private static let measurable = 0.95

  /// A book that has taken `daily` H100-equivalents a day, growing by `growth` a year in logs, until now.
  ///
  /// What stood on the books at the start came with that flow, so it is no flow of today.
  mutating func openInflow(_ book: Int, daily: Double, growth: Double) {
    fastInflow[book] = daily / (1 + growth * OrderBook.fast / Time.year)
    slowInflow[book] = daily / (1 + growth * OrderBook.slow / Time.year)
    fresh[book] = 0
  }

  /// Lets `days` pass in which the fresh orders came.
  mutating func pass(days: Double) {
    let (fast, slow) = (1 - exp(-days / OrderBook.fast), 1 - exp(-days / OrderBook.slow))
    for book in fresh.indices {
      let rate = fresh[book] / days
      fastInflow[book] += fast * (rate - fastInflow[book])
      slowInflow[book] += slow * (rate - slowInflow[book])
      fresh[book] = 0
    }
  }

  /// What a vendor sees of its orders: H100-equivalents a day now, and their log growth a year.
  ///
  /// A flow that grows by g lags by g times the time over which it is smoothed, so two smoothings tell both.
  func trend(_ book: Int) -> (daily: Double, growth: Double) {
    guard slowInflow[book] > 0 else { return (fastInflow[book], 0) }
    let (fast, slow) = (OrderBook.fast / Time.year, OrderBook.slow / Time.year)
    let ratio = fastInflow[book] / slowInflow[book]
    let isMeasurable = ratio * fast < OrderBook.measurable * slow
    let growth = isMeasurable ? (ratio - 1) / (slow - ratio * fast) : OrderBook.mostGrowth
    let bounded = min(OrderBook.mostGrowth, max(OrderBook.leastGrowth, growth))
    return (fastInflow[book] * (1 + bounded * fast), bounded)
  }
}

/// Accelerators on their way to a site.
struct Delivery: BitwiseCopyable {
  var lab: Int32
  var venue: Int32
  var design: Int32
  var units: Double
}

/// Orders for EUV tools, oldest first.
struct ToolOrders {
  struct Order: BitwiseCopyable {
    var project: UInt16
    var fab: Int
    var tools: Int
    /// The day it was placed; before the start for projects announced then.
    var placed: Double
    /// Not before this day.
    var earliest: Double
    /// The day on which its cleanroom is to take tools.
    var cleanroom: Double
    var ready: Bool
  }
  var orders: [Order] = []
  /// Takes down every order while a run is traced.
  var log: MovementLog?

  /// Puts an order behind all that were placed before it or on the same day. Linear in the number of orders.
  mutating func place(_ order: Order) {
    let index = orders.firstIndex { $0.placed > order.placed } ?? orders.count
    orders.insert(order, at: index)
    log?.note(.toolOrder(fab: order.fab), .ordered, Double(order.tools))
  }

  /// Delivers one tool on the order at `index`; the last one ends it.
  mutating func serve(_ index: Int) {
    log?.note(.toolOrder(fab: orders[index].fab), .delivered, 1)
    orders[index].tools -= 1
    if orders[index].tools == 0 { orders.remove(at: index) }
  }
}
