/// Reads a scenario and everything that it extends, and merges them into one node.
///
/// A member `"extends"` names a file, or an array of files applied in order, relative to the file that says
/// so; what the file itself states comes last. Groups and entities merge by key, `null` removes what is there,
/// anything else replaces. A value is replaced whole, with its dates and its provenance, whatever its form; remarks
/// alone (`source`, `as_of`, `confidence`, `note`) are laid beside it. Every merged value keeps the location in its
/// own file.
///
/// Each file is read and merged once, however many others extend it.
public struct ScenarioLoader {
  /// How many files may stand above one another.
  public static let deepest = 32
  /// How many times all files together may name another one.
  public static let mostLinks = 500

  let readFile: (String) throws -> [UInt8]
  let identity: (String) -> String

  /// Makes a loader that reads files by a function; what the function throws is shown as the reason.
  /// - Parameter identity: one name for all the paths that lead to the same file.
  public init(
    identity: @escaping (String) -> String = { $0 }, readFile: @escaping (String) throws -> [UInt8]
  ) {
    self.readFile = readFile
    self.identity = identity
  }

  /// Loads a scenario; with problems the node is partial, and nil when nothing could be read.
  /// - Parameters:
  ///   - path: the scenario's file.
  ///   - isStream: true for a pipe, which lies in no folder: what it extends counts from the current one.
  ///   - isPatch: true for what is laid over a scenario later: its `null` may remove what is there.
  ///   - overrides: values that are applied in order after merging.
  ///   - refusal: why an override does not fit the scenario as it stands before it; nil if it does.
  public func load(
    _ path: String, isStream: Bool = false, isPatch: Bool = false, overrides: [Override] = [],
    refusal: (Override, Node) -> Problem? = { _, _ in nil }
  ) -> (Node?, [Problem]) {
    var files = ExtendedFiles(self, isStream ? path : nil)
    guard let loaded = files.merged(isStream ? path : FilePath.normalized(path), from: nil) else {
      return (nil, files.problems.all)
    }
    var problems = files.problems
    var node = isPatch ? loaded : Merge.removingNulls(loaded, path: "", &problems)
    for override in overrides {
      if let problem = refusal(override, node) {
        problems.append(problem)
      } else {
        override.apply(to: &node, &problems)
      }
    }
    return (node, problems.all)
  }
}
