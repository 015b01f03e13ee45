#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Waiting for what processes do, however long that takes: a test's outcome must not depend on the machine's load.
public enum Child {
  /// Waits until something is so; false if the process ends before that. Its exit status stays to be read.
  public static func wait(for child: pid_t, until isSo: () -> Bool) -> Bool {
    while !isSo() {
      if hasEnded(child) { return isSo() }
      usleep(2000)
    }
    return true
  }

  /// Whether a child has ended, its exit status read or not.
  public static func hasEnded(_ child: pid_t) -> Bool {
    var information = siginfo_t()
    information.si_signo = 0
    let result = waitid(P_PID, id_t(child), &information, WEXITED | WNOHANG | WNOWAIT)
    return result != 0 || information.si_signo != 0
  }

  /// Whether a process has a handler for a signal, so that the signal does not end it; true where that cannot be told.
  public static func catches(_ signal: Int32, _ process: pid_t) -> Bool {
    guard let file = fopen("/proc/\(process)/status", "r") else { return true }
    defer { fclose(file) }
    var text = [UInt8](repeating: 0, count: 1 << 14)
    let count = fread(&text, 1, text.count, file)
    let line = String(decoding: text[..<count], as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("SigCgt:") }
    guard let mask = line?.split(separator: "\t").last.flatMap({ UInt64($0, radix: 16) }) else { return true }
    return mask >> (signal - 1) & 1 == 1
  }

  /// The runs that the workers of a sweep are in now, by the boards in the folder of its rows; the highest number
  /// from 1 on, nil before the first.
  public static func run(in folder: String) -> Int? {
    guard let handle = opendir(folder) else { return nil }
    defer { closedir(handle) }
    var highest: UInt64 = 0
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasSuffix(".claims"), let file = fopen(folder + "/" + name, "r") else { continue }
      defer { fclose(file) }
      // Eight words of head, then eight for each worker, the first of which is its run.
      var words = [UInt64](repeating: 0, count: 8 * 65)
      let count = fread(&words, 8, words.count, file)
      for place in stride(from: 8, to: count, by: 8) where place / 8 <= words[1] {
        highest = max(highest, words[place])
      }
    }
    return highest > 0 && highest < 1 << 62 ? Int(highest) : nil
  }
}
