/// Writes whole numbers as decimal digits into raw memory, two digits at a time.
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
    while end >= 2 {
      let pair = Int(rest % 100)
      rest /= 100
      end -= 2
      target[end] = pairs[2 &* pair]
      target[end + 1] = pairs[2 &* pair &+ 1]
    }
    if end == 1 { target[0] = UInt8(ascii: "0") + UInt8(rest % 10) }
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
