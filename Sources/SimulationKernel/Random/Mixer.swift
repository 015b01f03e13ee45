/// The bit mixer behind stream keys and seeds.
@usableFromInline
enum Mixer {
  /// A bijection of 64 bits in which every input bit sways every output bit about half of the time.
  ///
  /// Source: variant 13 of D. Stafford, "Better bit mixing", 2011, used by SplitMix64.
  @inlinable
  static func mix(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits &>> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits &>> 31)
  }

  @inlinable
  static func rotateLeft(_ bits: UInt64, _ count: UInt64) -> UInt64 {
    (bits &<< count) | (bits &>> (64 &- count))
  }
}
