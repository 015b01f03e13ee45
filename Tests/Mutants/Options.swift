#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the command line asks for.
struct Options {
  private var share = (index: 0, count: 1)
  private var only: String?
  private(set) var jobs = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  private(set) var keepsCopy = false
  private(set) var onlyChecks = false

  init(_ arguments: [String]) throws(GateProblem) {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      switch word {
      case "--keep": keepsCopy = true
      case "--check": onlyChecks = true
      case "--share":
        let parts = (rest.popFirst() ?? "").split(separator: "/").map { Int($0) }
        guard parts.count == 2, let index = parts[0], let count = parts[1], (0..<count).contains(index) else {
          throw GateProblem(description: "--share needs K/N with K from 0 and below N")
        }
        share = (index, count)
      case "--only": only = rest.popFirst()
      case "--jobs":
        guard let count = rest.popFirst().flatMap({ Int($0) }), count > 0 else {
          throw GateProblem(description: "--jobs needs a number above zero")
        }
        jobs = count
      case _:
        throw GateProblem(
          description: "'\(word)' is no option: --share K/N, --only TEXT, --jobs N, --check, --keep")
      }
    }
  }

  /// The places of the mutants that are asked for. A share is a part of the list from one place to another, so that
  /// it needs few modules.
  func choose(from mutants: [Mutant]) -> [Int] {
    let asked = mutants.indices.filter { index in
      let mutant = mutants[index]
      guard let only else { return true }
      return [mutant.name, mutant.origin, mutant.file].contains { $0.contains(only) }
    }
    let (first, last) = (
      asked.count * share.index / share.count, asked.count * (share.index + 1) / share.count
    )
    return Array(asked[first..<last])
  }
}
