#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The few system calls on folders that `ResultsFolder` needs.
enum FileSystem {
  enum Entry: Equatable {
    case folder, other, missing
    case unreachable(Int32)
  }

  /// What is at `path`; a symbolic link counts as what it points to.
  static func entry(at path: String) -> Entry {
    var information = stat()
    if stat(path, &information) == 0 {
      return information.st_mode & S_IFMT == S_IFDIR ? .folder : .other
    }
    if errno != ENOENT && errno != ENOTDIR { return .unreachable(errno) }
    // A dangling link is still something.
    return lstat(path, &information) == 0 ? .other : .missing
  }

  /// Whether there is a file of its own at `path`: no folder, no link, no device.
  static func isFile(_ path: String) -> Bool {
    var information = stat()
    return lstat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
  }

  /// How many seconds ago a folder or anything right in it was last changed; nil if that cannot be told.
  static func secondsSinceChange(in path: String) -> Int? {
    var latest: Int?
    for place in [path] + names(in: path).map({ path + "/" + $0 }) {
      var information = stat()
      guard lstat(place, &information) == 0 else { continue }
      #if canImport(Darwin)
        let changed = information.st_mtimespec.tv_sec
      #else
        let changed = information.st_mtim.tv_sec
      #endif
      latest = max(latest ?? changed, changed)
    }
    return latest.map { time(nil) - $0 }
  }

  /// Where a symbolic link to a folder leads; nil if `path` is not such a link.
  static func resolvedLink(_ path: String) -> String? {
    var trimmed = path
    while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
    var information = stat()
    guard lstat(trimmed, &information) == 0, information.st_mode & S_IFMT == S_IFLNK,
      entry(at: trimmed) == .folder, let resolved = realpath(trimmed, nil)
    else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func makeFolder(_ path: String) throws(WriteProblem) {
    if mkdir(path, 0o777) != 0 { throw WriteProblem(path: path, action: .create, errorNumber: errno) }
  }

  static func rename(_ old: String, to new: String) throws(WriteProblem) {
    if systemRename(old, new) != 0 { throw WriteProblem(path: new, action: .rename, errorNumber: errno) }
  }

  /// Swaps two folders in one step; false if the system or the file system cannot.
  static func exchange(_ one: String, _ other: String) -> Bool {
    #if canImport(Glibc)
      let renameExchange: UInt32 = 2
      return systemRenameAt2(AT_FDCWD, one, AT_FDCWD, other, renameExchange) == 0
    #elseif canImport(Darwin)
      return renamex_np(one, other, UInt32(RENAME_SWAP)) == 0
    #else
      return false
    #endif
  }

  /// Forces a folder's entries to the device; file systems that cannot are let be.
  static func syncFolder(_ path: String) throws(WriteProblem) {
    let descriptor = FileSink.retrying { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    if descriptor < 0 { throw WriteProblem(path: path, action: .open, errorNumber: errno) }
    defer { _ = close(descriptor) }
    if FileSink.retrying({ fsync(descriptor) }) != 0, errno != EINVAL, errno != ENOTSUP {
      throw WriteProblem(path: path, action: .sync, errorNumber: errno)
    }
  }

  /// Removes a file, or a folder with all it holds; symbolic links are removed, not followed.
  static func removeAll(_ path: String) throws(WriteProblem) {
    var information = stat()
    if lstat(path, &information) != 0 {
      if errno == ENOENT { return }
      throw WriteProblem(path: path, action: .remove, errorNumber: errno)
    }
    let isFolder = information.st_mode & S_IFMT == S_IFDIR
    if isFolder {
      for name in names(in: path) { try removeAll(path + "/" + name) }
    }
    let result = isFolder ? rmdir(path) : unlink(path)
    if result != 0, errno != ENOENT { throw WriteProblem(path: path, action: .remove, errorNumber: errno) }
  }

  /// The names in a folder, sorted; none if it cannot be read.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The machine's name, cut to what a file name bears.
  static var hostName: String {
    let name = withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { bytes in
      guard gethostname(bytes.baseAddress!, 255) == 0 else { return "" }
      return String(decoding: bytes.prefix { $0 != 0 }.prefix(64), as: UTF8.self)
    }
    let safe = name.map { $0 == "/" ? "-" : $0 }
    return safe.isEmpty ? "host" : String(safe)
  }
}

private func systemRename(_ old: String, _ new: String) -> Int32 {
  rename(old, new)
}

#if canImport(Glibc)
  // The C library has this call (since glibc 2.28), but its header shows it only to programs that ask for GNU
  // extensions.
  @_silgen_name("renameat2")
  private func systemRenameAt2(
    _ oldFolder: Int32, _ old: UnsafePointer<CChar>, _ newFolder: Int32, _ new: UnsafePointer<CChar>,
    _ flags: UInt32
  ) -> Int32
#endif
