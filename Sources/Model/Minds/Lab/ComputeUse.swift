#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// How a lab divides its compute between customers, training and leasing out.
struct ComputeUse: BitwiseCopyable {
  /// Share that it wants for training and research, and that it keeps however strong demand is.
  var wanted: Double
  var least: Double
  /// Billions of USD a year of research past which the return falls off.
  var knee: Double
  /// Multiple of the wanted share that training takes where customers leave room, and the most that it ever takes.
  var stretch: Double
  var most: Double
  /// Whether it sells anything: all compute of who does not is for training.
  var sells: Bool

  /// Smallest share that counts as kept for customers, where a lab forecasts by what it serves.
  private static let leastServing = 0.1

  /// H100-equivalents by use.
  struct Division: BitwiseCopyable {
    var served: Double
    var training: Double
    var spare: Double
  }

  /// Share for training once research costs so many billions of USD a year: past the knee its return is logarithmic.
  func trainingShare(research: Double) -> Double {
    wanted * (research > knee ? (knee / research).squareRoot() : 1)
  }

  /// Divides `compute` H100-equivalents of which customers want `demand`, where training has `share`.
  func divide(_ compute: Double, demand: Double, trainingShare share: Double) -> Division {
    let served = min(demand, compute * (1 - min(share, least)))
    let left = compute - served
    let training = sells ? min(left, compute * min(most, share * stretch)) : left
    return Division(served: served, training: training, spare: max(0, left - training))
  }

  /// Share of compute that serves customers, where training has `share`.
  static func serving(trainingShare share: Double) -> Double { max(leastServing, 1 - share) }
}

extension ComputeUse {
  init(_ inputs: View<WorldInputs>, lab: Int) {
    let entry = inputs.labs[lab]
    self.init(
      wanted: entry.trainingShare.value, least: entry.trainingLeast.value,
      knee: inputs.market.knee.value * entry.researchReturn.value,
      stretch: entry.trainingStretch.value, most: entry.trainingMost.value, sells: entry.product)
  }
}
