import Tables

/// All shards of one sweep, from one folder or several: what is there, what is missing, and all rows in
/// index order.
///
/// Only files count, never what a scheduler says of its jobs. Files that are being written aside, and files
/// of no sweep, are passed over.
public struct ShardSet: Sendable {
  /// The plan that all files agree on.
  public let plan: SweepPlan
  /// The number of shards, N.
  public let shards: Int
  public let layout: Shard.Layout
  /// How many rows each shard has, from its first on.
  public let rows: [Int]
  /// The shards that are complete, or ended as satisfied.
  public let ended: [Bool]
  /// Shards of which a complete file lies in several of the folders.
  public let duplicated: IndexRanges
  private let links: [[RowChain.Link]]

  /// Reads what the folders hold.
  ///
  /// Complete files are believed at first, and checked when their rows are read; of others every row is read
  /// once to know which are whole. Throws when a folder cannot be read, holds no rows, or when two files
  /// belong to different sweeps or divisions, or to another than `expected`, or when they are more than the
  /// system lets a process open.
  public init(folders: [String], expected: SweepPlan? = nil) throws(SweepProblem) {
    var files: [(path: String, header: JournalHeader)] = []
    for folder in folders {
      guard let names = FolderNames.sorted(in: folder) else { throw .noFolder(folder) }
      for name in names
      where name.hasPrefix("shard-") && (name.hasSuffix(".rows") || name.hasSuffix(".part")) {
        let path = folder + "/" + name
        if let reader = try SweepProblem.open(path) { files.append((path, reader.header)) }
      }
    }
    guard let first = files.first?.header else { throw .noRows(folders.joined(separator: ", ")) }
    let plan = expected ?? first.plan
    for (path, header) in files {
      try SweepProblem.check(header, of: path, plan, first.shard)
    }
    if let limit = OpenFiles.allow(first.shard.of) {
      throw .tooManyShards(first.shard.of, limit: limit)
    }
    var links = [[RowChain.Link]](repeating: [], count: first.shard.of)
    var complete = [Int](repeating: 0, count: first.shard.of)
    for (path, header) in files {
      // A complete file goes first, so that no part is read when there is one.
      if path.hasSuffix(".rows") {
        complete[header.shard.number] += 1
        links[header.shard.number].insert(RowChain.Link(path: path, start: header.start), at: 0)
      } else {
        links[header.shard.number].append(RowChain.Link(path: path, start: header.start))
      }
    }
    self.plan = plan
    shards = first.shard.of
    layout = first.shard.layout
    self.links = links
    duplicated = IndexRanges(complete.indices.filter { complete[$0] > 1 })
    var rows: [Int] = []
    var ended: [Bool] = []
    for shard in Shard.all(of: shards, layout: layout) {
      var chain = RowChain(links: links[shard.number])
      if let file = links[shard.number].first?.path, file.hasSuffix(".rows"),
        let reader = try SweepProblem.open(file), !reader.skip(to: .max), reader.isEnded
      {
        rows.append(reader.ordinal + 1)
        ended.append(true)
        continue
      }
      while chain.next() {}
      if let problem = chain.problem { throw .write(problem) }
      rows.append(chain.rows)
      ended.append(chain.rows == shard.count(ofRuns: plan.runs) || chain.isEnded)
    }
    self.rows = rows
    self.ended = ended
  }

  /// Whether every shard is complete, or ended as satisfied.
  public var isComplete: Bool { ended.allSatisfy { $0 } }

  /// The shards to run again, as an `--array=` list.
  public var missingShards: IndexRanges { IndexRanges(ended.indices.filter { !ended[$0] }) }

  /// The run indices without a row in shards that have not ended.
  ///
  /// Complexity: O(ranges) for contiguous shards, O(missing runs) for strided ones.
  public var missingRuns: IndexRanges {
    let all = Shard.all(of: shards, layout: layout)
    var result = IndexRanges()
    switch layout {
    case .contiguous:
      for shard in all where !ended[shard.number] {
        let count = shard.count(ofRuns: plan.runs)
        result.append(
          shard.index(rows[shard.number], ofRuns: plan.runs)...shard.index(count - 1, ofRuns: plan.runs))
      }
    case .strided:
      guard let first = all.filter({ !ended[$0.number] }).map({ rows[$0.number] }).min() else {
        return result
      }
      for index in (first * shards)..<max(plan.runs, first * shards) {
        let (ordinal, shard) = index.quotientAndRemainder(dividingBy: shards)
        if !ended[shard] && ordinal >= rows[shard] { result.append(index) }
      }
    }
    return result
  }

  /// Reads all rows in index order, each shard as far as it goes.
  public func makeReader() -> RowReader {
    RowReader(
      chains: links.map { RowChain(links: $0) }, shards: Shard.all(of: shards, layout: layout), rows: rows,
      plan: plan)
  }
}
