#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

/// The built program, run as a process in a folder of its own.
final class RunProgram {
  /// How a process ended and what it wrote.
  struct Outcome {
    var status: Int32
    var output: String
    /// Without warnings: a short world ends before the dates of many claims.
    var errors: String
    var warnings = ""
  }

  /// Where it runs, and where its results go.
  let folder: String

  init() {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var random = SystemRandomNumberGenerator()
    folder = "\(base)/capsim-run-\(UInt64.random(in: 0...UInt64.max, using: &random))"
    #expect(mkdir(folder, 0o777) == 0)
  }

  deinit { RunProgram.remove(folder) }

  /// The program beside the test binary.
  static let executable: String = {
    let path = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      let count = readlink("/proc/self/exe", buffer.baseAddress!, 4095)
      return String(decoding: buffer[..<max(count, 0)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    let beside = "/" + path.split(separator: "/").dropLast().joined(separator: "/") + "/capsim"
    if access(beside, X_OK) == 0 { return beside }
    // Where the tests are loaded by a program that lies elsewhere, an argument names the bundle.
    for argument in CommandLine.arguments where argument.contains(".xctest") {
      let folder = argument.split(separator: "/").prefix { !$0.hasSuffix(".xctest") }.joined(separator: "/")
      let candidate = (argument.hasPrefix("/") ? "/" : "") + folder + "/capsim"
      if access(candidate, X_OK) == 0 { return candidate }
    }
    return repository + "/.build/debug/capsim"
  }()

  /// The repository, found from this file.
  static let repository = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// A scenario that ships, over a short time; the arguments of a `run` after the command.
  static let short = ["\(repository)/Scenarios/space.json", "--set", "end=2026-03-01", "--replications", "3"]

  /// Starts the program; its output goes to `output`, or to a file in the folder.
  func start(_ arguments: [String], output: String? = nil) -> pid_t {
    // The shell goes to the folder and then becomes the program.
    let words = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder, Self.executable] + arguments
    let variables = ["LANG=C", "PATH=/usr/bin:/bin"]
    var texts: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { for text in texts + environment { free(text) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, output ?? folder + "/output", flags, 0o666)
    posix_spawn_file_actions_addopen(&actions, 2, folder + "/errors", flags, 0o666)
    // The tests' threads block signals, which a child would inherit.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var child = pid_t()
    #expect(posix_spawn(&child, words[0], &actions, &attributes, &texts, &environment) == 0)
    return child
  }

  /// Waits for the program and says how it ended.
  func finish(_ child: pid_t) -> Outcome {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    let exit = status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
    let (warnings, errors) = RunProgram.warnings(in: read("errors"))
    return Outcome(status: exit, output: read("output"), errors: errors, warnings: warnings)
  }

  /// The lines that tell of warnings, and the others.
  static func warnings(in text: String) -> (warnings: String, others: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    // A line that counts problems as well is theirs.
    let isWarning = { (line: Substring) in line.contains(" warning") && !line.contains(" problem") }
    return (
      lines.filter(isWarning).joined(separator: "\n"),
      lines.filter { !isWarning($0) }.joined(separator: "\n")
    )
  }

  /// Runs `capsim run` with a short scenario and more arguments.
  func runShort(_ arguments: String..., output: String? = nil) -> Outcome {
    finish(start(["run"] + RunProgram.short + arguments, output: output))
  }

  /// The text of a file in the folder; empty if there is none.
  func read(_ name: String) -> String { RunProgram.text(folder + "/" + name) }

  /// The text of a file; empty if there is none.
  static func text(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// The names in the folder or one below it, sorted, without what the program wrote to its streams.
  func names(_ below: String = "") -> [String] {
    RunProgram.names(folder + "/" + below).filter { $0 != "output" && $0 != "errors" }
  }

  static func names(_ path: String) -> [String] {
    guard let handle = opendir(path) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func remove(_ path: String) {
    for name in names(path) { remove(path + "/" + name) }
    if unlink(path) != 0 { rmdir(path) }
  }
}
