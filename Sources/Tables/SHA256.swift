/// The SHA-256 hash of a stream of bytes. Source: FIPS 180-4.
public struct SHA256: Sendable {
  private var state: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  private var pending = InlineArray<64, UInt8>(repeating: 0)
  private var pendingCount = 0
  private var length: UInt64 = 0

  /// Starts with no bytes.
  public init() {}

  /// The hash of bytes at hand, in lower-case hexadecimal.
  public static func hex(of bytes: some Sequence<UInt8>) -> String {
    var hash = SHA256()
    for byte in bytes { hash.update(byte) }
    return hash.finish()
  }

  /// The hash of a text's UTF-8 form, in lower-case hexadecimal.
  public static func hex(of text: String) -> String {
    hex(of: text.utf8)
  }

  /// Adds bytes. Complexity: O(bytes), without allocation.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    length += UInt64(bytes.count)
    var place = 0
    while pendingCount > 0, place < bytes.count {
      push(bytes[place])
      place += 1
    }
    let end = place + (bytes.count - place) / 64 * 64
    compress(UnsafeRawBufferPointer(rebasing: bytes[place..<end]))
    for rest in end..<bytes.count { push(bytes[rest]) }
  }

  /// Adds one byte.
  public mutating func update(_ byte: UInt8) {
    length += 1
    push(byte)
  }

  /// The hash of everything added, as 64 lower-case hexadecimal digits; further bytes may still be added.
  public func finish() -> String {
    var text = ByteBuffer(capacity: 64)
    append(digits: 64, to: &text)
    return text.makeString()
  }

  /// Appends the first `digits` of the hash's 64 lower-case hexadecimal digits, without allocation.
  public func append(digits: Int, to text: inout ByteBuffer) {
    precondition((0...64).contains(digits), "the hash has 64 digits")
    var copy = self
    copy.push(0x80)
    while copy.pendingCount != 56 { copy.push(0) }
    let bits = length &* 8
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      copy.push(UInt8(truncatingIfNeeded: bits >> shift))
    }
    for place in 0..<digits {
      let digit = UInt8((copy.state[place / 8] >> UInt32(28 - 4 * (place % 8))) & 15)
      text.append(byte: digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  private mutating func push(_ byte: UInt8) {
    pending[pendingCount] = byte
    pendingCount += 1
    if pendingCount < 64 { return }
    pendingCount = 0
    let block = pending
    withUnsafeBytes(of: block) { compress($0) }
  }

  /// Takes in whole blocks of 64 bytes.
  private mutating func compress(_ blocks: UnsafeRawBufferPointer) {
    var memory = InlineArray<512, UInt32>(repeating: 0)
    var span = memory.mutableSpan
    span.withUnsafeMutableBufferPointer { words in
      var start = 0
      while start < blocks.count {
        let end = min(start + 64 * lanes, blocks.count)
        prepare(words, UnsafeRawBufferPointer(rebasing: blocks[start..<end]))
        for lane in 0..<((end - start) / 64) { compress(words, lane) }
        start = end
      }
    }
  }

  /// Works out the message schedules of up to eight blocks side by side: word i of block k lies at 8 i + k.
  ///
  /// The loop over all words is one that compilers turn into vector instructions.
  private func prepare(_ words: UnsafeMutableBufferPointer<UInt32>, _ blocks: UnsafeRawBufferPointer) {
    for lane in 0..<(blocks.count / 64) {
      for word in 0..<16 {
        words[word &* lanes &+ lane] =
          blocks.loadUnaligned(fromByteOffset: 64 &* lane &+ 4 &* word, as: UInt32.self).bigEndian
      }
    }
    for place in (16 * lanes)..<(64 * lanes) {
      let early = words[place &- 15 &* lanes]
      let late = words[place &- 2 &* lanes]
      let small = rotate(early, 7) ^ rotate(early, 18) ^ (early &>> 3)
      let large = rotate(late, 17) ^ rotate(late, 19) ^ (late &>> 10)
      words[place] = words[place &- 16 &* lanes] &+ small &+ words[place &- 7 &* lanes] &+ large
    }
  }

  /// The 64 rounds of one block; eight at a time bring the working variables back to their names.
  private mutating func compress(_ words: UnsafeMutableBufferPointer<UInt32>, _ lane: Int) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    var difference = b ^ c
    var place = 0
    while place < 64 {
      round(a, b, &d, e, f, g, &h, &difference, word(place))
      round(h, a, &c, d, e, f, &g, &difference, word(place &+ 1))
      round(g, h, &b, c, d, e, &f, &difference, word(place &+ 2))
      round(f, g, &a, b, c, d, &e, &difference, word(place &+ 3))
      round(e, f, &h, a, b, c, &d, &difference, word(place &+ 4))
      round(d, e, &g, h, a, b, &c, &difference, word(place &+ 5))
      round(c, d, &f, g, h, a, &b, &difference, word(place &+ 6))
      round(b, c, &e, f, g, h, &a, &difference, word(place &+ 7))
      place &+= 8
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h

    @inline(__always)
    func word(_ place: Int) -> UInt32 { roundConstants[unchecked: place] &+ words[place &* lanes &+ lane] }
  }

  /// One round, which changes `d` and `h`; `difference` is b ^ c before and a ^ b, the next round's b ^ c, after.
  @inline(__always)
  private func round(
    _ a: UInt32, _ b: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32,
    _ difference: inout UInt32, _ word: UInt32
  ) {
    let choice = g ^ (e & (f ^ g))
    let first = h &+ word &+ choice &+ (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25))
    let next = a ^ b
    let majority = b ^ (next & difference)
    d &+= first
    h = first &+ majority &+ (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22))
    difference = next
  }

  @inline(__always)
  private func rotate(_ word: UInt32, _ places: UInt32) -> UInt32 {
    (word &>> places) | (word &<< (32 &- places))
  }
}

/// How many blocks have their message schedules worked out side by side.
private let lanes = 8

private let roundConstants: InlineArray<64, UInt32> = [
  0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
  0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
  0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
  0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
  0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
  0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
  0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
  0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
]
