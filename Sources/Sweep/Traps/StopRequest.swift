#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Synchronization

/// A flag that asks a sweep to finish its current runs and end; set by a signal or by hand.
public final class StopRequest: Sendable {
  private let flag = Atomic<Bool>(false)
  private let heedsSignals: Bool

  /// A request not yet made; with `heedsSignals`, the signals of `catchSignals()` make it too.
  public init(heedsSignals: Bool = false) {
    self.heedsSignals = heedsSignals
  }

  /// Asks for the end. Harmless when repeated.
  public func make() { flag.store(true, ordering: .releasing) }

  /// Whether the end has been asked for.
  public var isMade: Bool {
    flag.load(ordering: .acquiring) || (heedsSignals && signalSeen.load(ordering: .relaxed))
  }

  /// From now on INT, TERM and USR1 make every request that heeds signals, instead of ending the process.
  public static func catchSignals() {
    signalSeen.store(false, ordering: .relaxed)
    let numbers = [SIGINT, SIGTERM, SIGUSR1]
    for number in numbers { handle(number) { _ in signalSeen.store(true, ordering: .relaxed) } }
    SignalMask.unblock(numbers)
  }
}

private let signalSeen = Atomic<Bool>(false)

/// Installs `handler` for a signal; system calls that it interrupts go on.
private func handle(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
  var action = sigaction()
  #if canImport(Darwin)
    action.__sigaction_u.__sa_handler = handler
  #else
    action.__sigaction_handler.sa_handler = handler
  #endif
  action.sa_flags = Int32(SA_RESTART)
  sigaction(number, &action, nil)
}

/// Which signals the calling thread lets through.
enum SignalMask {
  /// Lets these through: a process may inherit a mask that blocks them.
  static func unblock(_ numbers: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for number in numbers { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  /// Holds back the signal of a pipe that nobody reads: the write says so too.
  static func blockBrokenPipes() {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }
}
