/// Why a results folder could not be made; each case has a cause of its own, for an exit status of its own.
public enum FolderProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// The name is empty, `.`, `..` or the root.
  case unusableName(String)
  /// The folder is there already and may not be replaced.
  case exists(String)
  /// Something is there that is not a folder.
  case notFolder(String)
  /// The folder is there, but does not look like results, so that it is never replaced.
  case notResults(String)
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

  /// What, where, why, and what to do.
  public var description: String {
    switch self {
    case .unusableName(let path):
      "cannot write results to '\(path)': it names no new folder; give a folder name such as results/base"
    case .exists(let path):
      "\(path) exists already; choose another folder or ask for it to be replaced"
    case .notFolder(let path):
      "\(path) exists and is not a folder; choose another name"
    case .notResults(let path):
      "\(path) is not replaced, because it has no manifest.json and so may not be results; "
        + "choose another folder or remove it yourself"
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
