#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// What the operator of a line does about its capacity: it builds towards the orders that it expects, as far as the
/// price pays for it and its growth allows, and lets go what nobody wants.
///
/// Targets are scaled, never gaps, so that the answer does not depend on how often it is asked.
struct CapacityAnswer: BitwiseCopyable {
  /// Margin over long-run cost at which the whole answer is given; none at no margin.
  var hurdle: Double
  /// Part of projects that fail.
  var failure: Double
  /// The smallest project; 0 where any size is built.
  var step: Double
  /// Growth a year, of what stands and is under way, that the operator and its suppliers can manage; and the years
  /// of it that can be saved up.
  var growth: Double
  var bank: Double
  /// Part of the capacity in excess that is not renewed a year while the price is below long-run cost.
  var exit: Double

  /// What a line has.
  struct Standing: BitwiseCopyable {
    var capacity: Double
    /// What is under way, as far as it is expected to be done.
    var underWay: Double
    /// Growth saved up.
    var allowance: Double
  }

  /// What is done about it.
  struct Decision: BitwiseCopyable {
    /// Capacity to be begun, in whole steps.
    var begun = 0.0
    /// Capacity to be let go.
    var shed = 0.0
    /// Growth saved up before what is begun.
    var allowance = 0.0
  }

  /// Answers to `expected` units of capacity wanted, at a price of `margin` over long-run cost, `years` after it was
  /// last asked.
  func decide(_ line: Standing, expected: Double, margin: Double, years: Double) -> Decision {
    let position = line.capacity + line.underWay
    // Who has nothing yet may begin.
    let base = max(position, 2 * step)
    let earned = growth * base * years
    var decision = Decision()
    decision.allowance = min(line.allowance + earned, max(step, growth * base * bank) + earned)
    if expected > line.capacity {
      let part = hurdle > 0 ? max(0, min(1, margin / hurdle)) : 1
      let gap = line.capacity + part * (expected - line.capacity) - position
      decision.begun = whole(min(gap / (1 - failure), decision.allowance), allowance: decision.allowance)
    } else if margin < 0 {
      decision.shed = min(line.capacity - expected, line.capacity * (1 - exp(-exit * years)))
    }
    return decision
  }

  /// Part of what stands below which nobody begins anything.
  private static let least = 1e-3

  /// So much in whole projects: the nearest number of them that the allowance covers.
  private func whole(_ wanted: Double, allowance: Double) -> Double {
    guard wanted > 0 else { return 0 }
    guard step > 0 else { return wanted }
    let projects = (wanted / step).rounded()
    return projects * step <= allowance ? projects * step : (wanted / step).rounded(.down) * step
  }
}

extension CapacityAnswer {
  init(_ line: View<LineInputs>) {
    self.init(
      hurdle: line.hurdle.value, failure: line.failure.value, step: line.step.value,
      growth: line.growth.value,
      bank: line.bank.value, exit: line.exit.value)
  }
}
