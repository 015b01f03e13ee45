import Inputs

// What vendors read of fabs.
extension Fabs {
  /// How short a process is, smoothed.
  struct Posted {
    /// Price of a wafer over that of normal times, by process.
    fileprivate(set) var priceFactor: [Double]
    /// Part of what was asked of a process that it could not start for want of capacity, over its cycle time: what
    /// lacks now lacked then.
    fileprivate(set) var scarcity: [Double]
    /// Thousand wafer starts a month, and the share of a DRAM line's wafers in HBM, by fab.
    fileprivate(set) var capacity: [Double]
    fileprivate(set) var hbmShare: [Double]
    /// Dies that can be sold from one wafer started now, by die.
    fileprivate(set) var diesPerWafer: [Double]

    init(_ inputs: View<WorldInputs>) {
      priceFactor = Array(repeating: 1, count: inputs.processes.count)
      scarcity = Array(repeating: 0, count: inputs.processes.count)
      capacity = Array(repeating: 0, count: inputs.fabs.count)
      hbmShare = capacity
      var dies = 0
      for design in inputs.accelerators.indices { dies += inputs.accelerators[design].dies.count }
      diesPerWafer = Array(repeating: 0, count: dies)
    }

    /// The same, with yields moved by what has moved from some to others.
    func quotes(movedFrom before: Self, to after: Self) -> Self {
      var moved = self
      moved.diesPerWafer = diesPerWafer.moved(from: before.diesPerWafer, to: after.diesPerWafer)
      return moved
    }

    mutating func reset() {
      for process in priceFactor.indices {
        priceFactor[process] = 1
        scarcity[process] = 0
      }
    }
  }

  /// Posts what lines can make, for those who are about to decide.
  func postLines(_ exchange: inout Exchange) {
    for fab in capacity.indices {
      exchange.posted.fabs.capacity[fab] = capacity[fab]
      exchange.posted.fabs.hbmShare[fab] = hbmShare[fab]
    }
  }

  /// Posts what a wafer gives, for those who are about to price.
  mutating func postYields(_ exchange: inout Exchange) {
    measureDefects(exchange.inputs)
    for index in diesPerWafer.indices {
      let die = exchange.catalogue.dies[index]
      exchange.posted.fabs.diesPerWafer[index] =
        die.alike < index
        ? exchange.posted.fabs.diesPerWafer[die.alike] : soldDies(die, exchange.inputs)
    }
  }

  func post(priceFactor: Double, _ process: Int, _ exchange: inout Exchange) {
    exchange.posted.fabs.priceFactor[process] = priceFactor
  }

  func post(scarcity short: Double, weight: Double, _ process: Int, _ exchange: inout Exchange) {
    let seen = exchange.posted.fabs.scarcity[process]
    exchange.posted.fabs.scarcity[process] += (short - seen) * weight
  }
}

extension Fabs {
  static let series: [Posting] = [
    .now("hbm_wafer_share", "ratio", "Share of DRAM wafers started in HBM.") { world, _ in
      world.fabs.hbmWaferShare(world.exchange.inputs)
    },
    .now(
      "fab_spending_total_billion_usd", "billion USD",
      "Capital that chip makers spent on new capacity since the start."
    ) { world, _ in world.fabs.spent },
  ]

  static let table = PostingTable(
    name: "fabs", title: "Fabs: capacity and what it makes", noun: "fab", entities: { $0["fabs"] ?? [] },
    postings: [
      .now("capacity_kwafer_per_month", "kwafer/month", "Wafer starts a month that the line can make.") {
        world, fab in world.fabs.capacity[fab.entity]
      },
      .now("pipeline_kwafer_per_month", "kwafer/month", "Capacity announced and not yet running.") {
        world, fab in max(0, world.fabs.pipeline[fab.entity])
      },
      .now("ai_share", "ratio", "Share of starts that AI may take.") { world, fab in
        world.fabs.aiShare[fab.entity]
      },
      .now("hbm_share", "ratio", "Share of a DRAM line's wafers in HBM.") { world, fab in
        world.fabs.hbmShare[fab.entity]
      },
    ])
}
