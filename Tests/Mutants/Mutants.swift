#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Switches off each rule in the lists and says which rules no test guards.
///
/// Arguments: `--share K/N` for the K-th of N parts, from 0, `--only TEXT` for those with it in their name, list or
/// file, `--jobs N` test runs at once, `--check` to see no more than whether the list fits the sources, `--keep` to
/// take the copy as it was built.
/// Exit status: 0 all killed or excused, 1 some survive, 2 the gate could not be run.
@main
enum Mutants {
  static func main() {
    do {
      exit(try run(Array(CommandLine.arguments.dropFirst())) ? 0 : 1)
    } catch {
      say("mutants: \(error)")
      exit(2)
    }
  }

  private static func run(_ arguments: [String]) throws(GateProblem) -> Bool {
    let options = try Options(arguments)
    let mutants = try MutantList.read(Files.lines("ls Tests/Mutants/Rules/*.txt"))
    if options.onlyChecks {
      _ = try PackageCopy.mutated(mutants)
      say("\(mutants.count) mutants stand in the sources")
      return true
    }
    let chosen = options.choose(from: mutants)
    let copy = PackageCopy()
    if !options.keepsCopy {
      try copy.write(mutants, for: chosen)
      try build(copy)
    }
    guard let binary = Files.lines("ls \(copy.folder)/.build/release/*PackageTests.xctest").first else {
      throw GateProblem(description: "the copy in \(copy.folder) has no tests")
    }
    let gate = Gate(binary: binary, folder: copy.folder, jobs: options.jobs)
    try gate.checkUnmutated(chosen.map { mutants[$0] })
    var report = Report()
    try gate.judge(chosen, of: mutants) { say(report.add(mutants[$0], $1)) }
    say(report.summary)
    return report.isClean
  }

  /// Prints a line now, also where another program reads it.
  private static func say(_ line: String) {
    print(line)
    fflush(nil)
  }

  private static func build(_ copy: PackageCopy) throws(GateProblem) {
    let command =
      "${SWIFT:-swift} build --package-path \(copy.folder) -c release --build-tests -Xswiftc -enable-testing >\(copy.folder)/build.log 2>&1"
    guard system(command) == 0 else {
      for line in Files.lines("grep -E 'error' \(copy.folder)/build.log | head -20") { say(line) }
      throw GateProblem(description: "the copy does not build: see \(copy.folder)/build.log")
    }
  }
}
