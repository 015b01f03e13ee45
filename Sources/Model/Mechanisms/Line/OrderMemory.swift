#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The rate of orders as remembered over three spans, in units a year.
///
/// Orders are counted over an interval before they are remembered: lumps read between their arrivals would look like
/// growth.
struct OrderMemory: BitwiseCopyable {
  /// Years after which two thirds of each memory are new.
  struct Spans: BitwiseCopyable {
    var fast: Double
    var slow: Double
    /// The growth seen over this span is taken for granted.
    var long: Double
  }

  var fast: Double
  var slow: Double
  var long: Double

  /// What is remembered of orders that reached `rate` a year after growing by `growth` a year, in logs, for ever.
  init(rate: Double, growth: Double, _ spans: Spans) {
    fast = rate / (1 + growth * spans.fast)
    slow = rate / (1 + growth * spans.slow)
    long = rate / (1 + growth * spans.long)
  }

  /// Remembers `amount` ordered evenly over `years`.
  mutating func count(_ amount: Double, years: Double, _ spans: Spans) {
    guard years > 0 else { return }
    let rate = amount / years
    fast += (rate - fast) * (1 - exp(-years / spans.fast))
    slow += (rate - slow) * (1 - exp(-years / spans.slow))
    long += (rate - long) * (1 - exp(-years / spans.long))
  }

  /// Log growth a year lately, and as it usually is; neither beyond `most`.
  func growth(_ spans: Spans, most: Double) -> (seen: Double, usual: Double) {
    (
      OrderMemory.growth(fast, slow, spans.fast, spans.slow, most: most),
      OrderMemory.growth(slow, long, spans.slow, spans.long, most: most)
    )
  }

  /// The fall of orders a year that is believed at most, as a part of what the slower span forgets.
  private static let steepestFall = 0.5
  /// A rate of orders that counts as none.
  private static let none = 1e-12

  /// Growth between two memories: exact where orders grow exponentially.
  private static func growth(
    _ fast: Double, _ slow: Double, _ fastSpan: Double, _ slowSpan: Double, most: Double
  ) -> Double {
    let ratio = fast / max(slow, none)
    let span = slowSpan - ratio * fastSpan
    return span <= 0 ? most : max(-steepestFall / slowSpan, min(most, (ratio - 1) / span))
  }
}
