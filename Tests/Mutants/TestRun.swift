#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The tests of one filter, run in a process of their own while one mutant is switched on.
struct TestRun {
  /// How such a run ended.
  enum Ending {
    case passed
    /// A test noticed: its name.
    case failed(String)
    /// The program trapped, crashed, or did not end, within the test named, as far as that is known.
    case died(how: String, test: String)
    /// The filter chose no test.
    case nothing
  }

  /// Processor seconds after which a run counts as endless (ten times as many without a mutant, when all tests run at
  /// once), and seconds after which it counts as stuck.
  private static let (processorLimit, limit) = (120, 1200)

  private let log: String
  private let process: pid_t
  private let started = time(nil)

  /// Starts the tests that any of `filters` chooses. The log goes to `log`.
  init(binary: String, filters: [String], mutant: Int, log: String) throws(GateProblem) {
    self.log = log
    let seconds = TestRun.processorLimit * (mutant == 0 ? 10 : 1)
    let shell = ["/bin/sh", "-c", #"ulimit -t "$0" && exec "$@""#, "\(seconds)", binary]
    let words = shell + ["--testing-library", "swift-testing"] + filters.flatMap { ["--filter", $0] }
    var texts: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    texts.append(nil)
    var variables: [UnsafeMutablePointer<CChar>?] = []
    var inherited = environ
    while let variable = inherited.pointee {
      variables.append(strdup(variable))
      inherited += 1
    }
    for text in ["SWIFT_BACKTRACE=enable=no", "CAPSIM_MUTANT=\(mutant)"] { variables.append(strdup(text)) }
    variables.append(nil)
    defer { for text in texts + variables { free(text) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var child = pid_t()
    guard posix_spawn(&child, shell[0], &actions, nil, texts, variables) == 0 else {
      throw GateProblem(description: "\(binary): cannot be started")
    }
    process = child
  }

  /// How it ended, or nil while it runs.
  func ending() -> Ending? {
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else {
      guard time(nil) - started > TestRun.limit else { return nil }
      kill(process, SIGKILL)
      while waitpid(process, &status, 0) < 0 && errno == EINTR {}
      return .died(how: "stuck", test: unfinished())
    }
    let (signal, code) = (status & 0x7F, (status >> 8) & 0xFF)
    if signal == SIGXCPU { return .died(how: "endless", test: unfinished()) }
    if signal != 0 { return .died(how: "trap", test: unfinished()) }
    if code == 0 { return .passed }
    if code == EX_UNAVAILABLE { return .nothing }
    return failure().map { .failed($0) } ?? .died(how: "exit \(code)", test: unfinished())
  }

  private func lines() -> [Substring] { ((try? Files.text(log)) ?? "").split(separator: "\n") }

  /// The first test that recorded an issue.
  private func failure() -> String? {
    for line in lines() {
      if let match = line.firstMatch(of: /Test (.+?) recorded an issue/) { return String(match.1) }
    }
    return nil
  }

  /// The first test that began and did not end.
  private func unfinished() -> String {
    var open: [Substring] = []
    for line in lines() {
      if let match = line.firstMatch(of: /Test (.+?) started/), !line.contains("Test run started") {
        open.append(match.1)
      } else if let match = line.firstMatch(of: /Test (.+?) (passed|failed) after/) {
        open.removeAll { $0 == match.1 }
      }
    }
    return open.first.map(String.init) ?? "?"
  }
}
