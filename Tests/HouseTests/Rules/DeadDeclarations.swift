/// What is declared is used: a name that occurs nowhere but where it is declared is dead.
///
/// Names are compared, not what they stand for: a dead one that is called like a living one is not found.
enum DeadDeclarations {
  /// Names that the language, the package manager or a protocol of a library calls.
  static let calledFromOutside: Set<String> = [
    "callAsFunction", "createBuildCommands", "description", "main", "testDescription",
  ]

  /// Dead names. What sources declare must be used by sources or benchmarks, unless it is public in one of the
  /// `libraries`, whose users may be elsewhere. `forTests` has names that only tests use, by the reason to have them
  /// among the sources.
  static func findings(_ files: [SourceFile], libraries: [String], forTests: [String: String] = [:])
    -> [Finding]
  {
    let declared = files.map { (file: $0, declarations: Declaration.all(in: $0)) }
    let uses = uses(in: declared)
    let usesOutsideOfTests = self.uses(in: declared.filter { !$0.file.path.hasPrefix("Tests/") })
    var idle = Set(forTests.keys)
    var findings: [Finding] = []
    for (file, declarations) in declared {
      let suites = declarations.filter { $0.modifiers.contains("@Test") }.reduce(into: Set()) {
        $0.formUnion($1.surrounding)
      }
      let isLibrary = libraries.contains { file.path.hasPrefix("Sources/\($0)/") }
      for declaration in declarations {
        let (name, line) = (declaration.name, declaration.line)
        guard !isCalledFromOutside(declaration), !suites.contains(name),
          !(isLibrary && declaration.modifiers.contains("public"))
        else { continue }
        if uses[name] == 0 {
          findings.append(
            Finding(path: file.path, line: line, message: "nothing uses '\(name)': take it out"))
        } else if !file.path.hasPrefix("Tests/"), usesOutsideOfTests[name] == 0, idle.remove(name) == nil {
          findings.append(
            Finding(
              path: file.path, line: line,
              message: "only tests use '\(name)': take it out, or move it to them"))
        }
      }
    }
    return findings
      + idle.sorted().map {
        Finding(path: "Sources", message: "'\($0)' needs no exception: take it off the list")
      }
  }

  /// How often each name occurs beside its declarations.
  private static func uses(in files: [(file: SourceFile, declarations: [Declaration])]) -> [String: Int] {
    var uses: [String: Int] = [:]
    for (file, declarations) in files {
      for token in file.code where token.kind == .word { uses[token.text, default: 0] += 1 }
      for declaration in declarations { uses[declaration.name, default: 0] -= 1 }
    }
    return uses
  }

  private static func isCalledFromOutside(_ declaration: Declaration) -> Bool {
    calledFromOutside.contains(declaration.name)
      || !declaration.modifiers.isDisjoint(with: ["override", "@Test", "@Suite", "@main"])
      || declaration.keyword == "case" && declaration.surrounding.contains("CaseIterable")
  }
}
