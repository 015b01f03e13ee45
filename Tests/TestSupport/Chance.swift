#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a test leaves to chance, from a seed that is printed and can be given again.
///
/// The seed is the environment's `SEED`, else drawn anew; `SEED=7 swift test --filter NAME` repeats what a test
/// chose. One environment serves all tests, since each mixes its own name in.
public struct Chance: RandomNumberGenerator {
  /// The seed that repeats the choices.
  public let seed: UInt64
  private var state: UInt64

  /// Chance for a test of this name; says which seed it has.
  public init(_ name: String) {
    let seed = Chance.given ?? UInt64.random(in: 0..<1_000_000)
    self.init(name, seed: seed)
    print("\(name): SEED=\(seed) repeats its choices")
  }

  /// Chance of this seed, without a word.
  public init(_ name: String = "", seed: UInt64) {
    self.seed = seed
    state = seed
    for byte in name.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  }

  /// The seed that the environment gives; one that is no number is the tester's mistake.
  public static let given: UInt64? = getenv("SEED").map { text in
    guard let seed = UInt64(String(cString: text)) else { fatalError("SEED must be a whole number") }
    return seed
  }

  /// The next word, by SplitMix64.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
