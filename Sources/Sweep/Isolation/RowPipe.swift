import struct SimulationKernel.RunFailure
import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What one run came to, on its way between the process that ran it and the one that asked for it.
///
/// A status word; for a row the length of each output, the metrics and the outputs; for a failure its attempts
/// and two texts. Both ends are the same program on the same machine. Every function is false or nil where the
/// other end is gone.
enum RowPipe {
  /// What is read from the other end.
  enum Answer {
    case row
    case failure(RunFailure)
  }

  static func send(_ row: borrowing RowBuffer, to descriptor: Int32) -> Bool {
    var head = ByteBuffer(capacity: 8 * (1 + row.outputs))
    head.append(word: 0)
    for output in 0..<row.outputs { head.append(word: UInt64(row.length(of: output))) }
    var isSent = send(head, to: descriptor) && send(row.metricBytes, to: descriptor)
    row.withAllBytes { isSent = isSent && send($0, to: descriptor) }
    return isSent
  }

  static func send(_ failure: RunFailure, to descriptor: Int32) -> Bool {
    var text = ByteBuffer(capacity: 256)
    text.append(word: 1 + UInt64(failure.kind.rawValue))
    text.append(word: UInt64(failure.attempts))
    text.append(word: UInt64(failure.what.utf8.count))
    text.append(word: UInt64(failure.place.utf8.count))
    text.append(text: failure.what)
    text.append(text: failure.place)
    return send(text, to: descriptor)
  }

  /// Reads what `send` has sent, a row into `row`.
  static func receive(from descriptor: Int32, into row: inout RowBuffer) -> Answer? {
    guard let status = receiveWord(from: descriptor) else { return nil }
    if status == 0 {
      guard let lengths = receiveWords(row.outputs, from: descriptor),
        row.fill(lengths: lengths, { receive(into: $0, from: descriptor) })
      else { return nil }
      return .row
    }
    guard let kind = UInt8(exactly: status - 1).flatMap(RunFailure.Kind.init(rawValue:)),
      let numbers = receiveWords(3, from: descriptor),
      let what = receiveText(numbers[1], from: descriptor),
      let place = receiveText(numbers[2], from: descriptor)
    else { return nil }
    return .failure(RunFailure(kind: kind, what: what, place: place, attempts: numbers[0]))
  }

  static func send(word: Int, to descriptor: Int32) -> Bool {
    withUnsafeBytes(of: word) { send($0, to: descriptor) }
  }

  static func send(text: String, to descriptor: Int32) -> Bool {
    var copy = text
    return send(word: text.utf8.count, to: descriptor)
      && copy.withUTF8 { send(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  static func receiveWord(from descriptor: Int32) -> Int? {
    receiveWords(1, from: descriptor)?[0]
  }

  static func receiveText(from descriptor: Int32) -> String? {
    receiveWord(from: descriptor).flatMap { receiveText($0, from: descriptor) }
  }

  private static func receiveWords(_ count: Int, from descriptor: Int32) -> [Int]? {
    var words = [Int](repeating: 0, count: count)
    return words.withUnsafeMutableBytes { receive(into: $0, from: descriptor) } ? words : nil
  }

  private static func receiveText(_ count: Int, from descriptor: Int32) -> String? {
    var bytes = [UInt8](repeating: 0, count: count)
    guard bytes.withUnsafeMutableBytes({ receive(into: $0, from: descriptor) }) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func send(_ buffer: borrowing ByteBuffer, to descriptor: Int32) -> Bool {
    buffer.withBytes { send($0, to: descriptor) }
  }

  private static func send(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    SystemWrite.all(bytes, to: descriptor) == 0
  }

  private static func receive(into memory: UnsafeMutableRawBufferPointer, from descriptor: Int32) -> Bool {
    var done = 0
    while done < memory.count {
      let got = read(descriptor, memory.baseAddress! + done, memory.count - done)
      if got < 0 && errno == EINTR { continue }
      if got <= 0 { return false }
      done += got
    }
    return true
  }
}
