#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Temporary folders: which are in use, and which a killed process has left.
extension ResultsFolder {
  /// How long a folder must have lain untouched to be abandoned where the file system has no locks: a day.
  private static let patience = 86_400

  /// Makes a folder of a new name and locks it, so that others see that it is in use.
  static func makeTemporary(_ beginning: String) throws(WriteProblem) -> (path: String, lock: FolderLock?) {
    while true {
      let path = beginning + String(UInt64.random(in: 0...UInt64.max), radix: 36)
      try FileSystem.makeFolder(path)
      let lock = FolderLock(path)
      // Before it was locked another process may have taken it for abandoned.
      if lock?.claim() != .refused, FileSystem.entry(at: path) == .folder { return (path, lock) }
    }
  }

  /// Removes the temporary folders of processes that are no more; `ours` is what their names begin with on
  /// this host.
  ///
  /// A process of another container may have this host's name, and its id means nothing here: its lock does. A results
  /// folder that was set aside, `.replaced`, may be the only one and stays.
  static func removeAbandoned(in parent: String, beginningWith ours: String) {
    for name in FileSystem.names(in: parent) where name.hasPrefix(ours) && !name.hasSuffix(".replaced") {
      guard let process = pid_t(name.dropFirst(ours.count).prefix { $0 != "-" }), process > 0 else {
        continue
      }
      let path = parent + "/" + name
      guard kill(process, 0) != 0, errno == ESRCH, let lock = FolderLock(path) else { continue }
      switch lock.claim() {
      case .refused: continue
      case .unknown: if FileSystem.secondsSinceChange(in: path) ?? 0 < patience { continue }
      case .alone: break
      }
      try? FileSystem.removeAll(path)
    }
  }
}
