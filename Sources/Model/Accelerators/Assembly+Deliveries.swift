import Inputs
import SimulationKernel

extension Assembly {
  /// A month's deliveries: each vendor shares out what it has finished.
  mutating func deliver(_ exchange: inout Exchange) {
    months += 1
    for book in exchange.book.books.indices {
      let available = min(readyCompute(book, exchange), exchange.book.backlog[book])
      let rate = available / Time.month
      exchange.book.outflow[book] += (rate - exchange.book.outflow[book]) / 3
      guard available > 1e-6 else { continue }
      allocate(book, available, &exchange)
      // What rounding left unallocated stays with the vendor.
      var allocated = 0.0
      for cell in shares.indices { allocated += shares[cell] }
      if allocated > 0 { shipOut(book, allocated, &exchange) }
      exchange.book.sweep(book)
    }
    exchange.scheduler.schedule(.deliver, after: Time.month, priority: Priority.completion)
  }

  /// What a book delivers: for how many billions of USD per H100-equivalent.
  private struct Sale: BitwiseCopyable {
    var book: Int
    var price: Double
  }

  /// Fills orders by the vendor's policy, charges them and gathers what goes where.
  private mutating func allocate(_ book: Int, _ available: Double, _ exchange: inout Exchange) {
    let allocation = Allocation(exchange.inputs.vendors[OrderBook.vendor(of: book)])
    for cell in shares.indices {
      shares[cell] = 0
      readiness[cell] = allocation.readiness(
        waiting: exchange.posted.waiting(cell), online: exchange.posted.online(cell))
    }
    for lab in payers.indices { payers[lab] = exchange.payers(of: lab) }
    let sale = Sale(book: book, price: price(book, exchange))
    var orders = exchange.book.takeOut(book)
    divide(available, over: &orders, by: allocation, sale, &exchange)
    exchange.book.putBack(orders, in: book)
  }

  /// Divides what is available among orders by the vendor's policy; what that leaves goes to the oldest.
  private mutating func divide(
    _ available: Double, over orders: inout [OrderBook.Order], by allocation: Allocation, _ sale: Sale,
    _ exchange: inout Exchange
  ) {
    var orders = orders.mutableSpan
    var supply = Allocation.Supply(
      available: available, owed: exchange.book.backlog[sale.book], weights: 0)
    for index in orders.indices {
      supply.weights += allocation.weight(claim(orders[index], exchange))
    }
    var left = available
    for index in orders.indices {
      let gift = allocation.gift(claim(orders[index], exchange), of: supply)
      left -= give(gift, to: &orders[index], sale, &exchange)
    }
    var index = 0
    while left > 1e-6, index < orders.count {
      left -= give(min(left, orders[index].owed), to: &orders[index], sale, &exchange)
      index += 1
    }
  }

  private func claim(_ order: OrderBook.Order, _ exchange: borrowing Exchange) -> Allocation.Claim {
    Allocation.Claim(
      owed: order.owed, priority: exchange.inputs.labs[order.lab].priority.value,
      readiness: readiness[exchange.places.cell(order.lab, order.venue)])
  }

  /// Delivers on an order: its buyer pays what it has not prepaid. Returns what was given.
  private mutating func give(
    _ amount: Double, to order: inout OrderBook.Order, _ sale: Sale, _ exchange: inout Exchange
  ) -> Double {
    guard amount > 0 else { return 0 }
    let prepaid = order.take(amount)
    exchange.book.deliver(amount, lab: order.lab, venue: order.venue, sale.book)
    let isControlled = exchange.inputs.vendors[OrderBook.vendor(of: sale.book)].exportControlled
    if isControlled, exchange.inputs.labs[order.lab].restricted { imports += amount }
    let payers = payers[order.lab]
    exchange.charge(order.lab, billions: max(0, amount * sale.price - prepaid), to: payers)
    exchange.leased.add(amount * (1 - payers.own), to: order.lab)
    shares[exchange.places.cell(order.lab, order.venue)] += amount
    return amount
  }

  /// Billions of USD per H100-equivalent that a book delivers now.
  private func price(_ book: Int, _ exchange: borrowing Exchange) -> Double {
    let design = exchange.catalogue.current(book: book, at: exchange.now) ?? finishedDesign(book, exchange)
    return design.map { exchange.pricePerCompute($0, book: book) } ?? 0
  }

  /// The newest design of a book of which some stands finished: what is shipped after the last one is no longer made.
  private func finishedDesign(_ book: Int, _ exchange: borrowing Exchange) -> Int? {
    for design in exchange.catalogue.line[book] where finished[design] > 0 { return design }
    return nil
  }

  private mutating func shipOut(_ book: Int, _ available: Double, _ exchange: inout Exchange) {
    let ready = readyCompute(book, exchange)
    let vendor = exchange.inputs.vendors[OrderBook.vendor(of: book)]
    for design in exchange.catalogue.line[book] where finished[design] > 0 {
      let entry = exchange.inputs.accelerators[design]
      let sent = finished[design] * available / ready
      finished[design] -= sent
      exchange.goods.depart(exchange.goods.accelerators(design), sent)
      soldPower += sent * entry.power.value / 1000
      soldByVendor[OrderBook.vendor(of: book)] += sent * entry.performance.value
      for lab in 0..<exchange.places.labs {
        for venue in 0..<exchange.places.venues {
          let cell = exchange.places.cell(lab, venue)
          guard shares[cell] > 0 else { continue }
          let units = sent * shares[cell] / available
          exchange.pipeline.depart(units * entry.performance.value, cell)
          var stream = exchange.shippingLuck(
            vendor: OrderBook.vendor(of: book), design: design, lab: lab, venue: venue, month: months)
          let wait = vendor.shipping.sample(using: &stream) * Time.month
          let index = exchange.deliveries.insert(
            Delivery(lab: Int32(lab), venue: Int32(venue), design: Int32(design), units: units))
          exchange.scheduler.schedule(.deliveryArrives(index), after: wait, priority: Priority.arrival)
        }
      }
    }
  }
}
