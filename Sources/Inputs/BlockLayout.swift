/// Bytes being laid out: grows, zero-filled, 16-byte aligned for each piece.
struct BlockLayout {
  private(set) var bytes: [UInt8] = []

  /// Reserves `size` bytes and returns their offset.
  mutating func reserve(_ size: Int) -> Int {
    let offset = (bytes.count + 15) & ~15
    bytes.append(contentsOf: repeatElement(0, count: offset + size - bytes.count))
    return offset
  }

  /// Writes the bytes of a value at `offset`.
  mutating func store<Value: BitwiseCopyable>(_ value: Value, at offset: Int) {
    bytes.withUnsafeMutableBytes { $0.storeBytes(of: value, toByteOffset: offset, as: Value.self) }
  }
}
