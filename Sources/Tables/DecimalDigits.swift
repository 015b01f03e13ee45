/// Writes whole numbers as decimal digits into raw memory, eight or two digits at a time.
enum DecimalDigits {
  /// The most bytes that `write` can produce: a sign and 19 digits.
  static let longestInteger = 20

  /// Writes `value` and returns the number of bytes written.
  static func write(_ value: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
    let magnitude = UInt64(value.magnitude)
    if value >= 0 {
      let length = count(magnitude)
      write(magnitude, length: length, to: target)
      return length
    }
    target[0] = UInt8(ascii: "-")
    let length = count(magnitude)
    write(magnitude, length: length, to: target + 1)
    return length + 1
  }

  /// Writes exactly the last `length` digits of `value`, with leading zeros where it is shorter.
  static func write(_ value: UInt64, length: Int, to target: UnsafeMutablePointer<UInt8>) {
    let pairs = pairText.utf8Start
    var rest = value
    var end = length
    while end >= 8 {
      end -= 8
      UnsafeMutableRawPointer(target + end).storeBytes(of: eight(rest % 100_000_000), as: UInt64.self)
      rest /= 100_000_000
    }
    while end >= 2 {
      let pair = Int(rest % 100)
      rest /= 100
      end -= 2
      target[end] = pairs[2 &* pair]
      target[end + 1] = pairs[2 &* pair &+ 1]
    }
    if end == 1 { target[0] = UInt8(ascii: "0") + UInt8(rest % 10) }
  }

  /// The text of a number below 10^8 as eight digits, in the order of memory.
  ///
  /// Halves of four digits are split into pairs and these into digits, all parts of a word at once; the
  /// factors are 2^20/100 and 2^10/10, rounded up, which is exact for numbers so small.
  private static func eight(_ value: UInt64) -> UInt64 {
    let halves = value / 10_000 | (value % 10_000) << 32
    let hundreds = ((halves &* 10_486) >> 20) & 0x0000_007f_0000_007f
    let pairs = hundreds | (halves &- 100 &* hundreds) << 16
    let tens = ((pairs &* 103) >> 10) & 0x000f_000f_000f_000f
    let digits = tens | (pairs &- 10 &* tens) << 8
    return (digits | 0x3030_3030_3030_3030).littleEndian
  }

  /// How many decimal digits `value` has; one for zero.
  static func count(_ value: UInt64) -> Int {
    // floor(log10 2^bits), one too small exactly when the value has reached the next power of ten.
    let bits = 64 - (value | 1).leadingZeroBitCount
    let guess = (bits * 1233) >> 12
    return value < powersOfTen(guess) ? max(guess, 1) : guess + 1
  }

  private static func powersOfTen(_ exponent: Int) -> UInt64 {
    powers.withUnsafeBufferPointer { $0[exponent] }
  }

  private static let powers: [UInt64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  private static let pairText: StaticString = """
    00010203040506070809101112131415161718192021222324252627282930313233343536373839\
    40414243444546474849505152535455565758596061626364656667686970717273747576777879\
    8081828384858687888990919293949596979899
    """
}
