/// Random words and uniforms that are a function of a key and a position: nothing is stored, nothing
/// advances.
enum KeyedHash {
  /// A bijection of 64-bit words in which every input bit reaches every output bit.
  ///
  /// Two multiply and xor-shift rounds: the finalizer that D. Stafford found for MurmurHash3, "Mix13" (2011).
  @inline(__always)
  static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }

  /// The random word of `key` at position (`first`, `second`).
  ///
  /// Each part passes through the mixer before the next is added, so that neighbouring keys or positions give
  /// unrelated words and (key, position) cannot be exchanged.
  @inline(__always)
  static func word(_ key: UInt64, _ first: UInt64, _ second: UInt64 = 0) -> UInt64 {
    let keyed = mix(key &+ 0x9E37_79B9_7F4A_7C15)
    let once = mix(keyed ^ (first &+ 0xD1B5_4A32_D192_ED03))
    return mix((once &+ second) ^ 0x8CB9_2BA7_2F3D_8DD7)
  }

  /// The word as a number in the open interval 0 to 1, one of 2^52 equally spaced.
  @inline(__always)
  static func uniform(_ word: UInt64) -> Double {
    (Double(word &>> 12) + 0.5) * 0x1p-52
  }
}
