import Tables
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Says to other processes of this machine, in whatever container, that a folder of rows is in use.
///
/// It is an advisory lock on the folder, shared by all sweeps that add rows to it, and goes with the process. Nobody
/// waits for it to add rows; only who would drop the rows of others asks for the folder alone. Where the file system
/// has no such locks, everyone gets what he asks for.
final class FolderHold {
  private let descriptor: Int32

  /// Makes the folder unless it is there, and holds it with others. Throws if it is not a folder, or a link to one.
  init(making path: String) throws(CommandFailure) {
    // A copy of the sweep that ends just now may remove the folder in between.
    for _ in 0..<100 {
      if mkdir(path, 0o777) != 0, errno != EEXIST {
        throw .stopped(.cannotCreate, "cannot create the folder \(path): \(String(cString: strerror(errno)))")
      }
      if SystemEntry.isLink(path) {
        throw .stopped(
          .cannotCreate,
          "\(path) is a symbolic link, and rows are not written through one; remove it, or choose another folder"
        )
      }
      let opened = FolderHold.open(path)
      if opened >= 0 {
        descriptor = opened
        share()
        return
      }
      if errno == ENOENT { continue }
      throw .stopped(.cannotCreate, "cannot use the folder \(path): \(String(cString: strerror(errno)))")
    }
    throw .stopped(.cannotCreate, "cannot use the folder \(path): it goes as soon as it is made")
  }

  /// Holds a folder that is there; nil if there is none.
  init?(existing path: String) {
    descriptor = FolderHold.open(path)
    if descriptor < 0 { return nil }
    share()
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Holds the folder with others; waits while one has it alone, which is for a moment only.
  func share() {
    while flock(descriptor, LOCK_SH) != 0, errno == EINTR {}
  }

  /// Holds the folder alone; false if others use it, and then it is held no more.
  func claim() -> Bool {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return false }
      if errno != EINTR { return true }
    }
    return true
  }

  private static func open(_ path: String) -> Int32 {
    systemOpen(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  }
}

private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }

/// What is at a path.
enum SystemEntry {
  /// Whether a path names a symbolic link.
  static func isLink(_ path: String) -> Bool {
    var information = stat()
    return lstat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFLNK
  }
}
