#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import Synchronization

/// Signals that ask the program to end soon and cleanly.
///
/// The handlers do no more than set a flag, which the work looks at between runs.
public enum Signals {
  /// A signal that asks for a clean end.
  public enum Request: Equatable, Sendable, CaseIterable {
    /// Control-C.
    case interrupt
    /// `kill`, or a scheduler that needs the machine.
    case terminate
    /// A scheduler's early warning.
    case warning

    /// The signal's number on this system.
    public var number: Int32 {
      switch self {
      case .interrupt: SIGINT
      case .terminate: SIGTERM
      case .warning: SIGUSR1
      }
    }

    /// The signal's name.
    public var name: String {
      switch self {
      case .interrupt: "SIGINT"
      case .terminate: "SIGTERM"
      case .warning: "SIGUSR1"
      }
    }
  }

  private static let last = Atomic<Int32>(0)

  /// Sets the flag on SIGINT, SIGTERM and SIGUSR1 from now on, and makes failed writes errors instead of the
  /// end, as `ignoreFailedWrites` does.
  ///
  /// A second SIGINT ends the program at once. Waiting system calls are interrupted.
  public static func install() {
    // Touched here, so that the handler finds it ready.
    last.store(0, ordering: .sequentiallyConsistent)
    for request in Request.allCases {
      var action = sigaction()
      setHandler(&action) { number in Signals.note(number) }
      sigemptyset(&action.sa_mask)
      action.sa_flags = request == .interrupt ? Int32(truncatingIfNeeded: resetAfterFirst) : 0
      sigaction(request.number, &action, nil)
    }
    ignoreFailedWrites()
  }

  /// Makes writing to a closed pipe, or past the limit on file sizes, an error instead of the end.
  public static func ignoreFailedWrites() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Has the system keep what became of child processes, which it forgets where whoever started the program ignores
  /// SIGCHLD.
  public static func heedChildren() { signal(SIGCHLD, SIG_DFL) }

  /// The last signal that asked for an end; nil if none has. Complexity: one atomic load, from any thread.
  public static var received: Request? {
    let number = last.load(ordering: .relaxed)
    return Request.allCases.first { $0.number == number }
  }

  /// True once a signal has asked for an end. Complexity: one atomic load, from any thread.
  public static var isStopRequested: Bool {
    last.load(ordering: .relaxed) != 0
  }

  private static func note(_ number: Int32) {
    last.store(number, ordering: .relaxed)
  }

  private static var resetAfterFirst: Int { Int(truncatingIfNeeded: SA_RESETHAND) }

  private static func setHandler(
    _ action: inout sigaction, _ handler: @escaping @convention(c) (Int32) -> Void
  ) {
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler
    #else
      action.__sigaction_handler.sa_handler = handler
    #endif
  }
}
