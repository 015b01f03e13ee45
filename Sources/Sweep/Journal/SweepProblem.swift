import Tables

/// Why a sweep or a merge cannot go on.
public enum SweepProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// The folder holds rows of a sweep with another plan.
  case otherSweep(file: String, found: SweepIdentity, expected: SweepIdentity)
  /// The folder holds the same sweep, divided otherwise.
  case otherDivision(file: String, found: String, expected: String)
  /// The folder does not exist or cannot be read.
  case noFolder(String)
  /// The folder holds no rows of any sweep.
  case noRows(String)
  /// A shard's rows end before they should: a file was damaged after it was complete.
  case damaged(shard: Int)
  /// Reading the shards side by side takes more open files than the system allows.
  case tooManyShards(Int, limit: Int)
  /// Something could not be written, or not be read at this time.
  case write(WriteProblem)

  public var description: String {
    switch self {
    case .otherSweep(let file, let found, let expected):
      "\(file) holds rows of another sweep (plan \(found.description.prefix(12)), expected "
        + "\(expected.description.prefix(12))); use another folder, or the plan it was started with"
    case .otherDivision(let file, let found, let expected):
      "\(file) belongs to the same sweep divided into \(found), expected \(expected); "
        + "use the division it was started with"
    case .noFolder(let path): "cannot read the folder \(path); check its name and permissions"
    case .noRows(let path): "\(path) holds no rows of a sweep; run its shards there first"
    case .damaged(let shard):
      "the rows of shard \(shard) are damaged; remove its files and run the shard again"
    case .tooManyShards(let shards, let limit):
      "\(shards) shards are read side by side, but only \(limit) files may be open; raise the limit with ulimit -n"
    case .write(let problem): problem.description
    }
  }

  /// Opens a journal, as `JournalReader` does.
  static func open(_ path: String) throws(SweepProblem) -> JournalReader? {
    do throws(WriteProblem) { return try JournalReader(path) } catch { throw .write(error) }
  }
}
