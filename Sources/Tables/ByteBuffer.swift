/// A growable run of bytes that keeps its memory when emptied.
///
/// Text is formatted into it piece by piece. Once it has reached its working size, filling and emptying it
/// again allocates nothing. It is the one owner of raw memory on the way from numbers to text.
public struct ByteBuffer: ~Copyable, @unchecked Sendable {
  private var base: UnsafeMutablePointer<UInt8>
  /// How many bytes are held.
  public private(set) var count: Int
  /// How many bytes fit before the buffer has to grow.
  public private(set) var capacity: Int

  /// Makes an empty buffer with room for `capacity` bytes (at least 64).
  public init(capacity: Int = 4096) {
    self.capacity = max(capacity, 64)
    self.count = 0
    self.base = UnsafeMutablePointer<UInt8>.allocate(capacity: self.capacity)
  }

  deinit {
    base.deallocate()
  }

  /// True if no byte is held.
  public var isEmpty: Bool { count == 0 }

  /// Forgets the bytes and keeps the memory. Complexity: O(1).
  public mutating func removeAll() {
    count = 0
  }

  /// Makes room for `extra` more bytes. Complexity: O(1), or O(`count`) when the buffer grows.
  public mutating func reserve(_ extra: Int) {
    if capacity - count < extra { grow(extra) }
  }

  /// Appends one byte.
  public mutating func append(byte: UInt8) {
    reserve(1)
    base[count] = byte
    count += 1
  }

  /// Appends the UTF-8 form of a text.
  public mutating func append(text: String) {
    var copy = text
    copy.withUTF8 { append(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// Appends bytes from elsewhere in memory.
  public mutating func append(bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
    reserve(bytes.count)
    UnsafeMutableRawPointer(base + count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  /// Appends so many bytes, which `fill` puts into the memory it is given; none if it returns false, as this does
  /// then.
  public mutating func append(count extra: Int, filledBy fill: (UnsafeMutableRawBufferPointer) -> Bool)
    -> Bool
  {
    reserve(extra)
    guard fill(UnsafeMutableRawBufferPointer(start: base + count, count: extra)) else { return false }
    count += extra
    return true
  }

  /// Appends all bytes of another buffer.
  public mutating func append(contentsOf other: borrowing ByteBuffer) {
    other.withBytes { append(bytes: $0) }
  }

  /// Appends a whole number in decimal digits.
  public mutating func append(integer: Int) {
    reserve(DecimalDigits.longestInteger)
    count += DecimalDigits.write(integer, to: base + count)
  }

  /// Appends the shortest decimal text that reads back as `number`; nothing for NaN and the infinities.
  public mutating func append(number: Double) {
    reserve(ShortestDecimal.longest)
    count += ShortestDecimal.write(number, to: base + count)
  }

  /// Gives `body` the bytes held, valid until it returns.
  public borrowing func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// The bytes read as UTF-8. Complexity: O(`count`); meant for tests and messages.
  public borrowing func makeString() -> String {
    String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
  }

  private mutating func grow(_ extra: Int) {
    let larger = max(capacity * 2, count + extra)
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    memory.update(from: base, count: count)
    base.deallocate()
    base = memory
    capacity = larger
  }
}
