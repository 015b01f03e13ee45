#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs a sweep in a child process and starts it again when it dies, as long as that gets it further.
///
/// A trap ends a process, but what it had finished is durable: the next process goes on after it, and a run
/// that keeps killing its process becomes a failure row. The child is a program of the caller's, usually
/// itself.
public struct Supervisor: Sendable {
  /// How a supervised program ended.
  public enum Ending: Sendable, Equatable {
    /// It exited with this status.
    case exited(Int32)
    /// It kept dying of this signal without getting any further.
    case died(signal: Int32)
    /// It could not be started.
    case notStarted(errorNumber: Int32)
  }

  /// The path of the program.
  public let executable: String
  /// Its arguments after its name.
  public let arguments: [String]
  /// How many deaths in a row may pass without progress.
  public let patience: Int

  public init(executable: String, arguments: [String], patience: Int = 3) {
    self.executable = executable
    self.arguments = arguments
    self.patience = patience
  }

  /// Runs the program until it exits.
  ///
  /// - Parameters:
  ///   - stop: When made, TERM is sent to the child once, and it is not started again.
  ///   - progress: A number that grows whenever a death has brought something, as by
  ///     `progress(in:plan:shard:)`.
  ///   - died: Called with the signal after each death, except when a stop was asked for.
  public func run(
    stop: StopRequest? = nil, progress: () -> Int, died: (Int32) -> Void = { _ in }
  ) -> Ending {
    var furthest = progress()
    var fruitless = 0
    while true {
      let status: Int32
      switch start(stop) {
      case .success(let code): status = code
      case .failure(let failure): return .notStarted(errorNumber: failure.errorNumber)
      }
      let signal = status & 0x7f
      if signal == 0 { return .exited((status >> 8) & 0xff) }
      if let stop, stop.isMade { return .died(signal: signal) }
      died(signal)
      let now = progress()
      fruitless = now > furthest ? 0 : fruitless + 1
      furthest = max(furthest, now)
      if fruitless >= patience { return .died(signal: signal) }
    }
  }

  /// How far a shard is: its rows, and the deaths its runs are known to have caused.
  public static func progress(in folder: String, plan: SweepPlan, shard: Shard) -> Int {
    let files = ShardFolder(path: folder, plan: plan, shard: shard)
    guard var chain = try? files.chain(), let boards = try? files.files(ending: ".claims") else { return 0 }
    while chain.next() {}
    return chain.rows + ClaimBoard.deaths(in: boards).values.reduce(0, +)
  }

  private struct StartFailure: Error { let errorNumber: Int32 }

  /// Runs the program once and returns its wait status.
  private func start(_ stop: StopRequest?) -> Result<Int32, StartFailure> {
    var texts: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) }
    texts.append(nil)
    defer { for text in texts { free(text) } }
    // The child starts with no signal blocked, whatever this thread blocks.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var mask = sigset_t()
    sigemptyset(&mask)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var child = pid_t()
    let failure = posix_spawn(&child, executable, nil, &attributes, texts, environ)
    if failure != 0 { return .failure(StartFailure(errorNumber: failure)) }
    var status: Int32 = 0
    var isTold = false
    while true {
      let waited = waitpid(child, &status, WNOHANG)
      if waited == child { return .success(status) }
      if waited < 0 && errno != EINTR { return .failure(StartFailure(errorNumber: errno)) }
      if let stop, stop.isMade, !isTold {
        isTold = true
        kill(child, SIGTERM)
      }
      usleep(5000)
    }
  }
}
