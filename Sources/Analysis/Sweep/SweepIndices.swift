import Sweep

/// The sensitivity indices of one metric, and whether they mean anything yet.
public struct SweepIndices: Sendable {
  /// What is estimated, in the order of the values.
  public let names: [String]
  /// By axis, then by name.
  public let values: [[Estimate]]
  /// Blocks of the design that counted, and that did not.
  public let survived: Int
  public let dropped: Int
  /// Whether the indices may be read: every interval is narrow enough to tell one input from another, and shares of
  /// the variance add up.
  public let isSettled: Bool

  init(_ study: SweepStudy, _ estimates: SensitivityObserver.Estimates, metric: Int) {
    switch estimates {
    case .sobol(let all):
      let indices = all[metric].estimates()
      names = ["first_order", "total_order"]
      values = indices.map { [$0.first, $0.total] }
      survived = all[metric].survived
      dropped = all[metric].dropped
      isSettled = SweepIndices.addUp(first: indices.map(\.first), total: indices.map(\.total))
    case .morris(let all):
      let effects = all[metric].estimates()
      names = ["mu", "mu_star", "sigma"]
      values = effects.map { [$0.mu, $0.muStar, $0.sigma] }
      survived = all[metric].survived
      dropped = all[metric].dropped
      isSettled = SweepIndices.isClear(effects.map(\.muStar))
    }
  }

  /// The widest interval of a share of the variance that still says something.
  static let widestShare = 0.5
  /// How far shares may miss what they must be: between 0 and 1, the first-order ones together at most 1.
  static let slack = 0.15

  /// Whether shares of the variance are known well enough, and are shares.
  static func addUp(first: [Estimate], total: [Estimate]) -> Bool {
    let sum = first.reduce(0) { $0 + $1.value }
    guard sum.isFinite, sum <= 1 + slack else { return false }
    return (first + total).allSatisfy { share in
      guard let interval = share.interval() else { return false }
      return interval.upperBound - interval.lowerBound <= widestShare
        && (-slack...(1 + slack)).contains(share.value)
    }
  }

  /// Whether the interval of the largest effect is narrower than the effect.
  static func isClear(_ sizes: [Estimate]) -> Bool {
    guard let largest = sizes.max(by: { $0.value < $1.value }), let interval = largest.interval() else {
      return false
    }
    return interval.upperBound - interval.lowerBound <= largest.value
  }
}
