#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import SimulationKernel

extension Labs {
  /// Orders on vendors' books and machines on the road at the start, spread over labs by size and leaning.
  mutating func openOrders(_ exchange: inout Exchange) {
    for vendor in exchange.inputs.vendors.indices {
      let entry = exchange.inputs.vendors[vendor]
      let book = OrderBook.index(vendor: vendor, orbit: false)
      let monthly = entry.openingRate.value * 1000
      guard monthly > 0 else { continue }
      var sum = 0.0
      for lab in states.indices { sum += openingWeight(lab, vendor, exchange) }
      guard sum > 0 else { continue }
      exchange.book.outflow[book] = monthly / Time.month
      let growth = exchange.inputs.datacenters.openingGrowth.value
      // Orders grew while those now on the books came: deliveries are what was ordered then.
      let daily = monthly / Time.month * (1 + growth * entry.openingBacklog.value / 12)
      for lab in states.indices {
        let share = openingWeight(lab, vendor, exchange) / sum
        guard share > 0 else { continue }
        openOrder(lab, book, vendor, monthly * entry.openingBacklog.value * share, &exchange)
        openTransit(lab, vendor, monthly * share, &exchange)
      }
      exchange.book.openInflow(book, daily: daily, growth: growth)
    }
    exchange.pipeline.count(exchange.book)
    seenLead = leadTime(exchange)
  }

  private func openingWeight(_ lab: Int, _ vendor: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.labs[lab]
    var sum = 0.0
    for other in exchange.inputs.vendors.indices { sum += vendorWeight(lab, other, exchange) }
    let growth = max(0.05, exp(entry.computeGrowth.value) - 1)
    return sum > 0 ? entry.compute.value * growth * vendorWeight(lab, vendor, exchange) / sum : 0
  }

  private func regionShare(_ lab: Int, _ region: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.labs[lab]
    var sum = 0.0
    for other in 0..<exchange.places.regions { sum += entry.regions[other] }
    return sum > 0 ? entry.regions[region] / sum : 0
  }

  private func openOrder(_ lab: Int, _ book: Int, _ vendor: Int, _ amount: Double, _ exchange: inout Exchange)
  {
    guard let design = exchange.catalogue.current(book: book, at: 0) else { return }
    let price = exchange.pricePerCompute(design, book: book)
    let prepayment = exchange.inputs.vendors[vendor].prepayment.value
    for region in 0..<exchange.places.regions {
      let part = amount * regionShare(lab, region, exchange)
      guard part > 0 else { continue }
      exchange.book.place(
        OrderBook.Order(lab: lab, venue: region, owed: part, placed: 0, prepaid: part * price * prepayment),
        in: book)
    }
  }

  /// Machines sold in past months and not yet at a site: each month's sale has a transport time of its own.
  private func openTransit(_ lab: Int, _ vendor: Int, _ monthly: Double, _ exchange: inout Exchange) {
    let seller = exchange.inputs.vendors[vendor]
    for design in exchange.inputs.accelerators.indices {
      let entry = exchange.inputs.accelerators[design]
      guard entry.vendor.asInt == vendor, entry.openingStock.value > 0 else { continue }
      for region in 0..<exchange.places.regions {
        let units =
          monthly * entry.openingStock.value * regionShare(lab, region, exchange) / entry.performance.value
        guard units > 0 else { continue }
        for month in 1...12 {
          var stream = exchange.shippingLuck(
            vendor: vendor, design: design, lab: lab, venue: region, month: -month)
          let left = seller.shipping.sample(using: &stream) * Time.month - (Double(month) - 0.5) * Time.month
          guard left > 0 else { continue }
          let index = exchange.deliveries.insert(
            Delivery(lab: Int32(lab), venue: Int32(region), design: Int32(design), units: units))
          exchange.goods.endow(exchange.goods.accelerators(design), inTransit: units)
          exchange.pipeline.depart(units * entry.performance.value, exchange.places.cell(lab, region))
          exchange.scheduler.schedule(.deliveryArrives(index), after: left, priority: Priority.arrival)
        }
      }
    }
  }
}
