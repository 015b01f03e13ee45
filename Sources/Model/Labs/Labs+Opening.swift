#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import SimulationKernel

// Labs in mid-stride at the start.
extension Labs {
  mutating func open(_ exchange: inout Exchange) {
    leases.removeAll(keepingCapacity: true)
    bankruptcies = 0
    depreciation.reset()
    let inputs = exchange.inputs
    exchange.ledger.reset()
    for lab in states.indices {
      let entry = inputs.labs[lab]
      var state = State()
      let compute = entry.compute.value * Labs.thousand
      let inference = compute * (1 - entry.trainingShare.value)
      state.seenGrowth = entry.computeGrowth.value
      state.debt = entry.debt.value
      state.equityRoom =
        entry.equityMultiple.value * entry.revenue.value * entry.dilution.value + entry.backing.value(at: 0)
      state.received = compute * (1 - exp(-entry.computeGrowth.value))
      state.revenue = entry.revenue.value
      state.demand = entry.product ? inference : 0
      state.lastDemand = max(1, inference)
      state.price =
        entry.product && inference > 0 ? entry.revenue.value * 1e9 / (inference * Time.hoursPerYear) : 0
      state.quality = state.price / Bloc.openingSpot(of: lab, inputs)
      states[lab] = state
      exchange.ledger.open(lab: lab, cash: entry.cash.value)
      openContracts(lab, compute, exchange)
    }
    exchange.scheduler.schedule(.labsDecide, after: 0, priority: Priority.decision)
    exchange.scheduler.schedule(.beliefsMove, after: Time.month, priority: Priority.completion)
  }

  /// Leases that run and capital that depreciates at the start, spread by the growth that brought them.
  private mutating func openContracts(_ lab: Int, _ compute: Double, _ exchange: borrowing Exchange) {
    let entry = exchange.inputs.labs[lab]
    let growth = exchange.inputs.datacenters.openingGrowth.value
    let own = exchange.ownShare(lab)
    let rent = Labs.billions(compute * (1 - own), at: Bloc.openingContract(of: lab, exchange.inputs))
    let capital = openingCapital(lab, exchange)
    let ages = 1...Depreciation.months
    var sum = 0.0
    for age in ages { sum += exp(-growth * Double(age) / 12) }
    for age in ages {
      let part = exp(-growth * Double(age) / 12) / sum
      depreciation.open(lab, age: age, compute * own * part * capital)
      if let provider = exchange.provider(of: lab) {
        depreciation.open(provider, age: age, compute * (1 - own) * part * capital)
      }
      let until = entry.takeOrPay.value * Time.year - Double(age) * Time.month
      if rent > 0 && until > 0 { leases.append(Lease(lab: Int32(lab), until: until, rent: rent * part)) }
    }
  }

  /// Billions of USD that an H100-equivalent of the opening fleet has cost with its systems and hall.
  private func openingCapital(_ lab: Int, _ exchange: borrowing Exchange) -> Double {
    let base = exchange.inputs.installedBase.asInt
    let design = exchange.inputs.accelerators[base]
    let book = OrderBook.index(vendor: design.vendor.asInt, orbit: false)
    var hall = 0.0
    for region in 0..<exchange.places.regions {
      hall += exchange.inputs.hallCost(region) * leaning(lab, region, exchange)
    }
    return exchange.pricePerCompute(base, book: book)
      + hall * design.power.value / design.performance.value * 1e-6
  }

  /// Orders on vendors' books and machines on the road at the start, spread over labs by size and leaning.
  mutating func openOrders(_ exchange: inout Exchange) {
    for vendor in exchange.inputs.vendors.indices {
      let entry = exchange.inputs.vendors[vendor]
      let book = OrderBook.index(vendor: vendor, orbit: false)
      let monthly = entry.openingRate.value * Labs.thousand
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
    let leadTime = self.leadTime(exchange)
    for lab in states.indices { states[lab].machineLead = leadTime }
  }

  /// Growth a year that every lab's orders at the start stand for at least.
  private static let leastOpeningGrowth = 0.05

  private func openingWeight(_ lab: Int, _ vendor: Int, _ exchange: borrowing Exchange) -> Double {
    let entry = exchange.inputs.labs[lab]
    var sum = 0.0
    for other in exchange.inputs.vendors.indices { sum += vendorWeight(lab, other, exchange) }
    let growth = max(Labs.leastOpeningGrowth, exp(entry.computeGrowth.value) - 1)
    return sum > 0 ? entry.compute.value * growth * vendorWeight(lab, vendor, exchange) / sum : 0
  }

  private func openOrder(
    _ lab: Int, _ book: Int, _ vendor: Int, _ amount: Double, _ exchange: inout Exchange
  ) {
    guard let design = exchange.catalogue.current(book: book, at: 0) else { return }
    let price = exchange.pricePerCompute(design, book: book)
    let prepayment = exchange.inputs.vendors[vendor].prepayment.value
    for region in 0..<exchange.places.regions {
      let part = amount * leaning(lab, region, exchange)
      guard part > 0 else { continue }
      exchange.book.place(
        OrderBook.Order(
          lab: lab, venue: region, placed: -OrderBook.frame, owed: part,
          prepaid: part * price * prepayment),
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
          monthly * entry.openingStock.value * leaning(lab, region, exchange) / entry.performance.value
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
