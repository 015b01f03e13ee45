#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// Where a lab would put its growth: a logit on log cost and on years of wait.
struct VenueChoice: BitwiseCopyable {
  /// Weight of the log cost.
  var cost: Double
  /// Weight of a year's wait.
  var delay: Double

  /// Longer waits count as this many years.
  private static let longestWait = 20.0
  /// A smaller share is none.
  private static let leastShare = 0.005

  /// Weight of a venue that a lab leans to by so much: USD per H100-equivalent hour, and years of wait.
  func weight(_ leaning: Double = 1, cost price: Double, years: Double) -> Double {
    leaning * pow(price, -cost) * exp(-delay * min(VenueChoice.longestWait, years))
  }

  /// Share of growth for orbit, of its appeal and the mean appeal of the lab's regions; the larger `sharpness`, the
  /// less of what has the lesser appeal.
  static func orbitShare(orbit: Double, ground: Double, sharpness: Double) -> Double {
    guard orbit > 0 else { return 0 }
    let share = 1 / (1 + pow(ground / orbit, sharpness))
    return share < leastShare ? 0 : share
  }
}

extension VenueChoice {
  init(_ inputs: View<WorldInputs>, lab: Int) {
    let (lab, market) = (inputs.labs[lab], inputs.market)
    self.init(
      cost: market.venueCost.value * lab.costWeight.value,
      delay: market.venueDelay.value * lab.delayWeight.value)
  }
}
