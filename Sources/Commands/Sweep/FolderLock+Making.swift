import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder of rows is used by all sweeps that add to it; only who would drop the rows of others asks for it alone.
extension FolderLock {
  /// Makes a folder of rows unless it is there, not used yet. Throws if it is no folder, or a link to one.
  static func making(_ path: String) throws(CommandFailure) -> FolderLock {
    // A copy of the sweep that ends just now may remove the folder in between.
    for _ in 0..<100 {
      if mkdir(path, 0o777) == 0 {
        SystemEntry.sync(above: path)
      } else if errno != EEXIST {
        throw .stopped(.cannotCreate, "cannot create the folder \(path): \(String(cString: strerror(errno)))")
      }
      if SystemEntry.isLink(path) {
        throw .stopped(
          .cannotCreate,
          "\(path) is a symbolic link, and rows are not written through one; remove it, or choose another folder"
        )
      }
      if let lock = FolderLock(path) { return lock }
      if errno == ENOENT { continue }
      throw .stopped(.cannotCreate, "cannot use the folder \(path): \(String(cString: strerror(errno)))")
    }
    throw .stopped(.cannotCreate, "cannot use the folder \(path): it goes as soon as it is made")
  }

  /// Uses a folder that is there with others; nil if there is none.
  static func sharing(_ path: String) -> FolderLock? {
    let lock = FolderLock(path)
    lock?.share()
    return lock
  }
}

/// What is at a path.
enum SystemEntry {
  /// Whether a path names a symbolic link.
  static func isLink(_ path: String) -> Bool {
    var information = stat()
    return lstat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFLNK
  }

  /// Forces the entry of a path in its folder to the device, where that can be done.
  static func sync(above path: String) {
    let end = path.lastIndex(of: "/")
    let parent = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(parent, O_RDONLY)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }
}
