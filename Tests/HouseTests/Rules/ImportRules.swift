/// Modules depend on what stands above them in `Package.swift`, and import just what they say they depend on.
enum ImportRules {
  /// Dependencies on what is declared further down, or not at all.
  static func order(_ manifest: Manifest) -> [Finding] {
    var above: Set<String> = []
    return manifest.targets.flatMap { target in
      defer { above.insert(target.name) }
      return target.dependencies.filter { !above.contains($0) }.map {
        Finding(
          path: "Package.swift", line: target.line,
          message: "'\(target.name)' depends on '\($0)', which does not stand above it: data flows one way")
      }
    }
  }

  /// Imports that are not declared, and declarations that no file imports. `unimported` has for a target what it needs
  /// beside it without importing it.
  static func declared(_ files: [SourceFile], _ manifest: Manifest, unimported: [String: Set<String>] = [:])
    -> [Finding]
  {
    let modules = Set(manifest.targets.map(\.name))
    var imported: [String: Set<String>] = [:]
    var findings: [Finding] = []
    for file in files {
      guard let target = manifest.target(of: file.path) else {
        findings.append(Finding(path: file.path, message: "is of no target in Package.swift"))
        continue
      }
      for (index, token) in file.code.enumerated() where token.is("import") {
        // Behind `import struct` and the like stands the module too.
        let isPart = file.token(index + 2).kind == .word && file.token(index + 2).line == token.line
        let module = file.token(isPart ? index + 2 : index + 1)
        imported[target.name, default: []].insert(module.text)
        guard modules.contains(module.text), !target.dependencies.contains(module.text) else { continue }
        findings.append(
          Finding(
            path: file.path, line: module.line,
            message: "'\(target.name)' imports '\(module.text)', on which it does not depend: "
              + "add it to the dependencies in Package.swift if it stands above, else turn the dependency round"
          ))
      }
    }
    for target in manifest.targets where target.kind != "plugin" {
      let idle = Set(target.dependencies).subtracting(imported[target.name] ?? [])
      for module in idle.subtracting(unimported[target.name] ?? []).sorted() {
        findings.append(
          Finding(
            path: "Package.swift", line: target.line,
            message: "'\(target.name)' depends on '\(module)', which none of its files imports: take it out"))
      }
    }
    for (name, modules) in unimported.sorted(by: { $0.key < $1.key }) {
      let declared = Set(manifest.named(name)?.dependencies ?? []).subtracting(imported[name] ?? [])
      for module in modules.subtracting(declared).sorted() {
        findings.append(
          Finding(
            path: "Package.swift",
            message: "'\(name)' needs no exception for '\(module)': take it off the list"))
      }
    }
    return findings
  }
}
