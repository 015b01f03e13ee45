import ScenarioFormat

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads files as people name them: letter case does not count where only one file can be meant.
enum InputFile {
  /// The largest file that is read; no scenario comes near it.
  static let largest = 64 << 20

  /// Why a file could not be read, in a few words.
  struct Problem: Error, CustomStringConvertible {
    let description: String
    /// True if there is no such file.
    var isMissing = false
  }

  /// The name of standard input as a file.
  static let standardInput = "-"

  /// The path of the file that exists, for a path that may differ from it in letter case; nil if there is none.
  static func find(_ path: String) -> String? {
    path == standardInput ? path : LetterCase.existingPath(for: path, list: names)
  }

  /// One name for all paths that lead to the same file: the path without links where there is such a file.
  static func identity(_ path: String) -> String {
    guard let found = find(path), let resolved = realpath(found, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether the path leads to something that can be read once alone, such as a pipe.
  static func isStream(_ path: String) -> Bool {
    if path == standardInput { return true }
    var information = stat()
    guard stat(path, &information) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(information.st_mode & S_IFMT)
  }

  /// The bytes of a file.
  static func read(_ path: String) throws(Problem) -> [UInt8] {
    guard let found = find(path) else { throw Problem(description: "no such file", isMissing: true) }
    // A pipe is opened without waiting for somebody to open its other end.
    let descriptor = found == standardInput ? dup(0) : open(found, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw systemProblem() }
    defer { close(descriptor) }
    if isStream(found) { try InputStream(descriptor, found).awaitText() }
    var bytes: [UInt8] = []
    var information = stat()
    if fstat(descriptor, &information) == 0 {
      if information.st_mode & S_IFMT == S_IFDIR { throw Problem(description: "it is a folder") }
      bytes.reserveCapacity(min(largest, Int(information.st_size)))
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= largest {
      let count = systemRead(descriptor, &chunk)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw systemProblem() }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
    throw Problem(description: "it has more than \(largest >> 20) MB, as no scenario has")
  }

  /// The names in a folder in order; none if it cannot be read.
  static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func systemProblem() -> Problem {
    Problem(description: String(cString: strerror(errno)), isMissing: errno == ENOENT)
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
  buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
}
