/// A nested uniform scrambling of binary digits, as a hash.
///
/// A. B. Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences" (1995), flips each digit by a random
/// bit that depends on all the digits before it. With the digits stored so that bit 0 is the first, that is
/// any bijection in which bit k of the result depends on bits 0 to k only, and S. Laine and T. Karras,
/// "Stratified sampling for stochastic transparency" (2011), observe that addition, multiplication by an
/// odd number and x ^ (x * even) are such. Here three rounds of these with keyed constants; each even
/// constant is 2 modulo 4, so that every digit depends on the one just before it.
struct OwenScramble: Sendable {
  private let even: (UInt32, UInt32, UInt32)
  private let odd: (UInt32, UInt32, UInt32)
  private let added: (UInt32, UInt32, UInt32)

  init(seed: UInt64, dimension: Int) {
    func constants(_ round: UInt64) -> (UInt32, UInt32, UInt32) {
      let first = KeyedHash.word(seed, UInt64(dimension), 2 * round)
      let second = KeyedHash.word(seed, UInt64(dimension), 2 * round + 1)
      return (
        UInt32(truncatingIfNeeded: first), UInt32(truncatingIfNeeded: first &>> 32),
        UInt32(truncatingIfNeeded: second)
      )
    }
    let (first, second, third) = (constants(0), constants(1), constants(2))
    even = (first.0 & ~1 | 2, second.0 & ~1 | 2, third.0 & ~1 | 2)
    odd = (first.1 | 1, second.1 | 1, third.1 | 1)
    added = (first.2, second.2, third.2)
  }

  /// The scrambled digits; bit 0 is the first, worth one half.
  @inline(__always)
  func callAsFunction(_ digits: UInt32) -> UInt32 {
    var x = digits &+ added.0
    x ^= x &* even.0
    x = x &* odd.0 &+ added.1
    x ^= x &* even.1
    x = x &* odd.1 &+ added.2
    x ^= x &* even.2
    return x &* odd.2
  }
}

extension UInt32 {
  /// The bits in the opposite order.
  @inline(__always)
  var reversedBits: UInt32 {
    var x = byteSwapped
    x = (x &>> 4) & 0x0F0F_0F0F | (x & 0x0F0F_0F0F) &<< 4
    x = (x &>> 2) & 0x3333_3333 | (x & 0x3333_3333) &<< 2
    return (x &>> 1) & 0x5555_5555 | (x & 0x5555_5555) &<< 1
  }
}
