#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A process that runs every n-th case, and tells its watcher through a pipe where it is.
///
/// A case may do with it what it likes: it is watched, and another goes on behind the case that killed it.
struct Worker {
  /// What a worker tells: a case that begins, or how it ended.
  struct Message {
    var number: UInt64
    /// 0 at the beginning, else a `CaseCheck.Outcome`.
    var outcome: UInt64
    static let size = MemoryLayout<Message>.size
  }

  /// A case that takes more processor time than this, in seconds, hangs.
  static let patience = 60
  /// A case that takes more memory than this, in bytes, would not fit beside others.
  static let memory: rlim_t = 4 << 30

  let process: pid_t
  let messages: Int32
  private(set) var isAt: Int

  /// Starts a worker at a case.
  init(seed: UInt64, first: Int, stride: Int) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { fatalError("no pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let words = [CommandLine.arguments[0], "worker", "\(seed)", "\(first)", "\(stride)"]
    var texts: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = [strdup("SWIFT_BACKTRACE=enable=no"), nil]
    defer { for text in texts + variables { free(text) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    let log = "\(Fuzz.folder)/worker-\(first % stride).log"
    posix_spawn_file_actions_addopen(&actions, 2, log, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    var child = pid_t()
    guard posix_spawn(&child, words[0], &actions, nil, &texts, &variables) == 0 else {
      fatalError("cannot start \(words[0])")
    }
    close(ends[1])
    process = child
    messages = ends[0]
    isAt = first
  }

  /// The next message; nil when the worker has ended.
  mutating func next() -> Message? {
    var message = Message(number: 0, outcome: 0)
    let count = withUnsafeMutableBytes(of: &message) { read(messages, $0.baseAddress, $0.count) }
    guard count == Message.size else { return nil }
    isAt = Int(message.number)
    return message
  }

  /// Waits for its end and says in words how it came.
  func end() -> String {
    close(messages)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7f
    if signal == SIGVTALRM { return "it hangs: more than \(Worker.patience) s of processor time" }
    return signal == 0 ? "the process left with \(status >> 8)" : "the process died of signal \(signal)"
  }

  /// The work itself: never returns.
  static func work(seed: UInt64, first: Int, stride: Int) -> Never {
    limitMemory()
    let shipped = ShippedScenarios(folder: "Scenarios")
    var number = first
    while true {
      tell(Message(number: UInt64(number), outcome: 0))
      limitTime()
      let single = Case(seed: seed, number: number, shipped: shipped)
      let check = CaseCheck(single)
      if check.outcome == .fault { Fuzz.keep(single, check.what) }
      tell(Message(number: UInt64(number), outcome: UInt64(check.outcome.rawValue)))
      number += stride
    }
  }

  private static func limitMemory() {
    var limit = rlimit(rlim_cur: memory, rlim_max: memory)
    #if canImport(Glibc)
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #else
      setrlimit(RLIMIT_AS, &limit)
    #endif
  }

  /// Has a signal end the process when a case takes too long.
  private static func limitTime() {
    var time = itimerval()
    time.it_value.tv_sec = patience
    #if canImport(Glibc)
      setitimer(__itimer_which_t(ITIMER_VIRTUAL.rawValue), &time, nil)
    #else
      setitimer(ITIMER_VIRTUAL, &time, nil)
    #endif
  }

  private static func tell(_ message: Message) {
    let count = withUnsafeBytes(of: message) { write(1, $0.baseAddress, $0.count) }
    // Nobody listens any more.
    if count != Message.size { exit(0) }
  }
}
