#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Tables

/// The form of a journal: the file in which a shard's rows become durable.
///
/// A header, then blocks, each a block header and a run of records. Numbers are little-endian. A block
/// counts only when its checksum fits, so a file cut anywhere, or with garbage after the cut, still holds
/// all the rows up to its last whole block. A record is a status word and, for a row, the length of each
/// output, the metrics and the outputs; for a failure, its attempts and two texts.
struct JournalHeader: Equatable {
  static let magic: UInt64 = 0x0a32_5357_4f52_5753  // "SWROWS2\n", read as a number
  static let byteCount = 160

  let plan: SweepPlan
  let shard: Shard
  /// The ordinal of the first row in this file.
  let start: Int

  func encoded() -> ByteBuffer {
    var buffer = ByteBuffer(capacity: 256)
    buffer.append(word: Self.magic)
    for number in [
      plan.runs, plan.outputs, plan.metrics, shard.number, shard.of, Int(shard.layout.rawValue), start,
    ] {
      buffer.append(word: UInt64(number))
    }
    buffer.append(identity: plan.identity)
    buffer.append(identity: plan.model)
    while buffer.count < Self.byteCount - 8 { buffer.append(byte: 0) }
    let sum = buffer.withBytes { Checksum.of($0) }
    buffer.append(word: sum)
    return buffer
  }

  /// Reads a header; nil unless it is whole and sound.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.byteCount, bytes.word(at: 0) == Self.magic,
      bytes.word(at: Self.byteCount - 8)
        == Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<(Self.byteCount - 8)]))
    else { return nil }
    let numbers = (0..<7).map { Int(truncatingIfNeeded: bytes.word(at: 8 + 8 * $0)) }
    guard let identity = bytes.identity(at: 64), let model = bytes.identity(at: 96),
      let layout = UInt8(exactly: numbers[5]).flatMap(Shard.Layout.init(rawValue:)),
      let shard = try? Shard(numbers[3], of: numbers[4], layout: layout),
      numbers[0] >= 0, (1...64).contains(numbers[1]), (0...SweepPlan.mostMetrics).contains(numbers[2]),
      numbers[6] >= 0
    else { return nil }
    self.init(
      plan: SweepPlan(
        identity: identity, model: model, runs: numbers[0], outputs: numbers[1], metrics: numbers[2]),
      shard: shard, start: numbers[6])
  }

  init(plan: SweepPlan, shard: Shard, start: Int) {
    self.plan = plan
    self.shard = shard
    self.start = start
  }
}

/// What stands before the records of a block.
struct BlockHeader {
  static let magic: UInt64 = 0x0a4b_4c42_5357_5301
  static let byteCount = 40
  /// The most bytes of records a block may claim; a larger claim is damage.
  static let payloadLimit = 1 << 32

  /// The bytes of records that follow.
  var payload: Int
  /// The ordinal of the block's first row.
  var start: Int
  /// The number of rows.
  var rows: Int
  /// Whether the shard ends with this block.
  var isLast: Bool

  func encode(into buffer: inout ByteBuffer, checksum: UInt64) {
    buffer.append(word: Self.magic)
    buffer.append(word: UInt64(payload))
    buffer.append(word: UInt64(start))
    buffer.append(word: UInt64(rows) << 1 | (isLast ? 1 : 0))
    buffer.append(word: checksum ^ seal)
  }

  /// Reads a block header and the checksum of its records; nil when it is damaged.
  static func decode(_ bytes: UnsafeRawBufferPointer) -> (header: BlockHeader, checksum: UInt64)? {
    guard bytes.count >= byteCount, bytes.word(at: 0) == magic, bytes.word(at: 8) <= UInt64(payloadLimit)
    else {
      return nil
    }
    let header = BlockHeader(
      payload: Int(bytes.word(at: 8)), start: Int(truncatingIfNeeded: bytes.word(at: 16)),
      rows: Int(bytes.word(at: 24) >> 1), isLast: bytes.word(at: 24) & 1 == 1)
    guard header.start >= 0, !header.start.addingReportingOverflow(header.rows).overflow else { return nil }
    return (header, bytes.word(at: 32) ^ header.seal)
  }

  /// Mixes the header's own numbers into the checksum.
  private var seal: UInt64 {
    KeyedHash.word(UInt64(payload), UInt64(start), UInt64(rows) << 1 | (isLast ? 1 : 0))
  }
}

/// A 64-bit checksum: four lanes, each multiplied and mixed eight bytes at a time. It finds damage, not
/// forgery.
enum Checksum {
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    // Four lanes that do not wait for one another's multiplications.
    let start = KeyedHash.mix(UInt64(bytes.count) &+ 1)
    var (first, second, third, fourth) = (start, 2 &* start, 3 &* start, 4 &* start)
    var offset = 0
    while offset &+ 32 <= bytes.count {
      first = step(first, bytes.word(at: offset))
      second = step(second, bytes.word(at: offset &+ 8))
      third = step(third, bytes.word(at: offset &+ 16))
      fourth = step(fourth, bytes.word(at: offset &+ 24))
      offset &+= 32
    }
    var sum = step(step(step(first, second), third), fourth)
    while offset < bytes.count {
      sum = step(sum, UInt64(bytes[offset]))
      offset += 1
    }
    return KeyedHash.mix(sum)
  }

  @inline(__always)
  private static func step(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let (high, low) = (sum ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return (high ^ low) &+ 0xD1B5_4A32_D192_ED03
  }
}

extension UnsafeRawBufferPointer {
  /// The little-endian word at a byte offset of any alignment.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The identity whose 32 bytes begin at a byte offset.
  fileprivate func identity(at offset: Int) -> SweepIdentity? {
    let hexadecimal = Array("0123456789abcdef".utf8)
    var digits: [UInt8] = []
    for byte in self[offset..<(offset + 32)] {
      digits.append(hexadecimal[Int(byte >> 4)])
      digits.append(hexadecimal[Int(byte & 15)])
    }
    return SweepIdentity(String(decoding: digits, as: UTF8.self))
  }
}

extension ByteBuffer {
  mutating func append(word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { append(bytes: $0) }
  }

  /// Appends an identity as 32 bytes, one for each pair of its hexadecimal digits.
  fileprivate mutating func append(identity: SweepIdentity) {
    let digits = Array(identity.description.utf8).map { digit in
      digit <= UInt8(ascii: "9") ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "a") + 10
    }
    for pair in stride(from: 0, to: 64, by: 2) { append(byte: digits[pair] << 4 | digits[pair + 1]) }
  }
}
