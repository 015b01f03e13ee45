/// Writes a Double as the shortest decimal text that reads back as the same Double.
///
/// Among the shortest texts it takes the one nearest to the value. Magnitudes from 1e-5 up to, but not
/// including, 1e16 are written plainly (`3`, `0.25`, `123456.7`); others with an exponent of at least two
/// digits (`1.5e-07`, `1e+16`). NaN and the infinities have no text: they are the empty cell of a table. No
/// memory is allocated.
///
/// Source of the method: R. Giulietti, "The Schubfach way to render doubles", 2021.
public enum ShortestDecimal {
  /// The most bytes that `write` touches.
  public static let longest = 32

  /// Writes `value` and returns the number of bytes written; `target` needs room for `longest` bytes.
  public static func write(_ value: Double, to target: UnsafeMutablePointer<UInt8>) -> Int {
    guard value.isFinite else { return 0 }
    var start = 0
    if value.sign == .minus {
      target[0] = UInt8(ascii: "-")
      start = 1
    }
    let magnitude = value.magnitude
    if magnitude < 9_007_199_254_740_992, case let whole = Int(magnitude), Double(whole) == magnitude {
      return start + DecimalDigits.write(whole, to: target + start)
    }
    let (digits, exponent) = shortest(magnitude)
    return start + layOut(digits, exponent, to: target + start)
  }

  /// The text of `value`; empty for NaN and the infinities. Allocates; meant for messages and tests.
  public static func text(_ value: Double) -> String {
    var buffer = ByteBuffer(capacity: longest)
    buffer.append(number: value)
    return buffer.makeString()
  }

  // MARK: - Digits

  /// The shortest `digits x 10^exponent` inside the rounding interval of a positive finite value; the digits
  /// do not end in zero.
  private static func shortest(_ value: Double) -> (digits: UInt64, exponent: Int) {
    let bits = value.bitPattern
    let fraction = bits & ((1 << 52) - 1)
    let biased = Int(bits >> 52)
    let significand = biased == 0 ? fraction : fraction | (1 << 52)
    let binaryExponent = biased == 0 ? -1074 : biased - 1075
    // Below a power of two the neighbour is half as far away.
    let isNarrowBelow = fraction == 0 && biased > 1

    // floor(log10 2^q), or floor(log10 (3/4 2^q)) where the interval is narrow.
    let k = (binaryExponent &* 1_262_611 &- (isNarrowBelow ? 524_031 : 0)) >> 22
    // floor(log2 10^-k), which brings the scaled value to a fixed position.
    let shift = UInt64(truncatingIfNeeded: binaryExponent &+ ((-k &* 1_741_647) >> 19) &+ 1)
    let power = PowersOfTen.scaled(-k)

    let isOdd = significand & 1
    let middle = 4 &* significand
    let below = scale(power, (middle &- (isNarrowBelow ? 1 : 2)) << shift) &+ isOdd
    let centre = scale(power, middle << shift)
    let above = scale(power, (middle &+ 2) << shift) &- isOdd

    let whole = centre >> 2
    if whole < 10 { return withoutZeros(nearest(below, centre, above), k) }
    let tens = whole / 10
    let lowFits = below <= 40 &* tens
    let highFits = 40 &* tens &+ 40 <= above
    if lowFits != highFits { return withoutZeros(tens &+ (highFits ? 1 : 0), k &+ 1) }
    // No multiple of ten lies inside the interval.
    return (nearest(below, centre, above), k)
  }

  /// The whole number inside the interval that is nearest to its centre; all three are given four times over.
  @inline(__always)
  private static func nearest(_ below: UInt64, _ centre: UInt64, _ above: UInt64) -> UInt64 {
    let whole = centre >> 2
    let lowFits = below <= 4 &* whole
    let highFits = 4 &* whole &+ 4 <= above
    if lowFits != highFits { return whole &+ (highFits ? 1 : 0) }
    let half = 4 &* whole &+ 2
    let roundsUp = centre > half || (centre == half && whole & 1 == 1)
    return whole &+ (roundsUp ? 1 : 0)
  }

  /// The product of a 128-bit power and `factor`, shifted right by 128 and rounded to odd, so that
  /// comparisons with the interval's ends stay exact.
  private static func scale(_ power: PowersOfTen.Power, _ factor: UInt64) -> UInt64 {
    let carried = power.low.multipliedFullWidth(by: factor).high
    let upper = power.high.multipliedFullWidth(by: factor)
    let (low, overflow) = upper.low.addingReportingOverflow(carried)
    return (upper.high &+ (overflow ? 1 : 0)) | (low > 1 ? 1 : 0)
  }

  private static func withoutZeros(_ number: UInt64, _ power: Int) -> (digits: UInt64, exponent: Int) {
    var (digits, exponent) = (number, power)
    if digits % 100_000_000 == 0 {
      digits /= 100_000_000
      exponent += 8
    }
    while digits % 100 == 0 {
      digits /= 100
      exponent += 2
    }
    if digits % 10 == 0 {
      digits /= 10
      exponent += 1
    }
    return (digits, exponent)
  }

  // MARK: - Layout

  /// Writes `digits x 10^exponent`, where the digits are positive and do not end in zero.
  private static func layOut(_ digits: UInt64, _ exponent: Int, to target: UnsafeMutablePointer<UInt8>) -> Int
  {
    let length = DecimalDigits.count(digits)
    let point = length + exponent
    if point > 16 || point < -4 { return layOutScientific(digits, length, point - 1, to: target) }
    if exponent >= 0 {
      DecimalDigits.write(digits, length: length, to: target)
      for place in length..<point { target[place] = UInt8(ascii: "0") }
      return point
    }
    if point > 0 {
      DecimalDigits.write(digits, length: length, to: target + 1)
      for place in 0..<point { target[place] = target[place + 1] }
      target[point] = UInt8(ascii: ".")
      return length + 1
    }
    target[0] = UInt8(ascii: "0")
    target[1] = UInt8(ascii: ".")
    for place in 0..<(-point) { target[2 + place] = UInt8(ascii: "0") }
    DecimalDigits.write(digits, length: length, to: target + 2 - point)
    return 2 - point + length
  }

  private static func layOutScientific(
    _ digits: UInt64, _ length: Int, _ power: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    DecimalDigits.write(digits, length: length, to: target + 1)
    target[0] = target[1]
    var end = 1
    if length > 1 {
      target[1] = UInt8(ascii: ".")
      end = length + 1
    }
    target[end] = UInt8(ascii: "e")
    target[end + 1] = power < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+")
    let magnitude = UInt64(power.magnitude)
    let places = magnitude < 100 ? 2 : 3
    DecimalDigits.write(magnitude, length: places, to: target + end + 2)
    return end + 2 + places
  }
}
