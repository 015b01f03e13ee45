#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import TestSupport
import Testing

/// The built program, sweeping a shipped scenario over a short time in a folder of its own.
final class SweepProgram {
  /// How a process ended and what it wrote.
  struct Outcome {
    var status: Int32
    var output: String
    /// Without warnings: a short world ends before the dates of many claims.
    var errors: String
    var warnings = ""
  }

  /// The repository, found from this file.
  static let repository = RunProgram.repository
  static let scenario = repository + "/Scenarios/space.json"

  /// A sweep of twelve short runs; the arguments after the command.
  static let small = small(replications: 2)

  /// A sweep of the same six points that is never through before a test has done with it.
  static let endless = small(replications: 10_000_000)

  /// A sweep of six points with so many short runs at each; the arguments after the command.
  static func small(replications: Int) -> [String] {
    [
      scenario, "--set", "end=2026-02-01", "--vary", "launch.vehicles.starship_v3.payload=10 t..200 t/3",
      "--vary", "orbit.specific_power=50 W/kg,150 W/kg", "--replications", "\(replications)", "--metrics",
      "dark_share,launch_price_usd_per_kg", "--series", "dark_share", "--every", "month",
    ]
  }

  /// Where it runs, and where its results go.
  let folder: String

  init() {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var random = SystemRandomNumberGenerator()
    folder = "\(base)/capsim-sweep-\(UInt64.random(in: 0...UInt64.max, using: &random))"
    #expect(mkdir(folder, 0o777) == 0)
  }

  deinit { RunProgram.remove(folder) }

  static let executable = RunProgram.executable

  /// Starts a program in the folder; its output goes to files of this name there.
  func start(_ words: [String], streams: String = "stream") -> pid_t {
    // The shell goes to the folder and then becomes the program.
    let line = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder] + words
    var texts: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) } + [nil]
    let variables = ["LANG=C", "PATH=\(folder)/bin:/usr/bin:/bin"]
    var environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { for text in texts + environment { free(text) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, "\(folder)/\(streams).out", flags, 0o666)
    posix_spawn_file_actions_addopen(&actions, 2, "\(folder)/\(streams).err", flags, 0o666)
    // A thread of the tests may hold signals back, and its children would inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var mask = sigset_t()
    sigemptyset(&mask)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var child = pid_t()
    #expect(posix_spawn(&child, line[0], &actions, &attributes, &texts, &environment) == 0)
    return child
  }

  /// Waits for a program and says how it ended.
  func finish(_ child: pid_t, streams: String = "stream") -> Outcome {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    let exit = status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
    let (warnings, errors) = RunProgram.warnings(in: read("\(streams).err"))
    return Outcome(status: exit, output: read("\(streams).out"), errors: errors, warnings: warnings)
  }

  /// Waits until a sweep into a folder is in this run or a later one, from 1 on; false if it ends before.
  func wait(for child: pid_t, run: Int, into name: String) -> Bool {
    Child.wait(for: child) { Child.run(in: "\(folder)/\(name).partial") ?? 0 >= run }
  }

  /// The processes that a process has started and that live.
  func children(of child: pid_t) -> [pid_t] {
    finish(start(["/usr/bin/pgrep", "-P", "\(child)"], streams: "children"), streams: "children")
      .output.split(separator: "\n").compactMap { pid_t($0) }
  }

  /// Runs `capsim` with these arguments.
  @discardableResult
  func run(_ arguments: [String]) -> Outcome { finish(start([Self.executable] + arguments)) }

  /// Runs the small sweep with more arguments.
  @discardableResult
  func sweep(_ arguments: String...) -> Outcome { run(["sweep"] + Self.small + arguments) }

  /// The text of a file in the folder; empty if there is none.
  func read(_ name: String) -> String { RunProgram.text(folder + "/" + name) }

  func write(_ name: String, _ text: String) {
    guard let file = fopen(folder + "/" + name, "w") else { return }
    fputs(text, file)
    fclose(file)
  }

  /// Every file of a results folder with its contents.
  func contents(_ name: String) -> [String] {
    Self.names(folder + "/" + name).map { "\($0)\n\(read("\(name)/\($0)"))" }
  }

  func exists(_ name: String) -> Bool { access(folder + "/" + name, F_OK) == 0 }

  static func names(_ path: String) -> [String] { RunProgram.names(path) }
}
