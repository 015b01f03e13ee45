import Inputs

/// How a lab chooses the quantile of its forecast that it buys.
public enum BoldnessPolicy: String, CaseIterable, BitwiseCopyable, Sendable {
  /// The quantile is the input `boldness`.
  case given
  /// Underage over underage plus overage, from margin, take-or-pay and resale.
  case newsvendor
}

/// The quantile of its forecast that a lab buys.
struct Boldness: BitwiseCopyable {
  var policy: BoldnessPolicy
  /// The quantile where it is given.
  var given: Double
  /// Share of the spot price that idle compute brings.
  var resale: Double

  /// What an hour of compute sells for and costs, in USD per H100-equivalent hour.
  struct Prices: BitwiseCopyable {
    /// What its customers pay.
    var own: Double
    var spot: Double
    /// On a new long lease.
    var contract: Double
  }

  /// Quantiles that a lab may buy.
  private static let range = 0.01...0.99
  /// USD per hour that one too many costs at least.
  private static let leastOverage = 0.01

  func quantile(_ prices: Prices) -> Double {
    switch policy {
    case .given: given
    case .newsvendor: newsvendor(prices)
    }
  }

  /// One too few forgoes the margin over a lease, one too many the lease less what idle compute brings.
  private func newsvendor(_ prices: Prices) -> Double {
    let underage = prices.own - prices.contract
    let overage = max(Boldness.leastOverage, prices.contract - resale * prices.spot)
    let ratio = Newsvendor.criticalRatio(underage: underage, overage: overage)
    return min(Boldness.range.upperBound, max(Boldness.range.lowerBound, ratio))
  }
}

extension Boldness {
  init(_ inputs: View<WorldInputs>, lab: Int) {
    let lab = inputs.labs[lab]
    self.init(policy: lab.boldnessPolicy, given: lab.boldness.value, resale: lab.resale.value)
  }
}
