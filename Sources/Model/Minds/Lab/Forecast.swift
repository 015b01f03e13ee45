#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs
import SimulationKernel

/// What a lab expects of its customers, some years ahead.
struct Forecast: BitwiseCopyable {
  /// Log growth a year that it expects in the long run.
  var longRun: Double
  /// Speed a year at which it expects growth to fall to that.
  var shrink: Double
  /// Standard deviation of the log of its forecast one year ahead.
  var error: Double
  /// Part of its luck that it carries from forecast to forecast.
  var lasting: Double

  /// What it looks at.
  struct Sight: BitwiseCopyable {
    /// H100-equivalents of inference wanted now.
    var demand: Double
    /// Log growth a year that it has seen.
    var growth: Double
    /// The luck that holds now, in standard deviations.
    var luck: Double
  }

  /// Below this the speed counts as none.
  private static let slowest = 1e-6
  /// Whatever the forecast, income is not reckoned to fall below this part of today's.
  private static let leastIncome = 0.5

  /// H100-equivalents wanted at `horizon` years, at a quantile of the forecast.
  ///
  /// Growth that it has seen decays toward the long run; the error widens with the root of the horizon.
  func demand(_ sight: Sight, horizon: Double, quantile: Double) -> Double {
    let speed = max(Forecast.slowest, shrink)
    let growth = longRun * horizon + (sight.growth - longRun) * (1 - exp(-speed * horizon)) / speed
    let spread = error * horizon.squareRoot()
    return sight.demand * exp(growth + spread * (sight.luck * lasting + Forecast.deviations(quantile)))
  }

  /// Factor on today's income at `horizon` years, where the price of compute falls by `priceFall` a year in logs.
  ///
  /// Prices per unit of compute fall as machines get better. Precondition: there is demand.
  func income(_ sight: Sight, horizon: Double, quantile: Double, priceFall: Double) -> Double {
    let volume = demand(sight, horizon: horizon, quantile: quantile) / sight.demand
    return max(Forecast.leastIncome, volume * exp(-priceFall * horizon))
  }

  private static func deviations(_ quantile: Double) -> Double {
    Distribution.normal(mean: 0, standardDeviation: 1).quantile(quantile)
  }
}

extension Forecast {
  init(_ inputs: View<WorldInputs>, lab: Int) {
    let (lab, market) = (inputs.labs[lab], inputs.market)
    self.init(
      longRun: market.longRunGrowth.value * lab.expectedGrowth.value,
      shrink: market.forecastShrink.value * lab.growthFade.value,
      error: lab.forecastError.value, lasting: lab.forecastBias.value)
  }
}
