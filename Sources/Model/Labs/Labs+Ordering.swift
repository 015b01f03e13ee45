import Inputs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Labs {
  /// Places a lab's orders, as far as money reached.
  mutating func order(_ lab: Int, _ interval: Double, _ exchange: inout Exchange) {
    let wish = wishes[lab]
    if wish.deferred > 0 {
      let power = wish.deferred - wish.lift
      exchange.starvation.lose(.ordering, for: .lift, output: wish.lift * interval / Time.year)
      let scarce = powerScarcity(lab, exchange)
      let days = interval * power / wish.need * wantedShare(lab)
      let lost = power * interval / Time.year
      exchange.starvation.lose(.ordering, for: .power, output: lost * scarce)
      exchange.starvation.starve(.ordering, of: .power, days: days * scarce)
      exchange.starvation.lose(.ordering, for: .leadTime, output: lost * (1 - scarce))
      exchange.starvation.starve(.ordering, of: .leadTime, days: days * (1 - scarce))
    }
    let compute = wish.ground + wish.orbit
    if wish.scale < 1 && compute > 0 {
      exchange.starvation.lose(
        .ordering, for: .capital, output: compute * (1 - wish.scale) * interval / Time.year)
      exchange.starvation.starve(
        .ordering, of: .capital, days: interval * (1 - wish.scale) * wantedShare(lab))
    }
    orderGround(lab, wish.ground * wish.scale, &exchange)
    orderOrbit(lab, wish.orbit * wish.scale, &exchange)
    askForSites(lab, wish.megawatts * wish.scale, &exchange)
    states[lab].commitments = commitments(lab, exchange)
  }

  private func wantedShare(_ lab: Int) -> Double {
    var sum = 0.0
    for state in states { sum += state.wanted }
    return sum > 0 ? states[lab].wanted / sum : 0
  }

  /// Spreads an order over vendors by weight and price, and over regions by where power is or will be.
  private mutating func orderGround(_ lab: Int, _ amount: Double, _ exchange: inout Exchange) {
    guard amount > 1 else { return }
    var sum = 0.0
    for vendor in exchange.inputs.vendors.indices { sum += groundWeight(lab, vendor, exchange) }
    guard sum > 0 else { return }
    var room = 0.0
    for region in 0..<exchange.places.regions { room += regionRoom(lab, region, exchange) }
    guard room > 0 else { return }
    for vendor in exchange.inputs.vendors.indices {
      let part = amount * groundWeight(lab, vendor, exchange) / sum
      guard part > 1 else { continue }
      let book = OrderBook.index(vendor: vendor, orbit: false)
      let factor = overOrder(lab, book, exchange)
      for region in 0..<exchange.places.regions {
        let share = regionRoom(lab, region, exchange) / room
        if share > 0 {
          place(lab, region, book, part * share * factor, extra: part * share * (factor - 1), &exchange)
        }
      }
    }
  }

  /// Power that a lab has or will have in a region, by which it sends accelerators there.
  private func regionRoom(_ lab: Int, _ region: Int, _ exchange: borrowing Exchange) -> Double {
    let cell = exchange.places.cell(lab, region)
    let ratio = exchange.inputs.datacenters.facilityToIT.value
    let taken =
      (exchange.posted.waiting(cell) + exchange.pipeline.coming[cell]) * megawattsPerCompute(lab, exchange)
    return max(
      0,
      exchange.posted.power.live[cell] - exchange.posted.drawn(cell) * ratio
        + exchange.posted.power.promised[cell] - taken)
      + 0.01 * exchange.posted.power.live[cell]
  }

  /// A vendor's weight with a lab: its leaning, and the square of compute per dollar.
  func groundWeight(_ lab: Int, _ vendor: Int, _ exchange: borrowing Exchange) -> Double {
    let book = OrderBook.index(vendor: vendor, orbit: false)
    let leaning = vendorWeight(lab, vendor, exchange)
    guard leaning > 0, let design = exchange.catalogue.current(book: book, at: exchange.now) else {
      return 0
    }
    let merit = 1e-5 / exchange.pricePerCompute(design, book: book)
    return leaning * merit * merit
  }

  /// When lead times pass half a year, some order more than they need, to be served at all.
  private func overOrder(_ lab: Int, _ book: Int, _ exchange: borrowing Exchange) -> Double {
    isLong(book, exchange) ? exchange.inputs.labs[lab].doubleOrder.value : 1
  }

  private func isLong(_ book: Int, _ exchange: borrowing Exchange) -> Bool {
    let rate = exchange.book.outflow[book]
    return rate > 0 && exchange.book.backlog[book] / rate > 0.5 * Time.year
  }

  /// When lead times are short again, what was ordered beyond need is cancelled.
  mutating func cancelExtras(_ exchange: inout Exchange) {
    for book in exchange.book.books.indices where !isLong(book, exchange) {
      for index in exchange.book.books[book].indices where exchange.book.books[book][index].extra > 0 {
        let lab = exchange.book.books[book][index].lab
        refundPrepayment(lab, exchange.book.cancelExtra(book, index), &exchange)
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

  private func refundPrepayment(_ lab: Int, _ amount: Double, _ exchange: inout Exchange) {
    guard amount > 0 else { return }
    exchange.charge(lab, billions: -amount)
  }

  private mutating func orderOrbit(_ lab: Int, _ amount: Double, _ exchange: inout Exchange) {
    guard amount > 1, let book = orbitBook(lab, exchange) else { return }
    place(lab, exchange.places.orbit, book, amount, &exchange)
  }

  /// Places one order; what would not fill a rack is left out.
  private func place(
    _ lab: Int, _ venue: Int, _ book: Int, _ amount: Double, extra: Double = 0, _ exchange: inout Exchange
  ) {
    guard amount > 100 else { return }
    let vendor = exchange.inputs.vendors[OrderBook.vendor(of: book)]
    let ahead = exchange.now + Time.year
    let design =
      exchange.catalogue.current(book: book, at: exchange.now)
      ?? exchange.catalogue.current(book: book, at: ahead)
    guard let design else { return }
    let price = exchange.pricePerCompute(design, book: book)
    let prepaid = amount * price * vendor.prepayment.value
    exchange.charge(lab, billions: prepaid)
    exchange.book.place(
      OrderBook.Order(
        lab: lab, venue: venue, owed: amount, placed: exchange.now, prepaid: prepaid, extra: extra),
      in: book)
    exchange.pipeline.order(amount, exchange.places.cell(lab, venue))
  }

  /// Asks for sites where cost, wait and the lab's leaning point.
  private func askForSites(_ lab: Int, _ megawatts: Double, _ exchange: inout Exchange) {
    guard megawatts > 1 else { return }
    let entry = exchange.inputs.labs[lab]
    let market = exchange.inputs.market
    var sum = 0.0
    for region in 0..<exchange.places.regions { sum += siteWeight(region, entry, market, exchange) }
    guard sum > 0 else { return }
    for region in 0..<exchange.places.regions {
      let part = megawatts * siteWeight(region, entry, market, exchange) / sum
      guard part > 1 else { continue }
      exchange.planned.ask(PlannedPower.Request(lab: Int32(lab), region: Int32(region), megawatts: part))
    }
  }

  private func siteWeight(
    _ region: Int, _ entry: View<LabInputs>, _ market: View<Market.Inputs>, _ exchange: borrowing Exchange
  ) -> Double {
    guard entry.regions[region] > 0, exchange.posted.costs.cost[region].isFinite else { return 0 }
    return entry.regions[region] * pow(exchange.posted.costs.cost[region], -market.venueCost.value)
      * exp(-market.venueDelay.value * exchange.posted.costs.delay[region])
  }
}
