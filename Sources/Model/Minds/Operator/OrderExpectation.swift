#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Inputs

/// What the operator of a line expects to be ordered a year when what it begins now is done.
///
/// Two forecasts, of the fast memory and of the slow, each right for orders that grow steadily; caution says how far
/// the slow one is believed. Source: adaptive expectations (Nerlove 1958), with a growth seen that fades into the usual
/// one.
struct OrderExpectation: BitwiseCopyable {
  var spans: OrderMemory.Spans
  /// Share of a change that is not believed until the slow memory shows it.
  var caution: Double
  /// Years for which a growth seen is believed to last, and the largest log growth a year that is.
  var trend: Double
  var most: Double
  /// Years over which a book that is too long is worth clearing.
  var clearing: Double
  /// Years from an order to its delivery at the least, and of waiting beyond that where all is normal.
  var lead: Double
  var wait: Double

  private static let none = 1e-12

  /// Units ordered a year in `horizon` years less the time of delivery, with what a book of `book` units holds beyond
  /// the normal.
  func orders(_ memory: OrderMemory, book: Double, horizon: Double) -> Double {
    let ahead = max(0, horizon - lead)
    let (seen, usual) = memory.growth(spans, most: most)
    let lasting = trend * (1 - exp(-ahead / trend))
    let fast =
      log(max(OrderExpectation.none, memory.fast) * (1 + seen * spans.fast)) + seen * lasting
      + usual * (ahead - lasting)
    let slow = log(max(OrderExpectation.none, memory.slow) * (1 + usual * spans.slow)) + usual * ahead
    let expected = exp(caution * slow + (1 - caution) * fast)
    let excess = book - memory.fast * (lead + wait)
    return max(0, expected + (1 - caution) * excess / clearing)
  }
}

extension OrderExpectation {
  init(_ line: View<LineInputs>) {
    self.init(
      spans: OrderMemory.Spans(line), caution: line.caution.value, trend: line.trend.value,
      most: line.believedGrowth.value, clearing: line.clearing.value, lead: line.lead.value,
      wait: line.wait.value)
  }
}

extension OrderMemory.Spans {
  init(_ line: View<LineInputs>) {
    self.init(fast: line.fastMemory.value, slow: line.slowMemory.value, long: line.longMemory.value)
  }
}
