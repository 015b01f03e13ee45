import Tables

/// Why a sweep or a merge cannot go on.
public enum SweepProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// The folder holds rows that another build of the model has made.
  case otherModel(file: String, found: SweepIdentity, expected: SweepIdentity)
  /// The folder holds rows of a sweep with another plan.
  case otherSweep(file: String, found: SweepIdentity, expected: SweepIdentity)
  /// The folder holds the same sweep, divided otherwise.
  case otherDivision(file: String, found: String, expected: String)
  /// A file bears the name of another shard than its rows are of.
  case misnamed(file: String, holds: Int)
  /// The folder does not exist or cannot be read.
  case noFolder(String)
  /// The folder holds no rows of any sweep.
  case noRows(String)
  /// A shard's rows end before they should: a file was damaged after it was complete.
  case damaged(shard: Int)
  /// Reading the shards side by side takes more open files than the system allows.
  case tooManyShards(Int, limit: Int)
  /// The system has no thread left to do the runs.
  case noThread
  /// Something could not be written, or not be read at this time.
  case write(WriteProblem)

  public var description: String {
    switch self {
    case .otherModel(let file, let found, let expected):
      "\(file) holds rows of model \(found.short), and this build has model \(expected.short), whose results may "
        + "differ; go on with the build that began the sweep, or run all of it anew in another folder"
    case .otherSweep(let file, let found, let expected):
      "\(file) holds rows of another sweep (plan \(found.short), expected \(expected.short)); "
        + "use another folder, or the plan it was started with"
    case .otherDivision(let file, let found, let expected):
      "\(file) belongs to the same sweep divided into \(found), expected \(expected); "
        + "use the division it was started with"
    case .misnamed(let file, let number):
      "\(file) holds rows of shard \(number), which is not what its name says; give it the name of that shard"
    case .noFolder(let path): "cannot read the folder \(path); check its name and permissions"
    case .noRows(let path): "\(path) holds no rows of a sweep; run its shards there first"
    case .damaged(let shard):
      "the rows of shard \(shard) are damaged; remove its files and run the shard again"
    case .tooManyShards(let shards, let limit):
      "\(shards) shards are read side by side, but only \(limit) files may be open; raise the limit with ulimit -n"
    case .noThread:
      "the system can start no thread; end other programs, or raise the limit on processes with ulimit -u"
    case .write(let problem): problem.description
    }
  }

  /// Throws unless a file's header is of the plan that is expected and its shard of the expected division.
  static func check(
    _ header: JournalHeader, of file: String, _ plan: SweepPlan, _ shard: Shard
  ) throws(SweepProblem) {
    if header.plan.model != plan.model {
      throw .otherModel(file: file, found: header.plan.model, expected: plan.model)
    }
    if header.plan.identity != plan.identity {
      throw .otherSweep(file: file, found: header.plan.identity, expected: plan.identity)
    }
    if header.plan != plan || header.shard.of != shard.of || header.shard.layout != shard.layout {
      throw .otherDivision(
        file: file, found: ShardFolder.describe(header.plan, header.shard),
        expected: ShardFolder.describe(plan, shard))
    }
  }

  /// Opens a journal, as `JournalReader` does.
  static func open(_ path: String) throws(SweepProblem) -> JournalReader? {
    do throws(WriteProblem) { return try JournalReader(path) } catch { throw .write(error) }
  }
}
