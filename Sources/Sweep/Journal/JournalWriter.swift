#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import struct SimulationKernel.RunFailure
import Tables

/// Appends a shard's rows to a journal, a block at a time.
///
/// The file is this process's own: nobody else writes to it, and what is written is never changed. A block
/// goes out in one piece when it is large enough or when `flush` is called; a process killed between loses
/// that block at most. It is on the device after `sync`; a machine that loses power loses what came later.
struct JournalWriter: ~Copyable {
  /// A block goes out when its records reach this size.
  static let blockSize = 1 << 17

  let path: String
  private let outputs: Int
  private var descriptor: Int32
  private var records: ByteBuffer
  private var header: ByteBuffer
  private var writeback = Writeback()
  private var start: Int
  /// Whether every block so far was cut by its size alone, so that the bytes depend on nothing but the rows.
  private(set) var isCanonical: Bool
  /// When rows last went out.
  private(set) var flushed: Double
  private var rows: Int

  /// Creates the file, which must not exist, and writes the header.
  static func create(_ path: String, _ first: JournalHeader) throws(WriteProblem) -> JournalWriter {
    let writer = try JournalWriter(creating: path, first)
    let bytes = first.encoded()
    try writer.write(bytes)
    return writer
  }

  private init(creating path: String, _ first: JournalHeader) throws(WriteProblem) {
    let opened = Retry.onInterrupt { open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
    if opened < 0 { throw WriteProblem(path: path, action: .create, cause: .init(errorNumber: errno)) }
    descriptor = opened
    records = ByteBuffer(capacity: Self.blockSize + 4096)
    header = ByteBuffer(capacity: 64)
    rows = 0
    self.path = path
    outputs = first.plan.outputs
    start = first.start
    isCanonical = first.start == 0
    flushed = SteadyClock.seconds
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The ordinal that the next row has.
  var next: Int { start + rows }

  /// Appends a row; no allocation in the steady state.
  mutating func append(_ row: borrowing RowBuffer) throws(WriteProblem) {
    records.append(word: 0)
    for output in 0..<outputs { records.append(word: UInt64(row.length(of: output))) }
    records.append(bytes: row.metricBytes)
    row.withAllBytes { records.append(bytes: $0) }
    try ended()
  }

  /// Appends a failed run.
  mutating func append(_ failure: RunFailure) throws(WriteProblem) {
    records.append(word: 1 + UInt64(failure.kind.rawValue))
    records.append(word: UInt64(failure.attempts))
    records.append(word: UInt64(failure.what.utf8.count))
    records.append(word: UInt64(failure.place.utf8.count))
    records.append(text: failure.what)
    records.append(text: failure.place)
    try ended()
  }

  /// Appends a record as another journal holds it.
  mutating func append(record: UnsafeRawBufferPointer) throws(WriteProblem) {
    records.append(bytes: record)
    try ended()
  }

  private mutating func ended() throws(WriteProblem) {
    rows += 1
    if records.count >= Self.blockSize { try flush() }
  }

  /// Writes the rows that wait; with `isLast`, says that the shard ends here.
  mutating func flush(isLast: Bool = false) throws(WriteProblem) {
    if rows == 0 && !isLast { return }
    if !isLast && records.count < Self.blockSize { isCanonical = false }
    flushed = SteadyClock.seconds
    header.removeAll()
    let block = BlockHeader(payload: records.count, start: start, rows: rows, isLast: isLast)
    block.encode(into: &header, checksum: records.withBytes { Checksum.of($0) })
    try write(header)
    try write(records)
    writeback.wrote(header.count + records.count, to: descriptor)
    start += rows
    rows = 0
    records.removeAll()
  }

  /// Forces what is written to the device.
  func sync() throws(WriteProblem) { try handle.sync() }

  /// The file as it is known to a thread that only forces it to the device.
  var handle: JournalHandle { JournalHandle(path: path, descriptor: descriptor) }

  private func write(_ buffer: borrowing ByteBuffer) throws(WriteProblem) {
    let failure: Int32 = buffer.withBytes { SystemWrite.all($0, to: descriptor) }
    if failure != 0 { throw WriteProblem(path: path, action: .write, cause: .init(errorNumber: failure)) }
  }
}

/// A journal that is being written, open as long as its writer lives.
struct JournalHandle {
  let path: String
  fileprivate let descriptor: Int32

  /// Forces what is written to the device; harmless while more is being written.
  func sync() throws(WriteProblem) {
    #if canImport(Darwin)
      let result = Retry.onInterrupt { fsync(descriptor) }
    #else
      let result = Retry.onInterrupt { fdatasync(descriptor) }
    #endif
    if result != 0, errno != EINVAL {
      throw WriteProblem(path: path, action: .sync, cause: .init(errorNumber: errno))
    }
  }
}

/// Writes to a descriptor.
enum SystemWrite {
  /// Writes all of the bytes; returns the error number if that fails, else 0.
  static func all(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
      let written = write(descriptor, rest.baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
    return 0
  }
}

/// Repeats a system call while signals interrupt it.
enum Retry {
  static func onInterrupt(_ call: () -> Int32) -> Int32 {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}
