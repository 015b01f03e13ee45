/// Why a results folder could not be made; each case has a cause of its own, for an exit status of its own.
public enum FolderProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// The name is empty, `.`, `..` or the root.
  case unusableName(String)
  /// The folder is there already and may not be replaced.
  case exists(String)
  /// Something is there that is not a folder.
  case notFolder(String)
  /// The folder is there, but has no manifest as this program wrote it, so that it is never replaced; what it holds.
  case notResults(String, holding: [String])
  /// The folder holds results, and these names besides, so that it is not replaced.
  case holdsOthers(String, [String])
  /// The folder in which it should be made does not exist.
  case parentMissing(String)
  /// What should hold it is not a folder.
  case parentNotFolder(String)
  /// The folder in which it should be made cannot be written to.
  case parentNotWritable(String)
  /// The device or the user's quota is full.
  case diskFull(WriteProblem)
  /// Anything else that failed while writing.
  case write(WriteProblem)

  /// Sorts a failed write into the case it belongs to.
  public init(_ problem: WriteProblem) {
    self = problem.cause == .diskFull ? .diskFull(problem) : .write(problem)
  }

  /// The first names, and how many more there are.
  private static func list(_ names: [String]) -> String {
    if names.isEmpty { return "nothing" }
    let rest = names.count > 5 ? " and \(names.count - 5) more" : ""
    return names.prefix(5).joined(separator: ", ") + rest
  }

  /// What, where, why, and what to do.
  public var description: String {
    switch self {
    case .unusableName(let path):
      "cannot write results to '\(path)': it names no new folder; give a folder name such as results/base"
    case .exists(let path):
      "\(path) exists already; choose another folder or ask for it to be replaced"
    case .notFolder(let path):
      "\(path) exists and is not a folder; choose another name"
    case .notResults(let path, let names):
      "\(path) is not replaced, because it has no manifest.json as capsim writes it and so may not be results "
        + "(it holds \(FolderProblem.list(names))); choose another folder or remove it yourself"
    case .holdsOthers(let path, let names):
      "\(path) is not replaced, because it holds more than the results: \(FolderProblem.list(names)); "
        + "move that elsewhere, or choose another folder"
    case .parentMissing(let path):
      "the folder \(path) does not exist; create it first or choose another"
    case .parentNotFolder(let path):
      "\(path) is not a folder; choose another"
    case .parentNotWritable(let path):
      "the folder \(path) cannot be written to; choose a folder that you may write to"
    case .diskFull(let problem), .write(let problem):
      problem.description
    }
  }
}
