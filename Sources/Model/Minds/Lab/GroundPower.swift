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
  /// Facility MW per H100-equivalent of the machines that it would buy now.
  var perCompute: Double
  /// Share of today's fleet that will have retired when machines ordered now arrive, and when sites asked for now have
  /// power.
  var retiredSoon: Double
  var retiredLater: Double

  /// Facility MW to ask for now, so that `target` H100-equivalents on the ground have power later.
  func megawatts(for target: Double) -> Double {
    let kept = 1 - retiredLater
    let growth = max(0, target - online * kept)
    let needed = drawn * kept + growth * perCompute
    return max(0, needed - (live + building))
  }

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
