import Tables
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One text sent to standard output or to a file, as `--out` says.
enum OutputFile {
  /// The options that say where the text goes.
  static let options: [OptionSpec] = [
    .value("out", short: "o", "FILE", completion: .file, help: "Write there instead; - is standard output."),
    .flag("force", help: "Replace the file if it exists."),
  ]
  /// The exit statuses that writing adds.
  static let exitStatuses: [ExitStatus] = [.cannotCreate, .inputOutput]

  /// Writes the text where the command line says; a file is complete or absent.
  static func write(_ text: String, _ command: ParsedCommand, _ console: Console) throws(CommandFailure) {
    guard let path = command.string("out"), path != "-" else { return try console.print(text) }
    var information = stat()
    let exists = stat(path, &information) == 0
    // A device or a pipe is written to, never replaced.
    let isFile = !exists || information.st_mode & S_IFMT == S_IFREG
    if exists, isFile, !command.has("force") {
      throw .stopped(.cannotCreate, "\(path) exists already; use --force to replace it")
    }
    let aside = isFile ? "\(path).\(getpid()).part" : path
    do throws(WriteProblem) {
      var sink = try FileSink(creating: aside, named: path)
      try sink.write(text: text)
      _ = try sink.finish()
      if isFile, rename(aside, path) != 0 {
        throw WriteProblem(path: path, action: .rename, cause: .init(errorNumber: errno))
      }
    } catch {
      if isFile { unlink(aside) }
      let status: ExitStatus =
        error.action == .create || error.action == .rename ? .cannotCreate : .inputOutput
      throw .stopped(status, error.description)
    }
  }
}
