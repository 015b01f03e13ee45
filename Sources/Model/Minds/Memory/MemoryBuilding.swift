#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// What makers of memory build for: the orders they see, as they would be at a normal price and when the wafers come,
/// over what they can make by then; nothing while there is no margin.
struct MemoryBuilding: BitwiseCopyable {
  /// How strongly use answers to price.
  var elasticity: Double
  /// Price over full cost in normal times.
  var normal: Double
  /// Margin, as a part of price, below which nobody builds.
  var leastMargin: Double
  /// Quarters from a decision to bits.
  var lead: Double
  /// Growth of bits per wafer, log a quarter.
  var node: Double

  /// Log by which a normal price would raise orders at most.
  private static let mostRegained = 1.0
  /// Part of the growth of orders that makers believe in, and the most a quarter.
  private static let believed = 0.7
  private static let mostGrowth = 0.06

  /// What they build for, over what there is.
  ///
  /// - Parameters:
  ///   - orders: GB of ordinary DRAM a day, HBM in what it takes of that.
  ///   - growth: Of those orders, log a quarter.
  ///   - capacity: GB of ordinary DRAM a day that all wafers could be.
  ///   - slow: Price over full cost, of the last years; `now` today's.
  func pressure(orders: Double, growth: Double, capacity: Double, slow: Double, now: Double) -> Double {
    guard capacity > 0, now > 0, 1 - 1 / now > leastMargin else { return 0 }
    let regained = min(Self.mostRegained, elasticity * (slow / normal - 1))
    let grown = Self.believed * min(Self.mostGrowth, max(0, growth)) * lead
    return orders * exp(regained + grown) / (capacity * exp(node * lead))
  }

  /// Part of their lines that makers run, where price and stock stay as they are: they idle some near cash cost, or
  /// with too much in stock.
  ///
  /// - Parameters:
  ///   - price: Over full cost.
  ///   - stock: Days of use in makers' stock.
  ///   - least: The part that runs however low prices are.
  static func utilisation(price: Double, stock: Double, least: Double) -> Double {
    let cheap = (idlesBelow - price) / idlesOver
    let full = (stock - idlesWith) / idlesWith
    let overfull = (stock - haltsWith) / haltsWith
    return (1 - (1 - least) * min(1, max(0, cheap, full))) * (1 - halted * min(1, max(0, overfull)))
  }

  /// Price over full cost below which lines idle, and over how much further it falls all that can do; days of use in
  /// stock from which they do, all that can at twice that.
  private static let idlesBelow = 1.3
  private static let idlesOver = 0.5
  private static let idlesWith = 70.0
  /// Days of use in stock from which even the least is cut, by half at twice that: nobody makes for years of stock, and
  /// nobody sends all who work there home.
  private static let haltsWith = 182.0
  private static let halted = 0.5
}

extension MemoryBuilding {
  init(_ memory: View<Memory.Inputs>) {
    self.init(
      elasticity: memory.dramElasticity.value, normal: memory.normalPrice.value,
      leastMargin: memory.buildMargin.value, lead: memory.buildLead.value * Time.year / Memory.quarter,
      node: memory.hbmPerWaferGrowth.value * Memory.quarter / Time.year)
  }
}
