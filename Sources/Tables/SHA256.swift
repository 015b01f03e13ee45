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
    var rest = bytes[...]
    while pendingCount > 0, let byte = rest.popFirst() { push(byte) }
    let blocks = rest.count / 64
    compress(UnsafeRawBufferPointer(rebasing: rest.prefix(64 * blocks)))
    for byte in rest.dropFirst(64 * blocks) { push(byte) }
  }

  /// Adds one byte.
  public mutating func update(_ byte: UInt8) {
    length += 1
    push(byte)
  }

  /// The hash of everything added, as 64 lower-case hexadecimal digits; further bytes may still be added.
  public func finish() -> String {
    var copy = self
    copy.push(0x80)
    while copy.pendingCount != 56 { copy.push(0) }
    let bits = length &* 8
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      copy.push(UInt8(truncatingIfNeeded: bits >> shift))
    }
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for index in 0..<8 {
      for shift in stride(from: UInt32(28), through: 0, by: -4) {
        text.append(digits[Int((copy.state[index] >> shift) & 15)])
      }
    }
    return String(decoding: text, as: UTF8.self)
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
    var offset = 0
    while offset < blocks.count {
      var rounds = Rounds(state, UnsafeRawBufferPointer(rebasing: blocks[offset..<(offset + 64)]))
      rounds.run(from: 0)
      for first in stride(from: 16, to: 64, by: 16) {
        rounds.runOn(from: first)
      }
      rounds.add(to: &state)
      offset += 64
    }
  }
}

/// The working variables and the message schedule of one block, which live in registers.
///
/// That needs constant places in the schedule: hence sixteen lines where a loop would do.
private struct Rounds {
  private var a, b, c, d, e, f, g, h: UInt32
  /// b ^ c, which the majority of the next round shares with that of this one.
  private var difference: UInt32
  private var words: InlineArray<16, UInt32>

  @inline(__always)
  init(_ state: InlineArray<8, UInt32>, _ block: UnsafeRawBufferPointer) {
    (a, b, c, d) = (state[0], state[1], state[2], state[3])
    (e, f, g, h) = (state[4], state[5], state[6], state[7])
    difference = b ^ c
    words = InlineArray { block.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self).bigEndian }
  }

  /// Sixteen rounds, with the words as they are.
  @inline(__always)
  mutating func run(from first: Int) {
    round(words[0], first + 0)
    round(words[1], first + 1)
    round(words[2], first + 2)
    round(words[3], first + 3)
    round(words[4], first + 4)
    round(words[5], first + 5)
    round(words[6], first + 6)
    round(words[7], first + 7)
    round(words[8], first + 8)
    round(words[9], first + 9)
    round(words[10], first + 10)
    round(words[11], first + 11)
    round(words[12], first + 12)
    round(words[13], first + 13)
    round(words[14], first + 14)
    round(words[15], first + 15)
  }

  /// Sixteen rounds, each with the word that follows from the sixteen before it.
  @inline(__always)
  mutating func runOn(from first: Int) {
    round(extend(0), first + 0)
    round(extend(1), first + 1)
    round(extend(2), first + 2)
    round(extend(3), first + 3)
    round(extend(4), first + 4)
    round(extend(5), first + 5)
    round(extend(6), first + 6)
    round(extend(7), first + 7)
    round(extend(8), first + 8)
    round(extend(9), first + 9)
    round(extend(10), first + 10)
    round(extend(11), first + 11)
    round(extend(12), first + 12)
    round(extend(13), first + 13)
    round(extend(14), first + 14)
    round(extend(15), first + 15)
  }

  @inline(__always)
  func add(to state: inout InlineArray<8, UInt32>) {
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
  }

  @inline(__always)
  private mutating func round(_ word: UInt32, _ number: Int) {
    let choice = g ^ (e & (f ^ g))
    let first =
      h &+ word &+ roundConstants[number] &+ choice &+ (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25))
    let next = a ^ b
    let majority = b ^ (next & difference)
    let second = majority &+ (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22))
    difference = next
    (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
  }

  /// Puts the next word into a place of the schedule.
  @inline(__always)
  private mutating func extend(_ place: Int) -> UInt32 {
    words[place] &+=
      words[(place + 9) & 15] &+ small(words[(place + 1) & 15]) &+ large(words[(place + 14) & 15])
    return words[place]
  }

  @inline(__always)
  private func small(_ word: UInt32) -> UInt32 { rotate(word, 7) ^ rotate(word, 18) ^ (word &>> 3) }

  @inline(__always)
  private func large(_ word: UInt32) -> UInt32 { rotate(word, 17) ^ rotate(word, 19) ^ (word &>> 10) }

  @inline(__always)
  private func rotate(_ word: UInt32, _ places: UInt32) -> UInt32 {
    (word &>> places) | (word &<< (32 &- places))
  }
}

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
