import Analysis
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// This program as the processes that runs are in. Nobody calls it so but itself.
enum RunWorker {
  private static let word = "run-worker"

  /// Processes of this program, as it was when it began.
  static let processes: WorkerProcesses = {
    // A trap is a row of failures.csv; its backtrace would take seconds and hide the rest.
    setenv("SWIFT_BACKTRACE", "enable=no", 0)
    return WorkerProcesses(ProgramFile.itself, arguments: ["capsim", word])
  }()

  /// Whether a command line is that of such a process.
  static func isMeant(by arguments: [String]) -> Bool { arguments == [word] }

  /// The whole life of such a process.
  static func run(before: (Int) -> Void) -> ExitStatus {
    // When nobody listens any more there is nothing left to do.
    signal(SIGPIPE, SIG_DFL)
    return WorkerProcesses.serve(before: before) ? .success : .usage
  }
}
