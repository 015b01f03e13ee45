#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Marks, when a thread dies of a trap, the run that it was in.
///
/// A failed precondition, an overflow, a bad address or an abort raises a signal on the guilty thread
/// itself. The handler copies one word in that thread's slot of the claim board, puts back what handled the
/// signal before, and lets it happen again: the process still dies, with whatever report it would have
/// given. The handler reads thread-local storage and mapped memory and calls `sigaction` and `raise`,
/// nothing else.
enum TrapMarker {
  /// Those that a run can bring upon itself.
  static let signals = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT]

  /// Installs the handlers, once a process.
  static func install() { _ = installed }

  /// Says that the calling thread works with this slot; nil when it stops.
  static func use(_ slot: UnsafeMutablePointer<UInt64>?) {
    pthread_setspecific(slotKey, slot)
    if slot != nil { SignalMask.unblock(signals) }
  }

  /// Gives the calling thread a stack of its own for handlers, so that an overflown stack is marked too.
  static func useAlternateStack(_ memory: UnsafeMutableRawBufferPointer?) {
    var stack = stack_t()
    stack.ss_sp = memory?.baseAddress
    stack.ss_size = memory?.count ?? 0
    stack.ss_flags = memory == nil ? Int32(SS_DISABLE) : 0
    sigaltstack(&stack, nil)
  }

  /// The size of such a stack in bytes.
  static let alternateStackSize = 1 << 16
}

private let slotKey: pthread_key_t = {
  var key = pthread_key_t()
  let status = pthread_key_create(&key, nil)
  precondition(status == 0, "the process has no thread-local storage left")
  return key
}()

/// What handled each signal before, by its number; fixed memory, since the handler reads it.
private nonisolated(unsafe) let previous = UnsafeMutablePointer<sigaction>.allocate(capacity: 64)

private let installed: Bool = {
  _ = slotKey
  _ = previous
  for number in TrapMarker.signals {
    sigaction(number, nil, previous + Int(number))
    var action = sigaction()
    let handler: @convention(c) (Int32) -> Void = { number in
      if let slot = pthread_getspecific(slotKey)?.assumingMemoryBound(to: UInt64.self) {
        slot[1] = slot[0]
      }
      sigaction(number, previous + Int(number), nil)
      raise(number)
    }
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler
    #else
      action.__sigaction_handler.sa_handler = handler
    #endif
    action.sa_flags = Int32(SA_ONSTACK)
    sigaction(number, &action, nil)
  }
  return true
}()
