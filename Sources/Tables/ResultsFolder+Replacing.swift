#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What may be replaced: results as this program wrote them, with nothing else beside them.
extension ResultsFolder {
  /// Throws unless a folder may be replaced, with the names of what is in the way.
  public static func checkReplaceable(_ path: String) throws(FolderProblem) {
    let names = FileSystem.names(in: path)
    if names.isEmpty, access(path, R_OK | X_OK) == 0 { return }
    let bytes = try? FileBytes.read(path + "/" + Manifest.fileName)
    guard let bytes, let written = Manifest.fileNames(bytes) else {
      throw .notResults(path, holding: names)
    }
    let others = names.filter { name in
      !(written.contains(name) || name == Manifest.fileName) || !FileSystem.isFile(path + "/" + name)
    }
    if !others.isEmpty { throw .holdsOthers(path, others) }
  }
}
