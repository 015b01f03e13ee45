#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// Who buys a failed lab's estate, and for how much.
struct Takeover: BitwiseCopyable {
  /// Price of its machines as a share of what new ones cost.
  var fireSale: Double
  /// Part of the failed lab's customers that stay with the buyer.
  var customers: Double

  /// Most that the buyer pays, as a part of its cash.
  private static let mostCash = 0.5

  /// A new machine in a hall costs about three years of its rent.
  private static let rentYears = 3.0

  /// Billions of USD per H100-equivalent of a new machine in a hall, at USD per hour of a long lease.
  static func newMachine(contract: Double) -> Double {
    contract * Time.hoursPerYear * rentYears * 1e-9
  }

  /// The buyer: of the living, the one with the most cash; nil where nobody lives.
  static func heir(cash: [Double], alive: [Bool]) -> Int? {
    var richest: Int?
    for lab in alive.indices where alive[lab] {
      if cash[lab] > richest.map({ cash[$0] }) ?? -.infinity { richest = lab }
    }
    return richest
  }

  /// Billions of USD that an heir with `cash` pays for its part of machines worth `value` when new.
  func price(_ value: Double, part: Double, cash: Double) -> Double {
    min(value * fireSale * part, max(0, cash * Takeover.mostCash))
  }

  /// Log growth of an heir's demand by its part of a failed lab's customers, who paid `before` for an hour and pay
  /// `now`: they spend no more than they did.
  func growth(demand: Double, part: Double, own: Double, before: Double, now: Double) -> Double {
    let kept = now > before ? before / now : 1
    return log(1 + customers * kept * demand * part / max(1, own))
  }
}

extension Takeover {
  init(_ inputs: View<WorldInputs>) {
    self.init(fireSale: inputs.market.fireSale.value, customers: inputs.market.customersKept.value)
  }
}
