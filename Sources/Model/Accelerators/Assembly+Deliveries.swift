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
      for share in shares { allocated += share }
      if allocated > 0 { shipOut(book, allocated, &exchange) }
      exchange.book.sweep(book)
    }
    exchange.scheduler.schedule(.deliver, after: Time.month, priority: Priority.completion)
  }

  /// Fills orders by the vendor's policy, charges it and gathers what goes where.
  private mutating func allocate(_ book: Int, _ available: Double, _ exchange: inout Exchange) {
    let allocation = Allocation(exchange.inputs.vendors[OrderBook.vendor(of: book)])
    for cell in shares.indices {
      shares[cell] = 0
      readiness[cell] = allocation.readiness(
        waiting: exchange.posted.waiting(cell), online: exchange.posted.online(cell))
    }
    let price = price(book, exchange)
    let backlog = exchange.book.backlog[book]
    var orders = exchange.book.takeOut(book)
    gifts.removeAll(keepingCapacity: true)
    divide(available, over: &orders, owing: backlog, by: allocation, exchange)
    exchange.book.putBack(orders, in: book)
    for gift in gifts {
      exchange.book.deliver(gift.amount, lab: gift.lab, venue: gift.venue, book)
      exchange.charge(gift.lab, billions: max(0, gift.amount * price - gift.prepaid))
      soldSpend += gift.amount * price
      exchange.leased.add(gift.amount * (1 - exchange.ownShare(gift.lab)), to: gift.lab)
      shares[exchange.places.cell(gift.lab, gift.venue)] += gift.amount
    }
  }

  /// Divides what is available among orders by the vendor's policy; what that leaves goes to the oldest.
  private mutating func divide(
    _ available: Double, over orders: inout [OrderBook.Order], owing backlog: Double,
    by allocation: Allocation, _ exchange: borrowing Exchange
  ) {
    var orders = orders.mutableSpan
    var supply = Allocation.Supply(available: available, owed: backlog, weights: 0)
    for index in orders.indices {
      supply.weights += allocation.weight(claim(orders[index], exchange))
    }
    var left = available
    for index in orders.indices {
      left -= give(allocation.gift(claim(orders[index], exchange), of: supply), to: &orders[index])
    }
    var index = 0
    while left > 1e-6, index < orders.count {
      left -= give(min(left, orders[index].owed), to: &orders[index])
      index += 1
    }
  }

  private func claim(_ order: OrderBook.Order, _ exchange: borrowing Exchange) -> Allocation.Claim {
    Allocation.Claim(
      owed: order.owed, priority: exchange.inputs.labs[order.lab].priority.value,
      readiness: readiness[exchange.places.cell(order.lab, order.venue)])
  }

  /// Delivers on an order; returns what was given.
  private mutating func give(_ amount: Double, to order: inout OrderBook.Order) -> Double {
    guard amount > 0 else { return 0 }
    gifts.append(Gift(lab: order.lab, venue: order.venue, amount: amount, prepaid: order.take(amount)))
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
      soldCompute += sent * entry.performance.value
      soldPower += sent * entry.power.value / 1000
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
