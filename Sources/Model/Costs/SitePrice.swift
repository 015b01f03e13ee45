#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// Price of a site with power over the cost of its hall: between that cost and the worth of the compute that it frees.
struct SitePrice: BitwiseCopyable {
  /// How a price follows.
  struct Rules: BitwiseCopyable {
    /// Part of the way that it goes a year, as a rate, and how many times that it is faster where power is short.
    var speed: Double
    var haste: Double
    /// What owners get of the worth, as `1 - e^-x`: x in balance, and its rise with what is wanted over what there is.
    var bargain: Double
    var bargainRise: Double
    /// Part of the power that may stand free before the price falls, and that over which it falls to the hall's cost.
    var glut: Double
    var glutBand: Double
  }

  /// So much less than is wanted is an ordinary year.
  private static let ordinary = 0.3

  /// Over the cost of a hall.
  private(set) var factor: Double

  init(opening: Double) { factor = max(1, opening) }

  /// What the price goes to, where `gap` is what is wanted over what there will be, less one, and `worth` that of the
  /// compute over the hall's cost.
  static func goal(gap: Double, worth: Double, _ rules: Rules) -> Double {
    let share = 1 - exp(-(rules.bargain + rules.bargainRise * max(0, gap)))
    let glut = max(0, min(1, 1 - (-gap - rules.glut) / rules.glutBand))
    return 1 + glut * share * max(0, worth)
  }

  mutating func pass(years: Double, gap: Double, worth: Double, _ rules: Rules) {
    let goal = SitePrice.goal(gap: gap, worth: worth, rules)
    let speed = rules.speed * (1 + rules.haste * max(0, min(1, gap - SitePrice.ordinary)))
    factor *= exp((1 - exp(-speed * years)) * log(goal / factor))
  }
}

extension SitePrice.Rules {
  init(_ inputs: View<WorldInputs>) {
    let halls = inputs.datacenters
    self.init(
      speed: halls.sitePriceSpeed.value, haste: halls.sitePriceHaste.value, bargain: halls.siteBargain.value,
      bargainRise: halls.siteBargainRise.value, glut: halls.siteGlut.value, glutBand: halls.siteGlutBand.value
    )
  }
}
