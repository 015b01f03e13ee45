#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Says to other processes that a folder is in use, for as long as the process lives.
///
/// It is an advisory lock on the folder itself: it needs no file, stays with the folder when that is renamed, and is
/// seen from other containers of the same machine, where process ids mean nothing. File systems that lack such locks
/// say so, and what other hosts do on a shared one need not be seen.
public final class FolderLock {
  /// What came of asking for a folder alone.
  public enum Claim: Equatable, Sendable {
    /// Nobody else uses it.
    case alone
    /// Another process uses it; this one then no longer does.
    case refused
    /// The file system has no locks.
    case unknown
  }

  private let descriptor: Int32

  /// Opens a folder; nil if there is none, or a symbolic link, and `errno` says why.
  public init?(_ path: String) {
    descriptor = FileSink.retrying { open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
    if descriptor < 0 { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Uses the folder with others; waits while one claims it, which is for a moment only.
  public func share() {
    _ = FileSink.retrying { flock(descriptor, LOCK_SH) }
  }

  /// Uses the folder alone.
  public func claim() -> Claim {
    if FileSink.retrying({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 { return .alone }
    return errno == EWOULDBLOCK ? .refused : .unknown
  }
}
