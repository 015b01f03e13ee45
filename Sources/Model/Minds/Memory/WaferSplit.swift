#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// Where a memory maker puts its wafers: between HBM and ordinary DRAM, toward the better revenue per wafer.
struct WaferSplit: BitwiseCopyable {
  /// Points of share that it can move in a year.
  var shift: Double
  /// Part of the opening share that long contracts keep.
  var kept: Double
  /// Part of the possible shift that it makes toward buyers who go short, and the shortage above which they do.
  var loyalty: Double
  var loyalAbove: Double
  /// HBM wanted over HBM made below which it turns wafers back, whatever they earn.
  var glut: Double

  /// Log of an advantage to a pull.
  private static let eagerness = 2.0
  /// A smaller advantage counts as this: the log of nothing has no end.
  private static let leastAdvantage = 1e-3
  /// The most that lines can take, as a multiple of the shift.
  private static let mostPull = 3.0
  /// Pull of who does not care for HBM at all.
  private static let away = -1.0
  /// Part of the possible shift that a glut makes for.
  private static let glutPull = 0.5

  /// The market for memory as a maker sees it.
  struct Market: BitwiseCopyable {
    /// Revenue of a wafer in HBM over one in ordinary DRAM.
    var advantage: Double
    /// HBM wanted over HBM made.
    var shortage: Double
  }

  /// One line.
  struct Line: BitwiseCopyable {
    /// Share of its wafers in HBM now, at the start and at most.
    var share: Double
    var opening: Double
    var limit: Double
  }

  /// How strongly it is drawn to HBM, below zero to ordinary DRAM: the better HBM pays, the faster it converts.
  func pull(_ market: Market) -> Double {
    let gain = WaferSplit.eagerness * log(max(WaferSplit.leastAdvantage, market.advantage))
    return max(
      min(WaferSplit.mostPull, gain > 0 ? gain : tanh(gain)),
      market.shortage > loyalAbove ? loyalty : WaferSplit.away)
  }

  /// Share of a line's wafers in HBM after some days.
  func share(_ line: Line, _ market: Market, days: Double) -> Double {
    let step = shift * days / Time.year
    let pull = pull(market)
    let isGlut = market.shortage < glut
    if pull > 0, market.shortage > 1 {
      return min(max(line.limit, line.share), line.share + step * pull)
    }
    guard pull < 0 || isGlut else { return line.share }
    return max(
      min(line.share, line.opening * kept), line.share - step * max(-pull, isGlut ? WaferSplit.glutPull : 0))
  }
}

extension WaferSplit {
  init(_ memory: View<Memory.Inputs>) {
    self.init(
      shift: memory.shareShift.value, kept: memory.contractFloor.value, loyalty: memory.loyalty.value,
      loyalAbove: memory.loyaltyShortage.value, glut: memory.glut.value)
  }
}
