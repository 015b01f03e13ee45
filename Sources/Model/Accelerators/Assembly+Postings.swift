import Inputs

// What fabs, memory and labs read of vendors.
extension Assembly {
  /// What a vendor plans and asks for, by book.
  struct Posted {
    /// H100-equivalents that the ordered designs are planned to make a day, and to start wafers for.
    fileprivate(set) var planRate: [Double]
    fileprivate(set) var startRate: [Double]
    /// Price of an accelerator over its price at release: memory and wafer costs passed on.
    fileprivate(set) var markup: [Double]

    init(_ inputs: View<WorldInputs>) {
      planRate = Array(repeating: 0, count: inputs.vendors.count * 2)
      startRate = planRate
      markup = Array(repeating: 1, count: inputs.vendors.count * 2)
    }

    /// The same, with quotes moved by what has moved from some to others.
    func quotes(movedFrom before: Self, to after: Self) -> Self {
      var moved = self
      moved.markup = markup.moved(from: before.markup, to: after.markup)
      return moved
    }

    mutating func reset() {
      for book in planRate.indices {
        planRate[book] = 0
        startRate[book] = 0
        markup[book] = 1
      }
    }
  }

  func post(planRate: Double, startRate: Double, _ book: Int, _ exchange: inout Exchange) {
    exchange.posted.assembly.planRate[book] = planRate
    exchange.posted.assembly.startRate[book] = startRate
  }

  func post(markup: Double, _ book: Int, _ exchange: inout Exchange) {
    exchange.posted.assembly.markup[book] = markup
  }
}

extension Assembly {
  static let series: [Posting] = [
    .now(
      "accelerators_sold_million_h100e", "million H100e",
      "Accelerators sold, those before the start included."
    ) { world, _ in
      var opening = 0.0
      let inputs = world.exchange.inputs
      for lab in inputs.labs.indices { opening += inputs.labs[lab].compute.value * 1000 }
      return (opening + world.assembly.soldCompute) / 1e6
    },
    .now("sold_total_h100e", "H100e", "Accelerators sold since the start.") { world, _ in
      world.assembly.soldCompute
    },
    .now(
      "restricted_imports_total_h100e", "H100e",
      "Accelerators that controlled vendors delivered to labs behind export controls since the start."
    ) { world, _ in world.assembly.imports },
    .perYear(
      "restricted_imports_h100e_per_year", "H100e/year", of: "restricted_imports_total_h100e",
      "Accelerators that controlled vendors delivered to labs behind export controls over twelve months."),
    .now("shipped_total_gw", "GW", "IT power of accelerators sold since the start.") { world, _ in
      world.assembly.soldPower / 1000
    },
    .perYear(
      "accelerators_shipped_gw_per_year", "GW/year", of: "shipped_total_gw",
      "IT power of accelerators sold over twelve months."),
  ]

  static let table = PostingTable(
    name: "vendors", title: "Vendors: what they sell, owe and charge", noun: "vendor",
    entities: { $0["vendors"] ?? [] },
    postings: [
      .now("sold_total_h100e", "H100e", "Accelerators sold since the start.") { world, vendor in
        world.assembly.soldByVendor[vendor.entity]
      },
      .perYear(
        "sold_h100e_per_year", "H100e/year", of: "sold_total_h100e", "Accelerators sold over twelve months."),
      .now("backlog_h100e", "H100e", "Accelerators ordered and not yet delivered, double orders included.") {
        world, vendor in
        let book = OrderBook.index(vendor: vendor.entity, orbit: false)
        return world.exchange.book.backlog[book] + world.exchange.book.backlog[book + 1]
      },
      .now(
        "price_over_release", "ratio",
        "Price of accelerators for the ground over that at release: costs passed on and scarcity."
      ) { world, vendor in
        world.exchange.posted.assembly.markup[OrderBook.index(vendor: vendor.entity, orbit: false)]
      },
    ])
}
