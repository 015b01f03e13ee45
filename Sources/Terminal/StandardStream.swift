#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a standard stream could not be written.
public enum StreamProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// The reader has gone, as `head` does when it has seen enough: end quietly.
  case closedPipe
  /// The device is full.
  case diskFull(stream: String)
  /// Any other error number.
  case failed(stream: String, errorNumber: Int32)

  /// What, why, and what to do.
  public var description: String {
    switch self {
    case .closedPipe:
      "the reader has closed the pipe"
    case .diskFull(let stream):
      "cannot write \(stream): no space left on the device; free some space or write elsewhere"
    case .failed(let stream, let number):
      "cannot write \(stream): \(String(cString: strerror(number))); check where it is sent"
    }
  }
}

/// Standard output or standard error, written in whole lines.
///
/// Text is gathered until it holds a line break and is either bound for a terminal or large; then its whole
/// lines are written. Call `flush` before the program ends. For use from one thread.
public final class StandardStream {
  /// What messages call it.
  public let name: String
  /// The file descriptor.
  public let descriptor: Int32
  /// True if it is a terminal.
  public let isTerminal: Bool
  private let flushSize: Int
  private var pending: [UInt8] = []

  /// Wraps a descriptor, which stays open; without a terminal behind it, lines gather to about `flushSize`
  /// bytes.
  public init(descriptor: Int32, name: String, flushSize: Int = 1 << 16) {
    self.descriptor = descriptor
    self.name = name
    isTerminal = Terminal.isTerminal(descriptor)
    self.flushSize = isTerminal ? 1 : flushSize
  }

  /// Standard output.
  public static func output() -> StandardStream {
    StandardStream(descriptor: 1, name: "standard output")
  }

  /// Standard error, each line written as soon as it ends.
  public static func error() -> StandardStream {
    StandardStream(descriptor: 2, name: "standard error", flushSize: 1)
  }

  /// Adds text, and writes what is due.
  public func write(_ text: String) throws(StreamProblem) {
    pending.append(contentsOf: text.utf8)
    if pending.count < flushSize { return }
    guard let lineEnd = pending.lastIndex(of: UInt8(ascii: "\n")) else { return }
    try send(lineEnd + 1)
  }

  /// Writes whatever has gathered, whole lines or not.
  public func flush() throws(StreamProblem) {
    try send(pending.count)
  }

  /// Writes the first `count` bytes; what could not be written is dropped, so that a later call does not
  /// repeat it.
  private func send(_ count: Int) throws(StreamProblem) {
    var failure: Int32 = 0
    var offset = 0
    pending.withUnsafeBytes { bytes in
      while offset < count {
        let written = systemWrite(descriptor, bytes.baseAddress! + offset, count - offset)
        if written >= 0 {
          offset += written
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    pending.removeFirst(count)
    switch failure {
    case 0: return
    case EPIPE: throw .closedPipe
    case ENOSPC, EDQUOT: throw .diskFull(stream: name)
    default: throw .failed(stream: name, errorNumber: failure)
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, start, count)
}
