import ScenarioFormat

/// Guesses which file was meant by a path that leads nowhere.
enum NearestFile {
  /// At most three paths that exist and look like `path`, the likeliest first.
  ///
  /// Looked for are files of that name elsewhere (`space` or `Scenario/space.json` for
  /// `Scenarios/space.json`), then names that are spelled nearly so.
  static func suggestions(for path: String) -> [String] {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let name = String(parts.last ?? "")
    let written = parts.dropLast().joined(separator: "/")
    var folders: [String] = []
    for folder in [written.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : written, "Scenarios"] {
      if let found = InputFile.find(folder), !folders.contains(found) { folders.append(found) }
    }
    var suggestions: [String] = []
    for folder in folders {
      let names = InputFile.names(in: folder).filter { $0.hasSuffix(".json") }
      let wanted = name.lowercased()
      let exact = names.first { $0.lowercased() == wanted || $0.lowercased() == wanted + ".json" }
      let stems = names.map { String($0.dropLast(5)) }
      let near =
        Spelling.nearest(to: name, in: names)
        ?? Spelling.nearest(to: name, in: stems).map { $0 + ".json" }
      guard let found = exact ?? near else { continue }
      suggestions.append(
        folder == "." ? found : folder.hasSuffix("/") ? folder + found : "\(folder)/\(found)")
    }
    return suggestions
  }
}
