// What labs order, as far as money reaches.
extension Labs {
  /// When sites have changed hands, money limits what labs wish for, and they order.
  mutating func order(every interval: Double, _ exchange: inout Exchange) {
    for lab in states.indices where exchange.posted.labs.alive[lab] { price(lab, exchange) }
    limit(interval / Time.year, exchange)
    exchange.starvation.want(.ordering, days: interval)
    for lab in states.indices where exchange.posted.labs.alive[lab] { order(lab, interval, &exchange) }
    sumCommitments(exchange)
  }

  /// Places a lab's orders, as far as money reached.
  mutating func order(_ lab: Int, _ interval: Double, _ exchange: inout Exchange) {
    let wish = wishes[lab]
    states[lab].withheld = (wish.deferred - wish.lift) / (interval / Time.year)
    charge(wish, of: lab, interval, &exchange)
    orderGround(lab, wish.ground * wish.scale, interval, &exchange)
    orderOrbit(lab, wish.orbit * wish.scale, interval, &exchange)
    askForSites(lab, wish.megawatts * wish.scale, &exchange)
  }

  /// Charges what is not ordered to what it lacked: power, halls or lift, or money.
  private func charge(_ wish: Wish, of lab: Int, _ interval: Double, _ exchange: inout Exchange) {
    if wish.deferred > 0 {
      let power = wish.deferred - wish.lift
      exchange.starvation.lose(.ordering, for: .lift, output: wish.lift * interval / Time.year)
      let scarce = regionMean(lab, exchange.posted.power.scarcity, exchange)
      let crews = regionMean(lab, exchange.posted.power.crews, exchange)
      let days = interval * power / wish.need * wantedShare(lab)
      let lost = power * interval / Time.year
      exchange.starvation.lose(.ordering, for: .power, output: lost * scarce)
      exchange.starvation.starve(.ordering, of: .power, days: days * scarce)
      exchange.starvation.lose(.ordering, for: .halls, output: lost * crews)
      exchange.starvation.starve(.ordering, of: .halls, days: days * crews)
      let late = 1 - scarce - crews
      exchange.starvation.lose(.ordering, for: .leadTime, output: lost * late)
      exchange.starvation.starve(.ordering, of: .leadTime, days: days * late)
    }
    let compute = wish.ground + wish.orbit
    if wish.scale < 1 && compute > 0 {
      exchange.starvation.lose(
        .ordering, for: .capital, output: compute * (1 - wish.scale) * interval / Time.year)
      exchange.starvation.starve(
        .ordering, of: .capital, days: interval * (1 - wish.scale) * wantedShare(lab))
    }
  }

  private func wantedShare(_ lab: Int) -> Double {
    var sum = 0.0
    for state in states { sum += state.wanted }
    return sum > 0 ? states[lab].wanted / sum : 0
  }

  /// H100-equivalents, or MW, for which nobody writes an order.
  private static let leastWish = 1.0
  /// H100-equivalents that would not fill a rack.
  private static let leastOrder = 100.0

  /// Spreads an order over vendors by weight and price, and over regions by where power is or will be.
  private func orderGround(_ lab: Int, _ amount: Double, _ interval: Double, _ exchange: inout Exchange) {
    guard amount > Labs.leastWish else { return }
    var sum = 0.0
    for vendor in exchange.inputs.vendors.indices { sum += groundWeight(lab, vendor, exchange) }
    guard sum > 0 else { return }
    let perCompute = megawattsPerCompute(lab, exchange)
    var room = 0.0
    for region in 0..<exchange.places.regions { room += regionRoom(lab, region, perCompute, exchange) }
    guard room > 0 else { return }
    let rules = OverOrdering(exchange.inputs, lab: lab)
    for vendor in exchange.inputs.vendors.indices {
      let part = amount * groundWeight(lab, vendor, exchange) / sum
      guard part > Labs.leastWish else { continue }
      let book = OrderBook.index(vendor: vendor, orbit: false)
      let factor = rules.factor(backlog: exchange.book.backlog[book], daily: exchange.book.outflow[book])
      for region in 0..<exchange.places.regions {
        let share = regionRoom(lab, region, perCompute, exchange) / room
        if share > 0 {
          place(order(part * share, of: lab, for: region, interval, exchange, factor), book, &exchange)
        }
      }
    }
  }

  /// Weight of a region for a lab's machines, of which one needs `perCompute` MW for an H100-equivalent.
  private func regionRoom(_ lab: Int, _ region: Int, _ perCompute: Double, _ exchange: borrowing Exchange)
    -> Double
  {
    let cell = exchange.places.cell(lab, region)
    return Siting.weight(
      Siting.Power(
        live: exchange.posted.power.live[cell],
        drawn: exchange.posted.drawn(cell) * exchange.inputs.datacenters.facilityToIT.value,
        promised: exchange.posted.power.promised[cell],
        taken: (exchange.posted.waiting(cell) + exchange.pipeline.coming[cell]) * perCompute))
  }

  /// When lead times are short again, what was ordered beyond need is cancelled.
  mutating func cancelExtras(_ exchange: inout Exchange) {
    for book in exchange.book.books.indices {
      let (backlog, daily) = (exchange.book.backlog[book], exchange.book.outflow[book])
      for index in exchange.book.books[book].indices where exchange.book.books[book][index].extra > 0 {
        let lab = exchange.book.books[book][index].lab
        guard !OverOrdering(exchange.inputs, lab: lab).isLong(backlog: backlog, daily: daily) else {
          continue
        }
        let freed = exchange.book.cancelExtra(book, index)
        if freed > 0 { exchange.charge(lab, billions: -freed) }
      }
      exchange.book.sweep(book)
    }
  }

  /// A lab whose cash is gone, with nobody to lend, cancels what it has on order; vendors keep what was paid.
  mutating func cancelInDistress(_ exchange: inout Exchange) {
    for lab in states.indices where exchange.posted.labs.alive[lab] && liquidity(lab, exchange) < 0 {
      exchange.book.drop(lab: lab)
    }
  }

  private func orderOrbit(_ lab: Int, _ amount: Double, _ interval: Double, _ exchange: inout Exchange) {
    guard amount > Labs.leastWish, let book = orbitBook(lab, exchange) else { return }
    place(order(amount, of: lab, for: exchange.places.orbit, interval, exchange), book, &exchange)
  }

  /// The design that is sold on a book now, or is promised within a year.
  private func design(_ book: Int, _ exchange: borrowing Exchange) -> Int? {
    exchange.catalogue.current(book: book, at: exchange.now)
      ?? exchange.catalogue.current(book: book, at: exchange.now + Time.year)
  }

  /// An order of what a lab needs, `factor` times over, to be called off until it decides again.
  private func order(
    _ need: Double, of lab: Int, for venue: Int, _ interval: Double, _ exchange: borrowing Exchange,
    _ factor: Double = 1
  ) -> OrderBook.Order {
    OrderBook.Order(
      lab: lab, venue: venue, placed: exchange.now, planned: need * factor, until: exchange.now + interval,
      beyond: 1 - 1 / factor)
  }

  /// Enters an order in a vendor's book; what would not fill a rack is left out.
  private func place(_ order: OrderBook.Order, _ book: Int, _ exchange: inout Exchange) {
    guard order.planned > Labs.leastOrder, design(book, exchange) != nil else { return }
    exchange.book.place(order, in: book)
    exchange.pipeline.order(order.planned, exchange.places.cell(order.lab, order.venue))
  }

  /// Calls off what labs decided on, at today's prices.
  mutating func callOff(_ exchange: inout Exchange) {
    bills.fill(0)
    for book in exchange.book.books.indices {
      let prepayment = exchange.inputs.vendors[OrderBook.vendor(of: book)].prepayment.value
      let price = design(book, exchange).map { exchange.pricePerCompute($0, book: book) } ?? 0
      exchange.book.callOff(book, by: exchange.now, prepayment: price * prepayment, bills: &bills)
    }
    exchange.book.endCallOff(by: exchange.now)
    for lab in bills.indices where bills[lab] > 0 { exchange.charge(lab, billions: bills[lab]) }
  }

  /// Asks for sites where cost, wait and the lab's leaning point.
  private func askForSites(_ lab: Int, _ megawatts: Double, _ exchange: inout Exchange) {
    guard megawatts > Labs.leastWish else { return }
    var sum = 0.0
    for region in 0..<exchange.places.regions { sum += siteWeight(lab, region, exchange) }
    guard sum > 0 else { return }
    for region in 0..<exchange.places.regions {
      let part = megawatts * siteWeight(lab, region, exchange) / sum
      guard part > Labs.leastWish else { continue }
      exchange.planned.ask(
        PlannedPower.Request(
          lab: Int32(lab), region: Int32(region), megawatts: part,
          wanted: plans[lab]?.outlook.siteHorizon ?? 0))
    }
  }

  private func siteWeight(_ lab: Int, _ region: Int, _ exchange: borrowing Exchange) -> Double {
    let leaning = exchange.inputs.labs[lab].regions[region]
    guard leaning > 0, exchange.posted.costs.cost[region].isFinite else { return 0 }
    return VenueChoice(exchange.inputs, lab: lab).weight(
      leaning, cost: exchange.posted.costs.cost[region], years: exchange.posted.costs.delay[region])
  }
}
