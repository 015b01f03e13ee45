#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// Who buys ordinary DRAM for phones, PCs and servers without accelerators: uses less where it is dear, hoards while
/// prices rise and runs down while they fall.
struct OrdinaryBuyers: BitwiseCopyable {
  /// How strongly use answers to a price above normal: less the dearer it already is, as less memory goes into each
  /// machine.
  var elasticity: Double
  /// Part of the answer to price that comes at once; the rest is to the price of the last years.
  var atOnce: Double
  /// Days of use that they like to hold, and quarters over which they make up for what lacks.
  var likedStock: Double
  var fill: Double
  /// How strongly momentum of prices raises the stock they like.
  var hoarding: Double

  /// They order this part of what they use at least, however much they hold.
  private static let leastOrders = 0.25
  /// With fewer days in stock than this they cannot use what they would.
  private static let tightStock = 28.0

  /// Use over that at the normal price; both prices over normal, the slow one that of the last years.
  func use(price: Double, slow: Double) -> Double {
    let felt = atOnce * log(price) + (1 - atOnce) * log(slow)
    return exp(-elasticity * (exp(felt) - 1))
  }

  /// GB a day that they order, of what they would use a day, hold, and see of prices (log a quarter).
  func orders(use: Double, stock: Double, momentum: Double) -> Double {
    let goal = likedStock * use * exp(tanh(hoarding * momentum))
    return max(Self.leastOrders * use, use + (goal - stock) / (fill * Memory.quarter))
  }

  /// Part of what they would use that their stock lets them.
  func part(use: Double, stock: Double) -> Double {
    use > 0 ? min(1, stock / use / Self.tightStock) : 1
  }
}

extension OrdinaryBuyers {
  init(_ memory: View<Memory.Inputs>) {
    self.init(
      elasticity: memory.dramElasticity.value, atOnce: memory.feltAtOnce.value,
      likedStock: memory.buyersStock.value, fill: memory.buyersFill.value / Memory.quarter,
      hoarding: memory.hoarding.value)
  }
}
