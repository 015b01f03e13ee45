import Inputs

/// What satellites fly on: whatever costs least for a kilogram that arrives, with what may be lost and the wait.
struct LiftChoice: BitwiseCopyable {
  /// USD per kg that satellites are worth with their accelerators.
  var worth: Double
  /// Part of that worth which a year's wait costs.
  var waiting: Double

  /// What a maker asks for lift.
  struct Offer: BitwiseCopyable, Equatable {
    /// USD per kg of all that a launch can lift; infinite where none is for sale.
    var price = Double.infinity
    /// Tonnes that a launch lifts, and the probability that it fails.
    var payload = 0.0
    var failure = 1.0
    /// Launches a year that satellites can have.
    var rate = 0.0
    /// Days until its first launch with a payload.
    var first = 0.0
  }

  /// Nobody reckons with longer waits, in years.
  private static let longestWait = 10.0
  /// At least so much of what is launched arrives: what never did would have no price.
  private static let leastArriving = 0.01

  /// Tonnes of whole satellites that a launch carries.
  static func whole(_ payload: Double, satellite: Double) -> Double {
    (payload / satellite).rounded(.down) * satellite
  }

  /// USD for a kilogram that arrives, of a launch that carries `load` tonnes after a wait of so many years:
  /// `(p P/L + f v) / (1 - f) + w v t`. A launch is paid whole; what is lost is bought and launched again.
  func cost(_ offer: Offer, load: Double, years: Double) -> Double {
    guard load > 0, offer.price.isFinite else { return .infinity }
    let launch = offer.price * offer.payload / load
    let arriving = max(LiftChoice.leastArriving, 1 - offer.failure)
    let wait = min(LiftChoice.longestWait, max(0, years))
    return (launch + offer.failure * worth) / arriving + waiting * worth * wait
  }

  /// Years until the last of `queue` tonnes has left on the launches of an offer, of whole satellites.
  static func years(_ offer: Offer, queue: Double, satellite: Double) -> Double {
    let rate = offer.rate * whole(offer.payload, satellite: satellite)
    return queue <= 0 ? 0 : rate > 0 ? min(longestWait, queue / rate) : longestWait
  }
}
