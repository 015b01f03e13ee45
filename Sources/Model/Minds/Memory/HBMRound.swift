#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// The round in which makers and vendors agree on HBM, price and volume, for the term that comes: firm for that long,
/// so that what turns out to be short then stays short; of what nobody needs buyers take less.
struct HBMRound: BitwiseCopyable {
  /// What HBM must earn where its wafers could be ordinary DRAM: a multiple of that price.
  var parity: Double
  /// Bits of ordinary DRAM that a wafer gives for one of HBM: at so much more for HBM both earn the same.
  var trade: Double
  /// Full cost of HBM over that of ordinary DRAM, the margin on price that makers ask, and the part of full cost that
  /// is cash.
  var cost: Double
  var margin: Double
  var cash: Double
  /// Part of the way, in logs, to what is asked that one round goes.
  var renewal: Double
  /// Log move of the price for each log of output over need.
  var surplus: Double
  /// Largest log moves of one round.
  var most: Double
  var least: Double
  /// Price above which makers of accelerators would rather not build.
  var ceiling: Double
  /// Part of the need that makers serve however much better ordinary DRAM pays.
  var loyalty: Double

  /// What both sides of the round see. Volumes in GB a day of the term.
  struct Market: BitwiseCopyable {
    /// Prices and full cost now, in USD/GB.
    var hbm: Double
    var dram: Double
    var dramCost: Double
    /// What vendors will need, what lines could make at most, and what they make as they are turned for now.
    var need: Double
    var reach: Double
    var booked: Double
  }

  /// Ratios of volumes count between these: the log of nothing has no end.
  private static let leastRatio = 0.05
  private static let mostRatio = 20.0
  /// Part of what lines make that must find no buyer before it counts.
  private static let unsold = 0.1
  /// Log by which ordinary DRAM must pay better for makers to serve no more than loyalty asks.
  private static let indifference = 0.7

  /// USD/GB that makers ask: full cost with their margin, or what the wafers would earn in ordinary DRAM, if more.
  func ask(_ market: Market) -> Double { max(cost * market.dramCost / (1 - margin), parity * market.dram) }

  /// The price agreed on.
  func price(_ market: Market) -> Double {
    let short = Self.bounded(market.need, over: min(market.need, market.reach))
    let idle = Self.bounded((1 - Self.unsold) * market.booked, over: market.need)
    let step = renewal * log(ask(market) / market.hbm) + log(max(1, short)) - surplus * log(max(1, idle))
    let agreed = market.hbm * exp(min(most, max(-least, step)))
    return min(ceiling, max(cash * cost * market.dramCost, agreed))
  }

  /// GB a day that makers promise at a price: all of the need where HBM pays as well as ordinary DRAM, less where it
  /// does not.
  func volume(_ market: Market, at price: Double) -> Double {
    let pull = log(price / (trade * market.dram))
    let willing = min(1, max(0, 1 + pull / Self.indifference))
    return market.need * (loyalty + (1 - loyalty) * willing)
  }

  /// Days of use beyond what is liked that buyers take into stock before they take less, and over which they then
  /// come down to the least that they take.
  private static let borne = 91.0
  private static let drawnDown = 365.0

  /// Part of what is promised, `promised` GB a day, that buyers who use `use` take with stock for `stockDays` more
  /// than they like: all of it while they bear the stock, and then no more than they use less what they draw from it.
  static func taken(use: Double, stockDays: Double, least: Double, of promised: Double) -> Double {
    guard stockDays > borne else { return 1 }
    return min(1, use * max(least, 1 - (stockDays - borne) / drawnDown) / promised)
  }

  private static func bounded(_ volume: Double, over other: Double) -> Double {
    guard volume > 0 else { return leastRatio }
    return other > 0 ? min(mostRatio, max(leastRatio, volume / other)) : mostRatio
  }

  /// Share of a line's wafers in HBM that `volume` asks for, where all lines make `now` of it and could make `reach`.
  ///
  /// - Parameters:
  ///   - share: The line's share now; `highest` what it can turn to in the term, `lowest` what it can turn back to.
  static func share(
    _ share: Double, highest: Double, lowest: Double, volume: Double, now: Double, reach: Double
  ) -> Double {
    if volume > now {
      return reach > now ? share + min(1, (volume - now) / (reach - now)) * (highest - share) : share
    }
    return now > 0 ? max(lowest, share * volume / now) : share
  }
}

extension HBMRound {
  init(_ memory: View<Memory.Inputs>) {
    self.init(
      parity: memory.parity.value * memory.tradeRatio.value, trade: memory.tradeRatio.value,
      cost: memory.hbmCost.value * memory.tradeRatio.value, margin: memory.hbmMargin.value,
      cash: memory.cashShare.value, renewal: memory.renewal.value, surplus: memory.hbmSurplus.value,
      most: memory.hbmRise.value, least: memory.hbmFall.value, ceiling: memory.hbmCeiling.value,
      loyalty: memory.loyalty.value)
  }
}
