/// The name of something that draws random numbers, as 64 well-mixed bits.
///
/// Compute a key once, from a name that will not change, and keep it:
///
/// ```swift
/// let launches = StreamKey(name: "launch")
/// var outcome = RandomStream(seed: 1, replication: 0, key: launches.child("outcome").child(7))
/// ```
///
/// Keys depend on the bytes of the name alone: they are the same on every machine, in every run and in
/// every later version, unlike `hashValue`.
@frozen
public struct StreamKey: Hashable, Sendable, BitwiseCopyable {
  /// The mixed bits.
  public let bits: UInt64

  /// The key with these bits.
  @inlinable public init(bits: UInt64) { self.bits = bits }

  /// The key of a name. O(length of the name); names are told apart by their UTF-8 bytes.
  public init(name: String) { bits = Self.absorb(name, into: 0x243F_6A88_85A3_08D3) }

  /// The key of a named part of this thing.
  public func child(_ name: String) -> StreamKey {
    StreamKey(bits: Self.absorb(name, into: Mixer.mix(bits ^ 0x1319_8A2E_0370_7344)))
  }

  /// The key of a numbered part of this thing.
  @inlinable
  public func child(_ number: Int) -> StreamKey {
    let parent = Mixer.mix(bits ^ 0xA409_3822_299F_31D0)
    return StreamKey(bits: Mixer.mix(parent ^ UInt64(bitPattern: Int64(number))))
  }

  private static func absorb(_ name: String, into start: UInt64) -> UInt64 {
    var state = start
    var word: UInt64 = 0
    var length: UInt64 = 0
    for byte in name.utf8 {
      word |= UInt64(byte) << (8 * (length & 7))
      length += 1
      if length & 7 == 0 {
        state = Mixer.mix(state ^ word)
        word = 0
      }
    }
    state = Mixer.mix(state ^ word)
    return Mixer.mix(state ^ length ^ 0x082E_FA98_EC4E_6C89)
  }
}
