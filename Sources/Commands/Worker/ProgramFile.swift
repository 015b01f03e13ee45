#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file of the running program.
enum ProgramFile {
  /// A path under which the program can be started again as it is now, even if its file has been replaced.
  static var itself: String {
    #if os(Linux)
      "/proc/self/exe"
    #else
      path
    #endif
  }

  /// Its path.
  static var path: String {
    #if canImport(Darwin)
      var size = UInt32(4096)
      return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
        _NSGetExecutablePath(buffer.baseAddress!, &size) == 0
          ? String(cString: buffer.baseAddress!) : CommandLine.arguments[0]
      }
    #else
      return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
        let count = readlink("/proc/self/exe", buffer.baseAddress!, 4095)
        guard count > 0 else { return CommandLine.arguments[0] }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    #endif
  }
}
