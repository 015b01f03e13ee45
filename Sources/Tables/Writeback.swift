#if canImport(Glibc)
  import Glibc
#endif

/// Has a file's bytes sent to the device while more are being written, so that forcing them in the end takes
/// little time.
///
/// It is a hint: nothing is durable before `fsync`, and systems without such a call go without.
public struct Writeback: Sendable {
  private static let pieceSize = 1 << 23
  private var written = 0
  private var sent = 0

  /// Starts with an empty file.
  public init() {}

  /// Notes that `bytes` more bytes were written at the end of the file. Sends once there are 8 MB.
  public mutating func wrote(_ bytes: Int, to descriptor: Int32) {
    written += bytes
    if written - sent < Self.pieceSize { return }
    #if canImport(Glibc)
      let startWriting: UInt32 = 2
      _ = systemSyncFileRange(descriptor, Int64(sent), Int64(written - sent), startWriting)
    #endif
    sent = written
  }
}

#if canImport(Glibc)
  // The C library has this call (since glibc 2.6), but its header shows it only to programs that ask for GNU
  // extensions.
  @_silgen_name("sync_file_range")
  private func systemSyncFileRange(
    _ descriptor: Int32, _ offset: Int64, _ count: Int64, _ flags: UInt32
  ) -> Int32
#endif
