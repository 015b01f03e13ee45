/// A sequence of random numbers that belongs to one thing in one replication of an experiment.
///
/// The triple (seed, replication, key) decides the whole sequence. Giving each thing that draws a stream of
/// its own, keyed by its name, means that changing one part of a model never shifts another part's luck.
///
/// Streams are plain values of 32 bytes: copying one copies its future. The generator is xoshiro256++ of
/// period 2²⁵⁶ − 1 (D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS
/// 47 (4), 2021). It is not fit for cryptography.
@frozen
public struct RandomStream: RandomNumberGenerator, BitwiseCopyable, Sendable, Hashable {
  @usableFromInline var first: UInt64
  @usableFromInline var second: UInt64
  @usableFromInline var third: UInt64
  @usableFromInline var fourth: UInt64

  /// The stream of one thing in one replication.
  ///
  /// Each of the three numbers passes through a finalizing mixer before the next joins it, and the state
  /// keeps 128 bits of the outcome, so neighbouring seeds, replications or keys share nothing. A state is
  /// never stepped by an increment: doing so would make replications shifted copies of one another.
  @inlinable
  public init(seed: UInt64, replication: UInt64, key: UInt64) {
    let experiment = Mixer.mix(Mixer.mix(seed &+ 0x9E37_79B9_7F4A_7C15) ^ replication)
    first = Mixer.mix(experiment ^ key)
    second = Mixer.mix((experiment &+ Mixer.rotateLeft(key, 32)) ^ 0x4528_21E6_38D0_1377)
    third = Mixer.mix(first &+ second ^ 0xBE54_66CF_34E9_0C6C)
    fourth = Mixer.mix(first ^ Mixer.rotateLeft(second, 32) ^ 0xC0AC_29B7_C97C_50DD)
    if first | second | third | fourth == 0 { first = 1 }
  }

  /// The stream of a named thing in one replication.
  @inlinable
  public init(seed: UInt64, replication: UInt64, key: StreamKey) {
    self.init(seed: seed, replication: replication, key: key.bits)
  }

  /// The next 64 random bits.
  @inlinable
  public mutating func next() -> UInt64 {
    let result = Mixer.rotateLeft(first &+ fourth, 23) &+ first
    let shifted = second &<< 17
    third ^= first
    fourth ^= second
    second ^= third
    first ^= fourth
    third ^= shifted
    fourth = Mixer.rotateLeft(fourth, 45)
    return result
  }

  /// A uniform number of [0, 1): one of 2⁵³ equally spaced values.
  @inlinable
  public mutating func uniform() -> Double { Double(Int64(truncatingIfNeeded: next() &>> 11)) * 0x1p-53 }

  /// A uniform number of (0, 1), never 0 and never 1: the midpoint of one of 2⁵² equal intervals.
  @inlinable
  public mutating func uniformOpen() -> Double {
    (Double(Int64(truncatingIfNeeded: next() &>> 12)) + 0.5) * 0x1p-52
  }

  /// A uniform whole number from 0 to `bound` − 1, without bias; `bound` must be positive.
  ///
  /// Unlike `Int.random(in:using:)`, the result is fixed by this library alone. Source: D. Lemire, "Fast
  /// random integer generation in an interval", ACM TOMACS 29 (1), 2019.
  @inlinable
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "an index is drawn from at least one")
    let size = UInt64(bound)
    var product = next().multipliedFullWidth(by: size)
    if product.low < size {
      let threshold = (0 &- size) % size
      while product.low < threshold { product = next().multipliedFullWidth(by: size) }
    }
    return Int(product.high)
  }
}
