#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A lab's power and machines on the ground, as it sees them when it decides.
struct GroundPower: BitwiseCopyable {
  /// Facility MW that machines in service draw, and that are live.
  var drawn: Double
  var live: Double
  /// Facility MW under way: all, and what is expected before machines ordered now arrive.
  var building: Double
  var promised: Double
  /// H100-equivalents in service, and waiting for power or on the way there.
  var online: Double
  var coming: Double
  /// Part of new power that suppliers would deliver before machines ordered now arrive.
  var soon: Double
  /// Facility MW per H100-equivalent of the machines that it would buy now, and of those of the day on which sites
  /// asked for now have power.
  var perCompute: Double
  var perComputeLater: Double
  /// Share of today's fleet that will have retired when machines ordered now arrive, and when sites asked for now have
  /// power.
  var retiredSoon: Double
  var retiredLater: Double

  /// Facility MW to ask for now, so that `target` H100-equivalents on the ground have power later: with the machines of
  /// the days on which they will be bought.
  func megawatts(for target: Double) -> Double {
    let kept = online * (1 - retiredLater)
    let growth = max(0, target - kept)
    let needed = drawn * (1 - retiredLater) + growth * meanPower(from: kept, to: target)
    return max(0, needed - (live + building))
  }

  /// A fleet that grows by more, as a log, counts as one that grows by so much.
  private static let mostGrowth = 6.0

  /// Mean facility MW per H100-equivalent of what a fleet adds as it grows evenly, in logs, while machines come to need
  /// less: with `x` the log of its growth and `y` that of what they save, `x / (x - y) (e^(x - y) - 1) / (e^x - 1)` of
  /// what those of today need.
  private func meanPower(from old: Double, to new: Double) -> Double {
    let growth = old > 0 ? min(GroundPower.mostGrowth, log(max(1, new / old))) : GroundPower.mostGrowth
    let saved = log(perCompute / perComputeLater)
    return perCompute * GroundPower.meanRise(growth - saved) / GroundPower.meanRise(growth)
  }

  /// `(e^x - 1) / x`.
  private static func meanRise(_ x: Double) -> Double { x == 0 ? 1 : expm1(x) / x }

  /// H100-equivalents that find power if `expected` MW more come on line: labs believe stated dates, and how late they
  /// have been.
  func room(with expected: Double) -> Double {
    let freed = drawn * retiredSoon
    let power = live - drawn + expected + freed
    return max(0, power / perCompute - max(0, coming))
  }

  /// Slower growth than this a year counts as this.
  private static let slowest = 0.01

  /// Share of a fleet that will have retired by `horizon` years, where machines live for `life` years.
  ///
  /// A fleet of machines that live L years and whose number has grown by g a year loses `g / (e^(g L) - 1)` of itself a
  /// year: growth keeps fleets young.
  static func retired(by horizon: Double, growth: Double, life: Double) -> Double {
    let pace = max(slowest, growth)
    return 1 - exp(-horizon * pace / (exp(pace * life) - 1))
  }
}
