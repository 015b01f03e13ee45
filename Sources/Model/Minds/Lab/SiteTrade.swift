import Inputs

/// Who sells live power beyond its plans, and who buys. All in facility MW of a region.
struct SiteTrade: BitwiseCopyable {
  /// Part of its live power that a lab does not sell.
  var reserve: Double

  /// Less is not worth a contract.
  static let smallest = 1.0

  /// Live power beyond the reserve, what is in use and what is coming.
  func idle(live: Double, free: Double, taken: Double) -> Double {
    max(0, free - reserve * live - taken)
  }

  /// Part of `idle` power that a lab does not need for what it is about to order.
  static func offered(idle: Double, orders: Double) -> Double {
    idle > 0 ? max(0, 1 - orders / idle) : 0
  }

  /// What a lab lacks, and what it has idle.
  struct Side: BitwiseCopyable {
    var lack: Double
    var idle: Double
    /// Part of the idle that it offers.
    var offered: Double
  }

  /// What a lab buys, below zero where it sells, when `traded` changes hands: in proportion to what it lacks and
  /// offers.
  static func amount(_ side: Side, traded: Double, demand: Double, supply: Double) -> Double {
    var amount = traded * side.lack / demand
    amount -= traded * side.idle * side.offered / supply
    return amount
  }
}

extension SiteTrade {
  init(_ inputs: View<WorldInputs>, lab: Int) {
    self.init(reserve: inputs.labs[lab].siteReserve.value)
  }
}
