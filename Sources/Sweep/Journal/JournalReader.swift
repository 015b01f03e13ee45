#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import struct SimulationKernel.RunFailure
import Tables

/// Reads the rows of one journal in order, as far as they are whole.
///
/// One block is in memory at a time. The end of the file, a cut block and a damaged block all end the rows.
final class JournalReader {
  let header: JournalHeader
  /// The ordinal of the row that `next` made current.
  private(set) var ordinal: Int
  /// Whether the last whole block says that the shard ends there.
  private(set) var isEnded = false
  /// Whether the current row is a failure, and which.
  private(set) var failure: RunFailure?
  /// Why the system could not read on, if that is what ended the rows.
  private(set) var problem: WriteProblem?

  private let path: String
  private let descriptor: Int32
  private var block: UnsafeMutableRawBufferPointer = .allocate(byteCount: 4096, alignment: 16)
  private var payload = 0
  private var position = 0
  private var rowsLeft = 0
  private var nextBlockStart: Int
  private var outputStart = 0
  private var recordStart = 0
  private let metricsMemory: UnsafeMutableBufferPointer<Double>
  private var lengths: [Int]

  /// Opens a journal; nil when it is not there or its header is not whole.
  ///
  /// Throws when it is there and the system cannot read it now, which says nothing of what it holds.
  init?(_ path: String) throws(WriteProblem) {
    self.path = path
    let descriptor = Retry.onInterrupt { open(path, O_RDONLY | O_CLOEXEC) }
    let buffer = block
    self.descriptor = descriptor
    if descriptor < 0 {
      let number = errno
      buffer.deallocate()
      if number == ENOENT { return nil }
      throw WriteProblem(path: path, action: .open, cause: .init(errorNumber: number))
    }
    let end = Self.fill(descriptor, buffer, JournalHeader.byteCount)
    guard end == .full,
      let header = JournalHeader(UnsafeRawBufferPointer(rebasing: buffer[..<JournalHeader.byteCount]))
    else {
      close(descriptor)
      buffer.deallocate()
      if case .failed(let number) = end {
        throw WriteProblem(path: path, action: .read, cause: .init(errorNumber: number))
      }
      return nil
    }
    self.header = header
    ordinal = header.start - 1
    nextBlockStart = header.start
    metricsMemory = .allocate(capacity: header.plan.metrics)
    lengths = Array(repeating: 0, count: header.plan.outputs)
  }

  deinit {
    close(descriptor)
    block.deallocate()
    metricsMemory.deallocate()
  }

  /// Makes the next row current; false at the end of the whole rows.
  func next() -> Bool {
    while rowsLeft == 0 {
      if !readBlock() { return false }
    }
    guard decodeRecord() else {
      rowsLeft = 0
      return false
    }
    rowsLeft -= 1
    ordinal += 1
    return true
  }

  /// Passes over rows, whole blocks unread, until the next row is `target` or the file ends.
  ///
  /// Returns false when the file ends before it. Rows only ever lie ahead.
  func skip(to target: Int) -> Bool {
    while ordinal + 1 < target {
      if rowsLeft == 0 {
        if !readBlock(skippingTo: target) { return false }
      } else if !next() {
        return false
      }
    }
    return true
  }

  /// The metrics of the current row; empty for a failure.
  func withMetrics<Result>(_ body: (Span<Double>) -> Result) -> Result {
    body(UnsafeBufferPointer(metricsMemory).span)
  }

  /// The bytes of one output of the current row; empty for a failure.
  func withBytes<Result, Failure: Error>(
    of output: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if failure != nil { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    var start = outputStart
    for earlier in 0..<output { start += lengths[earlier] }
    return try body(UnsafeRawBufferPointer(rebasing: block[start..<(start + lengths[output])]))
  }

  /// Shows the current row to an observer, as that of the run `index`.
  func show(_ index: Int, to observer: inout some SweepObserver) {
    if let failure { return observer.failed(index, failure) }
    for output in lengths.indices {
      withBytes(of: output) { observer.wrote(index, output: output, bytes: $0) }
    }
    withMetrics { observer.succeeded(index, metrics: $0) }
  }

  /// Gives `body` the current row as it lies in the file.
  func withRecord<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(rebasing: block[recordStart..<position]))
  }

  /// Reads the next block, or passes over it unread when all its rows come before `target`.
  private func readBlock(skippingTo target: Int = 0) -> Bool {
    if isEnded { return false }
    guard fill(BlockHeader.byteCount),
      let (header, checksum) = BlockHeader.decode(
        UnsafeRawBufferPointer(rebasing: block[..<BlockHeader.byteCount])),
      header.start == nextBlockStart
    else { return false }
    if header.start + header.rows <= target && !header.isLast {
      guard lseek(descriptor, off_t(header.payload), SEEK_CUR) >= 0 else { return false }
      nextBlockStart += header.rows
      ordinal = nextBlockStart - 1
      return true
    }
    guard remaining() >= header.payload else { return false }
    if block.count < header.payload {
      block.deallocate()
      block = .allocate(byteCount: max(header.payload, 4096), alignment: 16)
    }
    guard fill(header.payload),
      Checksum.of(UnsafeRawBufferPointer(rebasing: block[..<header.payload])) == checksum
    else { return false }
    payload = header.payload
    position = 0
    rowsLeft = header.rows
    nextBlockStart += header.rows
    isEnded = header.isLast
    return true
  }

  private func decodeRecord() -> Bool {
    let bytes = UnsafeRawBufferPointer(rebasing: block[..<payload])
    recordStart = position
    guard let status = takeWord(bytes) else { return false }
    if status == 0 {
      var total = 0
      for output in lengths.indices {
        guard let length = takeWord(bytes), length <= UInt64(payload) else { return false }
        lengths[output] = Int(length)
        total += Int(length)
      }
      guard position + 8 * metricsMemory.count + total <= payload else { return false }
      UnsafeMutableRawBufferPointer(metricsMemory).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[position..<(position + 8 * metricsMemory.count)]))
      outputStart = position + 8 * metricsMemory.count
      position = outputStart + total
      if failure != nil { failure = nil }
      return true
    }
    guard let kind = UInt8(exactly: status - 1).flatMap(RunFailure.Kind.init(rawValue:)),
      let attempts = takeWord(bytes), let what = takeWord(bytes), let place = takeWord(bytes),
      what <= UInt64(payload), place <= UInt64(payload), position + Int(what) + Int(place) <= payload
    else { return false }
    let middle = position + Int(what)
    let end = middle + Int(place)
    failure = RunFailure(
      kind: kind, what: String(decoding: bytes[position..<middle], as: UTF8.self),
      place: String(decoding: bytes[middle..<end], as: UTF8.self), attempts: Int(truncatingIfNeeded: attempts)
    )
    position = end
    return true
  }

  private func takeWord(_ bytes: UnsafeRawBufferPointer) -> UInt64? {
    guard position + 8 <= payload else { return nil }
    position += 8
    return bytes.word(at: position - 8)
  }

  /// The bytes between the place reached and the end of the file.
  private func remaining() -> Int {
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { return 0 }
    return Int(information.st_size) - Int(lseek(descriptor, 0, SEEK_CUR))
  }

  /// Reads so many bytes into the block; false when the file ends before, or cannot be read.
  private func fill(_ count: Int) -> Bool {
    switch Self.fill(descriptor, block, count) {
    case .full: return true
    case .short: return false
    case .failed(let number):
      problem = WriteProblem(path: path, action: .read, cause: .init(errorNumber: number))
      return false
    }
  }

  private enum Filling: Equatable {
    case full, short
    case failed(Int32)
  }

  private static func fill(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, _ count: Int
  ) -> Filling {
    var done = 0
    while done < count {
      let got = read(descriptor, buffer.baseAddress! + done, count - done)
      if got < 0 && errno == EINTR { continue }
      if got < 0 { return .failed(errno) }
      if got == 0 { return .short }
      done += got
    }
    return .full
  }
}
