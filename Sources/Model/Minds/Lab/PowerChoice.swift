#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// How a lab chooses among ways to power a site: a logit on log cost and on years, in which waiting for better is one
/// of the choices.
struct PowerChoice: BitwiseCopyable {
  /// Weight of the log cost, and log cost that a year is worth.
  var sharpness: Double
  var delay: Double
  /// USD/MWh beyond which it rather waits.
  var reservation: Double
  /// Years beyond the day for which it asks after which it rather waits.
  var tolerance: Double

  /// Nothing counts as cheaper, in USD/MWh.
  private static let cheapest = 1.0

  /// Weight of a way of so many USD/MWh that takes `years`, for power that is wanted in `wanted` years; none where it
  /// is too dear or too late.
  func weight(_ preference: Double, cost: Double, years: Double, wanted: Double) -> Double {
    guard preference > 0, cost <= reservation, years - wanted <= tolerance else { return 0 }
    return preference * appeal(cost, years)
  }

  /// Weight of asking again next time: as good as the dearest and latest way that it would take.
  func waiting(wanted: Double) -> Double { appeal(reservation, wanted + tolerance) }

  private func appeal(_ cost: Double, _ years: Double) -> Double {
    exp(-sharpness * (log(max(PowerChoice.cheapest, cost)) + delay * years))
  }
}

extension PowerChoice {
  init(_ inputs: View<WorldInputs>, lab: Int) {
    self.init(
      sharpness: inputs.market.powerChoice.value, delay: inputs.market.venueDelay.value,
      reservation: inputs.labs[lab].reservationPrice.value,
      tolerance: inputs.labs[lab].toleratedLateness.value)
  }

  /// A buyer who never waits.
  static func impatient(_ inputs: View<WorldInputs>) -> Self {
    Self(
      sharpness: inputs.market.powerChoice.value, delay: inputs.market.venueDelay.value,
      reservation: .infinity, tolerance: .infinity)
  }
}
