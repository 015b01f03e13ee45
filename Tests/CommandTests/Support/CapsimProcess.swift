import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The real binary, run to its end.
struct CapsimProcess {
  /// What it wrote to standard output.
  let output: String
  /// What it wrote to standard error.
  let errors: String
  /// The exit status, or the negative number of the signal that ended it.
  let status: Int32

  /// Runs `capsim` with arguments, in `folder` if one is given.
  init(_ arguments: [String], in folder: String? = nil, environment: [String] = []) {
    let files = TemporaryFolder()
    let (output, errors) = (files.path + "/output", files.path + "/errors")
    // The shell changes the folder, since not every C library can do so when it starts a program.
    let shell = ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, folder ?? "."]
    var texts: [UnsafeMutablePointer<CChar>?] = (shell + [RunProgram.executable] + arguments).map {
      strdup($0)
    }
    texts.append(nil)
    var variables: [UnsafeMutablePointer<CChar>?] =
      (["SWIFT_BACKTRACE=enable=no", "COLUMNS=80"] + environment).map { strdup($0) }
    variables.append(nil)
    defer { for text in texts + variables { free(text) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
    var child = pid_t()
    #expect(posix_spawn(&child, shell[0], &actions, nil, texts, &variables) == 0)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    self.status = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    self.output = TemporaryFolder.text(of: output)
    self.errors = TemporaryFolder.text(of: errors)
  }
}

/// The sources that the tests were built from.
enum Repository {
  static let path: String = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

  /// A shipped scenario.
  static func scenario(_ name: String) -> String { "\(path)/Scenarios/\(name).json" }
}
