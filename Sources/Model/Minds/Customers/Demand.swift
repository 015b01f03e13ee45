#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// What customers want of a lab, by its price.
struct Demand: BitwiseCopyable {
  var elasticity: Double
  /// Part of the response that comes at once.
  var shortRun: Double
  /// Years in which customers build on a new price.
  var adaptation: Double

  /// Log of the price to which customers have adapted, after some years at `rise`, the log of price over opening price.
  func habit(_ old: Double, rise: Double, years: Double) -> Double {
    old + (1 - exp(-years / adaptation)) * (rise - old)
  }

  /// H100-equivalents wanted, of `opening` at the start, after log growth at unchanged prices.
  func wanted(opening: Double, growth: Double, rise: Double, habit: Double) -> Double {
    let felt = habit + shortRun * (rise - habit)
    return opening * exp(growth - elasticity * felt)
  }
}

/// How demand for a lab grows at unchanged prices.
struct DemandGrowth: BitwiseCopyable {
  /// Spending a year at which diffusion ends, and the shape of the S-curve.
  var potential: Double
  var saturation: Double
  /// Log growth a year beyond the path, from algorithms.
  var progress: Double
  /// Log growth a year by a tenfold lead in training compute, by one deviation of luck, and lost by who serves nobody.
  var leadPull: Double
  var volatility: Double
  var impatience: Double

  /// A lead in training compute counts up to this many tenfolds.
  private static let farthestLead = 1.0

  /// What is left of growth where all spend so many billions of USD a year.
  func room(spending: Double) -> Double { max(0, 1 - pow(spending / potential, saturation)) }

  /// What a lab's customers see of it.
  struct Sight: BitwiseCopyable {
    /// Log growth a year on its path.
    var path: Double
    /// Log10 of its training compute against the mean of all.
    var lead: Double
    /// In standard deviations.
    var luck: Double
    /// Share of what they want that it does not serve.
    var unmet: Double
  }

  /// Log growth of demand a year. Customers who are not served look elsewhere.
  func rate(_ sight: Sight, room: Double) -> Double {
    (sight.path + progress) * room + leadPull * sight.lead + volatility * sight.luck - impatience
      * max(0, sight.unmet)
  }

  /// Log10 of training compute against a mean of such logs.
  static func lead(_ training: Double, mean: Double) -> Double {
    min(farthestLead, max(-farthestLead, magnitude(training) - mean))
  }

  /// Log10 of training compute; less than one H100-equivalent counts as one.
  static func magnitude(_ training: Double) -> Double { log10(max(1, training)) }
}

extension Demand {
  init(_ inputs: View<WorldInputs>) {
    let market = inputs.market
    self.init(
      elasticity: market.elasticity.value, shortRun: market.shortRun.value,
      adaptation: market.adaptation.value)
  }
}

extension DemandGrowth {
  init(_ inputs: View<WorldInputs>) {
    let market = inputs.market
    self.init(
      potential: market.potential.value, saturation: market.saturation.value,
      progress: market.progressPull.value * (market.algorithmicProgress.value - market.usualProgress.value),
      leadPull: market.leadPull.value, volatility: market.volatility.value,
      impatience: market.impatience.value)
  }
}
