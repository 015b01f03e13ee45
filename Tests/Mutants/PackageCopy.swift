/// The package with every mutant in it, beside the real one.
struct PackageCopy {
  let folder = ".build/mutants"

  /// The sources of the package in `root` that hold mutants, with all of them in place, by file. Throws all that is
  /// wrong with the list at once.
  static func mutated(_ mutants: [Mutant], in root: String = ".") throws(GateProblem) -> [String: String] {
    var sources: [String: Schemata] = [:]
    var problems: [String] = []
    for (index, mutant) in mutants.enumerated() {
      do throws(GateProblem) {
        if sources[mutant.file] == nil {
          sources[mutant.file] = Schemata(try Files.text("\(root)/\(mutant.file)"))
        }
        try sources[mutant.file]?.add(mutant, number: index + 1)
      } catch {
        problems.append(error.description)
      }
    }
    guard problems.isEmpty else { throw GateProblem(description: problems.joined(separator: "\n")) }
    var texts: [String: String] = [:]
    for (file, schemata) in sources { texts[file] = try schemata.text() }
    return texts
  }

  /// Copies what is new, with all mutants in place, and removes what is gone. Only the tests of the modules in
  /// which the chosen mutants stand are kept, with what they need.
  func write(_ mutants: [Mutant], for chosen: [Int]) throws(GateProblem) {
    let mutated = try PackageCopy.mutated(mutants)
    let find = "find Package.swift Sources Tests Scenarios Benchmarks -type f"
    _ = Files.lines(
      "find Sources Tests Scenarios Benchmarks -type d | (mkdir -p \(folder) && cd \(folder) && xargs mkdir -p)"
    )
    var kept: Set<String> = []
    for path in Files.lines(find) {
      kept.insert(path)
      var text = if let other = mutated[path] { other } else { try Files.text(path) }
      if path == "Package.swift" { text += manifest(chosen.map { mutants[$0].module + "Tests" }) }
      try Files.write(text, to: "\(folder)/\(path)")
    }
    for module in Set(mutated.keys.map { $0.split(separator: "/").prefix(2).joined(separator: "/") }) {
      let path = "\(module)/Mutant.swift"
      kept.insert(path)
      try Files.write(Schemata.switchFile, to: "\(folder)/\(path)")
    }
    for path in Files.lines("cd \(folder) && \(find)") where !kept.contains(path) {
      _ = Files.lines("rm '\(folder)/\(path)'")
    }
  }

  /// What makes the copy's manifest a part of the package's.
  private func manifest(_ tests: [String]) -> String {
    """

    var needed: Set<String> = \(Set(tests).sorted())
    for _ in package.targets {
      for target in package.targets where needed.contains(target.name) {
        for case .byNameItem(let name, _) in target.dependencies { needed.insert(name) }
        for case .plugin(let name, _) in target.plugins ?? [] { needed.insert(name) }
      }
    }
    package.targets.removeAll { !needed.contains($0.name) }
    package.products = []

    """
  }
}
