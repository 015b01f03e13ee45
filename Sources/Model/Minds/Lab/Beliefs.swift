#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// How a lab's beliefs move from one month to the next.
struct Beliefs: BitwiseCopyable {
  /// Years over which growth that it has seen fades.
  var growthMemory: Double
  /// Years over which it comes to believe how long things take.
  ///
  /// A loop from backlog to lead time to orders must turn in months, not in decisions.
  var leadMemory: Double

  /// Years of a month: beliefs move on a grid of their own, so that deciding more often does not draw more luck.
  private static let step = 1.0 / 12
  private static let monthsPerYear = 12.0
  /// What a lab sees of a wild month, as log growth a year.
  private static let seen = -3.0...4.0
  /// What reaches its sites is smoothed over half the time.
  private static let arrivalsPace = 2.0
  /// Luck lasts for about a year.
  private static let luckKept = exp(-step)

  /// Log growth a year that it sees, after a month in which demand moved from `before` to `demand`.
  func growth(_ old: Double, demand: Double, before: Double) -> Double {
    let rate = log(demand / before) * Beliefs.monthsPerYear
    return old + fading * (min(Beliefs.seen.upperBound, max(Beliefs.seen.lowerBound, rate)) - old)
  }

  /// H100-equivalents a year that reach its sites, after a month that brought `arrived`, or would have if there were
  /// power: who does not order for want of power does not learn that there are no machines.
  func received(_ old: Double, arrived: Double) -> Double {
    old + Beliefs.arrivalsPace * fading * (arrived * Beliefs.monthsPerYear - old)
  }

  /// Years that something takes, after a month in which `told` was heard.
  func lead(_ old: Double, told: Double) -> Double {
    old + (1 - exp(-Beliefs.step / leadMemory)) * (told - old)
  }

  /// Luck in standard deviations, after a month that drew `draw` of them.
  static func luck(_ old: Double, draw: Double) -> Double {
    old * luckKept + (1 - luckKept * luckKept).squareRoot() * draw
  }

  private var fading: Double { 1 - exp(-Beliefs.step / growthMemory) }
}

extension Beliefs {
  init(_ inputs: View<WorldInputs>, lab: Int) {
    self.init(
      growthMemory: inputs.labs[lab].growthMemory.value, leadMemory: inputs.labs[lab].leadMemory.value)
  }
}
