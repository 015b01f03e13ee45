import Inputs

/// How much a lab orders for orbit: no more than can be lifted in sight.
///
/// Otherwise a cheap quote would swallow all chips years before there is lift for them.
struct OrbitReach: BitwiseCopyable {
  /// Years of the lift and satellites in sight that may be on order.
  var years: Double

  /// What is in sight.
  struct Sight: BitwiseCopyable {
    /// Tonnes that a launch carries, and that a satellite weighs.
    var payload: Double
    var satellite: Double
    /// kW of IT power of a satellite.
    var power: Double
    /// Launches a year that others leave.
    var launches: Double
    /// MW of satellites a year that the factory builds.
    var factory: Double
  }

  /// MW of IT power that may be on order for orbit, by all labs.
  func megawatts(_ sight: Sight) -> Double {
    let perLaunch = (sight.payload / sight.satellite).rounded(.down) * sight.power / 1000
    return min(sight.launches * perLaunch, sight.factory) * years
  }

  /// H100-equivalents of what a lab wants that it orders, where all want `all` and may have on order as much as is in
  /// reach: what is scarce is shared as it is asked for.
  static func orders(_ wanted: Double, of all: Double, reach: Double, queued: Double) -> Double {
    guard wanted > 0 else { return 0 }
    return min(wanted, max(0, reach - queued) * wanted / all)
  }
}

extension OrbitReach {
  init(_ inputs: View<WorldInputs>, lab: Int) {
    self.init(years: inputs.labs[lab].orbitAhead.value)
  }
}
