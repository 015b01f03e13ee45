#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Commands

/// `capsim` in which some runs trap on purpose: those whose indices the environment variable `PROBE_TRAPS` lists.
///
/// It is no part of the product: only this program can be asked to.
@main
enum CapsimProbe {
  static func main() {
    let listed = getenv("PROBE_TRAPS").map { String(cString: $0) } ?? ""
    let traps = listed.split(separator: ",").compactMap { Int($0) }
    var environment: [String: String] = [:]
    for name in ["PATH", "LANG", "COLUMNS"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    let status = CommandLineTool.run(Array(CommandLine.arguments.dropFirst()), environment: environment) {
      index in
      if traps.contains(index) { fatalError("run \(index) traps") }
    }
    exit(status.rawValue)
  }
}
