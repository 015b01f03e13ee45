#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// Where the spot price of compute goes, and what a long lease costs beside it.
struct SpotPrice: BitwiseCopyable {
  /// USD per H100-equivalent hour at the start, on the spot market and on a long lease.
  var openingSpot: Double
  var openingContract: Double
  /// Log price per log of demand over supply.
  var elasticity: Double
  /// Speed a year at which the price moves to its level.
  var speed: Double
  /// Percent of inference demand lost per percent the price rises, and the part of that which comes at once.
  var demand: Double
  var shortRun: Double
  /// Part of the running cost below which owners switch machines off rather than lease them.
  var switchOff: Double

  /// Demand over supply, against the start's, that counts at least, and supply of the start that does.
  private static let leastTightness = 1e-3
  private static let leastOpening = 1e-9

  /// What the market is, against the start.
  struct Sight: BitwiseCopyable {
    /// Cost of new compute over that of the start.
    var cost: Double
    /// Compute wanted over compute online, now and at the start.
    var tightness: Double
    var openingTightness: Double
    /// Part of what is wanted that answers to the price.
    var elastic: Double
    /// USD per H100-equivalent hour of energy and operation.
    var running: Double
  }

  /// The price after some years, of `price` before.
  ///
  /// Demand answers the price while it moves: d(log p)/dt = v (log level - log p), where log level falls by
  /// `elastic e s` with log p. Its solution over the period settles at any interval, where a step of v alone would
  /// throw a fast market from glut to shortage and back.
  func moved(_ price: Double, _ sight: Sight, days: Double) -> Double {
    let tightness = sight.tightness / max(SpotPrice.leastOpening, sight.openingTightness)
    let level = openingSpot * sight.cost * pow(max(SpotPrice.leastTightness, tightness), elasticity)
    let slope = 1 + sight.elastic * demand * shortRun * elasticity
    let way = (1 - exp(-speed * slope * days / Time.year)) / slope
    return max(switchOff * sight.running, price * exp(way * log(level / price)))
  }

  /// USD per hour to which the price goes where as much is wanted as is online.
  func base(cost: Double, openingTightness: Double) -> Double {
    openingSpot * cost * pow(max(SpotPrice.leastOpening, openingTightness), -elasticity)
  }

  /// USD per hour on a long lease: between what a new machine costs and what the market pays today.
  func contract(spot: Double, cost: Double) -> Double {
    openingContract * (cost * spot / openingSpot).squareRoot()
  }
}

extension SpotPrice {
  /// The rules of a bloc's market: the world's, with prices of its own at the start.
  init(_ inputs: View<WorldInputs>, bloc: Int) {
    let market = inputs.market
    let premium = Bloc.openingPremium(bloc, inputs)
    self.init(
      openingSpot: market.spotPrice.value * premium, openingContract: market.contractPrice.value * premium,
      elasticity: market.spotElasticity.value, speed: market.spotSpeed.value,
      demand: market.elasticity.value, shortRun: market.shortRun.value,
      switchOff: market.switchOff.value)
  }
}
