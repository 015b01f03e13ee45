#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// How contract prices of memory move: with shortage and stock, no faster than contracts allow, between floor and
/// ceiling. In USD/GB.
struct ContractPrice: BitwiseCopyable {
  /// Log price a year for each log of demand over supply, and the largest move of a log price in a year.
  var speed: Double
  var limit: Double
  /// Weight of stock beside the log of demand over supply.
  var stockPull: Double
  /// Log of demand over supply at which DRAM holds its price while stocks are as makers like them.
  var even: Double
  /// Part of the log of demand over supply that moves HBM, and part of a fall that a glut brings before renewals.
  var hbmPull: Double
  var glutPull: Double
  /// Contracts of HBM renewed a year, and what it must then earn: a multiple of the price of ordinary DRAM.
  var renewal: Double
  var parity: Double
  var dramBounds: Bounds
  var hbmBounds: Bounds

  /// Floor and ceiling of a price.
  struct Bounds: BitwiseCopyable {
    var floor: Double
    var ceiling: Double

    func hold(_ price: Double) -> Double { min(ceiling, max(floor, price)) }
  }

  /// A market in a period.
  struct Market: BitwiseCopyable {
    /// A day's demand and supply in GB.
    var demand: Double
    var supply: Double
    /// GB in stock, and the stock that makers and buyers like to hold.
    var stock: Double
    var liked: Double
  }

  /// Demand over supply counts between these: the log of nothing has no end.
  private static let leastRatio = 0.05
  private static let mostRatio = 20.0
  /// Log of demand over supply where nothing is made, and where nothing is wanted either.
  private static let nothingMade = 3.0
  private static let nothingWanted = -1.0
  /// Surplus stock counts up to this multiple of what makers like to hold: of DRAM, and of HBM.
  private static let mostSurplusDRAM = 1.0
  private static let mostSurplusHBM = 2.0

  /// The price of ordinary DRAM after some days.
  func dram(_ price: Double, _ market: Market, days: Double) -> Double {
    let shortage =
      market.supply > 0
      ? log(max(ContractPrice.leastRatio, market.demand / market.supply)) : ContractPrice.nothingMade
    let lack = max(-ContractPrice.mostSurplusDRAM, (market.liked - market.stock) / market.liked)
    return dramBounds.hold(moved(price, by: shortage + stockPull * lack - even, days))
  }

  /// The price of HBM after some days. Volumes and prices are fixed for a year: a glut shows at renewals, a shortage in
  /// what buyers offer at once; at renewals makers ask for what their wafers would earn in ordinary DRAM.
  func hbm(_ price: Double, _ market: Market, dram: Double, days: Double) -> Double {
    let ratio = max(ContractPrice.leastRatio, min(ContractPrice.mostRatio, market.demand / market.supply))
    let shortage =
      market.supply > 0 && market.demand > 0
      ? log(ratio) : market.demand > 0 ? ContractPrice.nothingMade : ContractPrice.nothingWanted
    let asked = parity * dram
    let renewed = price < asked ? renewal * log(asked / price) : 0
    let cover = market.supply > 0 ? market.stock / market.liked : 0
    let slack = stockPull * min(ContractPrice.mostSurplusHBM, max(0, cover - 1))
    let pressure = hbmPull * shortage - slack
    let next = moved(price, by: pressure < 0 ? glutPull * pressure : pressure, days)
    return hbmBounds.hold(next * exp(renewed * days / Time.year))
  }

  /// A price after some days of a pressure.
  private func moved(_ price: Double, by pressure: Double, _ days: Double) -> Double {
    price * exp(min(limit, max(-limit, speed * pressure)) * days / Time.year)
  }
}

extension ContractPrice {
  init(_ memory: View<Memory.Inputs>) {
    self.init(
      speed: memory.priceSpeed.value, limit: memory.priceLimit.value, stockPull: memory.stockPull.value,
      even: memory.evenShortage.value, hbmPull: memory.hbmPull.value, glutPull: memory.glutPull.value,
      renewal: memory.renewal.value, parity: memory.parity.value * memory.tradeRatio.value,
      dramBounds: Bounds(floor: memory.dramFloor.value, ceiling: memory.dramCeiling.value),
      hbmBounds: Bounds(floor: memory.hbmFloor.value, ceiling: memory.hbmCeiling.value))
  }
}
