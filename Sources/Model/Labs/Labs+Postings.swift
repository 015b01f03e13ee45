// What others read of labs.
extension Labs {
  struct Posted {
    /// What a lab does with its compute.
    struct Use {
      /// Inference wanted and served, and what could be leased out, in H100-equivalents.
      var demand = 0.0
      var served = 0.0
      var spare = 0.0
      /// Share of its compute that it means to keep for training and research.
      var trainingShare = 0.0
      /// USD per H100-equivalent hour that its customers pay.
      var price = 0.0
      /// Billions of USD a year.
      var revenue = 0.0
    }

    /// Whether each lab is alive.
    fileprivate(set) var alive: [Bool]
    /// What each does with its compute.
    fileprivate(set) var uses: [Use]
    /// H100-equivalents that labs wanted in orbit when they last decided and could not order there.
    fileprivate(set) var orbitUnserved = 0.0
    /// Power wanted over what will be there, less one, when labs last decided, by region.
    fileprivate(set) var powerGap: [Double]

    init(_ places: Places) {
      powerGap = Array(repeating: 0, count: places.regions)
      alive = Array(repeating: true, count: places.labs)
      uses = Array(repeating: Use(), count: places.labs)
    }

    mutating func reset() {
      for lab in alive.indices { alive[lab] = true }
      orbitUnserved = 0
      for region in powerGap.indices { powerGap[region] = 0 }
    }
  }

  func post(_ exchange: inout Exchange) {
    for (lab, state) in states.enumerated() {
      exchange.posted.labs.uses[lab] = Posted.Use(
        demand: state.demand, served: state.served, spare: state.spare, trainingShare: state.trainingShare,
        price: state.price, revenue: state.revenue)
    }
  }

  func post(orbitUnserved compute: Double, _ exchange: inout Exchange) {
    exchange.posted.labs.orbitUnserved = compute
  }

  func post(powerGap gap: Double, _ region: Int, _ exchange: inout Exchange) {
    exchange.posted.labs.powerGap[region] = gap
  }

  func postFailure(_ lab: Int, _ exchange: inout Exchange) { exchange.posted.labs.alive[lab] = false }
}

extension Labs {
  /// FLOP/s of an H100-equivalent: dense, 8-bit.
  private static let peakPerCompute = 1.979e15
  private static let secondsPerDay = 86_400.0

  static let series: [Posting] = [
    .now("largest_run_flop", "FLOP", "Largest training run that the best-equipped lab could finish.") {
      world, _ in
      var largest = 0.0
      for state in world.labs.states { largest = max(largest, state.training) }
      let market = world.exchange.inputs.market
      return largest * market.runShare.value * market.modelUtilisation.value * peakPerCompute
        * market.runLength.value * secondsPerDay
    },
    .now("ai_revenue_billion_usd_per_year", "billion USD/year", "Revenue of all labs, at today's rate.") {
      world, _ in sum(world) { $0.revenue }
    },
    .now("ai_revenue_total_billion_usd", "billion USD", "Revenue of all labs since the start.") { world, _ in
      sum(world) { $0.revenueTotal }
    },
    .now("capex_total_billion_usd", "billion USD", "Capital spent on AI since the start.") { world, _ in
      sum(world) { $0.capexTotal }
    },
    .perYear(
      "capex_billion_usd_per_year", "billion USD/year", of: "capex_total_billion_usd",
      "Capital spent on AI over twelve months."),
    .now("profit_total_billion_usd", "billion USD", "Profit of all labs since the start.") { world, _ in
      sum(world) { $0.profitTotal }
    },
    .now("bankruptcies", "1", "Labs that have failed since the start.") { world, _ in
      Double(world.labs.bankruptcies)
    },
    .now("top3_revenue_share", "ratio", "Share of the three largest labs in revenue.") { world, _ in
      let revenue = sum(world) { $0.revenue }
      return revenue > 0 ? min(1, topThree(world).revenue / revenue) : .nan
    },
    .now("top3_margin", "ratio", "Profit of the three largest labs over their revenue.") { world, _ in
      let top = topThree(world)
      return top.revenue > 0 ? top.profit / top.revenue : .nan
    },
  ]

  static let table = PostingTable(
    name: "labs", title: "Labs: compute, money, commitments", noun: "lab", entities: { $0["labs"] ?? [] },
    postings: [
      .now("compute_h100e", "H100e", "Compute in service for the lab.") { world, lab in
        world.exchange.posted.online(lab: lab.entity)
      },
      .now("compute_orbit_h100e", "H100e", "Of it in orbit.") { world, lab in
        world.exchange.posted.online(world.exchange.places.cell(lab.entity, world.exchange.places.orbit))
      },
      .now("dark_h100e", "H100e", "Its accelerators without power or satellite.") { world, lab in
        world.exchange.posted.waiting(lab: lab.entity)
      },
      .now("on_order_h100e", "H100e", "Accelerators on order and on the way.") { world, lab in
        max(0, world.exchange.pipeline.coming(lab: lab.entity))
      },
      state("wanted_h100e", "H100e", "Compute it meant to have at its last decision's horizon.") {
        $0.wanted
      },
      state("inference_demand_h100e", "H100e", "Compute its customers would use at today's prices.") {
        $0.demand
      },
      state("training_h100e", "H100e", "Compute in training and research.") { $0.training },
      state("spare_h100e", "H100e", "Compute it could lease out and could not place.") { max(0, $0.spare) },
      state("revenue_billion_usd_per_year", "billion USD/year", "Revenue at today's rate.") { $0.revenue },
      .perYear(
        "profit_billion_usd_per_year", "billion USD/year", of: "profit_total_billion_usd",
        "Profit over twelve months, capital depreciated over five years."),
      .now("cash_billion_usd", "billion USD", "Cash.") { world, lab in
        world.exchange.ledger.cash(lab.entity)
      },
      state("debt_billion_usd", "billion USD", "Debt.") { $0.debt },
      state(
        "commitments_billion_usd", "billion USD",
        "Rents to the end of their terms, and what is owed on orders and sites."
      ) { max(0, $0.commitments) },
      .perYear(
        "capex_billion_usd_per_year", "billion USD/year", of: "capex_total_billion_usd",
        "Capital spent over twelve months, less what powered sites sold to others brought."),
      .growth(
        "compute_growth_ratio", of: "compute_h100e", "Compute over that of twelve months before."),
      .growth(
        "revenue_growth_ratio", of: "revenue_billion_usd_per_year",
        "Revenue over that of twelve months before."),
      .now("alive", "ratio", "1 until it fails.") { world, lab in
        world.exchange.posted.labs.alive[lab.entity] ? 1 : 0
      },
      state("profit_total_billion_usd", "billion USD", "Profit since the start.") { $0.profitTotal },
      state("revenue_total_billion_usd", "billion USD", "Revenue since the start.") { $0.revenueTotal },
      state(
        "capex_total_billion_usd", "billion USD",
        "Capital spent since the start, less what powered sites sold to others brought."
      ) { $0.capexTotal },
    ])

  /// A number of a lab's own state.
  private static func state(
    _ name: String, _ unit: String, _ meaning: String, _ part: @escaping @Sendable (State) -> Double
  ) -> Posting {
    .now(name, unit, meaning) { world, lab in part(world.labs.states[lab.entity]) }
  }

  private static func sum(_ world: borrowing World, _ part: (State) -> Double) -> Double {
    var sum = 0.0
    for state in world.labs.states { sum += part(state) }
    return sum
  }

  /// Revenue and profit of the three labs with most revenue together.
  private static func topThree(_ world: borrowing World) -> (revenue: Double, profit: Double) {
    var first = (0.0, 0.0)
    var second = (0.0, 0.0)
    var third = (0.0, 0.0)
    for state in world.labs.states {
      let entry = (state.revenue, state.profit)
      if entry.0 > first.0 {
        (first, second, third) = (entry, first, second)
      } else if entry.0 > second.0 {
        (second, third) = (entry, second)
      } else if entry.0 > third.0 {
        third = entry
      }
    }
    return (first.0 + second.0 + third.0, first.1 + second.1 + third.1)
  }
}
