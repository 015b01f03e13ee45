#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// What customers behind export controls rent in the world's market: as much as makes an hour cost the same in both, as
/// far as rules let them. Where hours are dearer in the world, its customers rent behind controls in the same way.
struct RentAbroad: BitwiseCopyable {
  /// Part of what customers behind controls want, or of what stands there, that may change hands with the world.
  var share: Double
  /// Log price per log of demand over supply.
  var elasticity: Double

  /// One of the two markets.
  struct Side: BitwiseCopyable {
    /// H100-equivalents that labs would use at today's price, those of them that serve customers, and those online.
    var wanted = 0.0
    var sold = 0.0
    var online = 0.0
    /// USD per hour to which the price goes where as much is wanted as is online.
    var base = 0.0
  }

  /// A price that hardly answers to demand counts as answering so much.
  private static let leastElasticity = 0.1

  /// H100-equivalents that customers of `home`, the market behind controls, may rent in the world at most, and the
  /// world's customers there.
  func mostAbroad(_ home: Side) -> Double { share * home.sold }
  func mostHere(_ home: Side) -> Double { share * home.online }

  /// H100-equivalents that customers of `home` rent in the world; below zero, the world's customers there.
  ///
  /// With `b` the base, `W` what is wanted and `O` what is online, prices meet where
  /// `b ((W - x) / O)^e = b' ((W' + x) / O')^e`.
  func moved(_ home: Side, _ world: Side) -> Double {
    guard home.online > 0, world.online > 0, home.base > 0, world.base > 0 else { return 0 }
    let ratio = pow(world.base / home.base, 1 / max(RentAbroad.leastElasticity, elasticity))
    let even =
      (home.wanted * world.online - ratio * world.wanted * home.online)
      / (world.online + ratio * home.online)
    return min(mostAbroad(home), max(-mostHere(home), even))
  }
}

extension RentAbroad {
  init(_ market: View<Market.Inputs>) {
    self.init(share: market.rentAbroad.value, elasticity: market.spotElasticity.value)
  }
}
