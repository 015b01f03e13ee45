/// Finds files whose path differs only in letter case from what was written.
public enum LetterCase {
  /// The path of the file that exists, such as `Scenarios/space.json` for `scenarios/Space.json`, or nil.
  ///
  /// Each part of the path is matched exactly where that is possible and by letter case otherwise; two
  /// candidates that both differ are no match, since guessing would be arbitrary.
  /// - Parameters:
  ///   - path: the path as written, relative or absolute.
  ///   - list: the names in a folder (`.` for the current one); what it throws counts as an empty folder.
  public static func existingPath(for path: String, list: (String) throws -> [String]) -> String? {
    var found = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      let name: String
      if part == "." || part == ".." {
        name = String(part)
      } else {
        let names = (try? list(found.isEmpty ? "." : found)) ?? []
        if names.contains(String(part)) {
          name = String(part)
        } else {
          let wanted = part.lowercased()
          let matches = names.filter { $0.lowercased() == wanted }
          guard matches.count == 1 else { return nil }
          name = matches[0]
        }
      }
      found += found.isEmpty || found.hasSuffix("/") ? name : "/\(name)"
    }
    return found.isEmpty ? nil : found
  }
}
