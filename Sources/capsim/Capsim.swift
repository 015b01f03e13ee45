import Commands

#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// The program: hands arguments and environment to the command line tool and ends with its status.
@main
struct Capsim {
  static func main() {
    let status = CommandLineTool.run(Array(CommandLine.arguments.dropFirst()), environment: environment())
    exit(status.rawValue)
  }

  /// The environment variables by name; of a name given twice the first counts, as in `getenv`.
  private static func environment() -> [String: String] {
    var variables: [String: String] = [:]
    var entry: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = environ
    while let text = entry.pointee {
      let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, variables[String(parts[0])] == nil {
        variables[String(parts[0])] = String(parts[1])
      }
      entry += 1
    }
    return variables
  }
}
