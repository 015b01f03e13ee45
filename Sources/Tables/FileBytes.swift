#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads files whole, under exactly the name given, and says why where that fails.
public enum FileBytes {
  private static let pieceSize = 1 << 16

  /// The bytes of a file.
  public static func read(_ path: String) throws(WriteProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    try forEachPiece(of: path) { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// Gives `body` a file's bytes in order, 64 KiB at a time.
  public static func forEachPiece(
    of path: String, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(WriteProblem) {
    let descriptor = FileSink.retrying { open(path, O_RDONLY | O_CLOEXEC) }
    if descriptor < 0 { throw WriteProblem(path: path, action: .open, errorNumber: errno) }
    defer { close(descriptor) }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = systemRead(descriptor, piece.baseAddress!, pieceSize)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw WriteProblem(path: path, action: .read, errorNumber: errno) }
      if count == 0 { return }
      body(UnsafeRawBufferPointer(rebasing: piece[..<count]))
    }
  }
}

extension FileRecord {
  /// States what a file in a folder holds now. Complexity: O(bytes), in little memory.
  public init(reading name: String, in folder: String) throws(WriteProblem) {
    var hash = SHA256()
    var count = 0
    try FileBytes.forEachPiece(of: folder + "/" + name) {
      hash.update($0)
      count += $0.count
    }
    self.init(name: name, bytes: count, sha256: hash.finish())
  }
}

private func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, start, count)
}
