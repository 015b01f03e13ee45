#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Commands

/// `capsim` in which some runs trap on purpose: those whose indices the environment variable `PROBE_TRAPS` lists; those
/// with the word `killed` after them are killed instead.
///
/// It is no part of the product: only this program can be asked to.
@main
enum CapsimProbe {
  static func main() {
    let listed = getenv("PROBE_TRAPS").map { String(cString: $0) } ?? ""
    let words = listed.split(separator: ",")
    let traps = words.compactMap { Int($0) }
    var environment: [String: String] = [:]
    for name in ["PATH", "LANG", "COLUMNS"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    let status = CommandLineTool.run(Array(CommandLine.arguments.dropFirst()), environment: environment) {
      index in
      if words.contains("\(index) killed") { kill(getpid(), SIGKILL) }
      if traps.contains(index) { fatalError("run \(index) traps") }
    }
    exit(status.rawValue)
  }
}
