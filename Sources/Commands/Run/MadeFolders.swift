#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folders above some results that were missing and are made, and that go again if nothing came of it.
struct MadeFolders {
  /// Outermost first.
  private var paths: [String] = []

  /// Makes whatever is missing above `path`.
  init(above path: String) throws(CommandFailure) {
    let parts = path.split(separator: "/")
    var folder = path.hasPrefix("/") ? "/" : ""
    for part in parts.dropLast() {
      folder += part
      if access(folder, F_OK) != 0 {
        if mkdir(folder, 0o777) == 0 {
          paths.append(folder)
          // What is written within is no safer than the entry of the folder itself.
          SystemEntry.sync(above: folder)
        } else if errno != EEXIST {
          let reason = String(cString: strerror(errno))
          removeEmpty()
          throw .stopped(.cannotCreate, "cannot create the folder \(folder): \(reason)")
        }
      }
      folder += "/"
    }
  }

  /// Removes those in which nothing is.
  func removeEmpty() {
    for path in paths.reversed() { rmdir(path) }
  }
}
