#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// How the contract price of ordinary DRAM moves from negotiation to negotiation: with orders over what is made, with
/// makers' stock, with its own momentum, and up from below its normal height over cost. Times in quarters.
///
/// Form and figures are a fit to the contract moves, revenues, margins and stocks of 2023 to 2025.
struct QuarterlyContract: BitwiseCopyable {
  /// Log move a quarter for each log of orders over what is made, and of liked stock over stock.
  var flowPull: Double
  var stockPull: Double
  /// Log move a quarter for each log that the price is below normal: makers hold out.
  var costPull: Double
  /// Days of use that makers like to have in stock.
  var likedStock: Double
  /// Time over which momentum is forgotten.
  var memory: Double
  /// Largest log move of one negotiation, up and down.
  var most: Double
  var least: Double
  /// Price over full cost in normal times, and the part of full cost that is cash: nobody sells below.
  var normal: Double
  var cash: Double
  /// Price over full cost above which buyers go without.
  var ceiling: Double
  /// Standard deviation of the log move of a quarter for which nothing accounts.
  var luck: Double

  /// The market as negotiators see it.
  struct Market: BitwiseCopyable {
    /// GB a day ordered, made and used.
    var orders: Double
    var made: Double
    var use: Double
    /// GB in makers' stock.
    var stock: Double
    /// Full cost in USD/GB.
    var cost: Double
  }

  /// Orders over what is made count between these: the log of nothing has no end.
  private static let leastRatio = 0.05
  private static let mostRatio = 20.0
  /// Stock counts as this many days of use at least, as negotiators never see the last chip.
  private static let leastStock = 5.6
  /// Thin stocks shake prices more, within these factors.
  private static let calm = 0.7
  private static let shaken = 2.5

  /// Days of use in stock.
  private func cover(_ market: Market) -> Double { market.use > 0 ? market.stock / market.use : .infinity }

  /// Log move a quarter that the state of the market calls for.
  func pull(_ price: Double, _ market: Market) -> Double {
    let ratio =
      market.made > 0 ? market.orders / market.made : market.orders > 0 ? Self.mostRatio : Self.leastRatio
    let flow = flowPull * log(min(Self.mostRatio, max(Self.leastRatio, ratio)))
    let days = min(likedStock * Self.mostRatio, max(Self.leastStock, cover(market)))
    let anchor = costPull * max(0, log(normal * market.cost / price))
    return flow + stockPull * log(likedStock / days) + anchor
  }

  /// Momentum, in log a quarter, after a time.
  func momentum(_ before: Double, _ price: Double, _ market: Market, quarters: Double) -> Double {
    let kept = exp(-quarters / memory)
    return kept * before + (1 - kept) * pull(price, market)
  }

  /// The price after a part of a quarter with that momentum; `chance` is standard normal, and the quarter's own.
  func price(_ price: Double, momentum: Double, _ market: Market, quarters: Double, chance: Double) -> Double
  {
    let bound = momentum > 0 ? most : least
    let step = bound * tanh(momentum / bound) * quarters
    let thin = min(Self.shaken, max(Self.calm, likedStock / max(Self.leastStock, cover(market))))
    let next = price * exp(step + luck * thin * quarters * chance)
    return min(ceiling, max(cash, next / market.cost)) * market.cost
  }
}

extension QuarterlyContract {
  init(_ memory: View<Memory.Inputs>) {
    self.init(
      flowPull: memory.dramFlowPull.value, stockPull: memory.dramStockPull.value,
      costPull: memory.dramCostPull.value, likedStock: memory.likedStock.value,
      memory: memory.momentum.value / Memory.quarter, most: memory.mostRise.value,
      least: memory.mostFall.value,
      normal: memory.normalPrice.value, cash: memory.cashShare.value, ceiling: memory.dramCeiling.value,
      luck: memory.priceLuck.value)
  }
}
