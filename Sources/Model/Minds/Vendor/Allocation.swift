import Inputs

/// How a vendor shares out what it makes.
public enum AllocationPolicy: String, CaseIterable, BitwiseCopyable, Sendable {
  /// Oldest order first.
  case firstCome = "first_come"
  /// Every order gets the same fraction.
  case proRata = "pro_rata"
  /// Prepaid and long-committed buyers first, then the oldest.
  case priority
}

/// What each order gets of a delivery before the oldest get what is left. All in H100-equivalents.
struct Allocation: BitwiseCopyable {
  var policy: AllocationPolicy
  /// Machines of a buyer that wait for power, as a part of those that have it, at which it makes half of its claim.
  var darkTolerance: Double

  /// So many machines in the dark are none.
  private static let negligible = 1000.0

  /// An order as its vendor sees it.
  struct Claim: BitwiseCopyable {
    var owed: Double
    /// Weight of its buyer.
    var priority: Double
    /// Part of its claim that it makes.
    var readiness: Double
  }

  /// A delivery: what there is of it, what all orders are owed, and the sum of their weights.
  struct Supply: BitwiseCopyable {
    var available: Double
    var owed: Double
    var weights: Double
  }

  /// Part of its claim that a buyer makes: whose machines stand dark lets others go first.
  func readiness(waiting: Double, online: Double) -> Double {
    1 / (1 + waiting / (darkTolerance * online + Allocation.negligible))
  }

  /// Weight of an order among those that share a delivery by weight.
  func weight(_ claim: Claim) -> Double { claim.owed * claim.priority * claim.readiness }

  /// What an order gets.
  func gift(_ claim: Claim, of supply: Supply) -> Double {
    switch policy {
    case .firstCome: 0
    case .proRata: claim.owed * (supply.available / supply.owed) * claim.readiness
    case .priority:
      supply.weights > 0 ? min(supply.available * weight(claim) / supply.weights, claim.owed) : 0
    }
  }
}

extension Allocation {
  init(_ vendor: View<VendorInputs>) {
    self.init(policy: vendor.allocation, darkTolerance: vendor.darkTolerance.value)
  }
}
