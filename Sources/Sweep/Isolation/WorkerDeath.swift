#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is known of a process that died in a run, in a sentence for `failures.csv`.
enum WorkerDeath {
  /// Whether the process died of what it did itself; else something outside ended it, and another run might have been
  /// hit as well.
  static func isOwnFault(_ status: Int32) -> Bool { TrapMarker.signals.contains(status & 0x7f) }

  /// The most characters of what the process said.
  private static let mostCharacters = 300

  /// Describes a wait status and what the process said on standard error.
  static func description(_ status: Int32, said text: String) -> String {
    let signal = status & 0x7f
    let how =
      signal == 0
      ? "the process of the run ended with status \((status >> 8) & 0xff)"
      : "the process of the run died of signal \(signal)\(meaning(of: signal))"
    guard let line = tellingLine(text) else { return how }
    return "\(how): \(line.prefix(mostCharacters))"
  }

  /// The line that says what was wrong: a fatal error, or else the first one.
  private static func tellingLine(_ text: String) -> Substring? {
    let lines = text.split(whereSeparator: \.isNewline)
    return lines.first { $0.contains("Fatal error") } ?? lines.first
  }

  private static func meaning(of signal: Int32) -> String {
    switch signal {
    case SIGILL, SIGTRAP: " (a check of the program failed)"
    case SIGSEGV, SIGBUS: " (memory that is not its own, or a stack that overflowed)"
    case SIGABRT: " (it gave up)"
    case SIGKILL: " (killed, perhaps for want of memory)"
    default: ""
    }
  }
}
