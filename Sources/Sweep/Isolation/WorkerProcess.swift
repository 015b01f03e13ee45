#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import struct SimulationKernel.RunFailure
import Synchronization

/// The program that worker processes run, usually that of the caller itself.
public struct WorkerProgram: Sendable {
  /// The path of the program.
  public var executable: String
  /// Its arguments, its own name first, which make it call `SweepModel.serve`.
  public var arguments: [String]
  /// What it is told first, from which it makes the model.
  public var setup: String

  public init(executable: String, arguments: [String], setup: String) {
    self.executable = executable
    self.arguments = arguments
    self.setup = setup
  }
}

/// A process that runs one index after another as it is asked to, and may die of a run.
///
/// It hears questions on its standard input and answers on its standard output. What it says on standard error
/// while it dies is kept. It ends when nobody can ask it any more. INT, TERM and USR1 do not reach it: a terminal
/// and a scheduler send them to the caller too, who knows what to do.
final class WorkerProcess {
  /// What became of a run.
  enum Answer {
    case row
    case failure(RunFailure)
    /// The process died in it; whether of what it did, and how and what it said.
    case death(isOwnFault: Bool, String)
  }

  private let child: pid_t
  private let questions: Int32
  private let answers: Int32
  private let messages: Int32
  private var hasEnded = false

  /// Starts the process; nil when the system has no more.
  init?(_ program: WorkerProgram) {
    // Another thread's child must not hold an end of these: nobody would see that its worker is gone.
    guard let started = spawning.withLock({ _ in WorkerProcess.start(program) }) else { return nil }
    (child, questions, answers, messages) = started
    // One that is dead already is found to be so when it is asked.
    SignalMask.blockBrokenPipes()
    _ = RowPipe.send(text: program.setup, to: questions)
  }

  deinit {
    close(questions)
    close(answers)
    close(messages)
    if !hasEnded { _ = WorkerProcess.status(of: child) }
  }

  /// Has the process run an index and gives its row, or says why there is none. After a death it is of no more use.
  func run(_ index: Int, into row: inout RowBuffer) -> Answer {
    SignalMask.blockBrokenPipes()
    if RowPipe.send(word: index, to: questions), let answer = RowPipe.receive(from: answers, into: &row) {
      switch answer {
      case .row: return .row
      case .failure(let failure): return .failure(failure)
      }
    }
    hasEnded = true
    let status = WorkerProcess.status(of: child)
    return .death(
      isOwnFault: WorkerDeath.isOwnFault(status), WorkerDeath.description(status, said: lastWords()))
  }

  /// What the process has said on standard error, the beginning of it if that was much.
  private func lastWords() -> String {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = bytes.withUnsafeMutableBytes { read(messages, $0.baseAddress, $0.count) }
    return String(decoding: bytes[..<max(count, 0)], as: UTF8.self)
  }

  private static func status(of child: pid_t) -> Int32 {
    var status: Int32 = 0
    _ = Retry.onInterrupt { waitpid(child, &status, 0) }
    return status
  }

  private static func start(
    _ program: WorkerProgram
  ) -> (child: pid_t, questions: Int32, answers: Int32, messages: Int32)? {
    guard let questions = Pipe() else { return nil }
    guard let answers = Pipe() else { return nil }
    guard let messages = Pipe() else { return nil }
    // Neither waits for the other: what nobody reads in time is lost, and what is not there is not waited for.
    messages.neverBlock()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, questions.reading, 0)
    posix_spawn_file_actions_adddup2(&actions, answers.writing, 1)
    posix_spawn_file_actions_adddup2(&actions, messages.writing, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var mask = sigset_t()
    sigemptyset(&mask)
    for signal in [SIGINT, SIGTERM, SIGUSR1] { sigaddset(&mask, signal) }
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var texts: [UnsafeMutablePointer<CChar>?] = program.arguments.map { strdup($0) }
    texts.append(nil)
    defer { for text in texts { free(text) } }
    var child = pid_t()
    guard posix_spawn(&child, program.executable, &actions, &attributes, texts, environ) == 0 else {
      return nil
    }
    return (child, questions.takeWriting(), answers.takeReading(), messages.takeReading())
  }
}

/// Held while pipes are made and handed on.
private let spawning = Mutex(())

/// A pipe whose ends close unless they are taken, and which no other child inherits.
private final class Pipe {
  private(set) var reading: Int32
  private(set) var writing: Int32

  /// Nil when the system has no more.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    // A program that was started without its standard streams may be given their numbers.
    let high = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
    for end in ends { close(end) }
    (reading, writing) = (high[0], high[1])
    if reading < 0 || writing < 0 { return nil }
  }

  deinit {
    if reading >= 0 { close(reading) }
    if writing >= 0 { close(writing) }
  }

  func neverBlock() {
    for end in [reading, writing] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  func takeReading() -> Int32 {
    defer { reading = -1 }
    return reading
  }

  func takeWriting() -> Int32 {
    defer { writing = -1 }
    return writing
  }
}
