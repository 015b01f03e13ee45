/// Powers of ten scaled to 128 bits, for `ShortestDecimal`.
///
/// Entry k is g(k) = ceil(10^k * 2^(127 - floor(log2 10^k))) for k from -292 to 324: the leading 128 bits,
/// rounded up. They are worked out once with exact whole numbers, in about a tenth of a millisecond, instead
/// of being printed here as 1,234 constants.
enum PowersOfTen {
  struct Power: BitwiseCopyable, Equatable {
    let high: UInt64
    let low: UInt64
  }

  static let lowest = -292
  static let highest = 324

  /// g(`exponent`), for exponents from `lowest` to `highest`.
  static func scaled(_ exponent: Int) -> Power {
    table[exponent &- lowest]
  }

  // Written once before anyone can read it, then never again.
  nonisolated(unsafe) private static let table: UnsafePointer<Power> = {
    let count = highest - lowest + 1
    let memory = UnsafeMutablePointer<Power>.allocate(capacity: count)
    memory.initialize(repeating: Power(high: 0, low: 0), count: count)
    fillWholePowers(memory)
    fillFractions(memory)
    return UnsafePointer(memory)
  }()

  /// 10^0, 10^1, ...: multiplied exactly, little-endian words.
  private static func fillWholePowers(_ memory: UnsafeMutablePointer<Power>) {
    var words = [UInt64](repeating: 0, count: 18)
    words[0] = 1
    for exponent in 0...highest {
      memory[exponent - lowest] = leading(words)
      var carry: UInt64 = 0
      for index in words.indices {
        let (high, low) = words[index].multipliedFullWidth(by: 10)
        let (sum, overflow) = low.addingReportingOverflow(carry)
        words[index] = sum
        carry = high + (overflow ? 1 : 0)
      }
    }
  }

  /// 10^-1, 10^-2, ...: floor(2^1151 / 10^k) by repeated division, whose remainders never vanish for good, so
  /// that rounding up always adds one.
  private static func fillFractions(_ memory: UnsafeMutablePointer<Power>) {
    var words = [UInt64](repeating: 0, count: 18)
    words[17] = 1 << 63
    for exponent in 1...(-lowest) {
      var remainder: UInt64 = 0
      for index in words.indices.reversed() {
        (words[index], remainder) = (10 as UInt64).dividingFullWidth((remainder, words[index]))
      }
      let floor = leading(words, roundsUp: false)
      let (low, overflow) = floor.low.addingReportingOverflow(1)
      memory[-exponent - lowest] = Power(high: floor.high + (overflow ? 1 : 0), low: low)
    }
  }

  /// The leading 128 bits of a positive whole number, rounded up if any later bit is set.
  private static func leading(_ words: [UInt64], roundsUp: Bool = true) -> Power {
    var top = words.count - 1
    while words[top] == 0 { top -= 1 }
    func word(_ index: Int) -> UInt64 { index < 0 ? 0 : words[index] }
    let shift = words[top].leadingZeroBitCount
    func joined(_ index: Int) -> UInt64 {
      shift == 0 ? word(index) : (word(index) << shift) | (word(index - 1) >> (64 - shift))
    }
    let high = joined(top)
    let low = joined(top - 1)
    let isExact = joined(top - 2) == 0 && (0..<max(top - 2, 0)).allSatisfy { words[$0] == 0 }
    guard roundsUp, !isExact else { return Power(high: high, low: low) }
    let (sum, overflow) = low.addingReportingOverflow(1)
    return Power(high: high + (overflow ? 1 : 0), low: sum)
  }
}
