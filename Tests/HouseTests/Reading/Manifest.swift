/// The targets of `Package.swift`, in its order.
struct Manifest {
  struct Target {
    let name: String
    let line: Int
    /// `target`, `executableTarget`, `testTarget` or `plugin`.
    let kind: String
    let dependencies: [String]
    let plugins: [String]
    let path: String
  }

  let targets: [Target]

  init(_ text: String) {
    let file = SourceFile("Package.swift", text)
    targets = file.code.indices.compactMap { Manifest.target(file, $0) }
  }

  func named(_ name: String) -> Target? { targets.first { $0.name == name } }

  /// The target that a source file belongs to.
  func target(of path: String) -> Target? { targets.first { path.hasPrefix($0.path + "/") } }

  private static func target(_ file: SourceFile, _ index: Int) -> Target? {
    let kinds = ["target", "executableTarget", "testTarget", "plugin"]
    let kind = file.code[index].text
    guard kinds.contains(kind), file.token(index - 1).is("."), file.token(index + 1).is("("),
      file.token(index + 2).is("name")
    else { return nil }
    let end = file.closing(index + 1)
    var values: [String: [String]] = [:]
    var place = index + 2
    while place < end {
      let label = file.code[place].text
      let last = file.token(place + 2).is("[") ? file.closing(place + 2) : place + 2
      values[label] = file.code[place...last].filter { $0.kind == .text }.map(\.text)
      place = last
      // What stands between this value and the comma behind it, as the rest of a call.
      while place < end, !file.code[place].is(",") {
        place = file.code[place].is("(") ? file.closing(place) + 1 : place + 1
      }
      place += 1
    }
    let name = values["name"]?.first ?? ""
    return Target(
      name: name, line: file.code[index].line, kind: kind, dependencies: values["dependencies"] ?? [],
      plugins: values["plugins"] ?? [],
      path: values["path"]?.first ?? "\(kind == "testTarget" ? "Tests" : "Sources")/\(name)")
  }
}
