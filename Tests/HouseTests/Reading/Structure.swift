/// Pictures of how the package hangs together, drawn from `Package.swift` and the sources, as Mermaid flowcharts.
enum Structure {
  /// An arrow of a picture.
  struct Arrow: Hashable {
    let from: String
    let to: String
  }

  /// The modules of the product, each with those that it depends on; what it depends on through another is left out.
  static func modules(_ manifest: Manifest) -> String {
    let targets = manifest.targets.filter { $0.path.hasPrefix("Sources/") }
    let direct = Dictionary(uniqueKeysWithValues: targets.map { ($0.name, $0.dependencies + $0.plugins) })
    func reach(_ name: String) -> Set<String> {
      (direct[name] ?? []).reduce(into: []) { $0.formUnion(reach($1).union([$1])) }
    }
    let arrows = targets.flatMap { target in
      let used = target.dependencies + target.plugins
      return used.filter { name in !used.contains { reach($0).contains(name) } }
        .map { Arrow(from: target.name, to: $0) }
    }
    return chart("BT", nodes: targets.map(\.name), arrows)
  }

  /// The industries of the model: an arrow from who posts something to who reads it.
  ///
  /// What an industry reports of the world, in its `X+Postings.swift`, is left out: reports decide nothing.
  static func postings(_ files: [SourceFile]) -> String {
    let exchange = "Sources/Model/Exchange/"
    guard let posted = files.first(where: { $0.path == exchange + "Posted.swift" }) else { return "" }
    let owners = owners(posted, files)
    var sources = owners.mapValues { Set([$0]) }
    // What combines postings, or reads them for others: `posted.online(lab)`, `exchange.gridPrice(region)`.
    for file in files where file.path.hasPrefix(exchange) {
      for function in Function.all(in: file) where !sources.keys.contains(function.name) {
        let read = readings(file, function.line...function.lastLine, owners)
        if !read.isEmpty { sources[function.name, default: []].formUnion(read) }
      }
    }
    var arrows: Set<Arrow> = []
    let industries = Set(owners.values)
    for file in files where file.path.hasPrefix("Sources/Model/") && !file.path.hasSuffix("+Postings.swift") {
      let reader = folder(of: file)
      for (index, token) in file.code.enumerated() where token.kind == .word {
        let isRead =
          file.token(index - 1).is(".") && ["posted", "exchange"].contains(file.token(index - 2).text)
        guard isRead, let owners = sources[token.text] else { continue }
        for owner in owners where owner != reader && !others.contains(reader) {
          arrows.insert(Arrow(from: owner, to: reader))
        }
      }
    }
    return chart(
      "LR", nodes: industries.sorted(), arrows.sorted { ($0.from, $0.to) < ($1.from, $1.to) })
  }

  /// Folders of the model that are no industries, and see all.
  static let others: Set<String> = ["Exchange", "Observation", "Shocks", "Trace", "World"]

  static func folder(of file: SourceFile) -> String {
    let parts = file.path.split(separator: "/")
    return parts.count > 3 ? String(parts[2]) : ""
  }

  /// The folders of the model's types.
  static func homes(of files: [SourceFile]) -> [String: String] {
    var homes: [String: String] = [:]
    for file in files where file.path.hasPrefix("Sources/Model/") {
      for declaration in Declaration.all(in: file) where declaration.isTypeOfFile {
        homes[declaration.name] = folder(of: file)
      }
    }
    return homes
  }

  /// Whose each part of `Posted` is: the folder in which the type is declared.
  private static func owners(_ posted: SourceFile, _ files: [SourceFile]) -> [String: String] {
    let homes = homes(of: files)
    var owners: [String: String] = [:]
    for (index, token) in posted.code.enumerated() where token.is("var") {
      guard posted.token(index + 4).is("."), posted.token(index + 5).is("Posted") else { continue }
      owners[posted.token(index + 1).text] = homes[posted.token(index + 3).text]
    }
    return owners
  }

  /// The owners whose parts stand before a dot on some lines.
  private static func readings(_ file: SourceFile, _ lines: ClosedRange<Int>, _ owners: [String: String])
    -> Set<String>
  {
    let isPosted = file.path.hasSuffix("/Posted.swift")
    return Set(
      file.code.indices.compactMap { index in
        guard lines.contains(file.code[index].line), file.token(index + 1).is("."),
          isPosted || file.token(index - 2).is("posted")
        else { return nil }
        return owners[file.code[index].text]
      })
  }

  private static func chart(_ direction: String, nodes: [String], _ arrows: [Arrow]) -> String {
    let alone = nodes.filter { node in !arrows.contains { $0.from == node || $0.to == node } }
    let lines = alone.map { "  \($0)" } + arrows.map { "  \($0.from) --> \($0.to)" }
    return (["```mermaid", "flowchart \(direction)"] + lines + ["```"]).joined(separator: "\n")
  }
}
