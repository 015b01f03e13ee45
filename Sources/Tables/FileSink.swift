#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What was written to a file: enough for `datapackage.json` to vouch for it.
public struct FileRecord: Equatable, Sendable {
  /// The file's name within its folder.
  public var name: String
  /// The length in bytes.
  public var bytes: Int
  /// The SHA-256 of the contents in lower-case hexadecimal.
  public var sha256: String

  /// States what was written.
  public init(name: String, bytes: Int, sha256: String) {
    self.name = name
    self.bytes = bytes
    self.sha256 = sha256
  }
}

/// A file descriptor that is written from start to end, counted and hashed on the way.
///
/// It does not buffer: whoever formats text does. An interrupted or short write goes on where it stopped.
public struct FileSink: ~Copyable, Sendable {
  /// What the messages call it.
  public let path: String
  /// How many bytes have been written.
  public private(set) var bytes = 0
  private var hash = SHA256()
  private var writeback = Writeback()
  private var descriptor: Int32
  private let ownsDescriptor: Bool

  /// Creates a new file, or empties an existing one; messages call it `name`, or `path` if that is nil.
  ///
  /// Throws a `WriteProblem` if the file cannot be made.
  public init(creating path: String, named name: String? = nil) throws(WriteProblem) {
    let descriptor = FileSink.retrying { open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666) }
    if descriptor < 0 { throw WriteProblem(path: name ?? path, action: .create, errorNumber: errno) }
    self.path = name ?? path
    self.descriptor = descriptor
    self.ownsDescriptor = true
  }

  /// Writes to a descriptor that belongs to someone else, such as standard output, and never closes it.
  public init(borrowing descriptor: Int32, named path: String) {
    self.path = path
    self.descriptor = descriptor
    self.ownsDescriptor = false
  }

  deinit {
    if ownsDescriptor && descriptor >= 0 { _ = close(descriptor) }
  }

  /// Writes all of `source`. Complexity: O(bytes).
  public mutating func write(_ source: UnsafeRawBufferPointer) throws(WriteProblem) {
    var offset = 0
    while offset < source.count {
      let rest = UnsafeRawBufferPointer(rebasing: source[offset...])
      let written = systemWrite(descriptor, rest.baseAddress!, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        throw WriteProblem(path: path, action: .write, errorNumber: errno)
      }
      offset += written
    }
    if ownsDescriptor { writeback.wrote(source.count, to: descriptor) }
    hash.update(source)
    bytes += source.count
  }

  /// Writes a text as UTF-8.
  public mutating func write(text: String) throws(WriteProblem) {
    var buffer = ByteBuffer(capacity: text.utf8.count)
    buffer.append(text: text)
    try write(buffer)
  }

  /// Writes what a buffer holds.
  public mutating func write(_ buffer: borrowing ByteBuffer) throws(WriteProblem) {
    try buffer.withBytes { (source) throws(WriteProblem) in try write(source) }
  }

  /// Ends the file and says what it holds; a file of its own is first forced to the device and closed.
  ///
  /// Pipes and character devices have nothing that could be forced anywhere, and are only closed.
  public consuming func finish() throws(WriteProblem) -> FileRecord {
    if ownsDescriptor {
      if FileSink.retrying({ fsync(descriptor) }) != 0 {
        let number = errno
        if isRegular || (number != EINVAL && number != ENOTSUP) {
          throw WriteProblem(path: path, action: .sync, errorNumber: number)
        }
      }
      let closing = descriptor
      descriptor = -1
      if close(closing) != 0, errno != EINTR {
        throw WriteProblem(path: path, action: .close, errorNumber: errno)
      }
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return FileRecord(name: name, bytes: bytes, sha256: hash.finish())
  }

  /// Whether it is a file that keeps what is written to it.
  private var isRegular: Bool {
    var information = stat()
    return fstat(descriptor, &information) != 0 || information.st_mode & S_IFMT == S_IFREG
  }

  /// Repeats a system call while signals interrupt it.
  static func retrying(_ call: () -> Int32) -> Int32 {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, start, count)
}
